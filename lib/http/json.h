// The only place of http/ that knows JSON: what is shown to callers, and what they send.
//
// Names of fields are a promise: the command line prints these objects, and scripts read them.
// Times are milliseconds UTC (`_ms`), lengths of time that people chose are seconds (`_s`),
// whole where they can be; null means "there is none".
//
// Thread-safety: pure functions.
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "core/settings.h"
#include "engine/backup_watch.h"
#include "engine/engine.h"
#include "http/option_view.h"
#include "store/chart_rows.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

// ---- What is shown ------------------------------------------------------------------------

// What the object of a task says beyond the row: where it pings, and whether it is late.
struct TaskLight {
    std::string ping_base;  // http://127.0.0.1:8000
    Instant now;
};

std::string task_json(const TaskView& task, const TaskLight& light);
std::string business_json(const BusinessView& business);
std::string notifier_json(const NotifierView& notifier);
std::string schedule_json(const Schedule& schedule, std::span<const Instant> next);
std::string zones_json(std::span<const std::string_view> names);  // {"rows":[...]}

// A page: {"rows":[...],"total":N,"page":P,"length":L}.
std::string page_json(const Page<TaskView>& page, const ListQuery& query, const TaskLight& light);
std::string page_json(const Page<BusinessView>& page, const ListQuery& query);
std::string page_json(const Page<NotifierView>& page, const ListQuery& query);
std::string page_json(const Page<AssignmentView>& page, const ListQuery& query);
std::string page_json(const Page<AlertView>& page, const ListQuery& query);
std::string page_json(const Page<BlindRow>& page, const ListQuery& query);

// A setting with its value, or with null for a secret, and whether it was ever set.
struct SettingView {
    const SettingRule* rule;
    std::string value;
    bool set = false;
};
std::string setting_json(const SettingView& setting);
std::string settings_json(std::span<const SettingView> settings);  // {"rows":[...]}
std::string options_json(std::span<const OptionView> options);     // {"rows":[...]}

std::string late_ping_json(std::int64_t id, const TaskView& task, Instant now);
std::string removed_json(std::int64_t id, std::string_view name);
std::string backup_json(const BackupFacts& facts, Instant now);
std::string mail_test_json(const std::optional<std::string>& error);
std::string health_json(const Engine::Health& health, std::string_view reason);

struct Problem;  // http/problem.h
std::string problem_json(const Problem& problem);

// The original's {"error":...,"message":...} with its one newline; an empty message is left out.
std::string original_error_json(std::string_view error, std::string_view message);

// ---- What is sent -------------------------------------------------------------------------
//
// Every reader refuses text that is no JSON object (Code::usage), a field it does not know (with
// the nearest it does) and a value of the wrong type (Code::invalid). A field that is null counts
// as not given, unless something else is said.

struct TaskBody {
    std::optional<std::string> name;
    std::optional<std::string> business;  // its name
    std::optional<std::string> cron;
    std::optional<std::string> every;
    std::optional<std::string> calendar;
    std::optional<std::string> tz;
    std::optional<std::string> grace;
    std::optional<std::optional<std::string>> tolerance;  // null: derived again
    std::optional<bool> quiet_until_first_ping;
    std::optional<std::optional<std::string>> max_run;  // null: none
    std::optional<std::optional<std::string>> min_run;  // likewise
    std::optional<std::int64_t> alert_after;
    std::optional<std::int64_t> recover_after;
    std::optional<bool> manual_resume, post_only, by_body, else_fail;
    std::optional<std::string> start_words, success_words, failure_words;
    std::optional<std::string> slug, tags, description;
};
Result<TaskBody> read_task_body(std::string_view text);

// A ping that was kept on its way.
struct LatePingBody {
    std::optional<std::string> target;  // a UUID, <key>/<slug>, or a task's name or id
    std::optional<std::string> kind;
    std::optional<std::int64_t> at_ms;
    std::optional<std::string> rid;
    std::optional<std::int64_t> exit_status;
    std::optional<std::string> body_base64;
};
Result<LatePingBody> read_late_ping_body(std::string_view text);

struct BusinessBody {
    std::optional<std::string> name;
    std::optional<bool> enabled;
};
Result<BusinessBody> read_business_body(std::string_view text);

struct NotifierBody {
    std::optional<std::string> name;
    std::optional<std::string> email;
    std::optional<std::string> phone;  // null or empty: takes it away
    std::optional<std::string> lang;
    std::optional<bool> enabled;
};
Result<NotifierBody> read_notifier_body(std::string_view text);

// The one text of a body such as {"value":"..."}; it must be there.
Result<std::string> read_text_body(std::string_view text, std::string_view field);

}  // namespace cronmon
