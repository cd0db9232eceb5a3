#include "cli/discover/view.h"

#include "cli/discover/cron_command.h"
#include "cli/table.h"
#include "core/schedule_words.h"

#include <algorithm>

namespace cronmon {
namespace {

constexpr std::string_view url_before_it_is_known = "URL";

using Urls = std::map<const Job*, std::string>;

bool is_to_be_changed(const JobFinding& finding) {
    return finding.state == JobState::fresh || finding.state == JobState::made;
}

Colour colour_of(JobState state) {
    switch (state) {
        case JobState::fresh:
        case JobState::made: return Colour::blue;
        case JobState::watched: return Colour::green;
        case JobState::left: return Colour::faint;
        default: return Colour::yellow;
    }
}

std::string place_of(const Job& job) {
    return job.line == 0 ? job.place : job.place + ":" + std::to_string(job.line);
}

// A calendar may have several lines.
std::string in_one_line(std::string text) {
    for (std::size_t at = 0; (at = text.find('\n', at)) != text.npos; at += 2)
        text.replace(at, 1, "; ");
    return text;
}

std::vector<Cell> row_of(const JobFinding& finding) {
    const Cell state{std::string(word(finding.state)), colour_of(finding.state)};
    if (finding.job == nullptr) {
        const KnownTask& task = *finding.task;
        return {state, task.name, in_one_line(task.schedule), task.zone, "", "-", "-"};
    }
    const Job& job = *finding.job;
    return {state,
            finding.name.empty() ? "-" : finding.name,
            in_one_line(job.schedule),
            job.zone,
            job.user,
            place_of(job),
            job.command};
}

// The crontab lines of both texts that differ; they have the same number of lines.
template <class Take>
void each_change(const std::string& before, const std::string& after, Take take) {
    const auto old_lines = split(before, '\n'), new_lines = split(after, '\n');
    for (std::size_t i = 0; i < old_lines.size() && i < new_lines.size(); ++i)
        if (old_lines[i] != new_lines[i]) take(i + 1, old_lines[i], new_lines[i]);
}

// Harmless for a terminal, but with its tabs.
std::string shown_line(std::string_view line) {
    std::string shown;
    for (const std::string_view part : split(line, '\t'))
        shown.append(shown.empty() && part.data() == line.data() ? "" : "\t")
            .append(printable(part));
    return shown;
}

Urls urls_to_show(const Survey& survey) {
    Urls urls;
    for (const JobFinding& finding : survey.findings) {
        if (!is_to_be_changed(finding) || finding.job->kind != Job::Kind::cron) continue;
        urls[finding.job] =
            finding.task == nullptr ? std::string(url_before_it_is_known) : finding.task->ping_url;
    }
    return urls;
}

std::string url_for(const JobFinding& finding, const Urls& urls) {
    if (const auto url = urls.find(finding.job); url != urls.end()) return url->second;
    return finding.task == nullptr ? std::string(url_before_it_is_known) : finding.task->ping_url;
}

std::string drop_in_for(const Survey& survey, const JobFinding& finding, const std::string& exec,
                        const Urls& urls) {
    if (!is_to_be_changed(finding) || finding.job->kind != Job::Kind::timer) return {};
    return drop_in(survey.timers[finding.job->source], exec, url_for(finding, urls));
}

// Null where there is nothing. One function for all of them: it is a lot of code each time.
[[gnu::noinline]] void put(Json& row, const char* field, const std::string& text) {
    if (text.empty()) row[field] = nullptr;
    else row[field] = text;
}

Json json_of(const Survey& survey, const JobFinding& finding, const std::string& exec,
             const Urls& urls) {
    static const Job none;
    const Job& job = finding.job == nullptr ? none : *finding.job;
    Json row;
    put(row, "state", std::string(word(finding.state)));
    put(row, "task", finding.name);
    put(row, "kind", &job == &none ? "" : job.kind == Job::Kind::cron ? "cron" : "timer");
    put(row, "schedule", &job == &none ? finding.task->schedule : job.schedule);
    put(row, "tz", &job == &none ? finding.task->zone : job.zone);
    put(row, "place", job.place);
    put(row, "user", job.user);
    put(row, "command", job.command);
    put(row, "note", finding.note);
    put(row, "drop_in", drop_in_for(survey, finding, exec, urls));
    if (job.line > 0) row["line"] = job.line;
    return row;
}

std::string backup_of(const Applied* applied, const std::string& path) {
    if (applied == nullptr) return {};
    const auto backup = applied->backups.find(path);
    return backup == applied->backups.end() ? std::string{} : backup->second;
}

Json sentences(const std::vector<std::string>& texts) {
    Json array = Json::array();
    for (const std::string& text : texts) array.push_back(text);
    return array;
}

Json changes_of(const Survey& survey, const std::string& exec, const Applied* applied) {
    Json files = Json::array();
    const Urls urls = applied != nullptr ? applied->urls : urls_to_show(survey);
    for (std::size_t i = 0; i < survey.crontabs.size(); ++i) {
        const Source& source = survey.crontabs[i];
        Json lines = Json::array();
        each_change(source.text, rewritten(survey, i, exec, urls),
                    [&](std::size_t number, std::string_view before, std::string_view after) {
                        Json line;
                        line["line"] = number;
                        put(line, "old", std::string(before));
                        put(line, "new", std::string(after));
                        lines.push_back(std::move(line));
                    });
        if (lines.empty()) continue;
        Json file;
        put(file, "file", source.path);
        put(file, "backup", backup_of(applied, source.path));
        file["lines"] = std::move(lines);
        files.push_back(std::move(file));
    }
    return files;
}

}  // namespace

std::int64_t count_drift(const Survey& survey) {
    return std::ranges::count_if(survey.findings,
                                 [](const JobFinding& each) { return is_drift(each.state); });
}

void print_findings(Context& context, const Survey& survey) {
    Table table({{"STATE"},
                 {"TASK"},
                 {"SCHEDULE"},
                 {"ZONE", Column::Side::left, Column::Keep::if_there_is_room},
                 {"USER", Column::Side::left, Column::Keep::if_there_is_room},
                 {"WHERE"},
                 {"COMMAND"}});
    for (const JobFinding& finding : survey.findings) table.add(row_of(finding));
    if (table.empty()) context.out() << "there are no jobs\n";
    else table.print(context.terminal);
    for (const JobFinding& finding : survey.findings)
        if (!finding.note.empty())
            context.out() << printable(finding.job == nullptr ? finding.name
                                                              : place_of(*finding.job))
                          << ": " << printable(finding.note) << '\n';
    for (const auto* sentences : {&survey.notes, &survey.unreadable})
        for (const std::string& sentence : *sentences)
            context.terminal.err << "cronmon: " << printable(sentence) << '\n';
}

void print_changes(Context& context, const Survey& survey, const std::string& exec) {
    const Urls urls = urls_to_show(survey);
    auto& out = context.out();
    for (std::size_t i = 0; i < survey.crontabs.size(); ++i) {
        const Source& source = survey.crontabs[i];
        const std::string text = rewritten(survey, i, exec, urls);
        if (text == source.text) continue;
        out << "\n--- " << printable(source.path) << "\n+++ " << printable(source.path) << '\n';
        each_change(source.text, text,
                    [&](std::size_t number, std::string_view before, std::string_view after) {
                        out << "@@ -" << number << " +" << number << " @@\n"
                            << coloured(context.terminal, Colour::red, "-" + shown_line(before))
                            << '\n'
                            << coloured(context.terminal, Colour::green, "+" + shown_line(after))
                            << '\n';
                    });
    }
}

void print_drop_ins(Context& context, const Survey& survey, const std::string& exec,
                    const Urls& urls) {
    for (const JobFinding& finding : survey.findings) {
        const std::string text = drop_in_for(survey, finding, exec, urls);
        if (text.empty()) continue;
        context.out() << "\nadd to the service of " << printable(finding.job->place)
                      << " (cronmon does not change units):\n"
                      << text;
    }
}

Json json_of(const Survey& survey, const std::string& exec, const Applied* applied) {
    const Urls urls = applied == nullptr ? Urls{} : applied->urls;
    Json jobs = Json::array();
    for (const JobFinding& finding : survey.findings)
        jobs.push_back(json_of(survey, finding, exec, urls));
    Json json;
    json["jobs"] = std::move(jobs);
    json["drift"] = count_drift(survey);
    json["files"] = changes_of(survey, exec, applied);
    json["notes"] = sentences(survey.notes);
    json["unreadable"] = sentences(survey.unreadable);
    json["tasks_made"] = applied == nullptr ? 0 : applied->tasks;
    json["lines_changed"] = applied == nullptr ? 0 : applied->lines;
    return json;
}

}  // namespace cronmon
