#include "engine/fields.h"

#include "base/duration.h"
#include "base/time_text.h"

#include <algorithm>

namespace cronmon {
namespace {

std::string yes_no(bool value) { return value ? "yes" : "no"; }

// What most tasks are not is told only of those that are.
std::string if_yes(bool value) { return value ? "yes" : ""; }
std::string unless_one(int number) { return number == 1 ? "" : std::to_string(number); }

std::string set_or_not(const std::string& secret) { return secret.empty() ? "" : "set"; }

std::string ids_text(const std::vector<BusinessId>& ids) {
    std::string text;
    for (const BusinessId id : ids)
        text.append(text.empty() ? "" : " ").append(std::to_string(raw(id)));
    return text;
}

auto find(const Fields& fields, const std::string& name) {
    return std::ranges::find(fields, name, &Fields::value_type::first);
}

bool has(const Fields& fields, const std::string& name) {
    return find(fields, name) != fields.end();
}

std::string value_of(const Fields& fields, const std::string& name) {
    return has(fields, name) ? find(fields, name)->second : "";
}

}  // namespace

Fields fields_of(const Business& business) {
    return {{"name", business.name}, {"enabled", yes_no(business.enabled)}};
}

Fields fields_of(const Notifier& notifier) {
    return {{"name", notifier.name},
            {"email", notifier.email},
            {"phone", notifier.phone.value_or("")},
            {"lang", std::string(word(notifier.language))},
            {"enabled", yes_no(notifier.enabled)}};
}

Fields fields_of(const Task& task, std::string_view business) {
    return {{"name", task.name},
            {"business", std::string(business)},
            {"schedule", task.schedule.text()},
            {"tz", task.schedule.zone().name()},
            {"grace", duration_text(task.grace)},
            {"tolerance", task.tolerance ? duration_text(*task.tolerance) : ""},
            {"quiet_until_first_ping", yes_no(task.quiet_until_first_ping)},
            {"max_run", task.runs.max_run ? duration_text(*task.runs.max_run) : ""},
            {"min_run", task.runs.min_run ? duration_text(*task.runs.min_run) : ""},
            {"alert_after", unless_one(task.runs.alert_after)},
            {"recover_after", unless_one(task.runs.recover_after)},
            {"manual_resume", if_yes(task.listening.manual_resume)},
            {"post_only", if_yes(task.listening.post_only)},
            {"by_body", if_yes(task.listening.by_body)},
            {"else_fail", if_yes(task.listening.else_fail)},
            {"start_words", task.listening.start_words},
            {"success_words", task.listening.success_words},
            {"failure_words", task.listening.failure_words},
            {"slug", task.labels.slug},
            {"tags", task.labels.tags},
            {"description", task.labels.description},
            {"told", task.told ? std::to_string(task.told->size()) : ""}};
}

Fields fields_of(const User& user) {
    const Credentials& credentials = user.credentials;
    return {{"name", user.name},
            {"email", user.email.value_or("")},
            {"phone", user.phone.value_or("")},
            {"role", std::string(word(user.role))},
            {"all_businesses", yes_no(user.all_businesses)},
            {"enabled", yes_no(user.enabled)},
            {"lang", std::string(word(user.language))},
            {"api_name", user.api_name.value_or("")},
            {"password", set_or_not(credentials.password)},
            {"api_password", set_or_not(credentials.api_password)},
            {"totp", set_or_not(credentials.totp_secret)}};
}

Fields fields_of(const Token& token, std::string_view user) {
    return {{"user", std::string(user)},
            {"scope", std::string(word(token.scope))},
            {"businesses", token.all_businesses ? "all" : ids_text(token.businesses)},
            {"expires", token.expires ? utc_text(*token.expires) : ""}};
}

std::vector<FieldChange> difference(const Fields& before, const Fields& after) {
    std::vector<FieldChange> changes;
    for (const auto& [name, value] : after)
        if (const std::string was = value_of(before, name); was != value)
            changes.push_back({name, was, value});
    for (const auto& [name, value] : before)
        if (!value.empty() && !has(after, name)) changes.push_back({name, value, {}});
    return changes;
}

}  // namespace cronmon
