// /metrics: what cronmon itself does, in Prometheus' text format.
//
// For everybody who may look: a scraper brings a token of scope read. What is counted of tasks and
// alerts is of the businesses that they see; the rest is the server's.
#include "base/version.h"
#include "http/find.h"
#include "http/metrics_text.h"
#include "http/problem.h"
#include "http/process.h"
#include "http/routes.h"

namespace cronmon {
namespace {

constexpr std::chrono::days failed_days{7};

void tell_pings(MetricsText& text, const Engine& engine, std::uint64_t refused,
                std::uint64_t limited) {
    const Meters& meters = engine.meters();
    text.family("cronmon_pings_total", Metric::counter, "Pings written down, by what they say.");
    for (std::size_t kind = 0; kind < ping_kind_count; ++kind) {
        const auto said = static_cast<PingKind>(kind);
        text.add({{"kind", word(said)}}, static_cast<std::int64_t>(meters.pings(said)));
    }
    text.family("cronmon_ping_answers_total", Metric::counter,
                "Pings that reached the engine, by what became of them.");
    for (std::size_t i = 0; i < ping_outcome_count; ++i) {
        const auto outcome = static_cast<PingOutcome>(i);
        text.add({{"outcome", word(outcome)}}, static_cast<std::int64_t>(meters.answers(outcome)));
    }
    text.one("cronmon_pings_refused_total", Metric::counter,
             "Pings answered 503 because the inbox was full.", static_cast<std::int64_t>(refused));
    text.one("cronmon_pings_limited_total", Metric::counter,
             "Pings answered 429 because they were too many.", static_cast<std::int64_t>(limited));
}

void tell_engine(MetricsText& text, const Engine& engine) {
    const auto health = engine.health();
    const Meters& meters = engine.meters();
    text.histogram("cronmon_commit_seconds", "From a transaction's first word to the disk.",
                   meters.commits());
    text.one("cronmon_commits_failed_total", Metric::counter, "Transactions that failed.",
             static_cast<std::int64_t>(meters.commits_failed()));
    text.one("cronmon_writing", Metric::gauge, "Whether the last transaction succeeded.",
             health.writing);
    text.one("cronmon_inbox_waiting", Metric::gauge, "Pings and changes that wait for a round.",
             static_cast<std::int64_t>(health.inbox_depth));
    text.family("cronmon_round_age_seconds", Metric::gauge, "Since the end of the last round.");
    text.add_seconds(health.since_round);
    text.histogram("cronmon_deadline_lag_seconds", "From a deadline to the round that judged it.",
                   meters.lags());
}

void tell_tasks(MetricsText& text, const Services& services, const Who& who) {
    const Instant now = services.clock.now();
    const auto snapshot = present(services);
    const Counts counts = snapshot->counts(who.businesses, now, now);
    constexpr std::string_view states[] = {"down", "late", "up", "new", "paused"};
    text.family("cronmon_tasks", Metric::gauge, "Tasks by state.");
    for (std::size_t i = 0; i < std::size(states); ++i)
        text.add({{"state", states[i]}}, counts.states[i]);
    const AlertCounts alerts = snapshot->alert_counts(who.businesses, now - failed_days);
    text.one("cronmon_alerts_owed", Metric::gauge, "Alerts that are not delivered yet.",
             alerts.owed);
    text.family("cronmon_alerts_oldest_owed_seconds", Metric::gauge,
                "Age of the oldest alert that is not delivered yet; 0 without one.");
    text.add_seconds(alerts.oldest_owed ? now - *alerts.oldest_owed : Millis{});
    text.one("cronmon_alerts_failed", Metric::gauge, "Alerts given up within 7 days.",
             alerts.failed);
    text.one("cronmon_log_buckets", Metric::gauge, "Daily tables of the log.",
             snapshot->storage().log_days);
    text.one("cronmon_database_bytes", Metric::gauge, "Size of the database with its log.",
             services.store.size_bytes());
}

void tell_network(MetricsText& text, const net::Stats& stats) {
    struct Row {
        std::string_view name;
        Metric type;
        std::string_view help;
        std::uint64_t value;
    };
    using enum Metric;
    for (const Row& row : {
             Row{"cronmon_connections", gauge, "Open connections.", stats.connections_open},
             Row{"cronmon_connections_accepted_total", counter, "Connections.", stats.accepted},
             Row{"cronmon_connections_timed_out_total", counter, "Those that were too slow.",
                 stats.timed_out},
             Row{"cronmon_connections_evicted_total", counter, "Idle ones closed to make room.",
                 stats.evicted},
             Row{"cronmon_connections_turned_away_total", counter,
                 "Those answered 503 because there was no room.", stats.turned_away},
             Row{"cronmon_accept_pauses_total", counter, "Times without a descriptor for one more.",
                 stats.accept_pauses},
             Row{"cronmon_requests_total", counter, "Requests.", stats.requests},
             Row{"cronmon_requests_malformed_total", counter, "Bytes that were no request.",
                 stats.refused},
             Row{"cronmon_tls_handshakes_total", counter, "TLS handshakes.", stats.handshakes},
             Row{"cronmon_tls_handshakes_failed_total", counter, "Those that came to nothing.",
                 stats.handshakes_failed},
         })
        text.one(row.name, row.type, row.help, static_cast<std::int64_t>(row.value));
}

void tell_certificates(MetricsText& text, const Services& services) {
    const auto certificates = services.certificates();
    if (certificates.empty()) return;
    text.family("cronmon_certificate_until_seconds", Metric::gauge,
                "End of each TLS certificate, since 1970 UTC.");
    for (const auto& certificate : certificates)
        text.add({{"name", certificate.names[0]}}, to_ms(certificate.until) / 1000);
}

void tell_process(MetricsText& text, Instant started) {
    const Process process = this_process();
    text.family("process_cpu_seconds_total", Metric::counter, "Time spent by all threads.");
    text.add_seconds(process.cpu);
    text.family("process_start_time_seconds", Metric::gauge, "Start, since 1970 UTC.");
    text.add_seconds(started.time_since_epoch());
    if (process.resident_bytes)
        text.one("process_resident_memory_bytes", Metric::gauge, "Resident memory.",
                 *process.resident_bytes);
    if (process.open_files)
        text.one("process_open_fds", Metric::gauge, "Open file descriptors.", *process.open_files);
}

Reply show_metrics(const Services& services, const Ask& ask) {
    if (const auto error = check_parameters(ask, {})) return problem(*error);
    MetricsText text;
    text.family("cronmon_build_info", Metric::gauge, "Which cronmon this is.");
    text.add({{"version", version}}, 1);
    tell_pings(text, services.engine, services.engine.inbox().refused(), services.pings_limited());
    tell_engine(text, services.engine);
    tell_tasks(text, services, *ask.who);
    tell_network(text, services.network());
    tell_certificates(text, services);
    tell_process(text, services.engine.health().started);
    return {200, text.take(), "text/plain; version=0.0.4; charset=utf-8", {}};
}

}  // namespace

void add_metrics_route(Router& router, const Services& services) {
    router.add("GET", "/metrics", Action::look,
               [&services](const Ask& ask) { return show_metrics(services, ask); });
}

}  // namespace cronmon
