// An engine that moves when the test submits something, and short words for what may be submitted.
//
// Everything is done by `somebody`, so that it is audited.
//
// Thread-safety: confined to the test.
#pragma once

#include "base/log.h"
#include "engine/engine.h"
#include "support/failing_store.h"
#include "support/manual_clock.h"
#include "support/temp_dir.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace cronmon {

struct ChangeWorld {
    ChangeWorld() {
        log::open("/dev/null", log::Format::text);
        open();
    }

    void open() {
        engine.reset();
        store.reset();
        store = std::make_unique<FailingStore>(open_sqlite_store({folder.path(), true}));
        EngineListeners listeners;
        listeners.answered = [this](std::span<const PingAnswer> all) {
            for (const PingAnswer& answer : all) answers.push_back(answer.outcome);
        };
        listeners.owed = [this](std::span<const OwedAlert> all) {
            for (const OwedAlert& one : all) owed.push_back(one.id);
        };
        engine = std::make_unique<Engine>(*store, clock, Duty::watch, listeners);
        engine->round();
    }

    Result<Done> submit(Change change, By by = {UserId{77}, "somebody", "192.0.2.7"}) {
        std::optional<Result<Done>> answer;
        engine->submit(
            std::move(change), [&](Result<Done> done) { answer = std::move(done); }, std::move(by));
        engine->round();
        return *answer;
    }
    // What has to succeed: the id.
    std::int64_t must(Change change) {
        const auto done = submit(std::move(change));
        if (!done) throw std::invalid_argument(done.error().message);
        return done->id;
    }
    // What has to be refused: the code.
    Code refused(Change change) {
        const auto done = submit(std::move(change));
        if (done) throw std::invalid_argument("it was not refused");
        return done.error().code;
    }
    std::string complaint(Change change) {
        const auto done = submit(std::move(change));
        return done ? "" : done.error().message;
    }

    void pass(Millis time) {
        clock.advance(time);
        engine->round();
    }
    // In steps that are too short to be an absence.
    void live(Millis time) {
        constexpr Millis step{4000};
        for (; time > Millis{0}; time -= step) pass(std::min(time, step));
    }
    PingOutcome ping(TaskId task, PingKind kind = PingKind::success) {
        return ping(snapshot()->task(task)->task.uuid, kind);
    }
    PingOutcome ping(const Uuid& uuid, PingKind kind = PingKind::success) {
        answers.clear();
        PingBatch batch;
        PingBatch::Ping ping;
        ping.uuid = uuid;
        ping.at = clock.now();
        ping.kind = kind;
        batch.add(ping, "10.0.0.3", "curl/7.88.1", "");
        engine->inbox().put(batch);
        engine->round();
        return answers.at(0);
    }

    std::unique_ptr<Snapshot> snapshot() { return store->snapshot(); }
    User user(UserId id) { return snapshot()->user(id)->user; }
    std::vector<AuditRow> audit() {
        AuditQuery query;
        query.length = 1000;
        return snapshot()->audit(query).rows;
    }

    BusinessId business(const std::string& name) { return BusinessId{must(AddBusiness{name})}; }
    NotifierId notifier(const std::string& name) {
        return NotifierId{must(AddNotifier{name, name + "@example.org", {}, Language::en})};
    }
    TaskId task(const std::string& name, BusinessId business) {
        return TaskId{must(AddTask{
            business, name, *Schedule::every(std::chrono::hours{1}), std::chrono::minutes{5}, {}})};
    }
    // The name is made long enough.
    UserId user(const std::string& name, Role role,
                const std::vector<BusinessId>& businesses = {}) {
        AddUser add;
        add.user.name = name + " the user";
        add.user.role = role;
        add.businesses = businesses;
        return UserId{must(add)};
    }
    SessionId session(UserId user, const std::string& digest) {
        OpenSession open;
        open.session.user = user;
        open.session.digest = digest;
        return SessionId{must(open)};
    }
    TokenId token(UserId user, const std::string& name) {
        AddToken add;
        add.token.user = user;
        add.token.name = name;
        add.token.digest = "digest of " + name;
        return TokenId{must(add)};
    }

    TempDir folder;
    ManualClock clock;
    std::unique_ptr<FailingStore> store;
    std::unique_ptr<Engine> engine;
    std::vector<PingOutcome> answers;
    std::vector<AlertId> owed;
};

}  // namespace cronmon
