#include "engine/courier.h"

#include "base/log.h"
#include "support/mail_trap.h"
#include "support/manual_clock.h"
#include "support/temp_dir.h"

#include <doctest/doctest.h>

#include <atomic>
#include <latch>

using namespace cronmon;
using namespace std::chrono_literals;

namespace {

// A store whose snapshots can fail. The courier asks for nothing else.
class ReadStore final : public Store {
public:
    explicit ReadStore(Store& store) : store_(store) {}
    std::atomic<bool> broken{false};

    std::unique_ptr<Snapshot> snapshot() override {
        if (broken) throw StoreError("cannot open a snapshot");
        return store_.snapshot();
    }
    StoreSize size() override { return {}; }
    void limit_log(std::int64_t) override {}
    Result<std::int64_t> back_up(const std::string&, std::stop_token) override { return 0; }
    void for_each_task(const std::function<void(TaskRow)>&) override {}
    std::vector<Business> businesses() override { return {}; }
    std::vector<OwedAlert> owed_alerts() override { return {}; }
    std::vector<std::pair<std::string, std::string>> settings() override { return {}; }
    HighestIds highest_ids() override { return {}; }
    std::optional<Pulse> pulse() override { return {}; }
    std::vector<std::int64_t> buckets() override { return {}; }
    bool has_users() override { return false; }
    void for_each_ping_after(PingId, const std::function<void(const LoggedPing&)>&) override {}
    void commit(const std::function<void(Batch&)>&) override {}
    std::int64_t checkpoint(Checkpoint) override { return 0; }
    std::int64_t wal_bytes() const override { return 0; }
    std::int64_t size_bytes() const override { return 0; }

private:
    Store& store_;
};

// A real database with the business `db`, its task `nightly`, two notifiers, and a courier that
// moves when the test steps it.
class Desk {
public:
    Desk() {
        log::open("/dev/null", log::Format::text);
        database->commit([&](Batch& batch) {
            batch.save(Business{BusinessId{1}, "db", true, clock.now()});
            add_notifier(batch, 1, "ann");
            add_notifier(batch, 2, "bob");
            batch.save(Task{.id = TaskId{1},
                            .business = BusinessId{1},
                            .uuid = Uuid::random(),
                            .name = "nightly",
                            .schedule = *Schedule::every(1h),
                            .grace = 5min,
                            .tolerance = {},
                            .quiet_until_first_ping = false,
                            .created = clock.now()});
        });
    }

    // An alert for a flip of its own.
    OwedAlert add(std::int64_t id, State to, std::int64_t channel = 1) {
        Flip flip{State::up, to, clock.now(), Reason::missed, clock.now() - 5min, {}};
        if (to == State::up)
            flip = {State::down, to, clock.now(), Reason::ping, {}, clock.now() - 1h};
        database->commit([&](Batch& batch) {
            batch.add(FlipRow{FlipId{id}, TaskId{1}, flip, PingId{}});
            batch.owe(AlertId{id}, FlipId{id}, ChannelId{channel}, clock.now());
        });
        return {AlertId{id}, clock.now()};
    }
    void owe(std::int64_t id, State to = State::down, std::int64_t channel = 1) {
        const OwedAlert alert = add(id, to, channel);
        courier.owe(std::span(&alert, 1));
    }
    void change(const std::function<void(Batch&)>& write) { database->commit(write); }

    std::size_t step_after(Millis time) {
        clock.advance(time);
        return courier.step();
    }
    const AlertOutcome& last() const { return outcomes.back(); }

    TempDir folder;
    ManualClock clock;
    std::unique_ptr<Store> database = open_sqlite_store({folder.path(), true});
    ReadStore store{*database};
    MailTrap trap;
    bool report_throws = false;
    std::vector<AlertOutcome> outcomes;
    Courier courier{store, clock, trap, [] { return Settings(); },
                    [this](AlertOutcome outcome) {
                        if (report_throws) throw StoreError("inbox is full");
                        write_down(outcome);
                        outcomes.push_back(std::move(outcome));
                    }};

private:
    void write_down(const AlertOutcome& outcome) {
        database->commit([&](Batch& batch) {
            batch.settle(outcome.alert, outcome.status, outcome.attempts, outcome.next_try,
                         outcome.sent, outcome.error);
        });
    }
    void add_notifier(Batch& batch, std::int64_t id, const std::string& name) {
        batch.save(
            Notifier{
                NotifierId{id}, name, name + "@example.org", {}, Language::en, true, clock.now()},
            ChannelId{id});
        batch.assign(BusinessId{1}, NotifierId{id}, clock.now());
    }
};

using Subjects = std::vector<std::string>;

}  // namespace

TEST_CASE("an alert that is owed becomes a letter and an outcome") {
    Desk desk;
    CHECK(desk.courier.step() == 0);
    desk.owe(1);
    CHECK(desk.courier.step() == 1);
    CHECK(desk.trap.subjects() == Subjects{"ann@example.org: [DOWN] nightly (db)"});
    REQUIRE(desk.outcomes.size() == 1);
    CHECK(desk.last().alert == AlertId{1});
    CHECK(desk.last().status == AlertStatus::sent);
    CHECK(desk.last().attempts == 1);
    CHECK(desk.last().sent == desk.clock.now());
    CHECK(!desk.last().next_try);
    CHECK(desk.step_after(48h) == 0);
}

TEST_CASE("an alert that is not due waits for its time") {
    Desk desk;
    OwedAlert alert = desk.add(1, State::down);
    alert.next_try += 60s;
    desk.courier.owe(std::span(&alert, 1));
    CHECK(desk.step_after(59s) == 0);
    CHECK(desk.step_after(1s) == 1);
}

TEST_CASE("a server that is down is tried again, less and less often, for a day") {
    Desk desk;
    desk.trap.go_down("mail:25: could not connect");
    desk.owe(1);
    const Instant begin = desk.clock.now();
    CHECK(desk.courier.step() == 1);
    int attempts = 1;
    for (; desk.last().status == AlertStatus::owed; ++attempts) {
        REQUIRE(attempts < 100);
        CHECK(desk.last().error == "mail:25: could not connect");
        CHECK(desk.last().attempts == attempts);
        REQUIRE(desk.last().next_try.has_value());
        const Millis wait = *desk.last().next_try - desk.clock.now();
        CHECK(wait <= 36min);
        CHECK(desk.step_after(wait - 1ms) == 0);
        CHECK(desk.step_after(1ms) == 1);
    }
    CHECK(attempts > 40);
    CHECK(attempts < 70);
    CHECK(desk.last().status == AlertStatus::failed);
    CHECK(!desk.last().next_try);
    CHECK(desk.clock.now() - begin == 24h);
    CHECK(desk.step_after(48h) == 0);
}

TEST_CASE("it is delivered when the server is back, and at once when its settings have changed") {
    Desk desk;
    MailSettings mail;
    mail.host = "mail.example.org";
    desk.courier.rely_on(mail);
    desk.trap.go_down("down");
    desk.owe(1);
    desk.owe(2, State::down, 2);
    CHECK(desk.courier.step() == 2);
    desk.trap.come_back();
    CHECK(desk.courier.step() == 0);
    mail.site_url = "https://cronmon.example.org";
    desk.courier.rely_on(mail);
    CHECK(desk.courier.step() == 0);
    mail.port = 587;
    desk.courier.rely_on(mail);
    CHECK(desk.courier.step() == 2);
    CHECK(desk.trap.letters().size() == 2);
}

TEST_CASE("a recipient refused for good is given up at once, and the others get theirs") {
    Desk desk;
    desk.trap.refuse("ann@example.org", "550 no such user");
    desk.owe(1);
    desk.owe(2, State::down, 2);
    CHECK(desk.courier.step() == 2);
    REQUIRE(desk.outcomes.size() == 2);
    CHECK(desk.outcomes[0].status == AlertStatus::failed);
    CHECK(desk.outcomes[0].error == "550 no such user");
    CHECK(desk.outcomes[0].attempts == 1);
    CHECK(desk.outcomes[1].status == AlertStatus::sent);
    CHECK(desk.trap.connections() == 1);
}

TEST_CASE("an alert that nobody wants any more is not sent") {
    Desk desk;
    desk.owe(1);
    desk.change([&](Batch& batch) {
        batch.save(Business{BusinessId{1}, "db", false, desk.clock.now()});
    });
    desk.courier.step();
    CHECK(desk.trap.tries() == 0);
    CHECK(desk.last().status == AlertStatus::failed);
    CHECK(desk.last().attempts == 0);
    CHECK(desk.last().error == "not wanted any more: business or notifier disabled");
}

TEST_CASE("an alert that went with its task is forgotten") {
    Desk desk;
    desk.owe(1);
    desk.change([](Batch& batch) { batch.remove(TaskId{1}); });
    CHECK(desk.courier.step() == 1);
    CHECK(desk.outcomes.empty());
    CHECK(desk.step_after(48h) == 0);
}

TEST_CASE("a store that cannot be read is asked again ten seconds later") {
    Desk desk;
    desk.owe(1);
    desk.store.broken = true;
    CHECK(desk.courier.step() == 1);
    CHECK(desk.step_after(9'999ms) == 0);
    desk.store.broken = false;
    CHECK(desk.step_after(1ms) == 1);
    CHECK(desk.trap.letters().size() == 1);
}

TEST_CASE("an outcome that could not be written down is reported again, without a second letter") {
    Desk desk;
    desk.owe(1);
    desk.report_throws = true;
    for (int i = 0; i < 5; ++i) CHECK(desk.step_after(10s) == 1);
    CHECK(desk.outcomes.empty());
    desk.report_throws = false;
    CHECK(desk.step_after(10s) == 1);
    CHECK(desk.last().status == AlertStatus::sent);
    desk.courier.not_recorded(desk.last());  // the commit failed after all
    CHECK(desk.step_after(10s) == 1);
    CHECK(desk.outcomes.size() == 2);
    CHECK(desk.step_after(48h) == 0);
    CHECK(desk.trap.tries() == 1);
}

TEST_CASE("a next try that could not be written down is still made") {
    Desk desk;
    desk.trap.go_down("down");
    desk.owe(1);
    desk.report_throws = true;
    desk.courier.step();
    desk.trap.come_back();
    desk.report_throws = false;
    for (int i = 0; i < 40; ++i) desk.step_after(1s);
    CHECK(desk.trap.letters().size() == 1);
    CHECK(desk.last().status == AlertStatus::sent);
}

TEST_CASE("owing what is owed already changes its time and nothing else") {
    Desk desk;
    OwedAlert alert = desk.add(1, State::down);
    for (int i = 0; i < 3; ++i) desk.courier.owe(std::span(&alert, 1));
    CHECK(desk.courier.step() == 1);
    CHECK(desk.trap.letters().size() == 1);
}

TEST_CASE("at most fifty letters travel over a connection") {
    Desk desk;
    for (std::int64_t id = 1; id <= 120; ++id) desk.owe(id);
    CHECK(desk.courier.step() == 120);
    CHECK(desk.trap.connections() == 3);
    CHECK(desk.outcomes.size() == 120);
}

TEST_CASE("a recovery is not told before its alarm") {
    Desk desk;
    desk.trap.go_down("down");
    desk.owe(1, State::down);
    desk.courier.step();
    const Millis wait = *desk.last().next_try - desk.clock.now();
    desk.trap.come_back();
    desk.owe(2, State::up);
    desk.courier.step();
    CHECK(desk.trap.letters().empty());
    desk.step_after(wait);
    desk.step_after(1s);
    CHECK(desk.trap.subjects() ==
          Subjects{"ann@example.org: [DOWN] nightly (db)", "ann@example.org: [UP] nightly (db)"});
    const auto letters = desk.trap.letters();
    CHECK(letters[1].in_reply_to.starts_with("<alert-1."));
}

TEST_CASE("an alarm given up does not hold its recovery back") {
    Desk desk;
    desk.trap.refuse("ann@example.org", "550 no");
    desk.owe(1, State::down);
    desk.owe(2, State::up);
    for (int i = 0; i < 3; ++i) desk.step_after(1s);
    REQUIRE(desk.outcomes.size() == 2);
    CHECK(desk.outcomes[1].alert == AlertId{2});
}

TEST_CASE("a wall clock that is set back delays nothing; a machine that wakes tries at once") {
    Desk desk;
    desk.trap.go_down("down");
    desk.owe(1);
    desk.courier.step();
    desk.clock.step(-1000h);
    CHECK(desk.step_after(13s) == 1);
    desk.trap.come_back();
    desk.clock.suspend(6s);
    CHECK(desk.courier.step() == 1);
    CHECK(desk.trap.letters().size() == 1);
}

TEST_CASE("a relay that throws is a relay that failed") {
    class Thrower final : public Relay {
        Delivery log_in(const MailSettings&, std::stop_token) override { return {}; }
        std::vector<Delivery> deliver(const MailSettings&, std::span<const Letter>,
                                      std::stop_token) override {
            throw std::runtime_error("libcurl: out of memory");
        }
    } thrower;
    Desk desk;
    std::vector<AlertOutcome> outcomes;
    Courier courier(
        desk.store, desk.clock, thrower, [] { return Settings(); },
        [&](AlertOutcome outcome) { outcomes.push_back(std::move(outcome)); });
    const OwedAlert alert = desk.add(1, State::down);
    courier.owe(std::span(&alert, 1));
    CHECK(courier.step() == 1);
    REQUIRE(outcomes.size() == 1);
    CHECK(outcomes[0].status == AlertStatus::owed);
    CHECK(outcomes[0].error == "libcurl: out of memory");
}

TEST_CASE("threads: every alert that is owed while they run is delivered once") {
    constexpr int alerts = 300;
    Desk desk;
    std::vector<OwedAlert> owed;
    for (int id = 1; id <= alerts; ++id) owed.push_back(desk.add(id, State::down, 1 + id % 2));
    std::latch delivered(alerts);
    Courier courier(
        desk.store, desk.clock, desk.trap, [] { return Settings(); },
        [&](AlertOutcome outcome) {
            if (outcome.status == AlertStatus::sent) delivered.count_down();
        });
    courier.start();
    std::vector<std::jthread> owers;
    for (int part = 0; part < 3; ++part)
        owers.emplace_back([&, part] {
            for (int i = part; i < alerts; i += 3) {
                courier.owe(std::span(owed).subspan(static_cast<std::size_t>(i), 1));
                if (i % 7 != 0) continue;
                MailSettings mail;
                mail.port = static_cast<std::uint16_t>(i);
                courier.rely_on(mail);
            }
        });
    delivered.wait();
    owers.clear();
    courier.stop();
    CHECK(desk.trap.letters().size() == alerts);
}

TEST_CASE("threads: a stop breaks off a delivery, which stays owed") {
    // Takes as long as it is let.
    class Slow final : public Relay {
    public:
        Delivery log_in(const MailSettings&, std::stop_token) override { return {}; }
        std::latch begun{1};
        std::vector<Delivery> deliver(const MailSettings&, std::span<const Letter> letters,
                                      std::stop_token stop) override {
            begun.count_down();
            std::mutex mutex;
            std::unique_lock lock(mutex);
            std::condition_variable_any().wait(lock, stop, [] { return false; });
            return std::vector<Delivery>(letters.size(), Delivery{false, false, "stopped"});
        }
    } slow;
    Desk desk;
    std::atomic<int> reports{0};
    Courier courier(
        desk.store, desk.clock, slow, [] { return Settings(); },
        [&](const AlertOutcome&) { ++reports; });
    courier.start();
    const OwedAlert alert = desk.add(1, State::down);
    courier.owe(std::span(&alert, 1));
    slow.begun.wait();
    courier.stop();
    CHECK(reports == 0);
}
