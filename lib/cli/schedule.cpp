#include "core/schedule.h"

#include "base/duration.h"
#include "base/time_text.h"
#include "cli/commands.h"
#include "cli/context.h"
#include "core/schedule_text.h"

namespace cronmon {
namespace {

constexpr std::int64_t times_usual = 5;
constexpr std::int64_t times_max = 1000;

// EXPR, or one of the flags that say which language it is in.
Result<Schedule> wanted_schedule(const Context& context, Zone zone) {
    const Args& args = context.args;
    const std::string expr = args.argument("EXPR");
    const auto cron = args.value("cron"), calendar = args.value("calendar");
    const auto period = args.value("every");
    const bool flagged = cron || calendar || period;
    if (!flagged && !args.has_argument("EXPR"))
        return context.usage("EXPR is missing: a schedule, such as '0 2 * * *'");
    if (flagged && args.has_argument("EXPR"))
        return context.usage("takes EXPR or one of --cron, --every and --calendar, not both");
    if (cron) return Schedule::cron(*cron, zone);
    if (calendar) return Schedule::calendar(*calendar, zone);
    return period ? Schedule::every(*period) : Schedule::parse(expr, zone);
}

Result<Instant> wanted_start(const Context& context) {
    const auto from = context.args.value("from");
    return from ? parse_instant("from", *from) : Result<Instant>(context.clock.now());
}

std::vector<Instant> times(const Schedule& schedule, Instant from, std::int64_t count) {
    std::vector<Instant> found;
    for (auto at = schedule.next(from); at && count > 0; at = schedule.next(*at), --count)
        found.push_back(*at);
    return found;
}

void print_json(Context& context, const std::vector<Instant>& found, Zone zone,
                const Sentence& words) {
    Json next = Json::array();
    for (const Instant at : found) {
        const auto seconds = std::chrono::floor<std::chrono::seconds>(at);
        next.push_back({{"unix", seconds.time_since_epoch().count()},
                        {"utc", utc_text(at)},
                        {"local", zone.format(at)}});
    }
    const Json answer{{"next", next}, {"text", {{"en", words.en}, {"zh", words.zh}}}};
    context.out() << dump(answer) << '\n';
}

void print_text(Context& context, const std::vector<Instant>& found, Zone zone,
                const Sentence& words) {
    const bool chinese = context.terminal.language == Language::zh;
    auto& out = context.out();
    out << (chinese ? words.zh : words.en) << '\n';
    if (found.empty()) out << (chinese ? "永远不会到来" : "it never comes") << '\n';
    for (const Instant at : found) {
        if (zone == Zone()) out << utc_text(at) << '\n';
        else out << zone.format(at) << "  " << utc_text(at) << '\n';
    }
}

Outcome next(Context& context) {
    const auto zone = Zone::find(context.args.value("tz").value_or("UTC"));
    if (!zone) return zone.error();
    const auto schedule = wanted_schedule(context, *zone);
    if (!schedule) return schedule.error();
    const auto from = wanted_start(context);
    if (!from) return from.error();
    const auto count = context.args.number("count", times_usual, 1, times_max);
    if (!count) return count.error();
    const auto found = times(*schedule, *from, *count);
    const Sentence words = describe(*schedule);
    if (context.json()) print_json(context, found, *zone, words);
    else print_text(context, found, *zone, words);
    return std::nullopt;
}

}  // namespace

std::vector<Command> schedule_commands() {
    return {
        {"schedule",
         "next",
         "tells when a schedule comes, and what it means",
         {{"EXPR", "cron, a duration or a calendar event: it is seen which", Need::optional}},
         {{"cron", "EXPR", "it is five fields of cron, or a word such as @daily",
           Need::at_most_one},
          {"every", "DUR", "it is so long after each ping", Need::at_most_one},
          {"calendar", "EXPR", "it is a calendar event of systemd", Need::at_most_one},
          {"tz", "ZONE", "time zone (UTC)"},
          {"from", "TIME", "the first time after this one: ISO 8601 or unix seconds (now)"},
          {"count", "N", "how many times, 1 to 1000 (5)"},
          json_flag},
         {"cronmon schedule next '0 2 * * *' --tz Asia/Shanghai",
          "cronmon schedule next 'Mon..Fri 18:00' --from 2026-12-24T00:00:00Z --count 3",
          "cronmon schedule next 90s --json"},
         "Needs no server and no data.",
         next},
    };
}

}  // namespace cronmon
