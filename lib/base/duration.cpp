#include "base/duration.h"

#include "base/quote.h"

#include <charconv>
#include <optional>
#include <span>

namespace cronmon {
namespace {

struct Unit {
    std::string_view name;
    Millis length;
};

// Largest first: the order in which they are written. Weeks are read but not written, because
// nobody reads `2w3d` as seventeen days.
constexpr Unit units[] = {
    {"w", std::chrono::weeks{1}},   {"d", std::chrono::days{1}},
    {"h", std::chrono::hours{1}},   {"m", std::chrono::minutes{1}},
    {"s", std::chrono::seconds{1}}, {"ms", std::chrono::milliseconds{1}},
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

std::string_view take_while(std::string_view& text, bool (*wanted)(char)) {
    std::size_t size = 0;
    while (size < text.size() && wanted(text[size])) ++size;
    const std::string_view taken = text.substr(0, size);
    text.remove_prefix(size);
    return taken;
}

// Takes one `12h` off the front of the text; the units that may follow shrink to the smaller ones.
std::optional<Millis> take_part(std::string_view& text, std::span<const Unit>& allowed) {
    const std::string_view digits = take_while(text, is_digit);
    const std::string_view name = take_while(text, is_letter);
    std::int64_t number = 0;
    if (std::from_chars(digits.data(), digits.data() + digits.size(), number).ec != std::errc{})
        return std::nullopt;
    while (!allowed.empty() && allowed.front().name != name) allowed = allowed.subspan(1);
    if (allowed.empty()) return std::nullopt;
    const Millis length = allowed.front().length;
    allowed = allowed.subspan(1);
    if (number > duration_max / length) return duration_max + Millis{1};
    return number * length;
}

}  // namespace

Result<Millis> parse_duration(std::string_view field, std::string_view text) {
    const auto refuse = [&](std::string_view why) {
        return Error{Code::invalid,
                     std::string(field) + ": " + std::string(why) + ", got " + quote(text)};
    };
    constexpr std::string_view form = "must be a duration such as 90s, 5m, 1h30m or 2d";
    std::string_view rest = text;
    std::span<const Unit> allowed = units;
    Millis total{0};
    do {
        const auto part = take_part(rest, allowed);
        if (!part) return refuse(form);
        total += *part;
        if (total > duration_max) return refuse("must be at most " + duration_text(duration_max));
        if (rest.starts_with(' ')) {
            rest.remove_prefix(1);
            if (rest.empty()) return refuse(form);
        }
    } while (!rest.empty());
    return total;
}

std::string duration_text(Millis duration) {
    if (duration == Millis{0}) return "0s";
    std::string text = duration < Millis{0} ? "-" : "";
    for (const Unit& unit : std::span(units).subspan(1)) {
        const std::int64_t number = duration / unit.length;
        duration %= unit.length;
        if (number != 0)
            text.append(std::to_string(number < 0 ? -number : number)).append(unit.name);
    }
    return text;
}

}  // namespace cronmon
