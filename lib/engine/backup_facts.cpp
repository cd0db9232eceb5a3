#include "engine/backup_facts.h"

#include "engine/backup_folder.h"

#include <filesystem>

namespace cronmon {
namespace {

// A clock that was ahead may have left names from the future: they count for nothing but room.
BackupFacts read_folder(const BackupPlan& plan, Instant now) {
    BackupFacts facts{.plan = plan};
    const auto files = backups_in(plan.directory);
    facts.count = static_cast<std::int64_t>(files.size());
    for (const BackupFile& file : files) {
        if (file.at > now) continue;
        facts.last = file.at;
        facts.last_bytes = file.bytes;
    }
    facts.due = facts.last ? *facts.last + plan.every : now;
    return facts;
}

}  // namespace

BackupFacts look_at_backups(const BackupPlan& plan, Instant now) {
    if (!plan.wanted()) return {.plan = plan};
    try {
        return read_folder(plan, now);
    } catch (const std::exception& error) {
        BackupFacts facts{.plan = plan};
        facts.error = backup_error_text(error);
        facts.failed = facts.due = now;
        return facts;
    }
}

// The library's own words name the folder, and too much else.
std::string backup_error_text(const std::exception& error) {
    const auto* file = dynamic_cast<const std::filesystem::filesystem_error*>(&error);
    return file != nullptr ? "the folder cannot be used: " + file->code().message() : error.what();
}

}  // namespace cronmon
