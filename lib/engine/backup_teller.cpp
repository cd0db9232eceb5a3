#include "engine/backup_teller.h"

#include "alert/backup_failed.h"
#include "base/log.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>

namespace cronmon {

BackupTeller::BackupTeller(Store& store, const Clock& clock, Relay& relay, CurrentSettings settings,
                           CurrentFacts facts)
    : store_(store),
      clock_(clock),
      relay_(relay),
      settings_(std::move(settings)),
      facts_(std::move(facts)) {}

BackupTeller::~BackupTeller() { stop(); }

void BackupTeller::start() {
    CHECK(!thread_.joinable());
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void BackupTeller::stop() {
    if (!thread_.joinable()) return;
    thread_.request_stop();
    thread_.join();
}

void BackupTeller::step() { look({}); }

void BackupTeller::run(const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any never;
    while (!stop.stop_requested()) {
        look(stop);
        std::unique_lock lock(mutex);
        never.wait_for(lock, stop, backup_tell_look_every, [] { return false; });
    }
}

void BackupTeller::look(const std::stop_token& stop) try {
    const BackupFacts facts = facts_();
    if (facts.error.empty() && !facts.overdue(clock_.now())) return;
    const MailSettings mail = settings_().mail();
    if (mail.host.empty()) return;
    if (again_at_ && clock_.steady() < *again_at_) return;
    const std::vector<Letter> owed = letters(facts, mail);
    if (owed.empty()) return;
    const auto deliveries = relay_.deliver(mail, owed, stop);
    log_failures("backup_failure_not_told", deliveries);
    const bool is_told = std::ranges::any_of(deliveries, &Delivery::sent);
    again_at_ = clock_.steady() + (is_told ? backup_tell_every : backup_tell_retry_after);
} catch (const std::exception& error) {
    log::error("backup_failure_not_told", {{"error", error.what()}});
}

std::vector<Letter> BackupTeller::letters(const BackupFacts& facts,
                                          const MailSettings& mail) const {
    std::vector<Letter> letters;
    for (const UserView& view : store_.snapshot()->users_to_tell()) {
        if (view.user.role != Role::admin) continue;
        const BackupFailedMaterial material{view.user, facts.plan.directory, facts.error,
                                            facts.last, backup_tell_every};
        letters.push_back(compose_backup_failed(material, mail, clock_.now()));
    }
    return letters;
}

}  // namespace cronmon
