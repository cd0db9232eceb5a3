#include "app/heartbeat.h"

#include "base/log.h"
#include "client/sender.h"
#include "client/target.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>

namespace cronmon {
namespace {

// Once a minute, and never two at once.
constexpr Patience patience{std::chrono::seconds{5}, std::chrono::seconds{20}, 1, Millis{0}};

// Sleeps, unless it is asked to stop. Comes back with whether it was.
bool sleep(const std::stop_token& stop, Millis time) {
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any never;
    never.wait_for(lock, stop, time, [] { return false; });
    return stop.stop_requested();
}

// One line when it begins to go wrong and one when it goes right again, not one a minute.
class Report {
public:
    void say(const std::string& why) {
        if (why == last_) return;
        if (why.empty()) log::info("heartbeat", {{"is", "heard"}});
        else log::warning("heartbeat", {{"why", why}});
        last_ = why;
    }

private:
    std::string last_;
};

}  // namespace

std::string complaint_about(const BackupFacts& backups, Instant now) {
    if (!backups.error.empty()) return "backups fail";
    return backups.overdue(now) ? "a backup is overdue" : "";
}

std::string complaint_about(std::span<const net::CertificateView> certificates, Instant now) {
    const auto has_ended = [&](const auto& certificate) { return certificate.has_ended(now); };
    return std::ranges::any_of(certificates, has_ended) ? "a certificate has ended" : "";
}

Heartbeat::Heartbeat(const Engine& engine, Store& store, const Clock& clock, std::string url,
                     std::string ca_file, std::function<std::string()> others)
    : engine_(engine),
      store_(store),
      clock_(clock),
      url_(std::move(url)),
      ca_file_(std::move(ca_file)),
      others_(std::move(others)),
      wall_ahead_(wall_ahead()) {}

std::string Heartbeat::complaint() {
    const Millis moved = wall_ahead() - std::exchange(wall_ahead_, wall_ahead());
    if (moved > heartbeat_step_max || moved < -heartbeat_step_max) return "the clock was set";
    const Engine::Health health = engine_.health();
    if (!health.writing) return "the last commit failed";
    if (health.since_round >= heartbeat_round_within) return "the writer does not move";
    try {
        const Instant now = clock_.now();
        const auto oldest = store_.snapshot()->alert_counts(std::nullopt, now).oldest_owed;
        if (oldest && now - *oldest >= heartbeat_owed_within) return "alerts are not delivered";
    } catch (const std::exception& error) {
        return error.what();
    }
    return others_();
}

void Heartbeat::start() {
    if (url_.empty()) return;
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void Heartbeat::stop() {
    if (!thread_.joinable()) return;
    thread_.request_stop();
    thread_.join();
}

void Heartbeat::run(const std::stop_token& stop) {
    Sender sender(ca_file_);
    Report report;
    do {
        std::string why = complaint();
        if (why.empty()) {
            const Answer answer = sender.post(url_, {}, patience, stop);
            if (answer.verdict != Answer::Verdict::delivered) why = answer.why;
        } else {
            why = "silent, because " + why;
        }
        report.say(why);
    } while (!sleep(stop, heartbeat_every));
}

}  // namespace cronmon
