#include "cli/task_view.h"

#include "base/duration.h"
#include "cli/crontab_line.h"
#include "cli/suspicion.h"
#include "cli/when.h"

#include <cmath>

namespace cronmon {
namespace {

// A length in seconds, with a fraction or null.
std::string length_of(const Json& task, const std::string& field, std::string_view if_null) {
    if (!task.contains(field) || !task[field].is_number()) return std::string(if_null);
    return duration_text(Millis{std::llround(task[field].get<double>() * 1000)});
}

std::string run_words(const Json& task) {
    const std::string least = length_of(task, "min_run_s", "");
    const std::string most = length_of(task, "max_run_s", "");
    if (least.empty()) return most.empty() ? "" : "at most " + most;
    return most.empty() ? "at least " + least : least + " to " + most;
}

// Nothing where one of each is enough.
std::string threshold_words(const Json& task) {
    const std::string down = text_of(task, "alert_after");
    const std::string up = text_of(task, "recover_after");
    if ((down.empty() || down == "1") && (up.empty() || up == "1")) return {};
    return "down after " + down + " in a row, up after " + up;
}

std::string state_words(const Context& context, const Json& task) {
    const auto since = instant_of(task, "since_ms");
    const std::string state = text_of(task, "state");
    if (!since) return state;
    return state + ", since " +
           local_time_from_now(since, text_of(task, "tz"), context.clock.now());
}

}  // namespace

Colour colour_of_state(std::string_view state) {
    if (state == "up") return Colour::green;
    if (state == "down") return Colour::red;
    if (state == "late") return Colour::yellow;
    if (state == "new") return Colour::blue;
    return Colour::faint;
}

std::string schedule_words(const Context& context, const Json& task) {
    const auto text = task.find("text");
    if (text == task.end()) return {};
    return text_of(*text, word(context.terminal.language));
}

void print_how_to_ping(Context& context, const Json& task) {
    const std::string url = printable(text_of(task, "ping_url"));
    const std::string schedule = printable(text_of(task, "schedule"));
    const bool cron = text_of(task, "schedule_kind") == "cron";
    auto& out = context.out();
    out << "# ping it at\n" << url << '\n';
    if (!cron) {
        out << "# with your command\n" << ping_line(url) << '\n';
        return;
    }
    out << "# line for the crontab, with your command, on a clock of "
        << printable(text_of(task, "tz")) << '\n';
    if (!is_plain_cron(schedule))
        out << "# (cron itself may not know this schedule: L, # and steps without a range)\n";
    out << crontab_line(schedule, url) << '\n';
}

void print_task(Context& context, const Json& task) {
    const std::string zone = text_of(task, "tz");
    const Instant now = context.clock.now();
    const auto moment = [&](std::string_view field) {
        return local_time_from_now(instant_of(task, field), zone, now);
    };
    const bool quiet = truth_of(task, "quiet_until_first_ping");
    std::vector<std::pair<std::string_view, Cell>> facts{
        {"name", text_of(task, "name")},
        {"id", text_of(task, "id")},
        {"business", text_of(task, "business")},
        {"state", {state_words(context, task), colour_of_state(text_of(task, "state"))}},
        {"schedule", text_of(task, "schedule")},
        {"meaning", schedule_words(context, task)},
        {"time zone", zone},
        {"grace", length_of(task, "grace_s", "")},
        {"tolerance", length_of(task, "tolerance_s", "auto")},
        {"first ping", quiet ? "owes nothing before it" : ""},
        {"a run takes", run_words(task)},
        {"thresholds", threshold_words(task)},
        {"slug", text_of(task, "slug")},
        {"tags", text_of(task, "tags")},
        {"description", text_of(task, "description")},
        {"run began", moment("run_started_ms")},
        {"last ping", moment("last_ping_ms")},
        {"run expected", moment("owed_ms")},
        {"goes down", moment("deadline_ms")},
        {"created", moment("created_ms")},
        {"ping URL", text_of(task, "ping_url")}};
    for (const Json& suspicion : array_of(task, "suspicions"))
        facts.emplace_back("looks wrong", Cell{suspicion_words(suspicion), Colour::yellow});
    print_facts(context.terminal, facts);
}

}  // namespace cronmon
