// The numbers of the first page.
#include "cli/commands.h"
#include "cli/context.h"
#include "cli/list.h"
#include "cli/table.h"
#include "cli/when.h"

#include <algorithm>
#include <cmath>

namespace cronmon {
namespace {

std::string change_of(const Json& trend) {
    const auto change = trend.find("change_percent");
    if (change == trend.end() || !change->is_number()) return "-";
    const auto percent = std::llround(change->get<double>());
    return (percent > 0 ? "+" : "") + std::to_string(percent) + "%";
}

void print_trends(Context& context, const Json& board) {
    constexpr std::pair<std::string_view, std::string_view> lines[] = {
        {"businesses", "businesses"},
        {"told", "assignments"},
        {"tasks", "tasks"},
        {"pings on record", "log_entries"}};
    Table table({{""},
                 {"NOW", Column::Side::right},
                 {"30 DAYS AGO", Column::Side::right},
                 {"CHANGE", Column::Side::right}});
    for (const auto& [name, field] : lines) {
        const Json& trend = object_of(board, field);
        table.add(
            {std::string(name), text_of(trend, "now"), text_of(trend, "before"), change_of(trend)});
    }
    table.print(context.terminal);
}

// `1 down, 12 up`: those that there are.
std::string states_of(const Json& states) {
    std::string text;
    for (const auto& [state, count] : states.items()) {
        if (!count.is_number() || count == 0) continue;
        text.append(text.empty() ? "" : ", ").append(count.dump()).append(" ").append(state);
    }
    return text.empty() ? "no tasks" : text;
}

Colour colour_of(const Json& states) {
    if (number_of(states, "down") > 0) return Colour::red;
    return number_of(states, "late") > 0 ? Colour::yellow : Colour::green;
}

// A column a day; a day with a ping is higher than one without.
std::string sparkline(const Json& days, std::int64_t most) {
    constexpr std::string_view blocks[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    constexpr std::int64_t high = std::size(blocks) - 1;
    std::string line;
    for (const Json& day : days) {
        const std::int64_t pings = number_of(day, "pings");
        const double share = most > 0 ? static_cast<double>(pings) / static_cast<double>(most) : 0;
        line += blocks[static_cast<std::size_t>(std::ceil(share * high))];
    }
    return line;
}

std::vector<std::pair<std::string_view, Cell>> ping_facts(const Context& context,
                                                          const Json& days) {
    if (days.empty()) return {};
    const Json* most = &days.front();
    for (const Json& day : days)
        if (number_of(day, "pings") > number_of(*most, "pings")) most = &day;
    const std::int64_t pings = number_of(*most, "pings");
    std::string words = text_of(days.back(), "pings") + " today";
    if (pings > 0) words += ", at most " + std::to_string(pings) + " on " + text_of(*most, "day");
    return {{"pings a day", context.terminal.columns ? sparkline(days, pings) : ""},
            {"pings", words}};
}

std::string blind_words(const Context& context, const Json& times) {
    if (times.empty()) return "never in what is on record";
    const Json& newest = times.front();
    return from_now(instant_of(newest, "to_ms"), context.clock.now()) + " (" +
           text_of(newest, "reason") + "), see cronmon blind list";
}

Outcome show(Context& context) {
    const auto board = context.client.get("/dashboard");
    if (!board) return board.error();
    if (context.json()) {
        context.out() << dump(*board) << '\n';
        return std::nullopt;
    }
    print_trends(context, *board);
    context.out() << '\n';
    auto facts = ping_facts(context, array_of(*board, "pings_a_day"));
    const Json& states = object_of(*board, "states");
    facts.insert(facts.begin(), {"states", {states_of(states), colour_of(states)}});
    facts.emplace_back("last blind", blind_words(context, array_of(*board, "blind")));
    facts.emplace_back("tell nobody",
                       Cell(names_of(*board, "businesses_without_notifier"), Colour::yellow));
    print_facts(context.terminal, facts);
    return std::nullopt;
}

}  // namespace

std::vector<Command> dashboard_commands() {
    return {{"dashboard",
             "",
             "tells the numbers of the first page: how many, in which states, pings a day",
             {},
             {json_flag},
             {"cronmon dashboard", "cronmon dashboard --json"},
             "",
             show}};
}

}  // namespace cronmon
