#include "core/model.h"

#include "base/duration.h"
#include "base/utf8.h"

#include <algorithm>
#include <utility>

namespace cronmon {
namespace {

Error invalid(std::string message) { return Error{Code::invalid, std::move(message)}; }

std::string quoted(std::string_view value) { return "'" + std::string(value) + "'"; }

bool is_domain(std::string_view domain) {
    return !domain.empty() && domain.front() != '.' && domain.back() != '.' &&
           domain.front() != '-' && domain.back() != '-' &&
           domain.find("..") == std::string_view::npos;
}

std::optional<Error> check_range(std::string_view field, Millis value, Millis least, Millis most) {
    if (value >= least && value <= most) return std::nullopt;
    return invalid(std::string(field) + ": must be " + duration_text(least) + " to " +
                   duration_text(most) + ", got " + duration_text(value));
}

// A text that may hold anything but control characters.
std::optional<Error> check_length(std::string_view field, std::string_view value,
                                  std::size_t chars_max) {
    const auto chars = utf8::length(value);
    if (!chars || utf8::has_control(value))
        return invalid(std::string(field) + ": must be valid UTF-8 without control characters");
    if (*chars <= chars_max) return std::nullopt;
    return invalid(std::string(field) + ": must have at most " + std::to_string(chars_max) +
                   " characters, got " + std::to_string(*chars));
}

bool is_of_slug(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

}  // namespace

std::string_view word(State state) {
    switch (state) {
        case State::fresh: return "new";
        case State::up: return "up";
        case State::down: return "down";
        case State::paused: return "paused";
    }
    return "";
}

std::string_view word(Language language) { return language == Language::zh ? "zh" : "en"; }

std::string_view word(ChannelKind) { return "email"; }

std::string_view word(PingKind kind) {
    switch (kind) {
        case PingKind::success: return "success";
        case PingKind::start: return "start";
        case PingKind::fail: return "fail";
        case PingKind::log: return "log";
        case PingKind::ignored: return "ignored";
    }
    return "";
}

std::string_view word(AlertStatus status) {
    switch (status) {
        case AlertStatus::owed: return "owed";
        case AlertStatus::sent: return "sent";
        case AlertStatus::failed: return "failed";
    }
    return "";
}

std::optional<Language> language_of(std::string_view word) {
    if (word == "zh") return Language::zh;
    if (word == "en") return Language::en;
    return std::nullopt;
}

std::optional<PingKind> ping_kind_of(std::string_view name) {
    for (const auto kind :
         {PingKind::success, PingKind::start, PingKind::fail, PingKind::log, PingKind::ignored})
        if (word(kind) == name) return kind;
    return std::nullopt;
}

std::optional<AlertStatus> alert_status_of(std::string_view name) {
    for (const auto status : {AlertStatus::owed, AlertStatus::sent, AlertStatus::failed})
        if (word(status) == name) return status;
    return std::nullopt;
}

std::optional<Error> check_text(std::string_view field, std::string_view value,
                                std::size_t chars_min, std::size_t chars_max) {
    const std::string name(field);
    const auto chars = utf8::length(value);
    if (!chars) return invalid(name + ": must be valid UTF-8");
    if (utf8::has_control(value)) return invalid(name + ": must not contain control characters");
    if (!value.empty() && (value.front() == ' ' || value.back() == ' '))
        return invalid(name + ": must not begin or end with a blank, got " + quoted(value));
    if (*chars >= chars_min && *chars <= chars_max) return std::nullopt;
    return invalid(name + ": must have " + std::to_string(chars_min) + " to " +
                   std::to_string(chars_max) + " characters, got " + std::to_string(*chars) +
                   (*chars == 0 ? "" : " in " + quoted(utf8::first(value, chars_max))));
}

std::optional<Error> check_business_name(std::string_view name) {
    return check_text("business", name, business_name_chars_min, business_name_chars_max);
}

std::optional<Error> check_notifier_name(std::string_view name) {
    return check_text("notifier", name, notifier_name_chars_min, notifier_name_chars_max);
}

std::optional<Error> check_task_name(std::string_view name) {
    return check_text("task", name, task_name_chars_min, task_name_chars_max);
}

std::optional<Error> check_email(std::string_view email) {
    const std::string sentence = "email: must be an address such as ops@example.org, got ";
    if (email.size() > email_bytes_max)
        return invalid("email: must have at most " + std::to_string(email_bytes_max) + " bytes");
    const auto at = email.rfind('@');
    if (!utf8::length(email) || utf8::has_control(email))
        return invalid("email: must be valid UTF-8");
    if (at == std::string_view::npos || at == 0 || !is_domain(email.substr(at + 1)) ||
        email.find_first_of(" <>,;:\"()[]\\") != std::string_view::npos || email.find('@') != at)
        return invalid(sentence + quoted(email));
    return std::nullopt;
}

std::optional<Error> check_phone(std::string_view phone) {
    const auto chars = utf8::length(phone);
    if (chars == phone_chars && !utf8::has_control(phone)) return std::nullopt;
    return invalid("phone: must have exactly " + std::to_string(phone_chars) + " characters, got " +
                   quoted(phone));
}

std::optional<Error> check_grace(Millis grace) {
    return check_range("grace", grace, grace_min, grace_max);
}

std::optional<Error> check_tolerance(Millis tolerance) {
    return check_range("tolerance", tolerance, Millis{0}, tolerance_max);
}

std::optional<Error> check_runs(const RunRules& runs) {
    if (runs.max_run)
        if (auto error = check_range("max_run", *runs.max_run, run_min, run_max)) return error;
    if (runs.min_run)
        if (auto error = check_range("min_run", *runs.min_run, run_min, run_max)) return error;
    if (runs.max_run && runs.min_run && *runs.min_run >= *runs.max_run)
        return invalid("min_run: must be less than max_run (" + duration_text(*runs.max_run) +
                       "), got " + duration_text(*runs.min_run));
    return std::nullopt;
}

std::optional<Error> check_listening(const Listening& listening) {
    for (const auto& [field, words] : {std::pair{"start_words", &listening.start_words},
                                       std::pair{"success_words", &listening.success_words},
                                       std::pair{"failure_words", &listening.failure_words}})
        if (auto error = check_length(field, *words, words_chars_max)) return error;
    return std::nullopt;
}

std::optional<Error> check_labels(const Labels& labels) {
    if (auto error = check_length("slug", labels.slug, slug_chars_max)) return error;
    if (!std::ranges::all_of(labels.slug, is_of_slug))
        return invalid("slug: must be of a-z, 0-9, - and _, got " + quoted(labels.slug));
    if (auto error = check_length("tags", labels.tags, tags_chars_max)) return error;
    if (labels.check_name)
        if (auto error = check_length("name", *labels.check_name, check_name_chars_max))
            return error;
    const auto chars = utf8::length(labels.description);  // lines are welcome here
    if (!chars) return invalid("description: must be valid UTF-8");
    if (*chars <= description_chars_max) return std::nullopt;
    return invalid("description: must have at most " + std::to_string(description_chars_max) +
                   " characters, got " + std::to_string(*chars));
}

}  // namespace cronmon
