#include "engine/backup_watch.h"

#include "alert/backup_failed.h"
#include "base/log.h"
#include "engine/backup_folder.h"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <vector>

namespace cronmon {
namespace {

namespace fs = std::filesystem;

// What the folder says. A clock that was ahead may have left names from the future: they count for
// nothing but room.
BackupFacts read_folder(const BackupPlan& plan, Instant now) {
    BackupFacts facts;
    facts.plan = plan;
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

// The folder stands in the letter already; the library's own words name too much.
std::string words_of(const std::exception& error) {
    const auto* file = dynamic_cast<const fs::filesystem_error*>(&error);
    return file != nullptr ? "the folder cannot be used: " + file->code().message() : error.what();
}

void remove_old(const BackupPlan& plan) {
    const auto files = backups_in(plan.directory);
    const auto keep = static_cast<std::size_t>(plan.keep);
    for (std::size_t i = 0; i + keep < files.size(); ++i) fs::remove(files[i].path);
}

}  // namespace

BackupFacts look_at_backups(const BackupPlan& plan, Instant now) {
    if (!plan.wanted()) return {.plan = plan};
    try {
        return read_folder(plan, now);
    } catch (const std::exception& error) {
        BackupFacts facts{.plan = plan};
        facts.error = words_of(error);
        facts.failed = facts.due = now;
        return facts;
    }
}

BackupWatch::BackupWatch(Store& store, const Clock& clock, Relay& relay, CurrentSettings settings)
    : store_(store), clock_(clock), relay_(relay), settings_(std::move(settings)) {}

BackupWatch::~BackupWatch() { stop(); }

void BackupWatch::start() {
    CHECK(!thread_.joinable());
    thread_ = std::jthread([this](std::stop_token stop) { run(std::move(stop)); });
}

void BackupWatch::stop() {
    if (!thread_.joinable()) return;
    thread_.request_stop();
    thread_.join();
}

void BackupWatch::wake() {
    const std::lock_guard lock(mutex_);
    woken_ = true;
    changed_.notify_all();
}

void BackupWatch::step() { look({}); }

BackupFacts BackupWatch::facts() const {
    const std::lock_guard lock(mutex_);
    return facts_;
}

void BackupWatch::run(std::stop_token stop) {
    while (!stop.stop_requested()) {
        look(stop);
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, stop, backup_look_every, [this] { return woken_; });
        woken_ = false;
    }
}

void BackupWatch::look(const std::stop_token& stop) {
    const BackupPlan plan = settings_().backup();
    const Instant now = clock_.now();
    if (plan.directory != tried_) retry_at_.reset();
    if (retry_at_ && clock_.steady() < *retry_at_) return;
    retry_at_.reset();
    try {
        BackupFacts facts = plan.wanted() ? read_folder(plan, now) : BackupFacts{.plan = plan};
        const bool due = facts.due && *facts.due <= now;
        {
            const std::lock_guard lock(mutex_);
            if (due) {  // a failure stays known until the next try has ended
                facts.error = facts_.error;
                facts.failed = facts_.failed;
            }
            facts_ = std::move(facts);
        }
        if (due) make(plan, now, stop);
    } catch (const std::exception& error) {
        failed(plan, words_of(error), stop);
    }
}

void BackupWatch::make(const BackupPlan& plan, Instant now, const std::stop_token& stop) {
    if (fs::create_directory(plan.directory)) fs::permissions(plan.directory, fs::perms::owner_all);
    const std::string path = plan.directory + "/" + backup_name(now);
    const auto bytes = store_.back_up(path, stop);
    if (!bytes) throw StoreError(bytes.error().message);
    remove_old(plan);
    log::info("backup made", {{"file", path}, {"bytes", *bytes}});
    const std::lock_guard lock(mutex_);
    facts_ = read_folder(plan, clock_.now());
}

void BackupWatch::failed(const BackupPlan& plan, std::string error, const std::stop_token& stop) {
    if (stop.stop_requested()) return;
    tried_ = plan.directory;
    retry_at_ = clock_.steady() + backup_retry_after;
    log::error("backup failed", {{"dir", plan.directory}, {"error", error}});
    BackupFacts facts;
    {
        const std::lock_guard lock(mutex_);
        facts_.plan = plan;
        facts_.error = std::move(error);
        if (!facts_.failed) facts_.failed = clock_.now();
        if (!facts_.due) facts_.due = clock_.now();
        facts = facts_;
    }
    tell(facts, stop);
}

void BackupWatch::tell(const BackupFacts& facts, const std::stop_token& stop) {
    const MailSettings mail = settings_().mail();
    const Millis steady = clock_.steady();
    if (mail.host.empty() || (told_at_ && steady - *told_at_ < backup_tell_every)) return;
    try {
        std::vector<Letter> letters;
        for (const UserView& view : store_.snapshot()->users_to_tell()) {
            if (view.user.role != Role::admin) continue;
            const BackupFailedMaterial material{view.user, facts.plan.directory, facts.error,
                                                facts.last, backup_tell_every};
            letters.push_back(compose_backup_failed(material, mail, clock_.now()));
        }
        if (letters.empty()) return;
        const auto deliveries = relay_.deliver(mail, letters, stop);
        log_failures("backup_failure_not_told", deliveries);
        if (std::ranges::any_of(deliveries, &Delivery::sent)) told_at_ = steady;
    } catch (const std::exception& error) {
        log::error("backup_failure_not_told", {{"error", error.what()}});
    }
}

}  // namespace cronmon
