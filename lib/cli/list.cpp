#include "cli/list.h"

#include <algorithm>
#include <limits>

namespace cronmon {
namespace {

// A flag, and what the server calls it.
struct Filter {
    std::string_view flag;
    std::string_view parameter;
};
constexpr Filter filters[] = {{"search", "search"},
                              {"status", "status"},
                              {"role", "status"},
                              {"business", "business"},
                              {"action", "action"}};

struct Wanted {
    std::int64_t page = 1;
    std::int64_t length = list_page_rows;
    bool one_page = false;
};

Result<Wanted> wanted(const Context& context) {
    const Args& args = context.args;
    const auto page = args.number("page", 1, 1, std::numeric_limits<std::int32_t>::max());
    if (!page) return page.error();
    const auto length = args.number("length", list_page_rows, 1, list_request_rows);
    if (!length) return length.error();
    const bool on_screen = context.terminal.columns.has_value() && !context.json();
    return Wanted{*page, *length, on_screen || args.has("page") || args.has("length")};
}

std::string target(const Context& context, const ListForm& form, std::int64_t page,
                   std::int64_t length) {
    const Args& args = context.args;
    std::vector<std::pair<std::string, std::string>> query;
    for (const auto& [flag, parameter] : filters)
        query.emplace_back(parameter, args.value(flag).value_or(""));
    query.emplace_back("sort", args.value("sort").value_or(""));
    query.emplace_back("desc", args.has("desc") ? "1" : "");
    query.emplace_back("page", std::to_string(page));
    query.emplace_back("length", std::to_string(length));
    return form.path + query_of(query);
}

using Take = std::function<void(const Json&)>;

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return result;
}

// Whether the text, in lower case, stands in one of the row's texts.
bool matches(const Json& value, const std::string& text) {
    if (value.is_string()) return lower(value.get<std::string>()).find(text) != std::string::npos;
    return value.is_structured() &&
           std::ranges::any_of(value, [&](const Json& each) { return matches(each, text); });
}

Result<std::int64_t> each_row_of_all(Context& context, const ListForm& form, const Wanted& want,
                                     const Take& take) {
    const auto answer = context.client.get(form.path);
    if (!answer) return answer.error();
    const std::string search = lower(context.args.value("search").value_or(""));
    const std::int64_t first = want.one_page ? (want.page - 1) * want.length : 0;
    std::int64_t found = 0;
    for (const Json& row : array_of(*answer, "rows")) {
        if (!search.empty() && !matches(row, search)) continue;
        if (found >= first && (!want.one_page || found < first + want.length)) take(row);
        ++found;
    }
    return found;
}

// Hands over every row and tells how many there are on all pages.
Result<std::int64_t> each_row(Context& context, const ListForm& form, const Wanted& want,
                              const Take& take) {
    if (form.paged == Paged::by_command) return each_row_of_all(context, form, want, take);
    const std::int64_t length = want.one_page ? want.length : list_request_rows;
    for (std::int64_t page = want.page;; ++page) {
        const auto answer = context.client.get(target(context, form, page, length));
        if (!answer) return answer.error();
        const Json& rows = array_of(*answer, "rows");
        for (const Json& row : rows) take(row);
        const std::int64_t total = number_of(*answer, "total");
        if (want.one_page || rows.empty() || page * length >= total) return total;
    }
}

std::string why_empty(const Context& context, const ListForm& form, std::int64_t total,
                      std::int64_t pages) {
    const std::string noun(form.noun);
    if (total > 0)
        return "there is no such page, only " + counted(pages, "page") + " with " +
               counted(total, noun);
    const bool filtered = std::ranges::any_of(
        filters, [&](const Filter& filter) { return context.args.has(filter.flag); });
    return filtered ? "no " + noun + " matches" : std::string(form.when_none);
}

}  // namespace

std::vector<Flag> list_flags(std::string_view sorts, std::vector<Flag> more) {
    std::vector<Flag> flags{{"search", "TEXT", "only with this in a name or address"}};
    flags.insert(flags.end(), more.begin(), more.end());
    if (!sorts.empty())
        flags.insert(flags.end(), {{"sort", "COLUMN", sorts}, {"desc", "", "the other way round"}});
    flags.insert(flags.end(), {{"page", "N", "only this page, from 1"},
                               {"length", "N", "rows a page, 1 to 1000 (50)"},
                               json_flag});
    return flags;
}

Outcome print_list(Context& context, const ListForm& form) {
    const auto want = wanted(context);
    if (!want) return want.error();
    if (context.json()) {
        ArrayPrinter array(context.out());
        const auto total = each_row(context, form, *want, [&](const Json& row) { array.add(row); });
        if (!total) return total.error();
        array.end();
        return std::nullopt;
    }
    Table table(form.columns);
    const auto total =
        each_row(context, form, *want, [&](const Json& row) { table.add(form.row(context, row)); });
    if (!total) return total.error();
    const std::int64_t pages = (*total + want->length - 1) / want->length;
    if (table.empty()) {
        context.out() << why_empty(context, form, *total, pages) << '\n';
        return std::nullopt;
    }
    table.print(context.terminal);
    if (want->one_page && (pages > 1 || context.args.has("page")))
        context.out() << coloured(context.terminal, Colour::faint,
                                  "page " + std::to_string(want->page) + " of " +
                                      std::to_string(pages) + ", " + counted(*total, form.noun))
                      << '\n';
    return std::nullopt;
}

void ArrayPrinter::add(const Json& row) {
    out_ << (first_ ? "[\n  " : ",\n  ") << dump_line(row);
    first_ = false;
}

void ArrayPrinter::end() { out_ << (first_ ? "[]\n" : "\n]\n"); }

std::string counted(std::int64_t number, std::string_view noun) {
    std::string text = std::to_string(number).append(" ").append(noun);
    if (number == 1) return text;
    return text.append(noun.ends_with('s') ? "es" : "s");
}

}  // namespace cronmon
