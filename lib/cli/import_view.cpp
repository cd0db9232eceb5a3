#include "cli/import_view.h"

#include "cli/table.h"
#include "cli/when.h"

#include <utility>
#include <vector>

namespace cronmon {
namespace {

constexpr std::int64_t megabyte = 1'000'000;

using Number = std::pair<std::string_view, std::int64_t>;

std::vector<std::pair<std::string_view, ImportCount>> counts_of(const ImportReport& report) {
    return {{"businesses", report.businesses},
            {"notifiers", report.notifiers},
            {"assignments", report.assignments},
            {"tasks", report.tasks},
            {"users", report.users},
            {"pings", report.pings},
            {"api_requests", report.api_requests}};
}

// What was lost or altered in numbers too large to name each.
std::vector<Number> losses_of(const ImportReport& report) {
    return {{"pings_without_task", report.pings_without_task},
            {"pings_of_refused_tasks", report.pings_of_refused_tasks},
            {"api_requests_without_user", report.requests_without_user},
            {"permissions_without_business", report.permissions_without_business},
            {"user_agents_mended", report.user_agents_mended},
            {"texts_shortened", report.texts_shortened}};
}

std::string_view meaning_of(std::string_view loss) {
    constexpr std::pair<std::string_view, std::string_view> meanings[] = {
        {"pings_without_task", "pings of tasks that had been deleted are left out"},
        {"pings_of_refused_tasks", "pings of tasks that could not be imported are left out"},
        {"api_requests_without_user", "API requests of users who are not here belong to nobody"},
        {"permissions_without_business",
         "permissions for businesses that had been deleted are left out"},
        {"user_agents_mended", "user agents are UTF-8 again"},
        {"texts_shortened", "texts in the logs had no room and are shortened"},
    };
    for (const auto& [name, meaning] : meanings)
        if (name == loss) return meaning;
    return "";
}

Json ms(std::optional<Instant> at) { return at ? Json(to_ms(*at)) : Json(nullptr); }

Json json_of(const std::vector<ImportFinding>& findings) {
    Json list = Json::array();
    for (const ImportFinding& finding : findings)
        list.push_back({{"line", finding.line}, {"what", finding.sentence}});
    return list;
}

std::string states_of(const ImportReport& report) {
    std::string text;
    for (std::size_t i = 0; i < report.states.size(); ++i) {
        if (report.states[i] == 0) continue;
        text.append(text.empty() ? "" : ", ").append(std::to_string(report.states[i]));
        text.append(" ").append(word(static_cast<State>(i)));
    }
    return text;
}

// `12`, `11 of 12`, with what there is to say about them.
std::string shown(std::string_view name, const ImportCount& count, const ImportReport& report) {
    std::string text = std::to_string(count.imported);
    if (count.imported != count.found) text += " of " + std::to_string(count.found);
    if (name == "tasks" && count.imported > 0) text += " (" + states_of(report) + ")";
    if (name == "pings" && report.oldest_ping)
        text += " (" + local_time(report.oldest_ping, report.zone) + " to " +
                local_time(report.newest_ping, report.zone) + ")";
    return text;
}

void print(std::ostream& out, std::string_view title, const std::vector<ImportFinding>& findings) {
    if (findings.empty()) return;
    out << '\n' << title << '\n';
    for (const ImportFinding& finding : findings)
        out << "  line " << finding.line << ": " << printable(finding.sentence) << '\n';
}

void print_remarks(std::ostream& out, const ImportReport& report) {
    for (const auto& [name, number] : losses_of(report))
        if (number > 0) out << number << ' ' << meaning_of(name) << '\n';
    for (const std::string& table : report.left_out)
        out << "table '" << printable(table) << "' is not the original's and is left out\n";
    if (report.end_unknown)
        out << "the dump does not say where it ends (made with --skip-comments?): see for "
               "yourself that it is whole\n";
}

}  // namespace

Json json_of(const ImportReport& report) {
    Json object{{"dry_run", report.dry_run}, {"tz", report.zone}};
    for (const auto& [name, count] : counts_of(report))
        object[std::string(name)] = {{"found", count.found}, {"imported", count.imported}};
    for (std::size_t i = 0; i < report.states.size(); ++i)
        object["states"][std::string(word(static_cast<State>(i)))] = report.states[i];
    object["oldest_ping_ms"] = ms(report.oldest_ping);
    object["newest_ping_ms"] = ms(report.newest_ping);
    for (const auto& [name, number] : losses_of(report)) object[std::string(name)] = number;
    object["end_unknown"] = report.end_unknown;
    object["left_out_tables"] = report.left_out;
    object["refused"] = json_of(report.refused);
    object["changed"] = json_of(report.changed);
    return object;
}

void print(Terminal& terminal, const ImportReport& report, const std::string& from) {
    auto& out = terminal.out;
    out << (report.dry_run ? "nothing was written; this would be imported from " : "imported from ")
        << printable(from) << ", whose times were read in " << report.zone << ":\n";
    std::vector<std::pair<std::string_view, Cell>> facts;
    for (const auto& [name, count] : counts_of(report))
        facts.emplace_back(name == "api_requests" ? "API requests" : name,
                           shown(name, count, report));
    print_facts(terminal, facts);
    print_remarks(out, report);
    print(out, "could not be imported:", report.refused);
    print(out, "imported, but worth a look:", report.changed);
}

std::string line_of(const ImportProgress& progress) {
    using Step = ImportProgress::Step;
    const bool days = progress.step == Step::chains;
    const std::int64_t unit = days ? 1 : megabyte;
    const std::string_view what = days                           ? "putting the log in order: "
                                  : progress.step == Step::nouns ? "reading the tasks: "
                                                                 : "reading the log: ";
    return std::string(what) + std::to_string(progress.done / unit) + " of " +
           std::to_string(progress.total / unit) + (days ? " days" : " MB");
}

}  // namespace cronmon
