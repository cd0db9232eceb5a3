#include "cli/discover/survey.h"

#include "base/duration.h"
#include "base/quote.h"
#include "cli/discover/cron_command.h"
#include "cli/discover/files.h"
#include "cli/discover/job_name.h"
#include "cli/list.h"
#include "cli/local_zone.h"
#include "core/model.h"

#include <unistd.h>

#include <array>
#include <climits>
#include <map>

namespace cronmon {
namespace {

constexpr std::size_t shown_command_bytes_max = 4096;
// As long as the URLs of most: to see beforehand what will be too long.
constexpr std::string_view url_of_usual_length =
    "https://cron.example.org/api/monlink/00000000-0000-4000-8000-000000000000";

std::string this_host() {
    std::array<char, HOST_NAME_MAX + 1> name{};
    gethostname(name.data(), name.size() - 1);
    const std::string host = name.data();
    return host.substr(0, host.find('.'));
}

// cron asks neither who looks nor their TZ.
Result<Zone> zone_of_cron() {
    LocalZoneSources machine = this_machine();
    machine.variable = {};
    return local_zone(machine);
}

Result<Where> where_of(const Context& context) {
    Where where;
    where.root = context.args.value("root").value_or("");
    while (where.root.ends_with('/')) where.root.pop_back();
    where.files = context.args.arguments("FILE...");
    where.reads_spool = geteuid() == 0 || context.args.has("root");
    where.user = name_of_user(geteuid());
    if (context.args.has("system")) where.column = UserColumn::yes;
    if (context.args.has("personal")) where.column = UserColumn::no;
    if (!where.files.empty() && context.args.has("root"))
        return context.usage("takes either --root or FILE");
    return where;
}

// `*` is anything, `?` one byte. fnmatch(3) would bring the C library's collation along.
bool matches(std::string_view pattern, std::string_view text) {
    if (pattern.empty()) return text.empty();
    if (pattern.front() == '*')
        return matches(pattern.substr(1), text) ||
               (!text.empty() && matches(pattern, text.substr(1)));
    return !text.empty() && (pattern.front() == '?' || pattern.front() == text.front()) &&
           matches(pattern.substr(1), text.substr(1));
}

// All rows of a list.
Result<std::vector<Json>> all_rows(Client& client, const std::string& path) {
    std::vector<Json> rows;
    for (std::int64_t page = 1;; ++page) {
        const auto answer =
            client.get(path + query_of({{"page", std::to_string(page)},
                                        {"length", std::to_string(list_request_rows)}}));
        if (!answer) return answer.error();
        for (const Json& row : array_of(*answer, "rows")) rows.push_back(row);
        if (page * list_request_rows >= number_of(*answer, "total")) return rows;
    }
}

Result<std::vector<KnownTask>> known_tasks(Client& client) {
    const auto businesses = all_rows(client, "/businesses");
    if (!businesses) return businesses.error();
    std::map<std::string, std::string> keys;
    for (const Json& each : *businesses) keys[text_of(each, "name")] = text_of(each, "ping_key");
    const auto rows = all_rows(client, "/tasks");
    if (!rows) return rows.error();
    constexpr std::pair<const char*, std::string KnownTask::*> fields[] = {
        {"id", &KnownTask::id},     {"name", &KnownTask::name},
        {"uuid", &KnownTask::uuid}, {"ping_url", &KnownTask::ping_url},
        {"slug", &KnownTask::slug}, {"schedule_kind", &KnownTask::kind},
        {"tz", &KnownTask::zone},   {"schedule", &KnownTask::schedule},
        {"tags", &KnownTask::tags}};
    std::vector<KnownTask> tasks(rows->size());
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        for (const auto& [field, member] : fields) tasks[i].*member = text_of((*rows)[i], field);
        tasks[i].ping_key = keys[text_of((*rows)[i], "business")];
    }
    return tasks;
}

class Looking {
public:
    Looking(const DiscoverOptions& options, Zone zone) : options_(options), zone_(zone) {}

    Result<Survey> run() {
        auto sources = read_sources(options_.where);
        if (!sources) return sources.error();
        survey_.crontabs = std::move(sources->crontabs);
        survey_.notes = std::move(sources->notes);
        survey_.unreadable = std::move(sources->unreadable);
        for (std::size_t i = 0; i < survey_.crontabs.size(); ++i) add_crontab(i);
        if (!options_.timers) return std::move(survey_);
        survey_.timers = read_timers(options_.where.root);
        for (std::size_t i = 0; i < survey_.timers.size(); ++i) add_timer(i);
        return std::move(survey_);
    }

private:
    void add_crontab(std::size_t i) {
        const Source& source = survey_.crontabs[i];
        survey_.contents.push_back(read_crontab(source.text, source.column));
        const Crontab& content = survey_.contents.back();
        for (const std::string& note : content.notes)
            survey_.notes.push_back(quote(source.path) + ": " + note);
        for (std::size_t entry = 0; entry < content.jobs.size(); ++entry)
            survey_.jobs.push_back(job_of(i, entry));
    }

    Job job_of(std::size_t i, std::size_t entry) const {
        const CrontabJob& line = survey_.contents[i].jobs[entry];
        Job job{.source = i,
                .entry = entry,
                .place = survey_.crontabs[i].path,
                .line = line.line,
                .user = line.user,
                .schedule = line.schedule,
                .zone = options_.zone || line.zone.empty() ? zone_.name() : line.zone};
        const std::string_view in_line = survey_.command_of(job);
        const std::string command = cron_command(in_line).text;
        job.command = command.substr(0, shown_command_bytes_max);
        job.told_to = reference_in(command);
        job.name = task_name(options_.prefix, job_name(command));
        job.left = why_left(job, line);
        if (job.left.empty() && !job.told_to) job.left = why_not_rewritten(in_line, line);
        return job;
    }

    std::string why_left(const Job& job, const CrontabJob& line) const {
        if (!line.problem.empty()) return line.problem;
        if (line.schedule == "@reboot")
            return "@reboot is no schedule: nobody knows when it is due";
        if (is_excluded(job)) return "is excluded";
        const auto schedule = schedule_of(job);
        return schedule ? "" : schedule.error().message;
    }

    std::string why_not_rewritten(std::string_view in_line, const CrontabJob& line) const {
        const auto command =
            under_exec(in_line, {options_.exec, std::string(url_of_usual_length), line.shell});
        return command ? "" : command.error().message;
    }

    void add_timer(std::size_t i) {
        const Timer& timer = survey_.timers[i];
        Job job{.kind = Job::Kind::timer,
                .source = i,
                .place = timer.name,
                .schedule = timer.calendar,
                .zone = zone_.name()};
        for (const std::string& command : timer.commands) {
            if (job.command.empty()) job.command = command.substr(0, shown_command_bytes_max);
            if (!job.told_to) job.told_to = reference_in(command);
        }
        job.slack = timer.slack;
        job.name =
            task_name(options_.prefix, timer.name.substr(0, timer.name.size() - timer_end.size()));
        job.left = why_timer_left(job);
        survey_.jobs.push_back(std::move(job));
    }

    std::string why_timer_left(const Job& job) const {
        if (job.schedule.empty()) return "has no OnCalendar";
        if (is_excluded(job)) return "is excluded";
        const auto schedule = schedule_of(job);
        return schedule ? "" : schedule.error().message;
    }

    bool is_excluded(const Job& job) const {
        for (const std::string& pattern : options_.exclude)
            for (const std::string* text : {&job.name, &job.place, &job.command})
                if (matches(pattern, *text)) return true;
        return false;
    }

    const DiscoverOptions& options_;
    Zone zone_;
    Survey survey_;
};

LookedAt looked_at_by(const DiscoverOptions& options, const Survey& survey) {
    LookedAt looked_at{.host = options.host,
                       .all_crontabs = options.where.files.empty() && options.where.reads_spool &&
                                       survey.unreadable.empty(),
                       .timers = options.timers};
    for (const Source& source : survey.crontabs) looked_at.crontabs.push_back(source.path);
    return looked_at;
}

}  // namespace

std::string_view Survey::command_of(const Job& job) const {
    const CrontabJob& line = entry_of(job);
    return std::string_view(crontabs[job.source].text)
        .substr(line.command_at, line.command_end - line.command_at);
}

Result<DiscoverOptions> discover_options(Context& context) {
    const Args& args = context.args;
    DiscoverOptions options{.host = this_host(),
                            .prefix = args.value("prefix").value_or(""),
                            .exclude = args.values("exclude"),
                            .exec = args.value("exec").value_or(link_at("/proc/self/exe"))};
    auto where = where_of(context);
    if (!where) return where.error();
    options.where = *std::move(where);
    options.timers = !args.has("no-timers") && options.where.files.empty();
    if (!options.exec.starts_with('/'))
        return Error{Code::invalid, "exec: must be an absolute path, got " + quote(options.exec)};
    if (const auto name = args.value("tz")) {
        const auto zone = Zone::find(*name);
        if (!zone) return zone.error();
        options.zone = *zone;
    }
    if (const auto text = args.value("grace")) {
        const auto grace = parse_duration("grace", *text);
        if (!grace) return grace.error();
        if (auto error = check_grace(*grace)) return *error;
        options.grace = *grace;
    }
    return options;
}

Result<Survey> survey(Context& context, const DiscoverOptions& options) {
    const auto zone = options.zone ? Result<Zone>(*options.zone) : zone_of_cron();
    if (!zone) return zone.error();
    auto survey = Looking(options, *zone).run();
    if (!survey) return survey;
    auto tasks = known_tasks(context.client);
    if (!tasks) return tasks.error();
    survey->tasks = *std::move(tasks);
    survey->findings =
        compare(survey->jobs, survey->tasks, looked_at_by(options, *survey), context.clock.now());
    return survey;
}

}  // namespace cronmon
