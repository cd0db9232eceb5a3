// What looks wrong with a task, and what does not.
#include "core/suspicion.h"

#include "base/time_text.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using namespace cronmon;
using namespace std::chrono_literals;
using Kind = Suspicion::Kind;

namespace {

Instant at(std::string_view time) { return *parse_instant("at", std::string(time)); }

Schedule cron(std::string_view line, std::string_view zone = "UTC") {
    return *Schedule::cron(line, *Zone::find(zone));
}

// A task and the pings that reach it, judged one after the other as the engine does.
struct Log {
    Terms terms;
    Standing standing;
    std::vector<Heard> heard = {};  // oldest first

    explicit Log(Terms of, std::string_view since = "2026-06-01T00:30:00Z")
        : terms(std::move(of)), standing(on_add(terms, at(since))) {}
    explicit Log(Schedule schedule) : Log(Terms{std::move(schedule), 10min, {}, false}) {}

    void say(PingKind kind, Instant when, std::string_view address = "10.0.0.3") {
        const Verdict verdict = on_signal(terms, standing, {kind, when});
        standing = verdict.standing;
        heard.push_back({when, kind, verdict.duration, address});
    }
    void run(Instant when, std::string_view address = "10.0.0.3") {
        say(PingKind::success, when, address);
    }
    void run(Instant when, Millis length, std::string_view address = "10.0.0.3") {
        say(PingKind::start, when, address);
        say(PingKind::success, when + length, address);
    }

    // The job is started by a crontab of its own, so many times.
    void follow(const Schedule& crontab, int runs, Millis later = 2s) {
        Instant slot = heard.empty() ? standing.since : heard.back().at;
        for (; runs > 0; --runs) {
            slot = *crontab.next(slot);
            run(slot + later);
        }
    }

    std::vector<Suspicion> all() const {
        std::vector<Heard> newest_first = heard;
        std::ranges::reverse(newest_first);
        if (newest_first.size() > suspicion_rows) newest_first.resize(suspicion_rows);
        return suspicions(terms, standing, newest_first);
    }
    bool looks(Kind kind) const {
        return std::ranges::count(all(), kind, &Suspicion::kind) == 1 && all().size() == 1;
    }
    bool is_clean() const { return all().empty(); }
};

}  // namespace

TEST_CASE("a job that keeps its hours and its host is not suspected") {
    for (const char* line : {"0 2 * * *", "*/5 * * * *", "0 9-17 * * 1-5", "30 3 1 * *"}) {
        Log log(cron(line));
        CHECK(log.is_clean());
        log.follow(cron(line), 60);
        CHECK_MESSAGE(log.is_clean(), line);
    }
}

TEST_CASE("runs that are off by whole hours: the zone") {
    struct Row {
        const char* task;
        const char* zone;
        const char* host;
        Millis offset;
    };
    const Row rows[] = {
        {"0 2 * * *", "UTC", "Asia/Shanghai", -8h},
        {"0 2 * * *", "Asia/Shanghai", "UTC", 8h},
        {"30 23 * * *", "UTC", "America/New_York", 4h},
        {"15 9-17 * * 1-5", "UTC", "Asia/Tokyo", -9h},
        {"0 6 * * 1", "UTC", "Pacific/Auckland", -12h},
        {"0 */6 * * *", "UTC", "Asia/Shanghai", -2h},  // the same as 4 hours later
    };
    for (const Row& row : rows) {
        Log log(cron(row.task, row.zone));
        log.follow(cron(row.task, row.host), 12);
        REQUIRE_MESSAGE(log.looks(Kind::zone), row.task << ' ' << row.zone << ' ' << row.host);
        const Suspicion found = log.all().front();
        CHECK(found.offset == row.offset);
        CHECK(found.of == suspected_runs_max);
        CHECK(found.seen >= 8);
        CHECK(found.since >= log.heard[2].at);
    }
}

TEST_CASE("hours that a schedule does not tell apart are not off") {
    Log hourly(cron("0 * * * *"));
    hourly.follow(cron("0 * * * *", "Asia/Shanghai"), 30);
    CHECK(hourly.is_clean());
    Log half(cron("0 2 * * *"));  // whole hours only; this is early by any clock
    half.follow(cron("0 2 * * *", "Asia/Kolkata"), 12);
    CHECK(half.looks(Kind::early));
}

TEST_CASE("it takes five runs, and eight of ten") {
    Log log(cron("0 2 * * *"));
    log.follow(cron("0 2 * * *", "Asia/Shanghai"), 4);
    CHECK(log.is_clean());
    log.follow(cron("0 2 * * *", "Asia/Shanghai"), 1);
    CHECK(log.looks(Kind::zone));
    log.run(log.heard.back().at + 3h);  // by hand
    CHECK(log.is_clean());
    log.follow(cron("0 2 * * *", "Asia/Shanghai"), 3);
    CHECK(log.looks(Kind::zone));
}

TEST_CASE("what is put right at the host is forgotten with its next run") {
    Log log(cron("0 2 * * *"));
    log.follow(cron("0 2 * * *", "Asia/Shanghai"), 12);
    log.follow(cron("0 2 * * *"), 1);
    CHECK(log.is_clean());
    log.follow(cron("0 2 * * *"), 12);
    CHECK(log.is_clean());
}

TEST_CASE("a schedule that was edited is held against what comes after it") {
    Log log(cron("0 2 * * *"));
    log.follow(cron("0 2 * * *"), 12);
    Terms moved = log.terms;
    moved.schedule = cron("0 5 * * *");
    log.standing = on_edit(log.terms, moved, log.standing, log.heard.back().at + 1h);
    log.terms = moved;
    CHECK(log.is_clean());  // the job may have been moved, too
    log.follow(cron("0 5 * * *"), 1);
    CHECK(log.is_clean());
    Log forgotten(cron("0 2 * * *"));
    forgotten.follow(cron("0 2 * * *"), 12);
    forgotten.terms = moved;
    forgotten.follow(cron("0 2 * * *"), 1);
    CHECK(forgotten.looks(Kind::zone));
    CHECK(forgotten.all()[0].offset == -3h);
}

TEST_CASE("where clocks change a job that goes with them is not suspected") {
    for (const char* since : {"2026-03-20T00:00:00Z", "2026-10-15T00:00:00Z"})
        for (const char* line : {"0 2 * * *", "30 2 * * *", "0 */2 * * *"})
            for (int runs = 1; runs < 40; ++runs) {
                Log log(Terms{cron(line, "Europe/Berlin"), 10min, {}, false}, since);
                log.follow(cron(line, "Europe/Berlin"), runs);
                CHECK_MESSAGE(log.is_clean(), since << ' ' << line << ' ' << runs);
            }
}

TEST_CASE("a job whose clock does not change with the task's is off by an hour from then on") {
    Log log(Terms{cron("0 2 * * *", "Europe/Berlin"), 10min, {}, false}, "2026-03-01T00:00:00Z");
    const Schedule fixed = cron("0 1 * * *");  // 02:00 in Berlin, until 29 March
    log.follow(fixed, 28);
    CHECK(log.is_clean());
    log.follow(fixed, 5);
    CHECK(log.is_clean());
    log.follow(fixed, 5);
    REQUIRE(log.looks(Kind::zone));
    CHECK(log.all()[0].offset == 1h);
}

TEST_CASE("an end alone within the grace says nothing of when it began; a start does") {
    const Terms patient{cron("0 2 * * *"), 3h, {}, false};
    Log ends(patient);
    ends.follow(cron("0 2 * * *"), 12, 2h + 3s);
    CHECK(ends.is_clean());
    Log starts(patient);
    for (int day = 0; day < 12; ++day)
        starts.run(at("2026-06-02T04:00:01Z") + std::chrono::days{day}, 10min);
    CHECK(starts.looks(Kind::zone));
}

TEST_CASE("runs that come too early to count") {
    Log log(Terms{cron("0 2 * * *"), 30min, 5min, false});
    log.follow(cron("50 1 * * *"), 12);
    REQUIRE(log.looks(Kind::early));
    CHECK(log.all()[0].offset == -(10min - 2s));
    Log tolerated(Terms{cron("0 2 * * *"), 30min, 15min, false});
    tolerated.follow(cron("50 1 * * *"), 12);
    CHECK(tolerated.is_clean());
    Log derived(Terms{cron("0 2 * * *"), 30min, {}, false});  // as much as the grace
    derived.follow(cron("50 1 * * *"), 12);
    CHECK(derived.is_clean());
    Log skewed(Terms{cron("0 * * * *"), 5min, Millis{0}, false});
    skewed.follow(cron("0 * * * *"), 12, -5s);
    CHECK(skewed.looks(Kind::early));
}

TEST_CASE("a job that runs more often than it must, or late, is not early") {
    Log often(Terms{cron("0 2 * * *"), 30min, 5min, false});
    often.follow(cron("50 */6 * * *"), 60);
    CHECK(often.is_clean());
    Log late(Terms{cron("0 2 * * *"), 1h, 5min, false});
    late.follow(cron("0 2 * * *"), 12, 13h + 20min);
    CHECK(late.is_clean());
}

TEST_CASE("an interval has no times that a run could be off from") {
    Log log(*Schedule::every(6h));
    log.follow(*Schedule::every(5h), 60);
    CHECK(log.is_clean());
    log.follow(*Schedule::every(30min), 60);
    CHECK(log.is_clean());
}

TEST_CASE("runs that take much less than before") {
    Log log(cron("0 2 * * *"));
    Instant slot = at("2026-06-02T02:00:01Z");
    const auto run = [&](Millis length) { log.run(std::exchange(slot, slot + 24h), length); };
    for (int i = 0; i < 20; ++i) run(8min + 10s * i);
    CHECK(log.is_clean());
    run(2s);
    run(3s);
    CHECK(log.is_clean());
    run(2s);
    REQUIRE(log.looks(Kind::fast));
    const Suspicion found = log.all()[0];
    CHECK(found.seen == 3);
    CHECK(found.of == 23);
    CHECK(found.taken == 3s);
    CHECK(found.usual == 8min + 100s);
    CHECK(found.since == slot - 72h + 2s);
    for (int i = 0; i < 20; ++i) run(2s);
    CHECK(log.looks(Kind::fast));  // as long as it can be seen
    Terms agreed = log.terms;
    agreed.runs.min_run = 1s;
    log.terms = agreed;
    CHECK(log.is_clean());
    log.terms.runs.min_run.reset();
    run(8min);
    CHECK(log.is_clean());
}

TEST_CASE("a job that may find nothing to do, or is always quick, is not too fast") {
    std::mt19937 random(7);
    for (const int busy_of_ten : {2, 5, 8}) {
        Log log(cron("0 * * * *"));
        Instant slot = at("2026-06-02T02:00:01Z");
        for (int i = 0; i < 200; ++i, slot += 1h) {
            log.run(slot, random() % 10 < static_cast<unsigned>(busy_of_ten) ? 9min : 1s);
            CHECK_MESSAGE(log.is_clean(), busy_of_ten << ' ' << i);
        }
    }
    Log quick(cron("0 2 * * *"));
    for (int i = 0; i < 20; ++i)
        quick.run(at("2026-06-02T02:00:01Z") + std::chrono::days{i}, i < 15 ? 5s : 20ms);
    CHECK(quick.is_clean());
}

TEST_CASE("a new address is told for a week, when a second run came from it") {
    Log log(cron("0 2 * * *"));
    log.follow(cron("0 2 * * *"), 12);
    Instant slot = at("2026-06-14T02:00:01Z");
    log.run(slot, "10.0.0.9");
    CHECK(log.is_clean());  // by hand?
    log.run(slot += 24h, "10.0.0.9");
    REQUIRE(log.looks(Kind::new_address));
    const Suspicion found = log.all()[0];
    CHECK(found.addresses == std::vector<std::string>{"10.0.0.9"});
    CHECK(found.before == std::vector<std::string>{"10.0.0.3"});
    CHECK(found.seen == 2);
    CHECK(found.since == slot - 24h);
    for (int day = 3; day <= 7; ++day) log.run(slot += 24h, "10.0.0.9");
    CHECK(log.looks(Kind::new_address));
    log.run(slot += 24h, "10.0.0.9");
    CHECK(log.is_clean());
}

TEST_CASE("who has no usual address has no new one") {
    Log young(cron("0 2 * * *"));
    young.follow(cron("0 2 * * *"), 9);
    for (int i = 0; i < 2; ++i) young.run(at("2026-06-14T02:00:01Z") + 24h * i, "10.0.0.9");
    CHECK(young.is_clean());

    Log pool(cron("0 * * * *"));
    std::mt19937 random(3);
    const char* addresses[] = {"192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4", "192.0.2.5"};
    for (int i = 0; i < 300; ++i) {
        pool.run(at("2026-06-02T00:00:01Z") + 1h * i, addresses[random() % 5]);
        CHECK_MESSAGE(pool.is_clean(), i);
    }

    Log rotating(cron("0 2 * * *"));  // RFC 8981
    std::vector<std::string> texts;
    for (int i = 0; i < 30; ++i) texts.push_back("2001:db8::" + std::to_string(i / 2 + 1));
    for (int i = 0; i < 30; ++i)
        rotating.run(at("2026-06-02T02:00:01Z") + std::chrono::days{i},
                     texts[static_cast<std::size_t>(i)]);
    CHECK(rotating.is_clean());
    for (int i = 30; i < 32; ++i)
        rotating.run(at("2026-06-02T02:00:01Z") + std::chrono::days{i}, "2001:db8:1::1");
    CHECK(rotating.looks(Kind::new_address));
    CHECK(rotating.all()[0].before == std::vector<std::string>{"2001:db8::15"});
}

TEST_CASE("two hosts that run the same slots") {
    Log log(cron("0 2 * * *"));
    for (int i = 0; i < 8; ++i) {
        const Instant slot = at("2026-06-02T02:00:00Z") + std::chrono::days{i};
        const bool swapped = i % 3 == 0;
        log.run(slot + 1s, swapped ? "10.0.0.9" : "10.0.0.3");
        log.run(slot + 2s, swapped ? "10.0.0.3" : "10.0.0.9");
        CHECK((i < 4 ? log.is_clean() : log.looks(Kind::two_hosts)));
    }
    const Suspicion found = log.all()[0];
    CHECK(found.addresses == std::vector<std::string>{"10.0.0.3", "10.0.0.9"});
    CHECK(found.seen == 8);
    CHECK(found.of == 8);
    CHECK(found.since == at("2026-06-02T02:00:00Z"));

    Log interval(*Schedule::every(5min));
    for (int i = 0; i < 12; ++i) {
        const Instant slot = at("2026-06-02T02:00:00Z") + 5min * i;
        interval.run(slot + 1s, i % 2 == 0 ? "10.0.0.9" : "10.0.0.3");
        interval.run(slot + 40s, i % 2 == 0 ? "10.0.0.3" : "10.0.0.9");
    }
    CHECK(interval.looks(Kind::two_hosts));
}

TEST_CASE("two hosts in different zones are two hosts") {
    Log log(cron("0 2 * * *"));
    for (int i = 0; i < 8; ++i) {
        log.run(at("2026-06-02T02:00:01Z") + std::chrono::days{i}, "10.0.0.3");
        log.run(at("2026-06-02T18:00:01Z") + std::chrono::days{i}, "10.0.0.9");
    }
    CHECK(log.looks(Kind::two_hosts));
}

TEST_CASE("one host behind several addresses, or with another in reserve, is not two") {
    std::mt19937 random(5);
    const char* addresses[] = {"192.0.2.1", "192.0.2.2"};
    Log runs(cron("*/10 * * * *"));  // start and end leave by different ones
    Log retries(cron("*/10 * * * *"));
    Log beats(*Schedule::every(5min));
    Log turns(cron("*/10 * * * *"));
    for (int i = 0; i < 200; ++i) {
        const Instant slot = at("2026-06-02T02:00:00Z") + 10min * i;
        const auto any = [&] { return addresses[random() % 2]; };
        runs.say(PingKind::start, slot + 1s, any());
        runs.say(PingKind::success, slot + 9s, any());
        retries.say(PingKind::fail, slot + 1s, any());
        retries.say(PingKind::success, slot + 9s, any());
        for (int beat = 0; beat < 20; ++beat) beats.run(slot + 30s * beat, any());
        turns.run(slot + 1s, addresses[i % 2]);
        CHECK_MESSAGE(runs.is_clean(), i);
        CHECK_MESSAGE(beats.is_clean(), i);
        CHECK_MESSAGE(turns.is_clean(), i);
    }
    CHECK(retries.is_clean());
}

TEST_CASE("what came late is put where it belongs, and what has no address is no host") {
    Log log(cron("0 2 * * *"));
    log.follow(cron("0 2 * * *"), 12);
    std::vector<Heard> newest_first = log.heard;
    std::ranges::reverse(newest_first);
    std::ranges::rotate(newest_first, newest_first.begin() + 6);
    for (Heard& heard : newest_first) heard.address = {};
    CHECK(suspicions(log.terms, log.standing, newest_first).empty());
}
