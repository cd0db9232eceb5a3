#include "base/time_text.h"

#include "base/quote.h"

#include <cstdio>
#include <optional>

namespace cronmon {
namespace {

namespace chrono = std::chrono;

constexpr std::int64_t unix_seconds_max = 253402300799;  // 9999-12-31T23:59:59Z

// Reads a text from left to right; each step says whether it found what it looked for.
class Reader {
public:
    explicit Reader(std::string_view text) : rest_(text) {}

    bool done() const { return rest_.empty(); }

    bool take(std::string_view any_of) {
        if (rest_.empty() || any_of.find(rest_[0]) == std::string_view::npos) return false;
        rest_.remove_prefix(1);
        return true;
    }

    // Exactly `count` digits, their number in `from`..`to`.
    bool number(std::size_t count, int from, int to, int& out) {
        if (rest_.size() < count) return false;
        out = 0;
        for (const char c : rest_.substr(0, count)) {
            if (c < '0' || c > '9') return false;
            out = out * 10 + (c - '0');
        }
        rest_.remove_prefix(count);
        return out >= from && out <= to;
    }

    // One or more digits after the decimal point, cut to thousandths.
    bool fraction(int& milliseconds) {
        int weight = 100;
        std::size_t size = 0;
        for (; size < rest_.size() && rest_[size] >= '0' && rest_[size] <= '9'; ++size) {
            milliseconds += (rest_[size] - '0') * weight;
            weight /= 10;
        }
        rest_.remove_prefix(size);
        return size > 0;
    }

private:
    std::string_view rest_;
};

std::optional<chrono::sys_days> read_date(Reader& text) {
    int year = 0, month = 0, day = 0;
    const bool read = text.number(4, 1970, 9999, year) && text.take("-") &&
                      text.number(2, 1, 12, month) && text.take("-") && text.number(2, 1, 31, day);
    const chrono::year_month_day date = chrono::year{year} / month / day;
    if (!read || !date.ok()) return std::nullopt;
    return chrono::sys_days{date};
}

std::optional<Millis> read_time(Reader& text) {
    int hour = 0, minute = 0, second = 0, milliseconds = 0;
    if (!text.number(2, 0, 23, hour) || !text.take(":") || !text.number(2, 0, 59, minute))
        return std::nullopt;
    if (text.take(":") && !text.number(2, 0, 59, second)) return std::nullopt;
    if (text.take(".,") && !text.fraction(milliseconds)) return std::nullopt;
    return chrono::hours{hour} + chrono::minutes{minute} + chrono::seconds{second} +
           Millis{milliseconds};
}

// How far the clock that was read runs ahead of UTC; nothing at all means UTC.
std::optional<Millis> read_offset(Reader& text) {
    if (text.done() || text.take("Zz")) return Millis{0};
    const bool ahead = text.take("+");
    int hours = 0, minutes = 0;
    if ((!ahead && !text.take("-")) || !text.number(2, 0, 23, hours)) return std::nullopt;
    text.take(":");
    if (!text.done() && !text.number(2, 0, 59, minutes)) return std::nullopt;
    const Millis offset = chrono::hours{hours} + chrono::minutes{minutes};
    return ahead ? offset : -offset;
}

// Nine digits or more (1973 and later), or a plain zero: `2026` and `20261123` are meant as dates.
std::optional<Instant> read_unix_seconds(std::string_view text) {
    if (text.size() < 9 && text != "0") return std::nullopt;
    std::int64_t seconds = 0;
    for (const char c : text) {
        if (c < '0' || c > '9' || seconds > unix_seconds_max) return std::nullopt;
        seconds = seconds * 10 + (c - '0');
    }
    if (seconds > unix_seconds_max) return std::nullopt;
    return Instant{chrono::seconds{seconds}};
}

std::optional<Instant> read_iso(std::string_view text) {
    Reader reader(text);
    const auto date = read_date(reader);
    if (!date) return std::nullopt;
    if (reader.done()) return Instant{*date};
    if (!reader.take("Tt ")) return std::nullopt;
    const auto time = read_time(reader);
    const auto offset = time ? read_offset(reader) : std::nullopt;
    if (!offset || !reader.done()) return std::nullopt;
    return Instant{*date} + *time - *offset;
}

// The date and the time of day, without saying on which clock.
std::string format_reading(Instant reading) {
    const auto day = chrono::floor<chrono::days>(reading);
    const chrono::year_month_day date{day};
    const chrono::hh_mm_ss time{reading - day};
    char text[64];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()));
    std::string shown = text;
    const auto milliseconds = static_cast<int>(time.subseconds().count());
    if (milliseconds != 0) {
        std::snprintf(text, sizeof text, ".%03d", milliseconds);
        shown += text;
    }
    return shown;
}

}  // namespace

Result<Instant> parse_instant(std::string_view field, std::string_view text) {
    if (const auto at = read_unix_seconds(text)) return *at;
    if (const auto at = read_iso(text); at && *at >= Instant{}) return *at;
    return Error{
        Code::invalid,
        std::string(field) +
            ": must be a time such as 2026-11-23T01:02:03Z, 2026-11-23 or unix seconds, got " +
            quote(text)};
}

std::string utc_text(Instant at) { return format_reading(at) + 'Z'; }

std::string local_text(Instant at, chrono::seconds ahead) {
    const long minutes = static_cast<long>(chrono::abs(ahead) / chrono::minutes{1});
    char offset[32];
    std::snprintf(offset, sizeof offset, "%c%02ld:%02ld", ahead < chrono::seconds{0} ? '-' : '+',
                  minutes / 60, minutes % 60);
    return format_reading(at + ahead) + offset;
}

}  // namespace cronmon
