// The tables of the original, row by row, as it kept them.
//
// Here a row of a dump becomes a value of a type, or a sentence that names its line, table, column
// and value. Nothing is translated yet: times are the readings of the old server's clock, names
// may be longer than ours may be, and a reference may lead nowhere.
//
// Thread-safety: confined to one thread; the rows are values.
#pragma once

#include "core/zone.h"
#include "import/dump_reader.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

struct OriginalBusiness {
    std::int64_t line = 0;
    std::int64_t id = 0;
    std::string name;
    bool enabled = false;
    LocalSeconds created;
};

struct OriginalNotifier {
    std::int64_t line = 0;
    std::int64_t id = 0;
    std::string name;
    std::string email;
    std::string phone;
    bool enabled = false;
    LocalSeconds created;
};

struct OriginalAssignment {
    std::int64_t line = 0;
    std::int64_t business = 0;
    std::int64_t notifier = 0;
    LocalSeconds created;
};

struct OriginalTask {
    std::int64_t line = 0;
    std::int64_t id = 0;
    std::string name;
    std::string url;  // its uuid
    std::string period;
    std::int64_t grace_minutes = 0;
    bool enabled = false;
    std::optional<LocalSeconds> last_check;  // of the newest ping it looked at, else of creation
    std::optional<LocalSeconds> next_check;  // the deadline
    bool warning = false;
    LocalSeconds created;
    std::int64_t business = 0;
};

struct OriginalUser {
    std::int64_t line = 0;
    std::int64_t id = 0;
    std::string name;
    std::string password;  // a hash of werkzeug's
    std::string email;
    std::string phone;
    bool enabled = false;
    bool admin = false;
    std::optional<std::string> api_name;
    std::optional<std::string> api_password;  // in the clear
    LocalSeconds created;
};

struct OriginalPermission {
    std::int64_t line = 0;
    std::string businesses;  // "0": all; "": none; else ids between blanks
    std::int64_t user = 0;
};

// Rows of the two logs borrow their texts from the row of the dump.
struct OriginalPing {
    std::int64_t line = 0;
    std::int64_t id = 0;
    LocalSeconds at;
    std::string_view client_ip;
    std::string_view user_agent;
    std::int64_t task = 0;
};

struct OriginalApiRequest {
    std::int64_t line = 0;
    std::int64_t id = 0;
    LocalSeconds at;
    std::string_view client_ip;
    std::string_view user_agent;
    std::string_view url;
    std::string_view method;
    int code = 0;
    std::int64_t user = 0;
};

// Everything but the logs.
struct OriginalNouns {
    std::vector<OriginalBusiness> businesses;
    std::vector<OriginalNotifier> notifiers;
    std::vector<OriginalAssignment> assignments;
    std::vector<OriginalTask> tasks;
    std::vector<OriginalUser> users;
    std::vector<OriginalPermission> permissions;
};

extern const TableNames original_noun_tables;
extern const TableNames original_log_tables;

// The values of a row in the order in which they are asked for. Each throws DumpError if the value
// is not of that kind.
class OriginalFields {
public:
    explicit OriginalFields(std::span<const std::string_view> columns) : columns_(columns) {}

    // Begins with a row. Throws DumpError if its table lacks one of the columns.
    void begin(const DumpRow& row);

    std::int64_t id();  // 1 to 2^32 - 1
    std::int64_t integer();
    bool flag();        // 0 or 1
    int http_status();  // 100 to 599
    std::string_view text();
    LocalSeconds time();
    std::optional<std::string> text_or_null();
    std::optional<LocalSeconds> time_or_null();

private:
    const DumpValue& take();
    bool is_null_next() const;
    [[noreturn]] void fail(std::string_view what, std::string_view got) const;

    std::span<const std::string_view> columns_;
    std::vector<std::size_t> places_;  // of the columns, in the row
    std::int64_t statement_ = 0;
    const DumpRow* row_ = nullptr;
    std::size_t next_ = 0;
};

// Sorts rows of the noun tables into `nouns`.
class OriginalNounReader {
public:
    OriginalNounReader();

    // Precondition: the row is of one of original_noun_tables.
    void add(const DumpRow& row);

    OriginalNouns nouns;

private:
    void add_business(const DumpRow& row);
    void add_notifier(const DumpRow& row);
    void add_assignment(const DumpRow& row);
    void add_task(const DumpRow& row);
    void add_user(const DumpRow& row);
    void add_permission(const DumpRow& row);

    OriginalFields business_, notifier_, assignment_, task_, user_, permission_;
};

class OriginalLogReader {
public:
    OriginalLogReader();

    // Precondition: the row is of that table.
    OriginalPing ping(const DumpRow& row);
    OriginalApiRequest api_request(const DumpRow& row);

private:
    OriginalFields ping_, api_request_;
};

}  // namespace cronmon
