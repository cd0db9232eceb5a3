// Moving in beside what runs already: crontabs and timers become tasks.
#include "cli/commands.h"
#include "cli/discover/apply.h"
#include "cli/discover/view.h"
#include "cli/list.h"
#include "cli/reach.h"
#include "client/spool_folders.h"

#include <unistd.h>

#include <algorithm>

namespace cronmon {
namespace {

constexpr std::string_view folder_of_root = "/var/backups/cronmon";

// Where copies go: root's with the other backups of the machine, everybody else's with their state.
std::string backup_folder(const Context& context, const DiscoverOptions& options) {
    if (const auto named = context.args.value("backup-dir")) return *named;
    if (!options.where.root.empty() || geteuid() == 0)
        return options.where.root + std::string(folder_of_root);
    const auto spools = spool_folders(
        [&](const std::string& name) { return context.reach.variable(name); }, geteuid());
    const std::string& spool = spools[std::min<std::size_t>(1, spools.size() - 1)];
    return spool.substr(0, spool.rfind('/')) + "/crontab-backups";
}

bool is_elsewhere(const Context& context) {
    auto server = context.args.value(server_flag.name);
    if (!server && !context.args.has(data_flag.name))
        server = context.reach.variable("CRONMON_SERVER");
    return server && !means_one_machine_only(*server);
}

// `make 3 tasks in db, and change 2 lines of crontabs?`
std::string question(const Survey& survey, const std::string& business) {
    std::int64_t tasks = 0, lines = 0;
    for (const JobFinding& each : survey.findings) {
        tasks += each.state == JobState::fresh;
        const bool open = each.state == JobState::fresh || each.state == JobState::made;
        lines += open && each.job->kind == Job::Kind::cron;
    }
    return "make " + counted(tasks, "task") + " in " + business + ", and change " +
           counted(lines, "line") + " of crontabs?";
}

bool has_work(const Survey& survey) {
    return std::ranges::any_of(survey.findings, [](const JobFinding& each) {
        const bool timer = each.job != nullptr && each.job->kind == Job::Kind::timer;
        return each.state == JobState::fresh || (each.state == JobState::made && !timer);
    });
}

void print_all(Context& context, const Survey& survey, const DiscoverOptions& options) {
    print_findings(context, survey);
    print_changes(context, survey, options.exec);
}

Outcome show(Context& context, const Survey& survey, const DiscoverOptions& options) {
    if (context.json()) {
        context.out() << dump(json_of(survey, options.exec, nullptr)) << '\n';
        return std::nullopt;
    }
    print_all(context, survey, options);
    if (has_work(survey))
        context.out() << "\nnothing was changed; cronmon discover --apply --business B does it\n";
    return std::nullopt;
}

// The last problem is the command's error, those before it are told here.
Outcome told(Context& context, const Applied& applied) {
    if (applied.problems.empty()) return std::nullopt;
    for (std::size_t i = 0; i + 1 < applied.problems.size(); ++i)
        context.terminal.err << "cronmon: " << printable(applied.problems[i].message) << '\n';
    return applied.problems.back();
}

Outcome change(Context& context, const Survey& survey, const DiscoverOptions& options) {
    const auto business = context.args.value("business");
    if (!business) return context.usage("--apply needs --business B: the one that gets the tasks");
    const auto found = context.client.get(path_of("businesses", *business));
    if (!found) return found.error();
    if (!context.json()) print_all(context, survey, options);
    Applied applied;
    if (has_work(survey)) {
        if (auto no = confirm(context, question(survey, *business))) return no;
        applied = apply(context, survey, options,
                        {*business, backup_folder(context, options), is_elsewhere(context)});
    }
    if (context.json()) {
        context.out() << dump(json_of(survey, options.exec, &applied)) << '\n';
        return told(context, applied);
    }
    print_drop_ins(context, survey, options.exec, applied.urls);
    context.out() << '\n';
    for (const auto& [file, copy] : applied.backups)
        context.out() << "changed " << printable(file) << ", as it was: " << printable(copy)
                      << '\n';
    context.out() << counted(applied.tasks, "task") << " made, " << counted(applied.lines, "line")
                  << " changed\n";
    return told(context, applied);
}

Outcome discover(Context& context) {
    const auto options = discover_options(context);
    if (!options) return options.error();
    const auto seen = survey(context, *options);
    if (!seen) return seen.error();
    if (context.args.has("apply")) return change(context, *seen, *options);
    if (auto error = show(context, *seen, *options)) return error;
    const bool drift = count_drift(*seen) > 0;
    if (context.args.has("check") && drift) context.exit = Exit::refused;
    return std::nullopt;
}

}  // namespace

std::vector<Command> discover_commands() {
    Command command{
        "discover",
        "",
        "tells what runs here and is not watched, and has it watched",
        {{"FILE...", "these crontabs, and nothing else", Need::optional, Takes::words}},
        {{"apply", "", "makes the tasks, and puts the commands behind cronmon exec",
          Need::at_most_one},
         {"check", "", "answers 1 if anything is not watched as it should be", Need::at_most_one},
         {"business", "B", "the business that gets the tasks"},
         {"prefix", "TEXT", "what their names begin with"},
         {"grace", "DUR", "how late they may come (5m)"},
         {"tz", "ZONE", "zone of all crontabs (their CRON_TZ, else this machine's)"},
         {"exclude", "GLOB", "leaves alone what has such a name, place or command; several times",
          Need::optional, true},
         {"no-timers", "", "crontabs only"},
         {"system", "", "FILE has a column that says who runs a line, as in /etc"},
         {"personal", "", "FILE has no such column"},
         {"exec", "PATH", "the executable that crontabs shall call (this one)"},
         {"backup-dir", "DIR", "where copies of changed files go (/var/backups/cronmon)"},
         {"root", "DIR", "looks below DIR, as for an image of a machine"},
         yes_flag,
         json_flag},
        {"cronmon discover", "cronmon discover --apply --business db --grace 30m --exclude 'apt*'",
         "cronmon discover /var/spool/cron/crontabs/alice --server https://cron.example.org "
         "--token-file t",
         "cronmon discover --check --json"},
        "It reads /etc/crontab, /etc/cron.d, the crontabs of users (root those of all, others "
        "their "
        "own\nthrough crontab -l) and the OnCalendar lines of enabled systemd timers. Nothing is "
        "changed without\n--apply, and units never: for them it prints a drop-in. A changed file "
        "keeps "
        "every other byte, its\nowner and mode. What --exclude names may have * and ? in it.\n\n"
        "states: new      nobody watches it\n"
        "        made     it has a task, but does not tell of itself yet\n"
        "        watched  as it should be\n"
        "        differs  its task has another schedule\n"
        "        unknown  it tells another server, or of a task that is gone\n"
        "        missing  its task was made by this command, and the job is gone\n"
        "        left     such as @reboot, or excluded",
        discover};
    command.exit_codes = {
        {"0", "done; with --check: all that runs is watched"},
        {"1", "with --check: something is new, made, differs, unknown or missing; or refused"},
        {"2", "usage: an unknown command or flag, or a missing argument"},
        {"3", "not reachable: no answer, or the data are locked or cannot be read"}};
    return {command};
}

}  // namespace cronmon
