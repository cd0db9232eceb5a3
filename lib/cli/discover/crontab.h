// A crontab as cron(8) reads it: which of its lines are jobs, and what holds for each.
//
// Comments and blank lines say nothing; a variable holds for the lines behind it, two of them for
// us too: SHELL, which runs the commands, and CRON_TZ, on whose clock cronie's cron reads the
// schedules (Debian's cron does not know it). The rest of a line behind its schedule, and behind
// the user in a system crontab, is the command, whatever stands in it.
//
// Source: crontab(5), and what cron 3.0pl1 of Debian 12 accepts.
//
// Thread-safety: pure function.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

// /etc/crontab and the files in /etc/cron.d say in a sixth field who runs a line.
enum class UserColumn : std::uint8_t { no, yes };

struct CrontabJob {
    std::size_t line = 0;         // from 1 on
    std::string schedule = {};    // five fields with a blank between them, or a word such as @daily
    std::string user = {};        // empty where there is no such column
    std::size_t command_at = 0;   // where in the text the command begins
    std::size_t command_end = 0;  // and its line ends
    std::string shell = "/bin/sh";
    std::string zone = {};     // CRON_TZ, where it holds
    std::string problem = {};  // why it is no job of which more is known; empty: it is one
};

struct Crontab {
    std::vector<CrontabJob> jobs;
    std::vector<std::string> notes;  // what an operator may not know of it
};

Crontab read_crontab(std::string_view text, UserColumn column);

}  // namespace cronmon
