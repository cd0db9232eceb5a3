#include "engine/courier.h"

#include "alert/message.h"
#include "base/log.h"
#include "engine/backoff.h"

#include <algorithm>
#include <exception>
#include <tuple>
#include <utility>

namespace cronmon {
namespace {

constexpr std::string_view unwanted = "not wanted any more: business or notifier disabled";

// What a letter says, and where its links lead, is no reason to try it again.
bool get_through_alike(const MailSettings& a, const MailSettings& b) {
    const auto way = [](const MailSettings& mail) {
        return std::tie(mail.host, mail.port, mail.security, mail.user, mail.password,
                        mail.from.address);
    };
    return way(a) == way(b);
}

// In [0, 1), the same for the same try (splitmix64).
double jitter(AlertId alert, int attempts) {
    std::uint64_t bits = static_cast<std::uint64_t>(raw(alert)) * 64 +
                         static_cast<std::uint64_t>(attempts) + 0x9e3779b97f4a7c15;
    bits = (bits ^ bits >> 30) * 0xbf58476d1ce4e5b9;
    bits = (bits ^ bits >> 27) * 0x94d049bb133111eb;
    return static_cast<double>((bits ^ bits >> 31) >> 11) * 0x1p-53;
}

Millis wall_ahead(const Clock& clock) { return clock.now().time_since_epoch() - clock.steady(); }

}  // namespace

Courier::Courier(Store& store, const Clock& clock, Relay& relay, CurrentSettings settings,
                 Report report)
    : store_(store),
      clock_(clock),
      relay_(relay),
      settings_(std::move(settings)),
      report_(std::move(report)),
      wall_ahead_(wall_ahead(clock)) {}

Courier::~Courier() { stop(); }

void Courier::start() {
    CHECK(threads_.empty());
    for (std::size_t i = 0; i < courier_threads; ++i)
        threads_.emplace_back([this](std::stop_token stop) { run(stop); });
}

void Courier::stop() {
    for (std::jthread& thread : threads_) thread.request_stop();
    threads_.clear();
}

void Courier::owe(std::span<const OwedAlert> alerts) {
    const Instant now = clock_.now();
    const std::lock_guard lock(mutex_);
    for (const OwedAlert& owed : alerts) {
        if (trying_.contains(owed.id) || unrecorded_.contains(owed.id)) continue;
        // No true wait is longer; a wall clock that was set back would make one.
        const Millis wait = std::clamp(owed.next_try - now, Millis{0}, backoff_max * 2);
        file(owed.id, clock_.steady() + wait);
    }
}

void Courier::not_recorded(AlertOutcome outcome) {
    const std::lock_guard lock(mutex_);
    const AlertId alert = outcome.alert;
    if (trying_.contains(alert)) return;  // a later outcome is on its way
    unrecorded_.insert_or_assign(alert, std::move(outcome));
    file(alert, clock_.steady() + courier_retry_after);
}

void Courier::rely_on(const MailSettings& mail) {
    const std::lock_guard lock(mutex_);
    const auto before = std::exchange(mail_, mail);
    if (before && get_through_alike(*before, mail)) return;
    const Millis now = clock_.steady();
    const auto alerts = waiting_;
    for (const auto& [alert, due] : alerts) file(alert, std::min(due, now));
}

std::size_t Courier::step() {
    std::size_t tried = 0;
    for (;;) {
        std::unique_lock lock(mutex_);
        const auto alerts = take_due();
        lock.unlock();
        if (alerts.empty()) return tried;
        try_alerts(alerts, {});
        tried += alerts.size();
    }
}

void Courier::run(std::stop_token stop) {
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
        const auto alerts = take_due();
        if (alerts.empty()) {
            wait(lock, stop);
            continue;
        }
        lock.unlock();
        try_alerts(alerts, stop);
        lock.lock();
    }
}

// --- under the mutex ---

void Courier::wait(std::unique_lock<std::mutex>& lock, const std::stop_token& stop) {
    const auto filed = [this, seen = filed_] { return filed_ != seen; };
    if (queue_.empty()) {
        changed_.wait(lock, stop, filed);
        return;
    }
    const Millis until_due = queue_.begin()->first - clock_.steady();
    changed_.wait_for(lock, stop, std::clamp(until_due, Millis{1}, courier_look_every), filed);
}

void Courier::file(AlertId alert, Millis due) {
    const auto [place, added] = waiting_.try_emplace(alert, due);
    if (!added) queue_.erase({place->second, alert});
    place->second = due;
    queue_.emplace(due, alert);
    ++filed_;
    changed_.notify_all();
}

bool Courier::is_open(AlertId alert) const {
    const auto outcome = unrecorded_.find(alert);
    if (outcome != unrecorded_.end()) return outcome->second.status == AlertStatus::owed;
    return waiting_.contains(alert) || trying_.contains(alert);
}

void Courier::notice_jump() {
    const Millis ahead = wall_ahead(clock_);
    const bool jumped = ahead > wall_ahead_ + courier_jump;
    wall_ahead_ = ahead;
    if (!jumped) return;
    const Millis now = clock_.steady();
    const auto alerts = waiting_;
    for (const auto& [alert, due] : alerts) file(alert, std::min(due, now));
}

std::vector<AlertId> Courier::take_due() {
    notice_jump();
    std::vector<AlertId> due;
    const Millis now = clock_.steady();
    while (!queue_.empty() && queue_.begin()->first <= now &&
           due.size() < letters_per_connection_max) {
        due.push_back(queue_.begin()->second);
        queue_.erase(queue_.begin());
        waiting_.erase(due.back());
        trying_.insert(due.back());
    }
    return due;
}

// --- one round: every alert leaves trying_ by report, postpone or forget ---

void Courier::try_alerts(const std::vector<AlertId>& alerts, const std::stop_token& stop) {
    try {
        try_batch(report_unrecorded(alerts), stop);
    } catch (const std::exception& error) {
        log::error("alerts_postponed", {{"alerts", alerts.size()}, {"error", error.what()}});
        for (const AlertId alert : alerts) postpone(alert, courier_retry_after);
    }
}

// Returns the others.
std::vector<AlertId> Courier::report_unrecorded(const std::vector<AlertId>& alerts) {
    std::vector<AlertId> others;
    for (const AlertId alert : alerts) {
        std::unique_lock lock(mutex_);
        const auto found = unrecorded_.extract(alert);
        lock.unlock();
        if (found.empty()) others.push_back(alert);
        else report(found.mapped());
    }
    return others;
}

void Courier::try_batch(const std::vector<AlertId>& alerts, const std::stop_token& stop) {
    if (alerts.empty()) return;
    const MailSettings settings = settings_().mail();
    const std::vector<Draft> drafts = gather(alerts, settings);
    if (drafts.empty()) return;
    const std::vector<Delivery> deliveries = deliver(drafts, settings, stop);
    CHECK(deliveries.size() == drafts.size());
    const bool broken_off = stop.stop_requested();
    if (!broken_off) log_failures("alerts_not_delivered", deliveries);
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        if (broken_off && !deliveries[i].sent) postpone(drafts[i].alert, Millis{0});
        else settle(drafts[i], deliveries[i]);
    }
}

// Reads all from one snapshot, which is closed before anything is sent: a reader that stays open
// would keep the write-ahead log from being emptied.
std::vector<Courier::Draft> Courier::gather(const std::vector<AlertId>& alerts,
                                            const MailSettings& settings) {
    std::vector<Draft> drafts;
    const auto snapshot = store_.snapshot();
    for (const AlertId alert : alerts) {
        if (auto found = draft(*snapshot, alert, settings)) drafts.push_back(std::move(*found));
    }
    return drafts;
}

std::optional<Courier::Draft> Courier::draft(Snapshot& snapshot, AlertId alert,
                                             const MailSettings& settings) {
    const auto material = snapshot.alert_material(alert);
    if (!material) {  // removed with its task, business or notifier
        forget(alert);
        return std::nullopt;
    }
    if (!material->still_wanted) {
        report({alert, AlertStatus::failed, material->attempts, {}, {}, std::string(unwanted)});
        return std::nullopt;
    }
    if (material->answers && postpone_behind(alert, *material->answers)) return std::nullopt;
    return Draft{material->attempts, material->owed_since,
                 compose(*material, settings, clock_.now()), alert};
}

std::vector<Delivery> Courier::deliver(const std::vector<Draft>& drafts,
                                       const MailSettings& settings, const std::stop_token& stop) {
    std::vector<Letter> letters;
    letters.reserve(drafts.size());
    for (const Draft& draft : drafts) letters.push_back(draft.letter);
    try {
        return relay_.deliver(settings, letters, stop);
    } catch (const std::exception& error) {
        return std::vector<Delivery>(letters.size(), Delivery{false, false, error.what()});
    }
}

void Courier::settle(const Draft& draft, const Delivery& delivery) {
    const Instant now = clock_.now();
    AlertOutcome outcome{draft.alert, AlertStatus::sent, draft.attempts + 1, {}, {}, {}};
    if (delivery.sent) {
        outcome.sent = now;
    } else {
        outcome.error = delivery.error;
        if (!delivery.permanent)
            outcome.next_try = next_try(outcome.attempts, draft.owed_since, now,
                                        jitter(draft.alert, outcome.attempts));
        outcome.status = outcome.next_try ? AlertStatus::owed : AlertStatus::failed;
    }
    if (outcome.status == AlertStatus::failed)
        log::error("alert_given_up", {{"alert", raw(draft.alert)}, {"error", outcome.error}});
    report(std::move(outcome));
}

// Files the next try, if there is one, before anybody hears of it: an alert is at no moment out of
// sight while it is owed.
void Courier::report(AlertOutcome outcome) {
    {
        const std::lock_guard lock(mutex_);
        trying_.erase(outcome.alert);
        if (outcome.next_try)
            file(outcome.alert,
                 clock_.steady() + std::max(*outcome.next_try - clock_.now(), Millis{0}));
    }
    try {
        report_(outcome);
    } catch (const std::exception& error) {
        log::error("outcome_not_recorded",
                   {{"alert", raw(outcome.alert)}, {"error", error.what()}});
        not_recorded(std::move(outcome));
    }
}

void Courier::postpone(AlertId alert, Millis delay) {
    const std::lock_guard lock(mutex_);
    if (trying_.erase(alert) != 0) file(alert, clock_.steady() + delay);
}

// True if the alert that has to be delivered before is still open.
bool Courier::postpone_behind(AlertId alert, AlertId first) {
    const std::lock_guard lock(mutex_);
    if (!is_open(first)) return false;
    trying_.erase(alert);
    const auto place = waiting_.find(first);
    const Millis soon = clock_.steady() + courier_look_every;
    file(alert, place == waiting_.end() ? soon : std::max(place->second, soon));
    return true;
}

void Courier::forget(AlertId alert) {
    const std::lock_guard lock(mutex_);
    trying_.erase(alert);
}

}  // namespace cronmon
