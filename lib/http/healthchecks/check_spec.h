// What a client of Healthchecks wants a check to be: the body of its request, and what is wrong
// with it, in the words that such clients know.
//
// Only the first mistake is told, in the order in which the fields are declared here; fields that
// nobody knows are let pass. All this is the wire's (spec/healthchecks-api.md, 1b.1 and 1b.3).
//
// Thread-safety: pure functions.
#pragma once

#include "base/error.h"
#include "core/model.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

struct CheckSpec {
    std::optional<std::string> channels;
    std::optional<std::string> desc;
    std::optional<std::string> failure_kw;
    std::optional<bool> filter_subject;
    std::optional<bool> filter_body;
    std::optional<bool> filter_http_body;
    std::optional<bool> filter_default_fail;
    std::optional<std::int64_t> grace;  // seconds
    std::optional<bool> manual_resume;
    std::optional<std::string> methods;  // "" or "POST"
    std::optional<std::string> name;
    std::optional<std::string> schedule;
    std::optional<std::string> slug;
    std::optional<std::string> start_kw;
    std::optional<std::string> subject;
    std::optional<std::string> subject_fail;
    std::optional<std::string> success_kw;
    std::optional<std::string> tags;
    std::optional<std::int64_t> timeout;  // seconds
    std::optional<Zone> tz;
    std::vector<std::string> unique;  // names of fields by which it is looked for
};

constexpr std::int64_t check_seconds_min = 60;  // of grace and timeout
constexpr std::int64_t check_seconds_max = 31'536'000;
constexpr std::size_t check_schedule_chars_max = 100;

// The key that stands in the body, if there is one. Empty text is an empty object; what is no
// JSON object is an Error that says so.
Result<std::string> read_body_key(std::string_view text);

// Precondition: read_body_key() found nothing wrong. A schedule has to come after `now`.
Result<CheckSpec> read_check_spec(std::string_view text, Instant now);

// One line of five words is cron, all else calendar events.
Result<Schedule> check_schedule(std::string_view text, const Zone& zone);

}  // namespace cronmon
