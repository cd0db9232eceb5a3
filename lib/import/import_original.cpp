#include "import/import_original.h"

#include "import/import_log.h"
#include "import/import_nouns.h"
#include "import/original_keys.h"

#include <algorithm>
#include <optional>

namespace cronmon {
namespace {

// Ends the transaction of a dry run, which is undone with it.
struct DryRun {};

// `1 task`, `13 tasks`
std::string counted(std::size_t number, std::string noun, std::string_view plural) {
    if (number != 1) noun += plural;
    return std::to_string(number) + ' ' + noun;
}

// What is in the store that an import could not be told from.
std::string contents(Store& store) {
    std::size_t tasks = 0;
    store.for_each_task([&tasks](const TaskRow&) { ++tasks; });
    if (tasks > 0) return counted(tasks, "task", "s");
    const std::size_t businesses = store.businesses().size();
    if (businesses > 0) return counted(businesses, "business", "es");
    const auto notifiers = static_cast<std::size_t>(store.snapshot()->notifiers({}).total);
    if (notifiers > 0) return counted(notifiers, "notifier", "s");
    return store.highest_ids().ping != PingId{} ? "the log of tasks that were removed" : "";
}

void need_tables(const TableNames& seen) {
    for (const std::string& table : original_noun_tables)
        if (!seen.contains(table))
            throw DumpError("the dump has no table '" + table +
                            "': it is not of the original, or only of a part of it");
}

// Goes back to the start, too.
std::int64_t size_of(std::istream& in) {
    in.clear();
    in.seekg(0, std::ios::end);
    const auto size = static_cast<std::int64_t>(in.tellg());
    in.clear();
    in.seekg(0);
    return size;
}

class Import {
public:
    Import(std::istream& dump, Store& store, const ImportOptions& options)
        : dump_(dump),
          store_(store),
          options_(options),
          bytes_(size_of(dump)),
          highest_(store.highest_ids()) {
        report_.dry_run = options.dry_run;
        report_.zone = options.zone.name();
    }

    ImportReport run() {
        read_nouns();
        try {
            store_.commit([this](Batch& batch) { write(batch); });
        } catch (const DryRun&) {
        }
        std::ranges::stable_sort(report_.refused, {}, &ImportFinding::line);
        std::ranges::stable_sort(report_.changed, {}, &ImportFinding::line);
        return std::move(report_);
    }

private:
    using Step = ImportProgress::Step;

    void read_nouns();
    void read_logs(LogImport& log);
    void write(Batch& batch);
    void write_nouns(Batch& batch);
    void write_standings(Batch& batch, const LogImport& log);
    void write_signs(Batch& batch, PingId newest);
    void say(Step step, std::int64_t done, std::int64_t total) const {
        if (options_.progress) options_.progress({step, done, total});
    }
    auto progress_of(Step step) const {
        return [this, step](std::int64_t done) { say(step, done, bytes_); };
    }

    std::istream& dump_;
    Store& store_;
    const ImportOptions& options_;
    const std::int64_t bytes_;
    const HighestIds highest_;  // before the import
    ImportReport report_;
    OriginalNouns rows_;
    ImportedNouns nouns_;
};

void Import::read_nouns() {
    DumpReader reader(dump_, original_noun_tables, progress_of(Step::nouns));
    OriginalNounReader sorted;
    while (const DumpRow* row = reader.next()) sorted.add(*row);
    need_tables(reader.seen());
    rows_ = std::move(sorted.nouns);
    report_.end_unknown = !reader.says_its_end();
    for (const std::string& table : reader.left_out())
        if (!original_log_tables.contains(table)) report_.left_out.push_back(table);
    check_keys(rows_);
    nouns_ = import_nouns(rows_, options_.zone, options_.now, report_);
}

void Import::write(Batch& batch) {
    write_nouns(batch);
    const UserIds users = write_users(batch, nouns_.users, highest_.user, report_);
    LogImport log(batch, nouns_, rows_, users, options_.zone, options_.now, report_);
    read_logs(log);
    log.finish([this](std::int64_t done, std::int64_t total) { say(Step::chains, done, total); });
    write_standings(batch, log);
    write_signs(batch, log.newest());
    if (options_.dry_run) throw DryRun{};
}

void Import::write_nouns(Batch& batch) {
    for (const Business& business : nouns_.businesses) batch.save(business);
    for (const Notifier& notifier : nouns_.notifiers)
        batch.save(notifier, ChannelId{raw(notifier.id)});  // each has one
    for (const ImportedAssignment& assignment : nouns_.assignments)
        batch.assign(assignment.business, assignment.notifier, assignment.created);
    for (const ImportedTask& task : nouns_.tasks) batch.save(task.task);
}

void Import::read_logs(LogImport& log) {
    dump_.clear();
    dump_.seekg(0);
    OriginalLogReader rows;
    DumpReader reader(dump_, original_log_tables, progress_of(Step::logs));
    while (const DumpRow* row = reader.next()) {
        if (row->columns->table == "taskmonitorlog") log.add(rows.ping(*row));
        else log.add(rows.api_request(*row));
    }
}

void Import::write_standings(Batch& batch, const LogImport& log) {
    for (const ImportedTask& task : nouns_.tasks) {
        const auto newest = log.newest_of(task.task.id);
        const Standing standing =
            standing_of(task, newest ? std::optional(newest->at) : std::nullopt, options_.now);
        batch.save(task.task.id, standing, newest ? newest->id : PingId{});
        ++report_.states[static_cast<std::size_t>(standing.state)];
    }
}

// The next start finds nothing to catch up with, and knows that nobody was listening since the
// import: what should have run until then is excused.
void Import::write_signs(Batch& batch, PingId newest) {
    const Instant now = options_.now;
    batch.save(Pulse{.tick = now, .stopped = true, .replay_from = newest, .counted_to = newest});
    AuditRow row;
    row.id = raw(next_ping_id(highest_.audit, now));
    row.at = now;
    row.actor = options_.actor;
    row.action = "import.original";
    row.object = options_.source;
    batch.add(row);
}

}  // namespace

Result<ImportReport> import_original(std::istream& dump, Store& store,
                                     const ImportOptions& options) {
    if (const std::string found = contents(store); !found.empty())
        return Error{Code::conflict, "the database is not empty: it has " + found};
    try {
        return Import(dump, store, options).run();
    } catch (const DumpError& error) {
        return Error{Code::invalid, error.what()};
    }
}

}  // namespace cronmon
