#include "import/import_original.h"

#include "access/password.h"
#include "base/time_text.h"
#include "import/dumps.h"
#include "import/import_nouns.h"
#include "import/mini_dump.h"
#include "support/temp_dir.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>

using namespace cronmon;

namespace {

Instant utc(const std::string& text) { return *parse_instant("", text); }

Zone zone(const std::string& name) { return *Zone::find(name); }

const Instant import_time = utc("2026-11-22T08:00:00Z");

// An empty database, and imports into it.
struct Removal {
    TempDir directory;
    std::unique_ptr<Store> store =
        open_sqlite_store({.directory = directory.path(), .create = true});
    ImportOptions options{.zone = Zone(),
                          .now = import_time,
                          .dry_run = false,
                          .actor = "root",
                          .source = "dump.sql",
                          .progress = {}};

    Result<ImportReport> read(const std::string& dump) {
        std::istringstream in(dump);
        return import_original(in, *store, options);
    }
    ImportReport import(const std::string& dump) {
        const auto report = read(dump);
        REQUIRE_MESSAGE(bool(report), (report ? "" : report.error().message));
        return *report;
    }
    std::string refused(const std::string& dump) {
        const auto report = read(dump);
        return report ? "it was imported" : report.error().message;
    }
    bool is_empty() {
        return store->businesses().empty() && store->highest_ids().task == 0 &&
               !store->has_users() && store->buckets().empty() && !store->pulse();
    }

    std::vector<TaskRow> tasks() {
        std::vector<TaskRow> rows;
        store->for_each_task([&](TaskRow row) { rows.push_back(std::move(row)); });
        return rows;
    }
    TaskRow task(std::int64_t id) {
        for (TaskRow& row : tasks())
            if (raw(row.task.id) == id) return row;
        FAIL("no such task");
        return tasks().front();
    }
    std::vector<PingRecord> pings(std::int64_t task) {
        return store->snapshot()->pings(TaskId{task}, PingId{}, 1000);
    }
};

std::vector<std::string> sentences(const std::vector<ImportFinding>& findings) {
    std::vector<std::string> all;
    for (const ImportFinding& finding : findings) all.push_back(finding.sentence);
    return all;
}

using Sentences = std::vector<std::string>;

// A task of the mini dump with other values behind its uuid.
std::string a_task(const std::string& values) {
    return "(1,'nightly','6547ebb8-e643-11f1-afb7-02fc00000001'," + values + ",1)";
}

std::string pings_at(const std::vector<std::string>& times) {
    std::string rows;
    for (std::size_t i = 0; i < times.size(); ++i)
        rows += (i == 0 ? "" : ",\n") + std::string("(") + std::to_string(i + 1) + ",'" + times[i] +
                "','127.0.0.1','curl',1)";
    return rows;
}

}  // namespace

TEST_CASE("a fresh sample of the original moves in as it stands") {
    Removal removal;
    const ImportReport report = removal.import(dump_text("a_fresh_sample.sql"));
    for (const auto& [count, rows] : {std::pair{report.businesses, 12},
                                      {report.notifiers, 12},
                                      {report.assignments, 15},
                                      {report.tasks, 13},
                                      {report.users, 5},
                                      {report.pings, 0},
                                      {report.api_requests, 0}}) {
        CHECK(count.found == rows);
        CHECK(count.imported == rows);
    }
    CHECK(report.refused.empty());
    CHECK(sentences(report.changed) ==
          Sentences{"task 5 'gameService1': its business is disabled, so nobody is told of it any "
                    "more; enable that, or pause the task"});
    CHECK(report.states == std::array<std::int64_t, 4>{4, 0, 5, 4});  // new, up, down, paused
    CHECK(removal.store->businesses().at(2).name == "PEOP");
    CHECK_FALSE(removal.store->businesses().at(0).enabled);

    const TaskRow down = removal.task(1);
    CHECK(down.task.name == "secondTask");
    CHECK(down.task.uuid.text() == "6547ebb8-e643-11f1-afb7-02fc00000001");
    CHECK(down.task.schedule.text() == "3 15 * * *");
    CHECK(down.task.grace == std::chrono::minutes{6});
    CHECK(raw(down.task.business) == 3);
    CHECK(down.task.created == utc("2026-11-22T07:07:36Z"));
    CHECK(down.standing.state == State::down);
    CHECK(down.standing.since == import_time);  // it says nothing of a deadline
    CHECK_FALSE(down.standing.deadline);

    CHECK(removal.task(2).standing.state == State::paused);
    CHECK_FALSE(removal.task(2).standing.owed);
    const Standing fresh = removal.task(4).standing;
    CHECK(fresh.state == State::fresh);
    CHECK(fresh.owed == utc("2026-11-22T08:30:00Z"));
    CHECK(fresh.deadline == utc("2026-11-22T08:33:00Z"));
    CHECK(removal.store->owed_alerts().empty());  // nobody hears of what was before
}

TEST_CASE("after some traffic tasks are up that were pinged, with their log behind them") {
    for (const char* name :
         {"b2_traffic_swept_nopartition.sql", "b3_traffic_swept_partitioned.sql"}) {
        Removal removal;
        const ImportReport report = removal.import(dump_text(name));
        CHECK(report.pings.found == 200);
        CHECK(report.pings.imported == 200);
        CHECK(report.api_requests.imported == 58);
        CHECK(report.user_agents_mended == 19);
        CHECK(report.oldest_ping == utc("2026-11-22T07:12:40Z"));
        CHECK(report.newest_ping == utc("2026-11-22T07:12:47Z"));
        const TaskRow up = removal.task(6);
        CHECK(up.standing.state == State::up);
        CHECK(up.standing.last_ping == utc("2026-11-22T07:12:47Z"));
        CHECK(up.standing.owed == utc("2026-11-22T08:01:00Z"));
        CHECK(removal.task(13).standing.state == State::paused);

        const auto pings = removal.pings(6);
        CHECK(up.last_ping == pings.at(0).id);
        CHECK(pings.size() == 79);
        CHECK(std::ranges::any_of(
            pings, [](const PingRecord& ping) { return ping.user_agent == "监控/1.0"; }));
        CHECK(removal.store->snapshot()->api_requests(100).size() == 58);
    }
}

TEST_CASE("a log whose ids run against its times is put in order") {
    Removal removal;
    const ImportReport report = removal.import(dump_text("b5_b4_one_insert_per_row.sql"));
    CHECK(report.pings.imported == 200);
    CHECK(removal.store->buckets().size() == 60);
    std::size_t found = 0;
    for (const TaskRow& task : removal.tasks()) {
        const auto pings = removal.pings(raw(task.task.id));
        found += pings.size();
        CHECK(std::ranges::is_sorted(pings, std::greater<>(), &PingRecord::at));
        if (pings.empty()) continue;
        CHECK(task.last_ping == pings.front().id);
        CHECK(task.standing.last_ping >= pings.front().at);  // its row knows of a newer one
        CHECK(pings.back().previous == PingId{});
        for (std::size_t i = 1; i < pings.size(); ++i) CHECK(pings[i - 1].previous == pings[i].id);
    }
    CHECK(found == 200);
}

TEST_CASE("the log in the store is that of the dump, row by row") {
    for (const char* name : all_dumps) {
        Removal removal;
        removal.import(dump_text(name));
        std::istringstream in(dump_text(name));
        DumpReader reader(in, {"taskmonitorlog"});
        OriginalLogReader rows;
        std::map<std::int64_t, std::multiset<std::string>> expected, found;
        while (const DumpRow* row = reader.next()) {
            const OriginalPing ping = rows.ping(*row);
            expected[ping.task].insert(utc_text(instant_of(Zone(), ping.at)) + " " +
                                       std::string(ping.client_ip));
        }
        for (const TaskRow& task : removal.tasks())
            for (const PingRecord& ping : removal.pings(raw(task.task.id)))
                found[raw(task.task.id)].insert(utc_text(ping.at) + " " + ping.client_ip);
        CHECK(found == expected);
    }
}

TEST_CASE("users keep who they are, what they may see, and their passwords") {
    Removal removal;
    removal.import(dump_text("a_fresh_sample.sql"));
    const auto snapshot = removal.store->snapshot();
    const auto admin = snapshot->user_named("cronadmin");
    REQUIRE(admin);
    CHECK(raw(admin->user.id) == 1);
    CHECK(admin->user.role == Role::admin);
    CHECK(admin->user.all_businesses);
    CHECK(admin->user.email == "super@cronmon.com");
    CHECK(admin->user.credentials.password.starts_with("pbkdf2:sha256:260000$ltx6sNQiAYOw6GHW$"));
    CHECK(admin->user.credentials.api_password.starts_with("$argon2id$"));
    const auto manager = snapshot->user_with_api_name("api_bizadmin2");
    REQUIRE(manager);
    CHECK(manager->user.role == Role::manager);
    CHECK_FALSE(manager->user.all_businesses);
    CHECK(verify_password(manager->user.credentials.api_password, "api_bizadmin2"));
    std::vector<std::int64_t> businesses;
    for (const Business& business : manager->businesses) businesses.push_back(raw(business.id));
    std::ranges::sort(businesses);
    CHECK(businesses == std::vector<std::int64_t>{1, 3, 4, 6});
    CHECK_FALSE(snapshot->user_named("bizadmin3")->user.enabled);
}

TEST_CASE("a dry run says the same and writes nothing") {
    for (const char* name : all_dumps) {
        Removal removal, dry;
        dry.options.dry_run = true;
        const ImportReport report = removal.import(dump_text(name));
        const ImportReport dry_report = dry.import(dump_text(name));
        CHECK(dry_report.dry_run);
        CHECK(dry_report.tasks.imported == 13);
        CHECK(dry_report.pings.imported == report.pings.imported);
        CHECK(dry_report.states == report.states);
        CHECK(dry.is_empty());
        dry.options.dry_run = false;
        CHECK(dry.import(dump_text(name)).tasks.imported == 13);
    }
}

TEST_CASE("an import into what is not empty is refused") {
    Removal removal;
    removal.import(dump_text("a_fresh_sample.sql"));
    CHECK(removal.refused(dump_text("a_fresh_sample.sql")) ==
          "the database is not empty: it has 13 tasks");
    removal.store->commit([&](Batch& batch) {
        for (const TaskRow& row : removal.tasks()) batch.remove(row.task.id);
    });
    CHECK(removal.refused(dump_text("a_fresh_sample.sql")) ==
          "the database is not empty: it has 12 businesses");
}

TEST_CASE("a dump with one bad row leaves nothing behind") {
    const std::string dump = dump_text("b2_traffic_swept_nopartition.sql");
    for (const auto& [good, bad, complaint] :
         {std::tuple<std::string, std::string, std::string>{
              "(200,'2026-11-22 07:12:47'", "(200,'2026-11-22 07:62:47'",
              "taskmonitorlog.create_datetime: must be a time"},
          {"(58,'2026-11-22 07:12:50'", "(58,'2027-11-22 07:12:50'",
           "is still to come, in 364d23h12m"},
          {"-- Dump completed", "-- Dump", "'-- Dump completed', is missing"},
          {"'1 3',2,", "'1 x',2,",
           "permission.perm_list: must be ids of businesses with blanks between them, got '1 x'"},
          {"(5,'0',5,", "(5,'0',6,", "permission.perm_user_id: there is no user.id 6"},
          {"CREATE TABLE `notifier`", "CREATE TABLE `notifiers`", "columns of 'notifier' is not"},
          {"DROP TABLE IF EXISTS `user`", "DROP TABLE IF EXISTS 'user",
           "the text that begins here never ends"}}) {
        Removal removal;
        std::string damaged = dump;
        REQUIRE(damaged.find(good) != std::string::npos);
        damaged.replace(damaged.find(good), good.size(), bad);
        const std::string refusal = removal.refused(damaged);
        CHECK_MESSAGE(refusal.starts_with("line "), refusal);
        CHECK_MESSAGE(refusal.find(complaint) != std::string::npos, refusal);
        CHECK(removal.is_empty());
    }
}

TEST_CASE("a part of the original is not enough") {
    Removal removal;
    CHECK(removal.refused("") ==
          "the dump has no table 'business': it is not of the original, or only of a part of it");
    CHECK(removal.is_empty());
}

TEST_CASE("a dump without comments is taken, with a word about its end") {
    Removal removal;
    std::string dump = MiniDump().text();
    dump = dump.substr(dump.find('\n') + 1);
    dump = dump.substr(0, dump.find("-- Dump")) +
           "CREATE TABLE other (a int);\n"
           "INSERT INTO other VALUES (1);\n";
    const ImportReport report = removal.import(dump);
    CHECK(report.end_unknown);
    CHECK(report.left_out == std::vector<std::string>{"other"});
    CHECK(report.tasks.imported == 1);
}

TEST_CASE("times are those of the old server's clock") {
    Removal removal;
    removal.options.zone = zone("Europe/Berlin");
    removal.options.now = utc("2026-11-22T08:00:00Z");
    MiniDump dump;
    // In 2026 the clock went from 02:00 to 03:00 on 29 March, from 03:00 to 02:00 on 25 October.
    dump.pings = pings_at({"2026-03-29 02:30:00", "2026-10-25 02:30:00", "2026-11-22 08:59:59"});
    removal.import(dump.text());
    const auto pings = removal.pings(1);
    REQUIRE(pings.size() == 3);
    CHECK(pings[2].at == utc("2026-03-29T01:00:00Z"));
    CHECK(pings[1].at == utc("2026-10-25T00:30:00Z"));
    CHECK(pings[0].at == utc("2026-11-22T07:59:59Z"));
    CHECK(removal.task(1).task.schedule.zone().name() == "Europe/Berlin");
    CHECK(removal.task(1).standing.owed == utc("2026-11-23T01:00:00Z"));
}

TEST_CASE("a log that is ahead of the clock was read in the wrong zone") {
    Removal removal;
    MiniDump dump;
    dump.pings = pings_at({"2026-11-22 07:00:00", "2026-11-22 15:59:59"});
    CHECK(removal.refused(dump.text()) ==
          "line 85: taskmonitorlog.create_datetime: 2026-11-22T15:59:59+00:00 is still to come, "
          "in 7h59m: say with --tz in which zone the old server's clock ran, not UTC");
    CHECK(removal.is_empty());
    removal.options.zone = zone("Asia/Shanghai");
    CHECK(removal.import(dump.text()).newest_ping == utc("2026-11-22T07:59:59Z"));
}

TEST_CASE("how a task stands follows from what the original knew of it") {
    const auto standing = [](const std::string& values, const std::string& pings = "") {
        Removal removal;
        removal.import(MiniDump{.tasks = a_task(values), .pings = pings}.text());
        return removal.task(1).standing;
    };
    const std::string created = "'2026-11-20 07:00:00'";

    // Its first check set last_check_time to its creation: that was no ping.
    const Standing fresh =
        standing("'0 2 * * *',30,1," + created + ",'2026-11-23 02:29:59',0," + created);
    CHECK(fresh.state == State::fresh);
    CHECK_FALSE(fresh.last_ping);
    CHECK(fresh.owed == utc("2026-11-23T02:00:00Z"));

    const Standing up = standing("'0 2 * * *',30,1,'2026-11-22 02:01:00',NULL,0," + created);
    CHECK(up.state == State::up);
    CHECK(up.last_ping == utc("2026-11-22T02:01:00Z"));
    CHECK(up.since == import_time);

    const Standing down =
        standing("'0 2 * * *',30,1,'2026-11-21 02:01:00','2026-11-22 02:29:59',1," + created);
    CHECK(down.state == State::down);
    CHECK(down.since == utc("2026-11-22T02:29:59Z"));
    CHECK(down.owed == utc("2026-11-22T02:00:00Z"));  // the slot it missed
    CHECK_FALSE(down.deadline);

    const Standing paused =
        standing("'0 2 * * *',30,0,NULL,NULL,1," + created, pings_at({"2026-11-22 01:00:00"}));
    CHECK(paused.state == State::paused);
    CHECK(paused.last_ping == utc("2026-11-22T01:00:00Z"));

    // The log is newer than what the last check saw.
    const Standing pinged = standing("'0 2 * * *',30,1," + created + ",NULL,0," + created,
                                     pings_at({"2026-11-22 06:00:00"}));
    CHECK(pinged.state == State::up);
    CHECK(pinged.last_ping == utc("2026-11-22T06:00:00Z"));
}

TEST_CASE("a task that cannot be watched is refused, and its log with it") {
    Removal removal;
    MiniDump dump;
    dump.tasks = a_task("'0 0 30 2 *',30,1,NULL,NULL,0,'2026-11-22 07:07:36'") +
                 ",\n(2,'other','not-a-uuid','0 2 * * *',30,1,NULL,NULL,0,'2026-11-22 07:07:36',1)"
                 ",\n(3,'third','6547ed0c-e643-11f1-afb7-02fc00000001 ','0 0 13 * 5',0,1,NULL,"
                 "NULL,0,'2026-11-22 07:07:36',1)";
    dump.pings = pings_at({"2026-11-22 07:00:00", "2026-11-22 07:00:00"}) +
                 ",(3,'2026-11-22 07:00:00','127.0.0.1','curl',3)" +
                 ",(4,'2026-11-22 07:00:00','127.0.0.1','curl',99)";
    const ImportReport report = removal.import(dump.text());
    CHECK(sentences(report.refused) ==
          Sentences{"task 1 'nightly': schedule: '0 0 30 2 *' has no time in the future",
                    "task 2 'other': uuid: must be like 6547ebb8-e643-11f1-afb7-02fc00000001, got "
                    "'not-a-uuid'"});
    CHECK(sentences(report.changed) ==
          Sentences{"task 3 'third': schedule: '0 0 13 * 5' comes when the day of the month or the "
                    "day of the week fits, as in cron; it came when both did",
                    "task 3 'third': grace: must be 1 to 525600 minutes, got 0; it is 1m now"});
    CHECK(report.tasks.found == 3);
    CHECK(report.tasks.imported == 1);
    CHECK(report.pings.found == 4);
    CHECK(report.pings.imported == 1);
    CHECK(report.pings_of_refused_tasks == 2);
    CHECK(report.pings_without_task == 1);
    CHECK(removal.task(3).standing.state == State::up);
}

TEST_CASE("what breaks our rules for new things is kept and named") {
    Removal removal;
    MiniDump dump;
    const std::string long_name(100, 'x');
    dump.businesses = "(1,'B',1,'2026-11-22 07:07:36')";
    dump.notifiers = "(1,'" + long_name +
                     "','nobody','+49 1234',1,'2026-11-22 07:07:36'),"
                     "(2,'Li Na','a\\nb','13764321007',1,'2026-11-22 07:07:36')";
    dump.assignments = "(1,1,1,'2026-11-22 07:07:36'),(2,1,2,'2026-11-22 07:07:36')";
    dump.users = "(1,'root','md5$x','','',1,1,NULL,NULL,'2026-11-22 07:07:35','t')";
    dump.permissions = "(1,'1 7 8',1,'2026-11-22 07:07:35')";
    const ImportReport report = removal.import(dump.text());
    CHECK(report.notifiers.imported == 1);
    CHECK(report.assignments.imported == 1);
    CHECK(sentences(report.refused) == Sentences{"notifier 2 'Li Na': email: must be valid UTF-8"});
    CHECK(report.changed.size() == 7);
    CHECK(report.changed[0].sentence ==
          "business 1 'B': business: must have 2 to 64 characters, got 1 in 'B'; kept as it is");
    const auto snapshot = removal.store->snapshot();
    CHECK(snapshot->notifier_named(long_name));
    CHECK(snapshot->user_named("root")->user.credentials.password == "md5$x");
}

TEST_CASE("permissions for businesses that were deleted are dropped and counted") {
    Removal removal;
    MiniDump dump;
    dump.users +=
        ",(2,'bizadmin1','scrypt:x','b@example.org','13912345670',1,0,NULL,NULL,"
        "'2026-11-22 07:07:35','t2'),"
        "(3,'bizadmin2','scrypt:x','c@example.org','13912345671',1,0,'api_three',NULL,"
        "'2026-11-22 07:07:35','t3')";
    dump.permissions = "(1,'0',1,'2026-11-22 07:07:35'),(2,'1 7  8',2,'2026-11-22 07:07:35')";
    const ImportReport report = removal.import(dump.text());
    CHECK(report.permissions_without_business == 2);
    const auto snapshot = removal.store->snapshot();
    CHECK(snapshot->user_named("bizadmin1")->businesses.size() == 1);
    CHECK(snapshot->user_named("bizadmin2")->businesses.empty());
    CHECK(snapshot->user_named("bizadmin2")->user.credentials.api_password.empty());
}

TEST_CASE("who is here already keeps name, address and id") {
    Removal removal;
    User here;
    here.id = UserId{4};
    here.name = "CronAdmin";
    here.role = Role::admin;
    User other = here;
    other.id = UserId{5};
    other.name = "somebody";
    other.email = "B@example.org";
    removal.store->commit([&](Batch& batch) {
        batch.save(here);
        batch.save(other);
    });
    MiniDump dump;
    dump.users +=
        ",(2,'bizadmin1','scrypt:x','b@example.org','13912345670',1,0,NULL,NULL,"
        "'2026-11-22 07:07:35','t2')";
    dump.permissions = "";
    dump.api_requests =
        "(1,'2026-11-22 07:00:00','::1','curl','/api/v1.0/tasks','GET',200,2),"
        "(2,'2026-11-22 07:00:00','::1','curl','/api/v1.0/tasks','GET',200,1),"
        "(3,'2026-11-22 07:00:00','::1','curl','/api/v1.0/tasks','GET',200,77)";
    const ImportReport report = removal.import(dump.text());
    CHECK(report.users.found == 2);
    CHECK(report.users.imported == 1);
    CHECK(sentences(report.refused) == Sentences{"user 1 'cronadmin': user 4 here has this name"});
    CHECK(sentences(report.changed) ==
          Sentences{"user 2 'bizadmin1': email: 'b@example.org' is that of user 5 here; left out"});
    const auto snapshot = removal.store->snapshot();
    CHECK(raw(snapshot->user_named("bizadmin1")->user.id) == 6);
    CHECK_FALSE(snapshot->user_named("bizadmin1")->user.email);
    CHECK(report.requests_without_user == 2);
    std::vector<std::int64_t> users;
    for (const ApiRequestRow& request : snapshot->api_requests(10))
        users.push_back(raw(request.user));
    CHECK(users == std::vector<std::int64_t>{0, 0, 6});
}

TEST_CASE("many pings of one second, with ids that meet again, all find a place") {
    Removal removal;
    MiniDump dump;
    for (const std::string id : {"5", "2048005", "2048005", "-2047995", "6"})
        dump.pings +=
            (dump.pings.empty() ? "(" : ",(") + id + ",'2026-11-22 07:00:00','127.0.0.1','curl',1)";
    CHECK(removal.import(dump.text()).pings.imported == 5);
    CHECK(removal.pings(1).size() == 5);
}

TEST_CASE("a text longer than its place is shortened between characters, and counted") {
    Removal removal;
    MiniDump dump;
    std::string agent;
    while (agent.size() < 3 * 255) agent += "监";
    dump.pings = "(1,'2026-11-22 07:00:00','127.0.0.1','" + agent + "',1)";
    CHECK(removal.import(dump.text()).texts_shortened == 1);
    CHECK(removal.pings(1).at(0).user_agent == agent.substr(0, 255));
}

TEST_CASE("the numbers on the first page and the next start follow from the import") {
    Removal removal;
    removal.import(dump_text("b5_b4_one_insert_per_row.sql"));
    std::int64_t pings = 0, requests = 0;
    const auto snapshot = removal.store->snapshot();
    for (const DayCount& day : snapshot->ping_counts(std::nullopt, 0)) pings += day.pings;
    for (const MonthCount& month : snapshot->api_request_counts(0)) requests += month.requests;
    CHECK(pings == 200);
    CHECK(requests == 58);
    const auto pulse = removal.store->pulse();
    REQUIRE(pulse);
    CHECK(pulse->tick == import_time);
    CHECK(pulse->stopped);
    CHECK(pulse->replay_from == removal.store->highest_ids().ping);
    CHECK(pulse->counted_to == pulse->replay_from);
    CHECK(snapshot->audit({}).rows.at(0).action == "import.original");
    CHECK(snapshot->audit({}).rows.at(0).object == "dump.sql");
}

TEST_CASE("progress is told from the start to the end, twice, and then for the chains") {
    Removal removal;
    std::vector<ImportProgress> told;
    removal.options.progress = [&](const ImportProgress& progress) { told.push_back(progress); };
    const std::string dump = dump_text("b5_b4_one_insert_per_row.sql");
    removal.import(dump);
    CHECK(told.front().step == ImportProgress::Step::nouns);
    CHECK(told.back().step == ImportProgress::Step::chains);
    CHECK(told.back().done == told.back().total);
    CHECK(told.front().total == static_cast<std::int64_t>(dump.size()));
    for (std::size_t i = 1; i < told.size(); ++i) {
        CHECK(told[i].done <= told[i].total);
        CHECK((told[i].step != told[i - 1].step || told[i].done >= told[i - 1].done));
    }
}

TEST_CASE("however a dump is damaged, all of it is imported or nothing") {
    const std::string dump = dump_text("b3_traffic_swept_partitioned.sql");
    std::uint32_t random = 7;
    const auto next = [&random] { return random = random * 1664525 + 1013904223; };
    Removal removal;
    removal.options.dry_run = true;
    int imported = 0;
    for (int round = 0; round < 25; ++round) {
        std::string damaged = dump;
        damaged[(next() >> 4) % damaged.size()] ^= static_cast<char>(1U << (next() >> 29));
        imported += removal.read(damaged) ? 1 : 0;
        CHECK(removal.is_empty());
    }
    CHECK(imported < 25);
}
