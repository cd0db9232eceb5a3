// systemd's timers: when they start which service, and what that runs.
//
// Their files are read where systemd.unit(5) says, the first folder that has a unit wins, and files
// in NAME.d/ add to it. Only timers that are enabled (linked from a folder NAME.wants) count; the
// others start nothing. systemd itself is not asked: it may not run, as in an image.
//
// Thread-safety: read_unit is pure; the rest reads files.
#pragma once

#include "base/clock.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

struct UnitSetting {
    std::string section;
    std::string name;
    std::string value;
};
// Adds what a file says. systemd.syntax(7): a backslash at the end of a line goes on, # and ; begin
// comments.
void read_unit(std::string_view text, std::vector<UnitSetting>& settings);

// `1h 30min`, `90`, `5 minutes` (systemd.time(7), time spans, without fractions, up to a year);
// nothing for what is none.
std::optional<Millis> time_span(std::string_view text);

constexpr std::string_view timer_end = ".timer";

struct Timer {
    std::string name;                        // backup.timer
    std::string file;                        // without the root
    std::string service = {};                // backup.service
    std::string calendar = {};               // its OnCalendar lines; empty: it has none
    Millis slack{0};                         // how much later systemd may start it, on purpose
    std::vector<std::string> commands = {};  // of the service: ExecStart, ExecStartPost, ...
};

// The system's, sorted by name. `root` is a folder that stands for /, or empty.
std::vector<Timer> read_timers(const std::string& root);

// The drop-in for the service that tells of it, and the line that says where it goes.
std::string drop_in(const Timer& timer, std::string_view exec, std::string_view url);

}  // namespace cronmon
