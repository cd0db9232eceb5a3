// A small world for stories: a real database in a folder of its own, an engine, a courier and a
// watch over empty businesses that move only when the test lets time pass, and a trap for the
// letters.
//
//     World world;
//     const TaskId nightly = world.task("nightly", "0 2 * * *", 30min);
//     world.until("02:31");
//     CHECK(world.letters() == Letters{"ops@example.org: [DOWN] nightly (db)"});
//
// Thread-safety: confined to the test.
#pragma once

#include "engine/courier.h"
#include "engine/empty_watch.h"
#include "engine/engine.h"
#include "support/failing_store.h"
#include "support/mail_trap.h"
#include "support/manual_clock.h"
#include "support/temp_dir.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

using Letters = std::vector<std::string>;

class World {
public:
    // With a business `db` whose notifier `ops` reads English at ops@example.org.
    World();
    ~World();

    // Submits, lets the engine do it, and gives the answer.
    Result<Done> submit(Change change);
    // The same for what must succeed: the id.
    std::int64_t must(Change change);

    // Somebody with the address `<name>@example.org`.
    UserId user(std::string_view name, Role role, Language language = Language::en,
                std::vector<BusinessId> businesses = {});

    // A task of `db`; `schedule` is a cron line or a duration.
    TaskId task(std::string_view name, std::string_view schedule, Millis grace, bool quiet = false);
    PingOutcome ping(TaskId task);
    PingOutcome ping(const Uuid& uuid);
    // A ping that says more than success.
    PingOutcome say(TaskId task, PingBatch::Ping ping, std::string_view body = {});
    PingOutcome say_by_slug(std::string_view key, std::string_view slug, Provision provision);
    // Several pings that arrive before the engine's next round, each at its own time from now.
    std::vector<PingOutcome> burst(TaskId task, const std::vector<Millis>& at);

    // Time passes second by second, as it does for a real engine.
    void pass(Millis time);
    void until(std::string_view time);  // "02:31" or "02:31:05", today or tomorrow
    // The same in steps of a minute, for long stories.
    void pass_quickly(Millis time);

    // Nobody is there for a while.
    void stop_for(Millis time);
    void crash_for(Millis time);
    void suspend_for(Millis time);

    // A backup of this moment, and what it is good for: the server is gone at once, and after a
    // while another one begins with it. Answers how many owed letters were given up.
    void back_up();
    std::int64_t restore_after(Millis time);

    TaskView look(TaskId task);
    std::string state(TaskId task);
    std::vector<FlipRow> flips(TaskId task);  // newest first
    std::vector<PingRecord> log(TaskId task);
    std::vector<AlertView> alerts();  // newest first
    std::vector<BlindRow> blind_times();
    Letters letters() const { return trap.subjects(); }
    std::string now_text() const;

    FailingStore& store() { return *store_; }
    Engine& engine() { return *engine_; }

    ManualClock clock;
    MailTrap trap;
    BusinessId business{};
    NotifierId notifier{};

private:
    void open();
    void close(bool cleanly);
    void tick();
    Uuid uuid(TaskId task);
    std::string backup() const { return folder_.path("backup"); }
    PingOutcome submit(PingBatch& batch);

    TempDir folder_;
    std::unique_ptr<FailingStore> store_;
    std::unique_ptr<Engine> engine_;
    std::unique_ptr<Courier> courier_;
    std::unique_ptr<EmptyWatch> empty_watch_;
    std::vector<PingAnswer> answers_;
};

}  // namespace cronmon
