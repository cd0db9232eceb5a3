// Who works beside the engine, each on a thread of their own: letters are sent, managers reminded,
// backups made, and another monitor is told that all is well.
//
// Thread-safety: start and stop on one thread; the rest from any.
#pragma once

#include "alert/relay.h"
#include "app/config.h"
#include "app/heartbeat.h"
#include "engine/backup_teller.h"
#include "engine/backup_watch.h"
#include "engine/courier.h"
#include "engine/empty_watch.h"
#include "engine/engine.h"

#include <functional>
#include <optional>
#include <span>
#include <string>

namespace cronmon {

class Crew {
public:
    // All must outlive it. `certificates`: what is not well with them; empty if all is.
    Crew(Engine& engine, Store& store, const Clock& clock, Relay& relay, const Config& config,
         std::function<std::string()> certificates);

    void start();
    void stop();

    // To be called before stop() by whoever must not wait for ever. Code::busy: a folder of backups
    // hangs, and all goes on; else no backup is made any more.
    std::optional<Error> prepare_to_stop();

    // From the engine.
    void owe(std::span<const OwedAlert> owed) { courier_.owe(owed); }
    void settings_changed(const Settings& settings);

    BackupFacts backup_facts() const { return backup_watch_.facts(); }

private:
    void report(AlertOutcome outcome);

    Engine& engine_;
    Courier courier_;
    EmptyWatch empty_watch_;
    BackupWatch backup_watch_;
    BackupTeller backup_teller_;
    Heartbeat heartbeat_;
};

}  // namespace cronmon
