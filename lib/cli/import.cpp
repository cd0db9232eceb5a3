// Moving in from elsewhere. Unlike other commands this one asks no server: it needs the folder for
// itself, because it writes what no engine would (a past, and users with their hashes).
#include "app/data_dir.h"
#include "base/quote.h"
#include "cli/commands.h"
#include "cli/context.h"
#include "cli/import_view.h"
#include "cli/local_zone.h"
#include "cli/open_api.h"
#include "import/import_original.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace cronmon {
namespace {

constexpr Millis progress_every{1000};
constexpr Millis wait_for_lock{1000};
constexpr std::string_view local_actor = "local";  // as the audit log calls the operators' socket

// It is read twice, so it must be one that can be.
Result<std::ifstream> open_dump(const std::string& path) {
    std::error_code problem;
    if (!std::filesystem::exists(path, problem))
        return Error{Code::not_found, "dump: there is no file " + quote(path)};
    if (!std::filesystem::is_regular_file(path, problem))
        return Error{
            Code::invalid,
            "dump: " + quote(path) + " is no file that can be read twice; write it to one first"};
    std::ifstream file(path, std::ios::binary);
    if (file) return file;
    return Error{Code::invalid, "dump: cannot open " + quote(path) + ": " + std::strerror(errno)};
}

Result<Zone> wanted_zone(const Context& context) {
    const auto name = context.args.value("tz");
    return name ? Zone::find(*name) : local_zone(this_machine());
}

// A line a second, if somebody watches.
std::function<void(const ImportProgress&)> progress_on(Context& context) {
    if (!context.terminal.can_ask) return {};
    const Clock& clock = context.clock;
    return [&context, &clock,
            next = clock.steady() + progress_every](const ImportProgress& progress) mutable {
        if (clock.steady() < next) return;
        next = clock.steady() + progress_every;
        context.terminal.err << line_of(progress) << '\n';
    };
}

Result<ImportReport> import_into(const std::string& folder, std::istream& dump,
                                 const ImportOptions& options) {
    const auto data = DataDir::open(folder, DataDir::Act::as_owner, wait_for_lock);
    if (!data) return data.error();
    const auto store = open_sqlite_store({data->path(), true});
    auto report = import_original(dump, *store, options);
    if (report && !options.dry_run) store->checkpoint(Store::Checkpoint::truncate);
    return report;
}

// The dump is opened before the folder, whose owner may not be allowed to read it.
Outcome original(Context& context) {
    const std::string path = context.args.argument("DUMP");
    const auto zone = wanted_zone(context);
    if (!zone) return zone.error();
    const auto config = config_of(context.args);
    if (!config) return config.error();
    auto file = open_dump(path);
    if (!file) return file.error();
    const ImportOptions options{.zone = *zone,
                                .now = context.clock.now(),
                                .dry_run = context.args.has("dry-run"),
                                .actor = std::string(local_actor),
                                .source = std::filesystem::path(path).filename().string(),
                                .progress = progress_on(context)};
    const auto report = import_into(config->data(), *file, options);
    if (!report) return report.error();
    if (context.json()) context.out() << dump(json_of(*report)) << '\n';
    else print(context.terminal, *report, path);
    return std::nullopt;
}

}  // namespace

std::vector<Command> import_commands() {
    return {
        {"import",
         "original",
         "moves in from the original cronmon (Python, MySQL), with a dump of its database",
         {{"DUMP", "a file that mysqldump wrote of its database, not compressed"}},
         {{"tz", "ZONE", "zone of the old server's clock, and of the tasks (this machine's)"},
          {"dry-run", "", "do it all, say what it comes to, and write nothing"},
          json_flag},
         {"cronmon import original cronmon.sql --tz Asia/Shanghai --dry-run",
          "cronmon import original cronmon.sql --tz Asia/Shanghai"},
         "DUMP comes from mysqldump --single-transaction --result-file=DUMP cronmon\n"
         "It needs the server stopped and a database without tasks; all of it is imported, or\n"
         "nothing. Pings go on at the same addresses, passwords and permissions stay, nobody is\n"
         "told of what happened before, and tasks owe their first run after the import. Rows of\n"
         "the logs that are older than the settings retention.* say go when the server starts.",
         original},
    };
}

}  // namespace cronmon
