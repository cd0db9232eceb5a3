#include "cli/crontab_line.h"

#include "cli/shell_text.h"
#include "core/schedule_words.h"

namespace cronmon {
namespace {

bool has_step_without_range(std::string_view item) {
    const auto slash = item.find('/');
    return slash != item.npos && item.substr(0, slash).find_first_of("*-") == item.npos;
}

}  // namespace

std::string ping_line(std::string_view ping_url) {
    return "your-command && curl -fsS -m 10 --retry 3 -o /dev/null " + shell_word(ping_url);
}

std::string crontab_line(std::string_view schedule, std::string_view ping_url) {
    return std::string(schedule).append(" ").append(crontab_escaped(ping_line(ping_url)));
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
