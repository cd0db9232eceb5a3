#include "engine/empty_watch.h"

#include "base/log.h"
#include "support/mail_trap.h"
#include "support/manual_clock.h"
#include "support/temp_dir.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <latch>
#include <stdexcept>
#include <thread>

using namespace cronmon;
using namespace std::chrono_literals;

namespace {

constexpr BusinessId pay{1};
constexpr BusinessId web{2};

// A real database with the business `pay` that tells nobody and an administrator `root`, and a
// watch that moves when the test steps it. What it notes is written down when the test says so.
class Desk {
public:
    Desk() {
        log::open(folder.path() + "/log", log::Format::text);
        values["smtp.host"] = "mail.example.org";
        change([&](Batch& batch) {
            batch.save(Business{pay, "pay", true, clock.now()});
            batch.save(somebody(1, "root", Role::admin));
        });
    }
    ~Desk() { log::open("/dev/null", log::Format::text); }

    User somebody(std::int64_t id, const std::string& name, Role role) const {
        User user;
        user.id = UserId{id};
        user.name = name;
        user.email = name + "@example.org";
        user.role = role;
        user.all_businesses = role == Role::admin;
        user.language = Language::en;
        user.created = clock.now();
        return user;
    }
    void change(const std::function<void(Batch&)>& write) { database->commit(write); }
    std::size_t step_after(Millis time) {
        clock.advance(time);
        return watch.step();
    }
    // What is on disk of the user: the list, or `-`.
    std::string noted(std::int64_t user = 1) const {
        for (const EmptyNotice& notice : database->snapshot()->empty_notices())
            if (notice.user == UserId{user}) return notice.businesses;
        return "-";
    }
    int warnings() const {
        std::ifstream in(folder.path() + "/log");
        int lines = 0;
        for (std::string line; std::getline(in, line);) ++lines;
        return lines;
    }
    Settings settings() const {
        if (settings_fail) throw std::runtime_error("cannot be read");
        return Settings({values.begin(), values.end()});
    }
    bool submit(const NoteEmptyBusinesses& note, const Receipt& receipt) {
        ++submitted;
        if (is_full) return false;
        if (disk_fails) {
            receipt(Error{Code::busy, "disk full"});
            return true;
        }
        change([&](Batch& batch) { batch.save(note.notice); });
        receipt(Done{});
        return true;
    }

    TempDir folder;
    ManualClock clock;
    std::unique_ptr<Store> database = open_sqlite_store({folder.path(), true});
    MailTrap trap;
    std::map<std::string, std::string> values;
    bool settings_fail = false;
    bool is_full = false;
    bool disk_fails = false;
    int submitted = 0;
    EmptyWatch watch{*database, clock, trap, [this] { return settings(); },
                     [this](const NoteEmptyBusinesses& note, const Receipt& receipt) {
                         return submit(note, receipt);
                     }};
};

}  // namespace

TEST_CASE("the first look comes after a minute, the others hourly") {
    Desk desk;
    CHECK(desk.watch.step() == 0);
    CHECK(desk.step_after(59'999ms) == 0);
    CHECK(desk.step_after(1ms) == 1);
    CHECK(desk.noted() == "1");
    desk.change([&](Batch& batch) { batch.save(Business{web, "web", true, desk.clock.now()}); });
    CHECK(desk.step_after(1h - 1ms) == 0);
    CHECK(desk.step_after(1ms) == 1);
    CHECK(desk.noted() == "1 2");
    CHECK(desk.submitted == 2);
}

TEST_CASE("a repeat keeps its pace although clocks are not quite of one mind") {
    Desk desk;
    desk.values["empty_business.every"] = "1h";
    CHECK(desk.step_after(1min) == 1);
    for (int i = 0; i < 30; ++i) {
        desk.clock.step(-2s);  // the wall clock is slowed down
        CHECK(desk.step_after(1h) == 1);
    }
}

TEST_CASE("a wall clock that is set back delays no look and silences nobody") {
    Desk desk;
    CHECK(desk.step_after(1min) == 1);
    desk.clock.step(-1000h);
    CHECK(desk.step_after(1h) == 1);
    CHECK(desk.step_after(1h) == 0);
}

TEST_CASE("when nothing is left to be told, what was told is cleared, once and without a letter") {
    Desk desk;
    CHECK(desk.step_after(1min) == 1);
    desk.change([&](Batch& batch) { batch.save(Business{pay, "pay", false, desk.clock.now()}); });
    CHECK(desk.step_after(1h) == 0);
    CHECK(desk.noted() == "");
    CHECK(desk.submitted == 2);
    CHECK(desk.step_after(1h) == 0);
    CHECK(desk.submitted == 2);
}

TEST_CASE("who is told nothing any more has nothing to remember") {
    Desk desk;
    User root = desk.somebody(1, "root", Role::admin);
    CHECK(desk.step_after(1min) == 1);
    root.enabled = false;
    desk.change([&](Batch& batch) { batch.save(root); });
    CHECK(desk.step_after(1h) == 0);
    CHECK(desk.noted() == "");
    root.enabled = true;
    desk.change([&](Batch& batch) { batch.save(root); });
    CHECK(desk.step_after(1h) == 1);
}

TEST_CASE("one line is logged for a look that fails, and none while mail is off") {
    Desk desk;
    desk.change([&](Batch& batch) { batch.save(desk.somebody(2, "boss", Role::admin)); });
    desk.values["smtp.host"] = "";
    desk.step_after(1min);
    CHECK(desk.warnings() == 0);
    desk.values["smtp.host"] = "mail.example.org";
    desk.trap.go_down("421 later");
    CHECK(desk.step_after(5min) == 0);
    CHECK(desk.warnings() == 1);
    CHECK(desk.step_after(5min - 1ms) == 0);
    CHECK(desk.warnings() == 1);
    CHECK(desk.step_after(1ms) == 0);
    CHECK(desk.warnings() == 2);
    CHECK(desk.noted() == "-");
    desk.trap.come_back();
    CHECK(desk.step_after(5min) == 2);
    CHECK(desk.warnings() == 2);
    CHECK(desk.trap.connections() == 3);
}

TEST_CASE("a look that cannot be had is had five minutes later") {
    Desk desk;
    desk.settings_fail = true;
    CHECK(desk.step_after(1min) == 0);
    CHECK(desk.warnings() == 1);
    desk.settings_fail = false;
    CHECK(desk.step_after(5min - 1ms) == 0);
    CHECK(desk.step_after(1ms) == 1);
}

TEST_CASE("an address refused for good is left alone until it or the list changes, or for a day") {
    Desk desk;
    User boss = desk.somebody(2, "boss", Role::admin);
    desk.change([&](Batch& batch) { batch.save(boss); });
    desk.trap.refuse("boss@example.org", "550 no such user");
    CHECK(desk.step_after(1min) == 1);
    CHECK(desk.trap.tries() == 2);
    CHECK(desk.warnings() == 1);
    for (int i = 0; i < 5; ++i) desk.step_after(1h);
    CHECK(desk.trap.tries() == 2);
    CHECK(desk.noted(2) == "-");

    desk.change([&](Batch& batch) { batch.save(Business{web, "web", true, desk.clock.now()}); });
    CHECK(desk.step_after(1h) == 1);
    CHECK(desk.trap.tries() == 4);
    for (int i = 0; i < 23; ++i) desk.step_after(1h);
    CHECK(desk.trap.tries() == 4);
    CHECK(desk.step_after(1h) == 1);
    CHECK(desk.trap.tries() == 6);

    boss.email = "boss2@example.org";
    desk.change([&](Batch& batch) { batch.save(boss); });
    CHECK(desk.step_after(1h) == 1);
    CHECK(desk.noted(2) == "1 2");
}

TEST_CASE("a note that was not written down is written later, without a second letter") {
    for (const bool full : {true, false}) {
        Desk desk;
        (full ? desk.is_full : desk.disk_fails) = true;
        CHECK(desk.step_after(1min) == 1);
        for (int i = 0; i < 20; ++i) CHECK(desk.step_after(5min) == 0);
        CHECK(desk.noted() == "-");
        CHECK(desk.submitted == 21);
        desk.is_full = desk.disk_fails = false;
        CHECK(desk.step_after(5min) == 0);
        CHECK(desk.noted() == "1");
        CHECK(desk.step_after(1h) == 0);
        CHECK(desk.submitted == 22);
        CHECK(desk.trap.letters().size() == 1);
    }
}

TEST_CASE("a crash between letter and note repeats it with the same Message-ID") {
    Desk desk;
    desk.disk_fails = true;
    CHECK(desk.step_after(1min) == 1);
    desk.disk_fails = false;
    EmptyWatch next(
        *desk.database, desk.clock, desk.trap, [&] { return desk.settings(); },
        [&](const NoteEmptyBusinesses& note, const Receipt& receipt) {
            return desk.submit(note, receipt);
        });
    desk.clock.advance(1min);
    CHECK(next.step() == 1);
    const auto letters = desk.trap.letters();
    REQUIRE(letters.size() == 2);
    CHECK(letters[0].message_id == letters[1].message_id);
}

TEST_CASE("a relay that throws is a mail server that failed") {
    class Thrower final : public Relay {
        Delivery log_in(const MailSettings&, std::stop_token) override { return {}; }
        std::vector<Delivery> deliver(const MailSettings&, std::span<const Letter>,
                                      std::stop_token) override {
            throw std::runtime_error("libcurl: out of memory");
        }
    } thrower;
    Desk desk;
    EmptyWatch watch(
        *desk.database, desk.clock, thrower, [&] { return desk.settings(); },
        [&](const NoteEmptyBusinesses& note, const Receipt& receipt) {
            return desk.submit(note, receipt);
        });
    desk.clock.advance(1min);
    CHECK(watch.step() == 0);
    CHECK(desk.warnings() == 1);
    CHECK(desk.noted() == "-");
}

TEST_CASE("threads: a watch that sleeps, and one that delivers, stop at once") {
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
    desk.watch.start();
    desk.watch.stop();
    EmptyWatch watch(
        *desk.database, desk.clock, slow, [&] { return desk.settings(); },
        [&](const NoteEmptyBusinesses& note, const Receipt& receipt) {
            return desk.submit(note, receipt);
        });
    desk.clock.advance(1min);
    watch.start();
    slow.begun.wait();
    watch.stop();
    CHECK(desk.submitted == 0);
    CHECK(desk.warnings() == 0);
}

TEST_CASE("threads: a watch that runs tells, and hears of its notes on the engine's thread") {
    Desk desk;
    std::latch noted(1);
    std::jthread engine;
    EmptyWatch watch(
        *desk.database, desk.clock, desk.trap, [&] { return desk.settings(); },
        [&](const NoteEmptyBusinesses& note, const Receipt& receipt) {
            engine = std::jthread([&desk, &noted, note, receipt] {
                desk.change([&](Batch& batch) { batch.save(note.notice); });
                receipt(Done{});
                noted.count_down();
            });
            return true;
        });
    desk.clock.advance(1min);
    watch.start();
    noted.wait();
    watch.stop();
    engine.join();
    CHECK(desk.noted() == "1");
    CHECK(desk.trap.letters().size() == 1);
}
