// What should run here, what the server watches, and where the two differ.
//
// A task that was made for a job carries a tag that names the machine and the place of the job
// (`crontab:web1:/etc/cron.d/backup`, `timer:web1:backup.timer`). By it the task is known again
// when its job does not tell of it yet (after a crash between the two, or for a timer, whose
// service only its owner changes), and it is missed when its job is gone.
//
// Thread-safety: pure functions over values.
#pragma once

#include "base/clock.h"
#include "cli/discover/reference.h"
#include "core/schedule.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

struct Job {
    enum class Kind : std::uint8_t { cron, timer };

    Kind kind = Kind::cron;
    std::size_t source = 0;  // which crontab or timer, in the order in which they were read
    std::size_t entry = 0;   // which job of the crontab
    std::string place = {};  // /etc/cron.d/backup, or backup.timer
    std::size_t line = 0;    // of a crontab, from 1 on
    std::string user = {};
    std::string schedule = {};
    std::string zone = {};
    std::string command = {};  // for people
    std::string name = {};     // of the task that it would get
    Millis slack{0};           // how much later than its schedule it may start, on purpose
    std::optional<Reference> told_to = {};
    std::string left = {};  // why it is left alone; empty: it is not
};

struct KnownTask {
    std::string id = {};
    std::string name = {};
    std::string uuid = {};
    std::string ping_url = {};
    std::string slug = {};
    std::string ping_key = {};  // of its business
    std::string kind = {};      // cron, interval, calendar
    std::string schedule = {};
    std::string zone = {};
    std::string tags = {};
};

enum class JobState : std::uint8_t {
    fresh,    // runs, and nobody watches it; written `new`
    made,     // its task is there, but it does not tell of itself yet
    watched,  // as it should be
    differs,  // watched, but its task has another schedule
    unknown,  // it tells of itself to a task that this server does not have
    left,     // nothing that can be watched, or nothing that is to be
    missing,  // a task that was made for a job that is there no more
};
std::string_view word(JobState state);

// Whether somebody should do something about it.
bool is_drift(JobState state);

struct JobFinding {
    JobState state;
    const Job* job = nullptr;         // null: missing
    const KnownTask* task = nullptr;  // null: new, unknown, left
    std::string name = {};            // the task's, or what it would be called
    std::string note = {};            // why it is so, if that is not plain
};

// Which places were looked at, so that what is not there is known to be gone.
struct LookedAt {
    std::string host;
    std::vector<std::string> crontabs = {};  // by path
    bool all_crontabs = false;
    bool timers = false;
};

std::string tag_of(const Job& job, std::string_view host);

// In the order of the jobs, then the missing ones. Jobs and tasks must outlive it.
std::vector<JobFinding> compare(std::span<const Job> jobs, std::span<const KnownTask> tasks,
                                const LookedAt& looked_at, Instant now);

// Whether both come at the same times, looked at throughout the coming year.
bool come_together(const Schedule& a, const Schedule& b, Instant now);

// What a job says, or a task has.
Result<Schedule> schedule_of(const Job& job);
Result<Schedule> schedule_of(const KnownTask& task);

}  // namespace cronmon
