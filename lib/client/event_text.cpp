#include "client/event_text.h"

#include "base/quote.h"
#include "client/target.h"

#include <charconv>

namespace cronmon {
namespace {

constexpr std::string_view first_line = "cronmon-event 1";

std::string line(std::string_view name, std::string_view value) {
    return std::string(name).append(" ").append(value) += '\n';
}

Error broken(std::string_view what) { return {Code::invalid, "event: " + std::string(what)}; }

template <class Number>
bool read_number(std::string_view text, Number low, Number high, Number& number) {
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc{} && read.ptr == text.data() + text.size() && number >= low &&
           number <= high;
}

struct Draft {
    Event event{.id = Uuid{}};
    std::size_t body_bytes = 0;
    bool has_id = false, has_kind = false, has_time = false, has_size = false;

    bool is_whole() const {
        return has_id && has_kind && has_time && has_size && !event.target.empty();
    }
};

bool take_id(Draft& draft, std::string_view value) {
    const auto id = Uuid::parse(value);
    if (id) draft.event.id = *id;
    return draft.has_id = id.has_value();
}

bool take_kind(Draft& draft, std::string_view value) {
    const auto kind = event_kind(value);
    if (kind) draft.event.kind = *kind;
    return draft.has_kind = kind.has_value();
}

bool take_time(Draft& draft, std::string_view value) {
    std::int64_t ms = 0;
    draft.has_time = read_number<std::int64_t>(value, 0, INT64_MAX, ms);
    draft.event.at = from_ms(ms);
    return draft.has_time;
}

bool take_exit_status(Draft& draft, std::string_view value) {
    int status = 0;
    const bool good = read_number(value, 0, 255, status);
    if (good) draft.event.exit_status = status;
    return good;
}

// Lines of other names are those of a newer cronmon.
bool take(Draft& draft, std::string_view name, std::string_view value) {
    if (name == "id") return take_id(draft, value);
    if (name == "target") {
        draft.event.target = value;
        return !check_target("target", value);
    }
    if (name == "kind") return take_kind(draft, value);
    if (name == "at_ms") return take_time(draft, value);
    if (name == "rid") return (draft.event.rid = Uuid::parse(value)).has_value();
    if (name == "exit_status") return take_exit_status(draft, value);
    if (name == "body_bytes")
        return draft.has_size = read_number<std::size_t>(value, 0, SIZE_MAX, draft.body_bytes);
    return true;
}

}  // namespace

std::string event_text(const Event& event) {
    std::string text(first_line);
    text += '\n';
    text += line("id", event.id.text());
    text += line("target", event.target);
    text += line("kind", word(event.kind));
    text += line("at_ms", std::to_string(to_ms(event.at)));
    if (event.rid) text += line("rid", event.rid->text());
    if (event.exit_status) text += line("exit_status", std::to_string(*event.exit_status));
    text += line("body_bytes", std::to_string(event.body.size()));
    return (text += '\n').append(event.body);
}

Result<Event> parse_event(std::string_view text) {
    if (!text.starts_with(first_line)) return broken("does not begin with " + quote(first_line));
    Draft draft;
    text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
    for (;;) {
        const auto end = text.find('\n');
        if (end == text.npos) return broken("ends within its head");
        const std::string_view one = text.substr(0, end);
        text.remove_prefix(end + 1);
        if (one.empty()) break;
        const auto blank = std::min(one.find(' '), one.size() - 1);
        const std::string_view name = one.substr(0, blank);
        if (!take(draft, name, one.substr(blank + 1)))
            return broken(std::string(name) + " cannot be read");
    }
    if (!draft.is_whole()) return broken("lacks a line of its head");
    if (text.size() != draft.body_bytes)
        return broken("body_bytes: must be " + std::to_string(draft.body_bytes) + ", got " +
                      std::to_string(text.size()));
    draft.event.body = text;
    return std::move(draft.event);
}

}  // namespace cronmon
