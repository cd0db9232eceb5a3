// Backups, by hand and by themselves. One by hand is made by the command and not by the server: it
// reads the database beside it, and writes where whoever calls it may write.
#include "cli/backup_view.h"
#include "cli/commands.h"
#include "cli/open_api.h"
#include "cli/reach.h"
#include "cli/table.h"
#include "cli/when.h"

#include <chrono>
#include <filesystem>
#include <thread>

namespace cronmon {
namespace {

namespace fs = std::filesystem;

// The first backup is waited for so long: 5 s.
constexpr std::chrono::milliseconds look_every{100};
constexpr int looks_max = 50;

bool is_remote(const Context& context) {
    if (context.args.has("server")) return true;
    return !context.args.has("data") && context.reach.variable("CRONMON_SERVER").has_value();
}

Outcome make(Context& context, const std::string& target) {
    if (is_remote(context))
        return Error{Code::invalid,
                     "backup: a file is written where the server is: run this there, or let the "
                     "server make backups by itself with --every"};
    const auto config = config_of(context.args);
    if (!config) return config.error();
    const std::string database = config->data() + "/cronmon.db";
    if (!fs::exists(database))
        return Error{Code::not_found, "backup: there is no database in " + config->data()};
    BackupOptions options{.progress = progress_on(context)};
    if (fs::exists(fs::symlink_status(target))) {
        if (auto no = confirm(context, "replace " + target + "?")) return no;
        options.existing = WholeFile::Existing::replace;
    }
    const auto bytes = back_up(database, target, options);
    if (!bytes) return bytes.error();
    say(context, {{"file", target}, {"bytes", *bytes}},
        "wrote " + target + " (" + size_text(*bytes) + ")");
    return std::nullopt;
}

Outcome save(Context& context, std::string_view name, const std::string& value) {
    const auto answer = context.client.put(path_of("settings", name), {{"value", value}});
    return answer ? std::nullopt : Outcome(answer.error());
}

// What the folder says to new settings: the first backup is tried at once. One that takes long is
// not waited for.
Result<Json> first_try(Context& context, const std::string& directory) {
    for (int looks = 1;; ++looks) {
        auto facts = context.client.get("/backup");
        if (!facts || !truth_of(*facts, "running") || looks == looks_max) return facts;
        const bool is_known = text_of(*facts, "dir") == directory;
        const bool is_made = instant_of(*facts, "due_ms") > context.clock.now();
        if (is_known && (is_made || !text_of(*facts, "error").empty())) return facts;
        std::this_thread::sleep_for(look_every);
    }
}

Outcome show_schedule(Context& context, const std::string& every, const std::string& directory) {
    const auto facts = first_try(context, directory);
    if (!facts) return facts.error();
    const std::string error = text_of(*facts, "error");
    if (!error.empty())
        return Error{Code::conflict, "backup: every " + every + " in " + directory +
                                         " is saved, but none can be made: " + error};
    say(context, *facts, "the server makes a backup every " + every + " in " + directory);
    return std::nullopt;
}

// The folder and the number come first: with backup.every it begins.
Outcome schedule(Context& context) {
    const std::string given = context.args.argument("TARGET");
    if (given.empty() && !context.args.has("off"))
        return context.usage("TARGET is missing: the folder of the backups");
    const bool is_ours = !given.empty() && !is_remote(context);
    const std::string directory = is_ours ? fs::absolute(given).string() : given;
    if (!given.empty())
        if (auto error = save(context, "backup.dir", directory)) return error;
    if (const auto keep = context.args.value("keep"))
        if (auto error = save(context, "backup.keep", *keep)) return error;
    const std::string every = context.args.value("every").value_or("");
    if (auto error = save(context, "backup.every", every)) return error;
    if (!every.empty()) return show_schedule(context, every, directory);
    const auto facts = context.client.get("/backup");
    if (!facts) return facts.error();
    say(context, *facts, "no backups are made by themselves any more");
    return std::nullopt;
}

Outcome show(Context& context) {
    const auto facts = context.client.get("/backup");
    if (!facts) return facts.error();
    if (context.json()) {
        context.out() << dump(*facts) << '\n';
        return std::nullopt;
    }
    if (text_of(*facts, "dir").empty()) {
        context.out() << "no backups are made by themselves; cronmon backup --every 1d --keep 14 "
                         "DIR begins it\n";
        return std::nullopt;
    }
    const Instant now = context.clock.now();
    const auto last = instant_of(*facts, "last_ms");
    const std::string error = text_of(*facts, "error");
    const bool overdue = truth_of(*facts, "overdue");
    print_facts(context.terminal,
                {{"folder", text_of(*facts, "dir")},
                 {"every", rough(std::chrono::seconds{number_of(*facts, "every_s")})},
                 {"backups", text_of(*facts, "backups") + " of " + text_of(*facts, "keep")},
                 {"last", last ? Cell(local_time_from_now(last, "UTC", now) + ", " +
                                      size_text(number_of(*facts, "last_bytes")))
                               : Cell("none", Colour::yellow)},
                 {"next", Cell(local_time_from_now(instant_of(*facts, "due_ms"), "UTC", now) +
                                   (overdue ? ", overdue" : ""),
                               overdue ? Colour::red : Colour::plain)},
                 {"error", Cell(printable(error), Colour::red)}});
    return std::nullopt;
}

Outcome backup(Context& context) {
    if (context.args.has("every") || context.args.has("off")) return schedule(context);
    if (context.args.has("keep")) return context.usage("--keep belongs to --every");
    const std::string target = context.args.argument("TARGET");
    return target.empty() ? show(context) : make(context, target);
}

}  // namespace

std::vector<Command> backup_commands() {
    return {
        {"backup",
         "",
         "copies the database while it is in use, once or by itself, or tells how that stands",
         {{"TARGET", "the file to write; with --every, a folder on the server's machine",
           Need::optional}},
         {{"every", "DUR", "the server makes one this often, 1h to 365d", Need::at_most_one},
          {"off", "", "none by itself any more", Need::at_most_one},
          {"keep", "N", "backups that are kept (14)"},
          yes_flag,
          json_flag},
         {"cronmon backup /var/backups/cronmon.db --yes",
          "cronmon backup --every 1d --keep 14 /var/backups/cronmon", "cronmon backup"},
         "The copy holds what was true at one moment, between the beginning and the end of the\n"
         "command. The file is there as a whole or not at all, and only its owner can read it:\n"
         "it holds the secrets of the database. A file that is there is replaced with --yes.\n"
         "Without TARGET it tells when the last one was made by itself, and what is wrong.",
         backup}};
}

}  // namespace cronmon
