// The second half of json.h: what is sent to us.

#include "http/json.h"
#include "http/json_fields.h"

namespace cronmon {

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
    if (fields.is_null("tolerance")) body.tolerance.emplace();
    std::optional<std::string> tolerance;
    fields.take("tolerance", "30s", tolerance);
    if (tolerance) body.tolerance = std::move(tolerance);
    fields.take("quiet_until_first_ping", body.quiet_until_first_ping);
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
