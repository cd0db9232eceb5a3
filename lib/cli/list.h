// Lists: which page of what is asked for, and how it is printed.
//
// On a terminal a list shows its first page and says how many there are; in a pipe, in a file and
// as JSON it is whole, unless a page was asked for. A script that counts lines must not be told
// half the truth.
//
// Thread-safety: confined to the command's thread.
#pragma once

#include "cli/context.h"
#include "cli/table.h"

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cronmon {

constexpr std::int64_t list_page_rows = 50;       // if nothing else is asked for
constexpr std::int64_t list_request_rows = 1000;  // as many as the server gives at once

// Who divides a list into pages and searches it: the server, or, where it gives all there is at
// once because that is little, the command.
enum class Paged : std::uint8_t { by_server, by_command };

struct ListForm {
    std::string path;            // /tasks
    std::string_view noun;       // task
    std::string_view when_none;  // said instead of an empty table
    std::vector<Column> columns;
    std::function<std::vector<Cell>(const Context& context, const Json& row)> row;
    Paged paged = Paged::by_server;
};

// The flags of every list, and those of one in particular. `sorts` are the columns it can be in the
// order of; with none it has an order of its own.
std::vector<Flag> list_flags(std::string_view sorts, std::vector<Flag> more);

Outcome print_list(Context& context, const ListForm& form);

// Prints rows as one array of JSON, one row a line, as they come.
class ArrayPrinter {
public:
    explicit ArrayPrinter(std::ostream& out) : out_(out) {}
    void add(const Json& row);
    void end();

private:
    std::ostream& out_;
    bool first_ = true;
};

// `1 task`, `2 tasks`, `2 businesses`.
std::string counted(std::int64_t number, std::string_view noun);

}  // namespace cronmon
