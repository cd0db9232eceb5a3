#include "cli/discover/plan.h"

#include "cli/discover/job_name.h"
#include "core/schedule_words.h"

#include <algorithm>
#include <chrono>
#include <set>

namespace cronmon {
namespace {

using namespace std::chrono_literals;

// Every day of a year, and every time of the day.
constexpr int looks = 400;
constexpr Millis between_looks = 24h + 37min;
// A name may have got an end that makes it unique.
constexpr std::size_t name_bytes_known_again = 32;

std::string_view prefix_of(Job::Kind kind) {
    return kind == Job::Kind::cron ? "crontab:" : "timer:";
}

std::string tag(Job::Kind kind, std::string_view host, std::string_view place) {
    std::string text = std::string(prefix_of(kind)).append(host).append(":").append(place);
    std::ranges::replace_if(
        text, [](char c) { return static_cast<unsigned char>(c) <= ' '; }, '_');
    return text;
}

bool has_tag(const KnownTask& task, std::string_view wanted) {
    const auto words = split_words(task.tags);
    return std::ranges::find(words, wanted) != words.end();
}

bool is_meant(const Reference& reference, const KnownTask& task) {
    if (reference.uuid) return task.uuid == reference.uuid->text();
    if (!reference.key.empty())
        return task.ping_key == reference.key && task.slug == reference.name;
    return task.name == reference.name || task.id == reference.name;
}

class Comparison {
public:
    Comparison(std::span<const KnownTask> tasks, const LookedAt& looked_at, Instant now)
        : tasks_(tasks), looked_at_(looked_at), now_(now) {
        for (const KnownTask& task : tasks) taken_.insert(task.name);
    }

    std::vector<JobFinding> run(std::span<const Job> jobs) {
        for (const Job& job : jobs)
            if (job.told_to) used_.insert(find(*job.told_to));  // null too, which is no task's
        for (const Job& job : jobs) found_.push_back(judge(job));
        for (const KnownTask& task : tasks_)
            if (!used_.contains(&task) && should_be_here(task))
                found_.push_back({JobState::missing, nullptr, &task, task.name,
                                  "was made for a job that is not there any more"});
        return std::move(found_);
    }

private:
    JobFinding judge(const Job& job) {
        if (!job.left.empty()) return {JobState::left, &job, nullptr, {}, job.left};
        if (job.told_to) return judge_told(job);
        const KnownTask* const made = made_for(job);
        if (made == nullptr)
            return {
                JobState::fresh, &job, nullptr, unique_name(job.name, looked_at_.host, taken_), {}};
        used_.insert(made);
        return {JobState::made, &job, made, made->name, "has a task, but does not tell of itself"};
    }

    JobFinding judge_told(const Job& job) {
        const KnownTask* const task = find(*job.told_to);
        if (task == nullptr)
            return {JobState::unknown, &job, nullptr, shown(*job.told_to),
                    "tells of itself to a task that this server does not have"};
        const auto here = schedule_of(job), there = schedule_of(*task);
        // An interval has no times of its own.
        const bool same = !here || !there || there->kind() == Schedule::Kind::interval ||
                          come_together(*here, *there, now_);
        if (same) return {JobState::watched, &job, task, task->name, {}};
        return {JobState::differs, &job, task, task->name,
                "its task has " + task->schedule + " in " + task->zone};
    }

    const KnownTask* find(const Reference& reference) const {
        const auto task = std::ranges::find_if(
            tasks_, [&](const KnownTask& each) { return is_meant(reference, each); });
        return task == tasks_.end() ? nullptr : &*task;
    }

    // The task that an earlier try has made for it.
    const KnownTask* made_for(const Job& job) const {
        const std::string wanted = tag_of(job, looked_at_.host);
        for (const KnownTask& task : tasks_)
            if (!used_.contains(&task) && has_tag(task, wanted) && task.schedule == job.schedule &&
                task.zone == job.zone &&
                task.name.starts_with(job.name.substr(0, name_bytes_known_again)))
                return &task;
        return nullptr;
    }

    bool should_be_here(const KnownTask& task) const {
        for (const std::string& path : looked_at_.crontabs)
            if (has_tag(task, tag(Job::Kind::cron, looked_at_.host, path))) return true;
        const auto any_of = [&](Job::Kind kind) {
            const auto words = split_words(task.tags);
            return std::ranges::any_of(words, [&](std::string_view word) {
                return word.starts_with(tag(kind, looked_at_.host, ""));
            });
        };
        return (looked_at_.all_crontabs && any_of(Job::Kind::cron)) ||
               (looked_at_.timers && any_of(Job::Kind::timer));
    }

    std::span<const KnownTask> tasks_;
    const LookedAt& looked_at_;
    Instant now_;
    std::set<const KnownTask*> used_;
    std::set<std::string> taken_;
    std::vector<JobFinding> found_;
};

}  // namespace

std::string_view word(JobState state) {
    switch (state) {
        case JobState::fresh: return "new";
        case JobState::made: return "made";
        case JobState::watched: return "watched";
        case JobState::differs: return "differs";
        case JobState::unknown: return "unknown";
        case JobState::left: return "left";
        case JobState::missing: return "missing";
    }
    return "";
}

bool is_drift(JobState state) { return state != JobState::watched && state != JobState::left; }

std::string tag_of(const Job& job, std::string_view host) { return tag(job.kind, host, job.place); }

std::vector<JobFinding> compare(std::span<const Job> jobs, std::span<const KnownTask> tasks,
                                const LookedAt& looked_at, Instant now) {
    return Comparison(tasks, looked_at, now).run(jobs);
}

bool come_together(const Schedule& a, const Schedule& b, Instant now) {
    for (int i = 0; i < looks; ++i)
        if (const Instant at = now + i * between_looks; a.next(at) != b.next(at)) return false;
    return true;
}

Result<Schedule> schedule_of(const Job& job) {
    const auto zone = Zone::find(job.zone);
    if (!zone) return zone.error();
    return job.kind == Job::Kind::cron ? Schedule::cron(job.schedule, *zone)
                                       : Schedule::calendar(job.schedule, *zone);
}

Result<Schedule> schedule_of(const KnownTask& task) {
    const auto zone = Zone::find(task.zone);
    if (!zone) return zone.error();
    if (task.kind == "interval") return Schedule::every(task.schedule);
    return task.kind == "cron" ? Schedule::cron(task.schedule, *zone)
                               : Schedule::calendar(task.schedule, *zone);
}

}  // namespace cronmon
