// Backups that are made by themselves: when, how many stay, and who is told when there are none.
#include "engine/backup_watch.h"

#include "base/log.h"
#include "engine/backup_folder.h"
#include "engine/backup_teller.h"
#include "support/mail_trap.h"
#include "support/manual_clock.h"
#include "support/temp_dir.h"

#include <doctest/doctest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <thread>

using namespace cronmon;
using namespace std::chrono_literals;

namespace fs = std::filesystem;

namespace {

struct Attic {
    Attic() {
        log::open("/dev/null", log::Format::text);
        values["backup.every"] = "1d";
        values["backup.keep"] = "3";
        values["backup.dir"] = folder.path("backups");
    }
    void step() {
        watch.step();
        teller.step();
    }
    void step_after(Millis time) {
        clock.advance(time);
        step();
    }
    std::vector<std::string> files() const {
        std::vector<std::string> names;
        for (const BackupFile& file : backups_in(folder.path("backups")))
            names.push_back(fs::path(file.path).filename().string());
        return names;
    }
    void user(std::int64_t id, const std::string& name, Role role, Language language) {
        User user;
        user.id = UserId{id};
        user.name = name;
        user.email = name + "@example.org";
        user.role = role;
        user.language = language;
        database->commit([&](Batch& batch) { batch.save(user); });
    }

    TempDir folder;
    ManualClock clock;
    std::unique_ptr<Store> database = open_sqlite_store({folder.path(), true});
    MailTrap trap;
    std::map<std::string, std::string> values;
    Settings settings() const { return Settings({values.begin(), values.end()}); }
    BackupWatch watch{*database, clock, [this] { return settings(); }};
    BackupTeller teller{*database, clock, trap, [this] { return settings(); },
                        [this] { return watch.facts(); }};
};

}  // namespace

TEST_CASE("the name of a backup tells when it was made") {
    const Instant at = from_ms(1'795'901'584'000);
    CHECK(backup_name(at + 999ms) == "cronmon-20261128T213304Z.db");
    CHECK(backup_time(backup_name(at)) == at);
    for (const char* other : {"cronmon-20261128T213304Z.db.part", "cronmon-20261328T213304Z.db",
                              "cronmon.db", "xronmon-20261128T213304Z.db", ""})
        CHECK(!backup_time(other));
}

TEST_CASE_FIXTURE(Attic, "one is made at once, and then every day; so many stay") {
    watch.step();
    CHECK(files().size() == 1);
    CHECK(watch.facts().last == clock.now());
    CHECK(watch.facts().due == clock.now() + 24h);
    step_after(23h);
    CHECK(files().size() == 1);
    step_after(1h);
    CHECK(files().size() == 2);
    const std::string foreign = folder.path("backups/mine.db");
    std::ofstream(foreign) << "mine";
    for (int day = 0; day < 3; ++day) step_after(24h);
    CHECK(files().size() == 3);
    CHECK(files().back() == backup_name(clock.now()));
    CHECK(watch.facts().count == 3);
    CHECK(fs::exists(foreign));
}

TEST_CASE_FIXTURE(Attic, "what is in the folder counts, also after a restart") {
    watch.step();
    BackupWatch another(*database, clock, [this] { return settings(); });
    clock.advance(10h);
    another.step();
    CHECK(files().size() == 1);
    CHECK(another.facts().last == clock.now() - 10h);
}

TEST_CASE_FIXTURE(Attic, "none are made unless both are said, how often and where") {
    values.erase("backup.every");
    watch.step();
    CHECK(!watch.facts().plan.wanted());
    values["backup.every"] = "1h";
    values.erase("backup.dir");
    watch.step();
    CHECK(!watch.facts().due);
    CHECK(files().empty());
}

TEST_CASE_FIXTURE(Attic,
                  "a failure is tried again, told to administrators once a day, and mended") {
    values["smtp.host"] = "mail.example.org";
    user(1, "root", Role::admin, Language::en);
    user(2, "boss", Role::admin, Language::zh);
    user(3, "some", Role::manager, Language::en);
    std::ofstream(folder.path("backups")) << "no folder";
    step();
    CHECK(!watch.facts().error.empty());
    CHECK(watch.facts().failed == clock.now());
    REQUIRE(trap.letters().size() == 2);
    CHECK(trap.subjects()[0] == "root@example.org: [BACKUP] " + folder.path("backups"));
    CHECK(trap.letters()[0].text.find(watch.facts().error.substr(0, 20)) != std::string::npos);
    CHECK(trap.letters()[1].text.find("备份") != std::string::npos);
    for (int i = 0; i < 12; ++i) step_after(10min);
    CHECK(watch.facts().overdue(clock.now()));
    CHECK(trap.letters().size() == 2);
    for (int i = 0; i < 23; ++i) step_after(1h);
    CHECK(trap.letters().size() == 4);
    fs::remove(folder.path("backups"));
    step_after(10min);
    CHECK(files().size() == 1);
    CHECK(watch.facts().error.empty());
    CHECK(!watch.facts().overdue(clock.now()));
}

TEST_CASE_FIXTURE(Attic, "while mail is off a failure waits for its letter") {
    user(1, "root", Role::admin, Language::en);
    std::ofstream(folder.path("backups")) << "no folder";
    step();
    CHECK(trap.letters().empty());
    values["smtp.host"] = "mail.example.org";
    step_after(10min);
    CHECK(trap.letters().size() == 1);
}

TEST_CASE_FIXTURE(Attic, "one that neither comes nor fails is told when it is overdue") {
    values["smtp.host"] = "mail.example.org";
    user(1, "root", Role::admin, Language::en);
    user(2, "boss", Role::admin, Language::zh);
    watch.step();
    clock.advance(24h + backup_slack);  // and the watch hangs
    teller.step();
    CHECK(trap.letters().empty());
    clock.advance(1ms);
    teller.step();
    REQUIRE(trap.letters().size() == 2);
    CHECK(trap.letters()[0].text.find("None was finished in time") != std::string::npos);
    CHECK(trap.letters()[1].text.find("到期的备份没有完成") != std::string::npos);
    clock.advance(23h);
    teller.step();
    CHECK(trap.letters().size() == 2);
    watch.step();
    clock.advance(2h);
    teller.step();
    CHECK(trap.letters().size() == 2);
}

TEST_CASE_FIXTURE(Attic, "another folder begins with nothing, and is tried at once") {
    std::ofstream(folder.path("backups")) << "no folder";
    watch.step();
    CHECK(!watch.facts().error.empty());
    values["backup.dir"] = folder.path("others");
    watch.step();
    CHECK(watch.facts().error.empty());
    CHECK(watch.facts().count == 1);
    values.erase("backup.dir");
    watch.step();
    CHECK(!watch.facts().due);
}

TEST_CASE_FIXTURE(Attic, "what hangs cannot be broken off, and goes on when it is free again") {
    std::atomic<int> looks = 0;
    std::mutex share;  // while it is locked, it hangs
    BackupWatch hangs(*database, clock, [&] {
        ++looks;
        const std::lock_guard wait(share);
        return settings();
    });
    {
        const std::lock_guard hang(share);
        hangs.start();
        while (looks == 0) std::this_thread::yield();
        CHECK_FALSE(hangs.break_off(20ms));
    }
    while (!hangs.facts().last) {  // what was under way was broken off, so another look makes one
        hangs.wake();
        std::this_thread::yield();
    }
    CHECK(hangs.break_off(5s));
    const int before = looks;
    hangs.wake();
    std::this_thread::sleep_for(20ms);
    CHECK(looks == before);
    hangs.stop();
    CHECK(files().size() == 1);
}

TEST_CASE_FIXTURE(Attic, "a mail server that is down is left alone for ten minutes") {
    values["smtp.host"] = "mail.example.org";
    user(1, "root", Role::admin, Language::en);
    std::ofstream(folder.path("backups")) << "no folder";
    trap.go_down("no route");
    step();
    for (int i = 0; i < 9; ++i) step_after(1min);
    CHECK(trap.connections() == 1);
    trap.come_back();
    step_after(1min);
    CHECK(trap.letters().size() == 1);
}
