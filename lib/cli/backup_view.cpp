#include "cli/backup_view.h"

#include "base/quote.h"
#include "cli/list.h"
#include "cli/table.h"
#include "cli/when.h"

#include <cstdio>
#include <filesystem>

namespace cronmon {
namespace {

constexpr Millis progress_every{1000};
constexpr std::int64_t megabyte = 1'000'000;

}  // namespace

std::string size_text(std::int64_t bytes) {
    constexpr std::string_view units[] = {" KB", " MB", " GB", " TB"};
    double size = static_cast<double>(bytes) / 1000;
    std::size_t unit = 0;
    for (; size >= 999.5 && unit + 1 < std::size(units); ++unit) size /= 1000;
    char text[32];
    std::snprintf(text, sizeof text, size < 10 && unit > 0 ? "%.1f" : "%.0f", size);
    return std::string(text).append(units[unit]);
}

CopyProgress progress_on(Context& context) {
    if (!context.terminal.can_ask) return {};
    const Clock& clock = context.clock;
    return [&context, &clock, next = clock.steady() + progress_every](std::int64_t done,
                                                                      std::int64_t total) mutable {
        if (clock.steady() < next) return;
        next = clock.steady() + progress_every;
        context.terminal.err << "copied " << done / megabyte << " of " << total / megabyte
                             << " MB\n";
    };
}

Json json_of(const Verification& found, std::string_view file) {
    Json counts = Json::object();
    for (const auto& [noun, rows] : found.counts) counts[std::string(noun)] = rows;
    return {{"file", file},
            {"sound", found.problems.empty()},
            {"version", found.version},
            {"bytes", found.bytes},
            {"alive_ms", found.alive_at ? Json(to_ms(*found.alive_at)) : Json()},
            {"rows", std::move(counts)},
            {"problems", found.problems}};
}

void print(Context& context, const Verification& found) {
    std::vector<std::pair<std::string_view, Cell>> facts;
    facts.emplace_back("size", size_text(found.bytes));
    facts.emplace_back("schema", "version " + std::to_string(found.version));
    facts.emplace_back("alive at", local_time_from_now(found.alive_at, "UTC", context.clock.now()));
    std::string rows;
    for (const auto& [noun, count] : found.counts)
        rows.append(rows.empty() ? "" : ", ").append(counted(count, noun));
    facts.emplace_back("holds", rows);
    print_facts(context.terminal, facts);
    for (const std::string& problem : found.problems)
        context.out() << coloured(context.terminal, Colour::red, "fault") << "  "
                      << printable(problem) << '\n';
}

Result<std::unique_ptr<Connection>> open_backup(const std::string& path) {
    std::error_code problem;
    if (!std::filesystem::exists(path, problem))
        return Error{Code::not_found, "file: there is no " + quote(path)};
    if (!std::filesystem::is_regular_file(path, problem))
        return Error{Code::invalid, "file: " + quote(path) + " is no file"};
    return open_database_file(path);
}

}  // namespace cronmon
