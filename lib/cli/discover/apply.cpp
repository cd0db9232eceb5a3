#include "cli/discover/apply.h"

#include "base/duration.h"
#include "base/quote.h"
#include "base/time_text.h"
#include "cli/discover/cron_command.h"
#include "cli/discover/replace.h"
#include "cli/discover/user_crontab.h"
#include "client/target.h"
#include "core/model.h"

#include <algorithm>
#include <memory>

namespace cronmon {
namespace {

// 20261128T210500Z, for the name of a file.
std::string stamp_of(Instant at) {
    std::string stamp = utc_text(at);
    std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
    return stamp;
}

// One function for all of them: it is a lot of code each time.
[[gnu::noinline]] void put(Json& body, const char* field, const std::string& text) {
    body[field] = text;
}

// The crontab of one source, on its way.
class Crontabs {
public:
    static std::optional<Error> check_unchanged(const Source& source) {
        const auto now = read_own_crontab();
        if (!now) return now.error();
        if (*now == source.text) return std::nullopt;
        return Error{Code::conflict, quote(source.path) + ": was changed meanwhile"};
    }

    std::optional<Error> prepare(const Source& source) {
        if (source.file.empty()) return check_unchanged(source);
        auto prepared = Replacement::prepare(source.file, source.text);
        if (!prepared) return prepared.error();
        file_ = *std::move(prepared);
        return std::nullopt;
    }

    std::optional<Error> commit(const Source& source, const std::string& text) {
        if (file_) return file_->commit(text);
        if (auto error = check_unchanged(source)) return error;
        return write_own_crontab(text);
    }

private:
    std::unique_ptr<Replacement> file_;  // null: behind crontab(1)
};

class Applying {
public:
    Applying(Context& context, const Survey& survey, const DiscoverOptions& options,
             const ApplyOptions& how)
        : context_(context), survey_(survey), options_(options), how_(how) {}

    Applied run() {
        for (std::size_t i = 0; i < survey_.crontabs.size(); ++i) {
            const auto open = open_findings(Job::Kind::cron, i);
            if (!open.empty() && !change(i, open)) break;
        }
        for (std::size_t i = 0; i < survey_.timers.size(); ++i)
            for (const JobFinding* finding : open_findings(Job::Kind::timer, i))
                make_task(*finding);
        return std::move(applied_);
    }

private:
    std::vector<const JobFinding*> open_findings(Job::Kind kind, std::size_t source) const {
        std::vector<const JobFinding*> open;
        for (const JobFinding& each : survey_.findings) {
            const bool is_open = each.state == JobState::fresh || each.state == JobState::made;
            if (is_open && each.job->kind == kind && each.job->source == source)
                open.push_back(&each);
        }
        return open;
    }

    void complain(const Error& error) { applied_.problems.push_back(error); }

    // False: there is no use in going on with other files.
    bool change(std::size_t i, const std::vector<const JobFinding*>& open) {
        const Source& source = survey_.crontabs[i];
        Crontabs crontab;
        if (const auto error = crontab.prepare(source)) {
            complain(*error);
            return true;
        }
        const auto copy =
            keep_copy(how_.backups, source.path, stamp_of(context_.clock.now()), source.text);
        if (!copy) {
            complain(copy.error());
            return false;
        }
        made_.clear();
        const bool all_made = std::ranges::all_of(
            open, [&](const JobFinding* finding) { return make_task(*finding); });
        write(i, crontab, *copy);
        return all_made;
    }

    void write(std::size_t i, Crontabs& crontab, const std::string& copy) {
        if (made_.empty()) return;
        const std::string text = rewritten(survey_, i, options_.exec, applied_.urls);
        if (const auto error = crontab.commit(survey_.crontabs[i], text)) {
            complain(*error);
            for (const auto& [job, name] : made_) take_back(job, name);
            return;
        }
        applied_.lines += static_cast<std::int64_t>(made_.size());
        applied_.backups[survey_.crontabs[i].path] = copy;
    }

    // A task that was made for what then could not be done; no name: it was there before.
    void take_back(const Job* job, const std::string& name) {
        applied_.urls.erase(job);
        if (name.empty()) return;
        --applied_.tasks;
        if (const auto gone = context_.client.remove(path_of("tasks", name)); !gone)
            complain(gone.error());
    }

    // False: the next one would fail, too.
    bool make_task(const JobFinding& finding) {
        if (finding.task != nullptr) {
            use(finding, finding.task->ping_url, "");
            return true;
        }
        const auto task = context_.client.post("/tasks", body_of(finding));
        if (!task) {
            complain(task.error());
            return false;
        }
        ++applied_.tasks;
        const std::string url = text_of(*task, "ping_url");
        const std::string name = text_of(*task, "name");
        if (!how_.elsewhere || !means_one_machine_only(url)) {
            use(finding, url, name);
            return true;
        }
        take_back(finding.job, name);
        complain({Code::invalid, "site.url: ping URLs of the server begin with " +
                                     quote(origin_of(url)) +
                                     ", which is not it from here; set it there: cronmon config "
                                     "set site.url URL"});
        return false;
    }

    void use(const JobFinding& finding, const std::string& url, const std::string& name) {
        const Job& job = *finding.job;
        applied_.urls[&job] = url;
        if (job.kind == Job::Kind::timer) return;
        const auto command =
            under_exec(survey_.command_of(job), {options_.exec, url, survey_.entry_of(job).shell});
        if (command) {
            made_.emplace_back(&job, name);
            return;
        }
        take_back(&job, name);
        complain({Code::invalid, quote(job.place) + ", line " + std::to_string(job.line) + ": " +
                                     command.error().message});
    }

    Json body_of(const JobFinding& finding) const {
        const Job& job = *finding.job;
        const bool timer = job.kind == Job::Kind::timer;
        std::string description =
            "made by cronmon discover for " + job.place + " on " + options_.host;
        if (!job.user.empty()) description += ", run by " + job.user;
        Json body;
        put(body, "name", finding.name);
        put(body, "business", how_.business);
        put(body, timer ? "calendar" : "cron", job.schedule);
        put(body, "tz", job.zone);
        put(body, "tags", tag_of(job, options_.host));
        put(body, "description", description);
        if (options_.grace || job.slack > Millis{0})
            put(body, "grace", duration_text(options_.grace.value_or(grace_default) + job.slack));
        return body;
    }

    Context& context_;
    const Survey& survey_;
    const DiscoverOptions& options_;
    const ApplyOptions& how_;
    Applied applied_;
    std::vector<std::pair<const Job*, std::string>> made_;  // for this file; no name: it was there
};

}  // namespace

bool means_one_machine_only(const std::string& url) {
    const std::string origin = origin_of(url);
    const std::string_view host = std::string_view(origin).substr(origin.find("://") + 3);
    return host.starts_with("127.") || host.starts_with("localhost") || host.starts_with("[::1]") ||
           host.starts_with("0.0.0.0") || host.starts_with("[::]");
}

std::string rewritten(const Survey& survey, std::size_t source, const std::string& exec,
                      const std::map<const Job*, std::string>& urls) {
    const std::string& old = survey.crontabs[source].text;
    std::string text;
    std::size_t done = 0;
    for (const Job& job : survey.jobs) {
        const auto url = urls.find(&job);
        if (job.kind != Job::Kind::cron || job.source != source || url == urls.end()) continue;
        const CrontabJob& line = survey.entry_of(job);
        const auto command = under_exec(survey.command_of(job), {exec, url->second, line.shell});
        if (!command) continue;
        text.append(old, done, line.command_at - done).append(*command);
        done = line.command_end;
    }
    return text.append(old, done);
}

Applied apply(Context& context, const Survey& survey, const DiscoverOptions& options,
              const ApplyOptions& how) {
    return Applying(context, survey, options, how).run();
}

}  // namespace cronmon
