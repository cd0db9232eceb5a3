// The second half of json.h: what is sent to us.

#include "http/json.h"
#include "http/json_fields.h"

namespace cronmon {
namespace {

// Null says that there is none; a field that is not there says nothing.
void take_or_null(JsonFields& fields, std::string_view name, std::string_view example,
                  std::optional<std::optional<std::string>>& into) {
    if (fields.is_null(name)) into.emplace();
    std::optional<std::string> text;
    fields.take(name, example, text);
    if (text) into = std::move(text);
}

}  // namespace

Result<TaskBody> read_task_body(std::string_view text) {
    JsonFields fields(text);
    TaskBody body;
    fields.take("name", "nightly-backup", body.name);
    fields.take("business", "payments", body.business);
    fields.take("cron", "0 2 * * *", body.cron);
    fields.take("every", "5m", body.every);
    fields.take("calendar", "Mon..Fri 09:00", body.calendar);
    fields.take("tz", "Asia/Shanghai", body.tz);
    fields.take("grace", "5m", body.grace);
    take_or_null(fields, "tolerance", "30s", body.tolerance);
    fields.take("quiet_until_first_ping", body.quiet_until_first_ping);
    take_or_null(fields, "max_run", "2h", body.max_run);
    take_or_null(fields, "min_run", "10s", body.min_run);
    fields.take("alert_after", body.alert_after);
    fields.take("recover_after", body.recover_after);
    fields.take("manual_resume", body.manual_resume);
    fields.take("post_only", body.post_only);
    fields.take("by_body", body.by_body);
    fields.take("else_fail", body.else_fail);
    fields.take("start_words", "started", body.start_words);
    fields.take("success_words", "done, finished", body.success_words);
    fields.take("failure_words", "error, failed", body.failure_words);
    fields.take("slug", "nightly-backup", body.slug);
    fields.take("tags", "prod db", body.tags);
    fields.take("description", "dumps all databases", body.description);
    return finished(fields, std::move(body));
}

Result<LatePingBody> read_late_ping_body(std::string_view text) {
    JsonFields fields(text);
    LatePingBody body;
    fields.take("target", "nightly-backup", body.target);
    fields.take("kind", "success", body.kind);
    fields.take("at_ms", body.at_ms);
    fields.take("rid", "6547ebb8-e643-41f1-afb7-02fc00000001", body.rid);
    fields.take("exit_status", body.exit_status);
    fields.take("body_base64", "b3V0cHV0", body.body_base64);
    return finished(fields, std::move(body));
}

Result<BusinessBody> read_business_body(std::string_view text) {
    JsonFields fields(text);
    BusinessBody body;
    fields.take("name", "payments", body.name);
    fields.take("enabled", body.enabled);
    return finished(fields, std::move(body));
}

Result<NotifierBody> read_notifier_body(std::string_view text) {
    JsonFields fields(text);
    NotifierBody body;
    fields.take("name", "Ann", body.name);
    fields.take("email", "ann@example.com", body.email);
    if (fields.is_null("phone")) body.phone.emplace();
    fields.take("phone", "13800000000", body.phone);
    fields.take("lang", "zh", body.lang);
    fields.take("enabled", body.enabled);
    return finished(fields, std::move(body));
}

Result<std::string> read_text_body(std::string_view text, std::string_view field) {
    JsonFields fields(text);
    std::optional<std::string> value;
    fields.take(field, "one in quotes", value);
    if (auto error = fields.end()) return *std::move(error);
    if (!value) return Error{Code::invalid, std::string(field) + ": is missing"};
    return *std::move(value);
}

}  // namespace cronmon
