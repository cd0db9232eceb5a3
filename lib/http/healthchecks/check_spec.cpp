#include "http/healthchecks/check_spec.h"

#include "base/utf8.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace cronmon {
namespace {

using Json = nlohmann::json;

// Zones that are called differently by now, as Healthchecks maps them.
constexpr std::pair<std::string_view, std::string_view> renamed_zones[] = {
    {"Europe/Kiev", "Europe/Kyiv"},
    {"UCT", "Etc/UTC"},
    {"CET", "Europe/Brussels"},
};

constexpr std::array<std::string_view, 5> unique_fields{"name", "slug", "tags", "timeout", "grace"};

bool is_of_slug(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

Json parse(std::string_view text) {
    return text.empty() ? Json::object() : Json::parse(text, nullptr, false);
}

// Takes fields until one is wrong.
class Reader {
public:
    Reader(const Json& json, Instant now) : json_(json), now_(now) {}

    // How long a text may be, in characters.
    static constexpr std::size_t any_length = SIZE_MAX;

    void take(std::string_view name, std::optional<std::string>& into,
              std::size_t chars_max = any_length) {
        const Json* value = find(name);
        if (!value) return;
        if (!value->is_string()) return refuse(name, "is not a string");
        into = value->get<std::string>();
        if (utf8::length(*into).value_or(any_length) > chars_max) refuse(name, "is too long");
    }

    void take(std::string_view name, std::optional<bool>& into) {
        const Json* value = find(name);
        if (!value) return;
        if (!value->is_boolean()) return refuse(name, "is not a boolean");
        into = value->get<bool>();
    }

    void take(std::string_view name, std::optional<std::int64_t>& into) {
        const Json* value = find(name);
        if (!value) return;
        if (!value->is_number_integer()) return refuse(name, "is not a number");
        const bool positive = value->is_number_unsigned();
        if (positive && value->get<std::uint64_t>() > std::uint64_t{check_seconds_max})
            return refuse(name, "is too large");
        if (!positive || *value < check_seconds_min) return refuse(name, "is too small");
        into = value->get<std::int64_t>();
    }

    void take_methods(std::optional<std::string>& into) {
        const Json* value = find("methods");
        if (!value) return;
        if (*value != "" && *value != "POST") return refuse("methods", "has unexpected value");
        into = value->get<std::string>();
    }

    void take_schedule(std::optional<std::string>& into) {
        take("schedule", into, check_schedule_chars_max);
        if (into && !error_ && !comes(*into))
            refuse("schedule", "is not a valid cron or OnCalendar expression");
    }

    void take_slug(std::optional<std::string>& into) {
        take("slug", into, slug_chars_max);
        if (into && !error_ && !std::ranges::all_of(*into, is_of_slug))
            refuse("slug", "does not match pattern");
    }

    void take_zone(std::optional<Zone>& into) {
        std::optional<std::string> name;
        take("tz", name);
        if (!name || error_) return;
        for (const auto& [old_name, new_name] : renamed_zones)
            if (*name == old_name) name = new_name;
        if (const auto zone = Zone::find(*name)) into = *zone;
        else refuse("tz", "is not a valid timezone");
    }

    void take_unique(std::vector<std::string>& into) {
        const Json* value = find("unique");
        if (!value) return;
        if (!value->is_array()) return refuse("unique", "is not an array");
        for (const Json& item : *value) {
            if (std::ranges::none_of(unique_fields, [&](auto known) { return item == known; }))
                return refuse("an item in 'unique'", "has unexpected value");
            into.push_back(item.get<std::string>());
        }
    }

    const std::optional<Error>& error() const { return error_; }

private:
    // What never comes would be a watch that never barks.
    bool comes(std::string_view text) const {
        const auto schedule = check_schedule(text, Zone());
        return schedule && schedule->next(now_);
    }

    // Nothing: it is not there, or something was wrong before it.
    const Json* find(std::string_view name) const {
        if (error_) return nullptr;
        const auto found = json_.find(name);
        return found == json_.end() ? nullptr : &*found;
    }

    void refuse(std::string_view name, std::string_view why) {
        error_ = Error{Code::invalid, std::string(name).append(" ").append(why)};
    }

    const Json& json_;
    const Instant now_;
    std::optional<Error> error_;
};

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::size_t words_in(std::string_view line) {
    std::size_t words = 0;
    bool inside = false;
    for (const char c : line) {
        if (!is_blank(c) && !inside) ++words;
        inside = !is_blank(c);
    }
    return words;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

}  // namespace

Result<std::string> read_body_key(std::string_view text) {
    const Json json = parse(text);
    if (json.is_discarded()) return Error{Code::usage, "could not parse request body"};
    if (!json.is_object())
        return Error{Code::usage, "json validation error: value is not an object"};
    const auto key = json.find("api_key");
    return key != json.end() && key->is_string() ? key->get<std::string>() : std::string();
}

Result<CheckSpec> read_check_spec(std::string_view text, Instant now) {
    const Json json = parse(text);
    Reader reader(json, now);
    CheckSpec spec;
    reader.take("channels", spec.channels);
    reader.take("desc", spec.desc);
    reader.take("failure_kw", spec.failure_kw, words_chars_max);
    reader.take("filter_subject", spec.filter_subject);
    reader.take("filter_body", spec.filter_body);
    reader.take("filter_http_body", spec.filter_http_body);
    reader.take("filter_default_fail", spec.filter_default_fail);
    reader.take("grace", spec.grace);
    reader.take("manual_resume", spec.manual_resume);
    reader.take_methods(spec.methods);
    reader.take("name", spec.name, check_name_chars_max);
    reader.take_schedule(spec.schedule);
    reader.take_slug(spec.slug);
    reader.take("start_kw", spec.start_kw, words_chars_max);
    reader.take("subject", spec.subject, words_chars_max);
    reader.take("subject_fail", spec.subject_fail, words_chars_max);
    reader.take("success_kw", spec.success_kw, words_chars_max);
    reader.take("tags", spec.tags);
    reader.take("timeout", spec.timeout);
    reader.take_zone(spec.tz);
    reader.take_unique(spec.unique);
    if (reader.error()) return *reader.error();
    return spec;
}

Result<Schedule> check_schedule(std::string_view text, const Zone& zone) {
    const std::string_view lines = trimmed(text);
    const bool cron = lines.find('\n') == lines.npos && words_in(lines) == 5;
    return cron ? Schedule::cron(lines, zone) : Schedule::calendar(lines, zone);
}

}  // namespace cronmon
