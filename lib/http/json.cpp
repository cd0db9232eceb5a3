#include "http/json.h"

#include "core/schedule_text.h"
#include "core/verdict.h"
#include "http/json_print.h"
#include "http/problem.h"

#include <tuple>

namespace cronmon {
namespace {

using namespace json_print;

Json seconds(Millis length) {
    if (length.count() % 1000 == 0) return length.count() / 1000;
    return static_cast<double>(length.count()) / 1000.0;
}

std::string_view kind_word(Schedule::Kind kind) {
    switch (kind) {
        case Schedule::Kind::interval: return "every";
        case Schedule::Kind::cron: return "cron";
        case Schedule::Kind::calendar: return "calendar";
    }
    return "";
}

// When it goes down: nothing while it is, or while nothing is owed.
std::optional<Instant> deadline_of(const Standing& standing) {
    return standing.state == State::down ? std::nullopt : standing.deadline;
}

// What makes a difference to its runs and pings, and how else it is known.
Json rules(const Task& task) {
    const auto& [runs, listening, labels] = std::tie(task.runs, task.listening, task.labels);
    return Json{
        {"max_run_s", runs.max_run ? seconds(*runs.max_run) : Json()},
        {"min_run_s", runs.min_run ? seconds(*runs.min_run) : Json()},
        {"alert_after", runs.alert_after},
        {"recover_after", runs.recover_after},
        {"manual_resume", listening.manual_resume},
        {"post_only", listening.post_only},
        {"by_body", listening.by_body},
        {"else_fail", listening.else_fail},
        {"start_words", listening.start_words},
        {"success_words", listening.success_words},
        {"failure_words", listening.failure_words},
        {"slug", labels.slug},
        {"tags", labels.tags},
        {"description", labels.description},
    };
}

Json open_runs(std::span<const OpenRun> runs) {
    Json json = Json::array();
    for (const OpenRun& run : runs)
        json.push_back(Json{{"rid", run.id ? Json(run.id->text()) : Json()},
                            {"started_ms", to_ms(run.started)},
                            {"deadline_ms", to_ms(run.deadline)}});
    return json;
}

Json progress(const Standing& standing) {
    const auto runs = standing.runs.all();
    return Json{
        {"pings", standing.pings},
        {"failures", standing.failures},
        {"running", runs.size()},
        {"run_started_ms", runs.empty() ? Json() : Json(to_ms(runs.front().started))},
        {"open_runs", open_runs(runs)},
    };
}

Json object(const TaskView& view, const TaskLight& light) {
    const auto& [task, standing, business, business_enabled, last] = view;
    const std::string uuid = task.uuid.text();
    const Sentence sentence = describe(task.schedule);
    Json json{
        {"id", raw(task.id)},
        {"name", task.name},
        {"uuid", uuid},
        {"ping_url", light.ping_base + "/api/monlink/" + uuid},
        {"state", standing_word(standing, light.now)},
        {"schedule", task.schedule.text()},
        {"schedule_kind", kind_word(task.schedule.kind())},
        {"tz", task.schedule.zone().name()},
        {"grace_s", seconds(task.grace)},
        {"tolerance_s", task.tolerance ? seconds(*task.tolerance) : Json()},
        {"quiet_until_first_ping", task.quiet_until_first_ping},
        {"last_ping_ms", ms(standing.last_ping)},
        {"last_ip", last ? Json(last->client_ip) : Json()},
        {"last_duration_ms",
         standing.last_duration ? Json(standing.last_duration->count()) : Json()},
        {"owed_ms", ms(standing.owed)},
        {"deadline_ms", ms(deadline_of(standing))},
        {"since_ms", to_ms(standing.since)},
        {"created_ms", to_ms(task.created)},
        {"business", business},
        {"business_enabled", business_enabled},
        {"text", {{"en", sentence.en}, {"zh", sentence.zh}}},
    };
    json.update(rules(task));
    json.update(progress(standing));
    return json;
}

Json object(const BusinessView& view) {
    return Json{
        {"id", raw(view.business.id)},
        {"name", view.business.name},
        {"enabled", view.business.enabled},
        {"tasks", view.tasks},
        {"notifiers", view.notifiers},
        {"created_ms", to_ms(view.business.created)},
        {"ping_key", view.business.ping_key.empty() ? Json() : Json(view.business.ping_key)},
    };
}

Json object(const NotifierView& view) {
    const Notifier& notifier = view.notifier;
    return Json{
        {"id", raw(notifier.id)},
        {"name", notifier.name},
        {"email", notifier.email},
        {"phone", or_null(notifier.phone)},
        {"channels", Json::array({{{"kind", "email"}, {"address", notifier.email}}})},
        {"lang", word(notifier.language)},
        {"enabled", notifier.enabled},
        {"businesses", view.businesses},
        {"created_ms", to_ms(notifier.created)},
    };
}

Json object(const AlertView& alert) {
    return Json{
        {"id", raw(alert.id)},           {"task", alert.task},
        {"task_id", raw(alert.task_id)}, {"to_state", word(alert.to)},
        {"at_ms", to_ms(alert.at)},      {"channel", word(alert.channel)},
        {"recipient", alert.recipient},  {"status", word(alert.status)},
        {"attempts", alert.attempts},    {"next_try_ms", ms(alert.next_try)},
        {"sent_ms", ms(alert.sent)},     {"error", alert.error},
    };
}

Json object(const AssignmentView& view) {
    return Json{
        {"business",
         {{"id", raw(view.business)},
          {"name", view.business_name},
          {"enabled", view.business_enabled}}},
        {"notifier",
         {{"id", raw(view.notifier)},
          {"name", view.notifier_name},
          {"email", view.email},
          {"enabled", view.notifier_enabled}}},
    };
}

Json object(const BlindRow& blind) {
    return Json{
        {"id", blind.id},
        {"from_ms", to_ms(blind.time.from)},
        {"to_ms", to_ms(blind.time.to)},
        {"reason", blind.reason},
    };
}

Json object(const SettingView& setting) {
    const SettingRule& rule = *setting.rule;
    return Json{
        {"name", rule.name},        {"value", rule.secret ? Json() : Json(setting.value)},
        {"set", setting.set},       {"secret", rule.secret},
        {"default", rule.standard}, {"help", rule.help},
    };
}

Json object(const OptionView& option) {
    return Json{
        {"name", option.name},
        {"value", option.secret ? Json() : Json(option.value)},
        {"origin", option.origin},
        {"secret", option.secret},
    };
}

template <class Rows, class... Light>
Json array(const Rows& rows, const Light&... light) {
    Json result = Json::array();
    for (const auto& row : rows) result.push_back(object(row, light...));
    return result;
}

std::string page(Json rows, std::int64_t total, const ListQuery& query) {
    return dump(Json{{"rows", std::move(rows)},
                     {"total", total},
                     {"page", query.page},
                     {"length", query.length}});
}

}  // namespace

std::string task_json(const TaskView& task, const TaskLight& light) {
    return dump(object(task, light));
}

std::string business_json(const BusinessView& business) { return dump(object(business)); }

std::string notifier_json(const NotifierView& notifier) { return dump(object(notifier)); }

std::string schedule_json(const Schedule& schedule, std::span<const Instant> next) {
    const Sentence sentence = describe(schedule);
    Json times = Json::array();
    for (const Instant at : next)
        times.push_back({{"at_ms", to_ms(at)}, {"local", schedule.zone().format(at)}});
    return dump(Json{{"schedule", schedule.text()},
                     {"schedule_kind", kind_word(schedule.kind())},
                     {"tz", schedule.zone().name()},
                     {"text", {{"en", sentence.en}, {"zh", sentence.zh}}},
                     {"next", std::move(times)}});
}

std::string page_json(const Page<TaskView>& tasks, const ListQuery& query, const TaskLight& light) {
    return page(array(tasks.rows, light), tasks.total, query);
}

std::string page_json(const Page<BusinessView>& businesses, const ListQuery& query) {
    return page(array(businesses.rows), businesses.total, query);
}

std::string page_json(const Page<NotifierView>& notifiers, const ListQuery& query) {
    return page(array(notifiers.rows), notifiers.total, query);
}

std::string page_json(const Page<AssignmentView>& assignments, const ListQuery& query) {
    return page(array(assignments.rows), assignments.total, query);
}

std::string page_json(const Page<AlertView>& alerts, const ListQuery& query) {
    return page(array(alerts.rows), alerts.total, query);
}

std::string page_json(const Page<BlindRow>& blind, const ListQuery& query) {
    return page(array(blind.rows), blind.total, query);
}

std::string zones_json(std::span<const std::string_view> names) {
    return dump(Json{{"rows", names}});
}

std::string setting_json(const SettingView& setting) { return dump(object(setting)); }

std::string settings_json(std::span<const SettingView> settings) {
    return dump(Json{{"rows", array(settings)}});
}

std::string options_json(std::span<const OptionView> options) {
    return dump(Json{{"rows", array(options)}});
}

std::string late_ping_json(std::int64_t id, const TaskView& task, Instant now) {
    return dump(
        Json{{"id", id}, {"task", task.task.name}, {"state", standing_word(task.standing, now)}});
}

std::string removed_json(std::int64_t id, std::string_view name) {
    return dump(Json{{"id", id}, {"name", name}});
}

std::string backup_json(const BackupFacts& facts, Instant now) {
    const bool wanted = facts.plan.wanted();
    return dump(Json{{"every_s", wanted ? seconds(facts.plan.every) : Json()},
                     {"keep", facts.plan.keep},
                     {"dir", wanted ? Json(facts.plan.directory) : Json()},
                     {"running", facts.running},
                     {"backups", facts.count},
                     {"last_ms", ms(facts.last)},
                     {"last_bytes", facts.last ? Json(facts.last_bytes) : Json()},
                     {"due_ms", ms(facts.due)},
                     {"overdue", facts.overdue(now)},
                     {"error", facts.error.empty() ? Json() : Json(facts.error)},
                     {"failed_ms", ms(facts.failed)}});
}

std::string mail_test_json(const std::optional<std::string>& error) {
    return dump(Json{{"sent", !error.has_value()}, {"error", or_null(error)}});
}

std::string health_json(const Engine::Health& health, std::string_view reason) {
    return dump(Json{
        {"ok", reason.empty()},
        {"reason", reason.empty() ? Json() : Json(reason)},
        {"writing", health.writing},
        {"since_round_ms", health.since_round.count()},
        {"inbox", health.inbox_depth},
        {"tasks", health.tasks},
    });
}

std::string problem_json(const Problem& problem) {
    Json json{{"type", "about:blank"},
              {"title", problem.title},
              {"status", problem.status},
              {"detail", problem.detail}};
    if (!problem.code.empty()) json["code"] = problem.code;
    if (!problem.field.empty()) json["field"] = problem.field;
    return dump(json);
}

std::string original_error_json(std::string_view error, std::string_view message) {
    nlohmann::json json{{"error", error}};  // its keys are sorted
    if (!message.empty()) json["message"] = message;
    return json.dump(-1, ' ', true) + "\n";
}

}  // namespace cronmon
