// What is done to a database as a whole: looked through, replaced, emptied. The server must be
// stopped for the last two: they need the folder for themselves.
#include "store/restore.h"

#include "app/data_dir.h"
#include "cli/backup_view.h"
#include "cli/commands.h"
#include "cli/open_api.h"

namespace cronmon {
namespace {

constexpr Millis wait_for_lock{1000};

Outcome verify(Context& context) {
    const std::string path = context.args.argument("FILE");
    const auto file = open_backup(path);
    if (!file) return file.error();
    const Verification found = verify_database(**file);
    if (context.json()) context.out() << dump(json_of(found, path)) << '\n';
    else print(context, found);
    if (!found.problems.empty())
        return Error{Code::invalid, "file: " + path + " is damaged, restore another one"};
    if (!context.json()) context.out() << path << " is sound\n";
    return std::nullopt;
}

Result<DataDir> folder_of(Context& context) {
    const auto config = config_of(context.args);
    if (!config) return config.error();
    return DataDir::open(config->data(), DataDir::Act::as_owner, wait_for_lock);
}

std::string kept_text(const std::string& kept) {
    return kept.empty() ? "" : "; what was there is now " + kept;
}

// The file is opened before the folder, whose owner may not be allowed to read it.
Outcome restore(Context& context) {
    const std::string path = context.args.argument("FILE");
    const auto file = open_backup(path);
    if (!file) return file.error();
    const Verification found = verify_database(**file);
    if (!found.problems.empty())
        return Error{Code::invalid, "file: " + path + " is damaged (" + found.problems.front() +
                                        "), nothing was changed"};
    const auto folder = folder_of(context);
    if (!folder) return folder.error();
    if (auto no = confirm(
            context, "put " + path + " in the place of the database in " + folder->path() + "?"))
        return no;
    const Restored done =
        restore_database(**file, folder->path(), context.clock.now(), progress_on(context));
    std::string sentence = "restored " + path + kept_text(done.kept);
    if (done.letters_given_up > 0)
        sentence += "; " + std::to_string(done.letters_given_up) +
                    " owed letters are not sent again (cronmon alert list --status failed)";
    say(context,
        {{"restored", path},
         {"kept", done.kept.empty() ? Json() : Json(done.kept)},
         {"letters_given_up", done.letters_given_up}},
        sentence);
    return std::nullopt;
}

Outcome reset(Context& context) {
    const auto folder = folder_of(context);
    if (!folder) return folder.error();
    if (auto no = confirm(context, "begin anew in " + folder->path() +
                                       ", without tasks, users, settings and logs?"))
        return no;
    const std::string kept = set_database_aside(folder->path());
    say(context, {{"kept", kept.empty() ? Json() : Json(kept)}},
        kept.empty() ? "there was no database in " + folder->path()
                     : "the next start makes an empty database" + kept_text(kept));
    return std::nullopt;
}

}  // namespace

std::vector<Command> verify_commands() {
    return {
        {"verify",
         "",
         "reads all of a backup and tells whether it is sound",
         {{"FILE", "a backup, or a database in use"}},
         {json_flag},
         {"cronmon verify /var/backups/cronmon.db"},
         "It looks at every page, every reference and the tables of the log. Exit status 1: it\n"
         "is damaged, or none of ours; 3: it cannot be read.",
         verify}};
}

std::vector<Command> restore_commands() {
    return {
        {"restore",
         "",
         "puts a backup in the place of the database, which is kept beside it",
         {{"FILE", "a backup that cronmon verify finds sound"}},
         {yes_flag, json_flag},
         {"cronmon restore /var/backups/cronmon.db --yes"},
         "The server must be stopped. What was there is kept as cronmon.db.before-restore. The\n"
         "time from the backup to the next start counts as blind time: nobody is alarmed for\n"
         "it. Letters that were owed when a running server was copied are not sent again.",
         restore}};
}

std::vector<Command> reset_commands() {
    return {{"reset",
             "",
             "begins anew with an empty database; the one that was there is kept",
             {},
             {yes_flag, json_flag},
             {"cronmon reset --yes"},
             "The server must be stopped. What was there is kept as cronmon.db.before-reset.",
             reset}};
}

}  // namespace cronmon
