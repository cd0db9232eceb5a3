#include "app/crew.h"

namespace cronmon {
namespace {

// A copy that is broken off takes no longer, unless its folder hangs.
constexpr Millis backup_ends_within{5000};

}  // namespace

Crew::Crew(Engine& engine, Store& store, const Clock& clock, Relay& relay, const Config& config,
           std::function<std::string()> certificates)
    : engine_(engine),
      courier_(
          store, clock, relay, [this] { return engine_.settings(); },
          [this](AlertOutcome outcome) { report(std::move(outcome)); }),
      empty_watch_(
          store, clock, relay, [this] { return engine_.settings(); },
          [this](NoteEmptyBusinesses note, Receipt receipt) {
              return engine_.submit(std::move(note), std::move(receipt));
          }),
      backup_watch_(store, clock, [this] { return engine_.settings(); }),
      backup_teller_(
          store, clock, relay, [this] { return engine_.settings(); },
          [this] { return backup_watch_.facts(); }),
      heartbeat_(engine, store, clock, config.heartbeat_url(), config.ca_file(),
                 [this, &clock, certificates = std::move(certificates)] {
                     const auto backups = complaint_about(backup_watch_.facts(), clock.now());
                     return backups.empty() ? certificates() : backups;
                 }) {}

void Crew::start() {
    courier_.rely_on(engine_.settings().mail());
    courier_.start();
    empty_watch_.start();
    backup_watch_.start();
    backup_teller_.start();
    heartbeat_.start();
}

void Crew::stop() {
    heartbeat_.stop();
    backup_teller_.stop();
    backup_watch_.stop();
    empty_watch_.stop();
    courier_.stop();
}

std::optional<Error> Crew::prepare_to_stop() {
    if (backup_watch_.break_off(backup_ends_within)) return std::nullopt;
    return Error{Code::busy, "a backup hangs in " + backup_watch_.facts().plan.directory};
}

void Crew::settings_changed(const Settings& settings) {
    courier_.rely_on(settings.mail());
    backup_watch_.wake();
}

void Crew::report(AlertOutcome outcome) {
    auto receipt = [this, outcome](const Result<Done>& done) {
        if (!done) courier_.not_recorded(outcome);
    };
    if (!engine_.submit(outcome, std::move(receipt))) courier_.not_recorded(outcome);
}

}  // namespace cronmon
