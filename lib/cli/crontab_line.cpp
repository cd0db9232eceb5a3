#include "cli/crontab_line.h"

#include "core/schedule_words.h"

#include <algorithm>

namespace cronmon {
namespace {

// In single quotes if a shell would see more in it than a word.
std::string shell_word(std::string_view text) {
    const bool plain = std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("-._~:/%@+,=").find(c) != std::string_view::npos;
    });
    if (plain) return std::string(text);
    std::string quoted = "'";
    for (const char c : text) {
        if (c == '\'') quoted += "'\\''";
        else quoted += c;
    }
    return quoted + "'";
}

bool has_step_without_range(std::string_view item) {
    const auto slash = item.find('/');
    return slash != item.npos && item.substr(0, slash).find_first_of("*-") == item.npos;
}

}  // namespace

std::string ping_line(std::string_view ping_url) {
    return "your-command && curl -fsS -m 10 --retry 3 -o /dev/null " + shell_word(ping_url);
}

std::string crontab_line(std::string_view schedule, std::string_view ping_url) {
    std::string line = std::string(schedule) + " ";
    for (const char c : ping_line(ping_url)) {
        if (c == '%') line += '\\';
        line += c;
    }
    return line;
}

bool is_plain_cron(std::string_view schedule) {
    if (schedule.starts_with('@')) return true;
    const auto fields = split_words(schedule);
    for (std::size_t i = 0; i < fields.size(); ++i) {
        for (const std::string_view item : split(fields[i], ',')) {
            const bool last = i == 2 ? item.starts_with('L') : i == 4 && item.ends_with('L');
            if (last || item.find('#') != item.npos || has_step_without_range(item)) return false;
        }
    }
    return true;
}

}  // namespace cronmon
