#include "net/date.h"

#include <cstdio>

namespace cronmon::net {
namespace {

constexpr const char* weekdays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

void write(std::chrono::sys_seconds at, std::array<char, date_bytes + 1>& into) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{at - day};
    // The remainders tell the compiler that two digits suffice.
    std::snprintf(into.data(), into.size(), "%s, %02u %s %04u %02u:%02u:%02u GMT",
                  weekdays[std::chrono::weekday{day}.c_encoding()],
                  static_cast<unsigned>(date.day()) % 100,
                  months[(static_cast<unsigned>(date.month()) - 1) % 12],
                  static_cast<unsigned>(static_cast<int>(date.year())) % 10'000,
                  static_cast<unsigned>(time.hours().count()) % 100,
                  static_cast<unsigned>(time.minutes().count()) % 100,
                  static_cast<unsigned>(time.seconds().count()) % 100);
}

}  // namespace

std::string_view DateText::at(Instant now) {
    const auto second = std::chrono::floor<std::chrono::seconds>(now);
    if (second != written_ || text_[0] == '\0') {
        write(second, text_);
        written_ = second;
    }
    return {text_.data(), date_bytes};
}

}  // namespace cronmon::net
