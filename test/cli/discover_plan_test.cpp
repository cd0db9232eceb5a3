// Names, references, timers, and what is compared with what.
#include "cli/discover/job_name.h"
#include "cli/discover/plan.h"
#include "cli/discover/timers.h"
#include "core/model.h"

#include <doctest/doctest.h>

using namespace cronmon;

namespace {

const std::string uuid = "0b0f6b2e-7c1d-4b53-9d3e-0c9a1a2b3c4d";

std::string referred(std::string_view command) {
    const auto reference = reference_in(command);
    if (!reference) return "nothing";
    if (reference->uuid) return reference->uuid->text();
    return reference->key + "/" + reference->name;
}

Job job(std::string place, std::string schedule, std::string name) {
    return {.place = std::move(place),
            .line = 1,
            .schedule = std::move(schedule),
            .zone = "UTC",
            .name = std::move(name)};
}

KnownTask task(std::string name, std::string schedule, std::string tags = "") {
    return {.id = "7",
            .name = std::move(name),
            .uuid = uuid,
            .kind = "cron",
            .schedule = std::move(schedule),
            .zone = "UTC",
            .tags = std::move(tags)};
}

const Instant now = from_ms(1'795'395'600'000);

std::string states(const std::vector<Job>& jobs, const std::vector<KnownTask>& tasks,
                   const LookedAt& looked_at = {.host = "web1"}) {
    std::string all;
    for (const JobFinding& each : compare(jobs, tasks, looked_at, now))
        all.append(all.empty() ? "" : ", ").append(word(each.state)).append(" ").append(each.name);
    return all;
}

}  // namespace

TEST_CASE("a job is called after what it runs, not after what prepares it") {
    const std::pair<const char*, const char*> rows[] = {
        {"/opt/app/backup.sh --full", "backup"},
        {"cd / && run-parts --report /etc/cron.hourly", "cron.hourly"},
        {"test -x /usr/sbin/anacron || { cd / && run-parts --report /etc/cron.daily; }",
         "cron.daily"},
        {"[ -x /usr/lib/php/sessionclean ] && if [ ! -d /run/x ]; then /usr/lib/php/sessionclean; "
         "fi",
         "sessionclean"},
        {"X=1 nice -n 19 ionice -c2 /usr/bin/php -f /srv/cron.php >/dev/null 2>&1", "cron"},
        {"flock -n /run/lock/x timeout -k 5 1h /srv/job", "job"},
        {"flock /run/x -c '/srv/inner --x'", "inner"},
        {"sudo -u www-data php /srv/artisan schedule:run", "artisan-schedule-run"},
        {"/bin/bash -lc 'cd /srv && exec ./sync now'", "sync-now"},
        {"apt-get update", "apt-get-update"},
        {"mysqldump -psecret db | gzip > /x.gz", "mysqldump"},
        {"python3 -c 'import secret'", "job"},
        {"/usr/bin/python3 -u /opt/\xe6\xbc\xa2 x.py", "\xe6\xbc\xa2-x.py"},
        {"> /tmp/x", "job"},
        {"", "job"},
    };
    for (const auto& [command, name] : rows) CHECK_MESSAGE(job_name(command) == name, command);
}

TEST_CASE("a name is one that a task can have, and of this task alone") {
    CHECK(task_name("", "ls") == "cron-ls");
    CHECK(task_name("", "12345") == "cron-12345");
    CHECK(task_name("web-", "x") == "web-x");
    CHECK_FALSE(check_task_name(task_name("", std::string(300, 'x'))));
    std::set<std::string> taken{"backup"};
    CHECK(unique_name("backup", "web1", taken) == "backup-web1");
    CHECK(unique_name("backup", "web1", taken) == "backup-web1-2");
    CHECK(unique_name("backup", "web1", taken) == "backup-web1-3");
    CHECK(unique_name("other", "web1", taken) == "other");
    const std::string longest(64, 'y');
    for (int i = 0; i < 12; ++i)
        CHECK_FALSE(check_task_name(unique_name(longest, std::string(64, 'h'), taken)));
    CHECK(taken.size() == 17);
}

TEST_CASE("who tells of itself already is seen by the command") {
    const std::string key(22, 'k');
    CHECK(referred("/usr/bin/cronmon exec nightly -- /x") == "/nightly");
    CHECK(referred("cronmon exec --timeout 1h nightly --quiet -- ping other") == "/nightly");
    CHECK(referred("cronmon --data /d ping nightly --exit 3") == "/nightly");
    CHECK(referred("/x && cronmon ping https://c.example.org/ping/" + uuid) == uuid);
    CHECK(referred("/x; curl -fsS 'https://c.example.org/x/api/monlink/" + uuid +
                   "/start?rid=1'") == uuid);
    CHECK(referred("/x; wget http://c/ping/" + key + "/web-backup/fail") == key + "/web-backup");
    CHECK(referred("sh -c '/x && curl \"http://c/ping/" + uuid + "\"'") == uuid);
    CHECK(referred("x=$(/x); curl --data \"$x\" http://c/ping/" + uuid) == uuid);
    for (const std::string command :
         {"/x", "cronmon task list", "cronmon exec", "curl https://c.example.org/ping/pong",
          "curl https://c.example.org/ping/short/slug", "echo cronmon ping", "cronmon exec --help"})
        CHECK_MESSAGE(referred(command) == "nothing", command);
}

TEST_CASE("what runs and what is watched are compared") {
    const std::string tag = "crontab:web1:/etc/cron.d/a";
    Job told = job("/etc/cron.d/a", "0 2 * * *", "a");
    told.told_to = Reference{.name = "nightly"};
    Job left = job("/etc/cron.d/a", "@reboot", "c");
    left.left = "is no schedule";
    CHECK(states({job("/etc/cron.d/a", "0 2 * * *", "nightly")}, {}) == "new nightly");
    CHECK(states({job("/etc/cron.d/a", "0 2 * * *", "nightly")}, {task("nightly", "0 2 * * *")}) ==
          "new nightly-web1");
    CHECK(states({job("/etc/cron.d/a", "0 2 * * *", "nightly")},
                 {task("nightly", "0 2 * * *", "x " + tag)}) == "made nightly");
    CHECK(states({job("/etc/cron.d/a", "0 3 * * *", "nightly")},
                 {task("nightly", "0 2 * * *", tag)}) == "new nightly-web1");
    CHECK(states({told}, {task("nightly", "0 2 * * *")}) == "watched nightly");
    CHECK(states({told}, {task("nightly", "00 2 * * 0-7")}) == "watched nightly");
    CHECK(states({told}, {task("nightly", "0 2 * * 1")}) == "differs nightly");
    CHECK(states({told}, {}) == "unknown nightly");
    CHECK(states({left}, {}) == "left ");
}

TEST_CASE("a task is missed where its job was looked for and is not") {
    const KnownTask known = task("nightly", "0 2 * * *", "prod crontab:web1:/etc/cron.d/a");
    CHECK(states({}, {known}, {.host = "web1", .crontabs = {"/etc/cron.d/a"}}) ==
          "missing nightly");
    CHECK(states({}, {known}, {.host = "web1", .crontabs = {"/etc/cron.d/b"}}).empty());
    CHECK(states({}, {known}, {.host = "web1", .all_crontabs = true}) == "missing nightly");
    CHECK(states({}, {known}, {.host = "web1", .timers = true}).empty());
    CHECK(states({}, {known}, {.host = "web", .all_crontabs = true}).empty());
}

TEST_CASE("schedules are the same if they come at the same times all the year") {
    const auto zone = [](const char* name) { return *Zone::find(name); };
    const auto daily = [&](const char* name) { return *Schedule::cron("0 2 * * *", zone(name)); };
    CHECK(come_together(daily("UTC"), *Schedule::calendar("02:00", zone("Etc/UTC")), now));
    CHECK_FALSE(come_together(daily("Europe/Berlin"), daily("Africa/Lagos"), now));
    CHECK(come_together(daily("Asia/Shanghai"), daily("PRC"), now));
    CHECK_FALSE(come_together(*Schedule::cron("*/5 * * * *", zone("UTC")),
                              *Schedule::cron("*/5 0-22 * * *", zone("UTC")), now));
}

TEST_CASE("a unit's file is read as systemd reads it") {
    std::vector<UnitSetting> settings;
    read_unit("# c\n[Timer]\nOnCalendar = Mon..Fri \\\n  08:30\n; c\n\n[Install]\nWantedBy=x=y\n",
              settings);
    REQUIRE(settings.size() == 2);
    CHECK(settings[0].section == "Timer");
    CHECK(settings[0].name == "OnCalendar");
    CHECK(settings[0].value == "Mon..Fri  08:30");
    CHECK(settings[1].value == "x=y");
}

TEST_CASE("a span of time is read as systemd reads it") {
    const std::pair<const char*, std::optional<std::int64_t>> rows[] = {
        {"90", 90'000},
        {"1h 30min", 5'400'000},
        {"5 minutes", 300'000},
        {"1h30m", 5'400'000},
        {"12h", 43'200'000},
        {"250ms", 250},
        {"1us", 0},
        {"", std::nullopt},
        {"x", std::nullopt},
        {"5 parsecs", std::nullopt},
        {"-5s", std::nullopt},
        {"99999999999d", std::nullopt}};
    for (const auto& [text, ms] : rows) {
        const auto span = time_span(text);
        CHECK_MESSAGE(span.has_value() == ms.has_value(), text);
        if (span && ms) CHECK(span->count() == *ms);
    }
}

TEST_CASE("a drop-in escapes what systemd would see in it") {
    const Timer timer{.name = "x.timer", .file = "", .service = "x.service"};
    const std::string text = drop_in(timer, "/usr/bin/cronmon", "http://c/ping/K/a%20b");
    CHECK(text.starts_with("# /etc/systemd/system/x.service.d/cronmon.conf\n[Service]\n"));
    CHECK(text.find("/usr/bin/cronmon ping http://c/ping/K/a%%20b --start\n") != std::string::npos);
    CHECK(text.find("\"$$SERVICE_RESULT\" = success") != std::string::npos);
}
