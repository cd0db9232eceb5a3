#include "engine/backup_watch.h"

#include "base/log.h"
#include "engine/backup_folder.h"

#include <exception>
#include <filesystem>

namespace cronmon {
namespace {

namespace fs = std::filesystem;

void remove_old(const BackupPlan& plan) {
    const auto files = backups_in(plan.directory);
    const auto keep = static_cast<std::size_t>(plan.keep);
    for (std::size_t i = 0; i + keep < files.size(); ++i) fs::remove(files[i].path);
}

}  // namespace

BackupWatch::BackupWatch(Store& store, const Clock& clock, CurrentSettings settings)
    : store_(store), clock_(clock), settings_(std::move(settings)) {}

BackupWatch::~BackupWatch() { stop(); }

void BackupWatch::start() {
    CHECK(!thread_.joinable());
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
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
    BackupFacts facts = facts_;
    facts.running = true;
    return facts;
}

bool BackupWatch::break_off(Millis within) {
    std::unique_lock lock(mutex_);
    held_ = true;
    if (looking_) looking_->request_stop();
    held_ = changed_.wait_for(lock, within, [this] { return !looking_; });
    return held_;
}

void BackupWatch::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        const std::stop_source looking = begin_look();
        const std::stop_callback breaks_off(stop, [&] { looking.request_stop(); });
        if (!looking.stop_requested()) look(looking.get_token());
        end_look();
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, stop, backup_look_every, [this] { return woken_; });
        if (std::exchange(woken_, false)) retry_at_.reset();
    }
}

// One that is held is over before it has begun.
std::stop_source BackupWatch::begin_look() {
    const std::lock_guard lock(mutex_);
    looking_.emplace();
    if (held_) looking_->request_stop();
    return *looking_;
}

void BackupWatch::end_look() {
    const std::lock_guard lock(mutex_);
    looking_.reset();
    changed_.notify_all();
}

void BackupWatch::look(const std::stop_token& stop) {
    const BackupPlan plan = settings_().backup();
    const Instant now = clock_.now();
    expect(plan, now);
    if (retry_at_ && clock_.steady() < *retry_at_) return;
    retry_at_.reset();
    try {
        BackupFacts facts = look_at_backups(plan, now);
        if (!facts.error.empty()) return failed(plan, facts.error, stop);
        const bool is_due = facts.due && *facts.due <= now;
        found(std::move(facts), is_due);
        if (is_due) make(plan, now, stop);
    } catch (const std::exception& error) {
        failed(plan, backup_error_text(error), stop);
    }
}

// Before the folder is touched, which may hang. Of another folder nothing is known yet.
void BackupWatch::expect(const BackupPlan& plan, Instant now) {
    const std::lock_guard lock(mutex_);
    if (!plan.wanted() || plan.directory != facts_.plan.directory) {
        facts_ = {};
        retry_at_.reset();
    }
    facts_.plan = plan;
    if (plan.wanted() && !facts_.due) facts_.due = now;
}

// A failure stays known until the next try has ended.
void BackupWatch::found(BackupFacts facts, bool is_due) {
    const std::lock_guard lock(mutex_);
    if (is_due) {
        facts.error = facts_.error;
        facts.failed = facts_.failed;
    }
    facts_ = std::move(facts);
}

void BackupWatch::make(const BackupPlan& plan, Instant now, const std::stop_token& stop) {
    if (fs::create_directory(plan.directory)) fs::permissions(plan.directory, fs::perms::owner_all);
    const std::string path = plan.directory + "/" + backup_name(now);
    const auto bytes = store_.back_up(path, stop);
    if (!bytes) throw StoreError(bytes.error().message);
    remove_old(plan);
    log::info("backup made", {{"file", path}, {"bytes", *bytes}});
    found(look_at_backups(plan, clock_.now()), false);
}

void BackupWatch::failed(const BackupPlan& plan, std::string error, const std::stop_token& stop) {
    if (stop.stop_requested()) return;
    retry_at_ = clock_.steady() + backup_retry_after;
    log::error("backup failed", {{"dir", plan.directory}, {"error", error}});
    const std::lock_guard lock(mutex_);
    facts_.error = std::move(error);
    if (!facts_.failed) facts_.failed = clock_.now();
}

}  // namespace cronmon
