#include "http/read_task.h"

#include "http/read_words.h"

#include <tuple>

namespace cronmon {
namespace {

Result<std::uint8_t> read_in_a_row(std::string_view field, std::int64_t number) {
    if (number >= 1 && number <= in_a_row_max) return static_cast<std::uint8_t>(number);
    return Error{Code::invalid, std::string(field) + ": must be 1 to " +
                                    std::to_string(in_a_row_max) + ", got " +
                                    std::to_string(number)};
}

}  // namespace

ScheduleWords words_of(const TaskBody& body) {
    return {body.cron, body.every, body.calendar, body.tz};
}

Result<RunRules> read_runs(const TaskBody& body, RunRules runs) {
    for (auto [field, text, length] : {std::tuple{"max_run", &body.max_run, &runs.max_run},
                                       std::tuple{"min_run", &body.min_run, &runs.min_run}}) {
        if (!*text) continue;
        const auto read = read_length(field, **text);
        if (!read) return read.error();
        *length = *read;
    }
    for (auto [field, number, into] :
         {std::tuple{"alert_after", body.alert_after, &runs.alert_after},
          std::tuple{"recover_after", body.recover_after, &runs.recover_after}}) {
        if (!number) continue;
        const auto read = read_in_a_row(field, *number);
        if (!read) return read.error();
        *into = *read;
    }
    return runs;
}

Listening read_listening(const TaskBody& body, Listening listening) {
    listening.manual_resume = body.manual_resume.value_or(listening.manual_resume);
    listening.post_only = body.post_only.value_or(listening.post_only);
    listening.by_body = body.by_body.value_or(listening.by_body);
    listening.else_fail = body.else_fail.value_or(listening.else_fail);
    listening.start_words = body.start_words.value_or(listening.start_words);
    listening.success_words = body.success_words.value_or(listening.success_words);
    listening.failure_words = body.failure_words.value_or(listening.failure_words);
    return listening;
}

Result<AddTask> read_new_task(const TaskBody& body, BusinessId business) {
    if (!body.name) return Error{Code::invalid, "name: is missing"};
    auto schedule = read_schedule(words_of(body), nullptr);
    if (!schedule) return schedule.error();
    const auto grace = read_length("grace", body.grace);
    if (!grace) return grace.error();
    const auto tolerance = read_length("tolerance", body.tolerance.value_or(std::nullopt));
    if (!tolerance) return tolerance.error();
    auto runs = read_runs(body, {});
    if (!runs) return runs.error();
    return AddTask{
        business,
        *body.name,
        **std::move(schedule),
        grace->value_or(grace_default),
        *tolerance,
        body.quiet_until_first_ping.value_or(false),
        *runs,
        read_listening(body, {}),
        {body.slug.value_or(""), body.tags.value_or(""), body.description.value_or(""), {}}};
}

}  // namespace cronmon
