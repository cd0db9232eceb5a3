#include "client/spool.h"

#include "client/event_text.h"
#include "client/spool_folders.h"
#include "support/temp_dir.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <fstream>
#include <map>
#include <thread>

using namespace cronmon;

namespace {

Event event_at(std::int64_t ms, Event::Kind kind = Event::Kind::success, std::string body = {}) {
    return {.target = "nightly", .kind = kind, .at = from_ms(ms), .body = std::move(body)};
}

std::vector<std::int64_t> times(const Spool& spool, Spool::Shelf shelf = Spool::Shelf::waiting) {
    std::vector<std::int64_t> all;
    for (const auto& entry : spool.entries(shelf))
        all.push_back(to_ms(spool.read(entry.name, shelf)->at));
    return all;
}

Spool open(const TempDir& dir, SpoolLimits limits = {}) {
    auto spool = Spool::open(dir.path("spool"), Make::yes, limits);
    REQUIRE(spool);
    return *std::move(spool);
}

}  // namespace

TEST_CASE("an event comes back as it was kept, whatever its body") {
    std::string body = "\n\ncronmon-event 1\nid x\n";
    for (int i = 0; i < 256; ++i) body += static_cast<char>(i);
    Event event{.target = "https://h/ping/KEY/a%20b?x=y z",
                .kind = Event::Kind::fail,
                .at = from_ms(1'763'900'000'123),
                .rid = Uuid::random(),
                .exit_status = 137,
                .body = body};
    event.target = "https://h/ping/KEY/a%20b?x=y";
    const auto back = parse_event(event_text(event));
    REQUIRE(back);
    CHECK(back->id == event.id);
    CHECK(back->target == event.target);
    CHECK(back->kind == event.kind);
    CHECK(back->at == event.at);
    CHECK(back->rid == event.rid);
    CHECK(back->exit_status == event.exit_status);
    CHECK(back->body == event.body);
    const auto plain = parse_event(event_text(event_at(0)));
    REQUIRE(plain);
    CHECK_FALSE(plain->rid);
    CHECK_FALSE(plain->exit_status);
    CHECK(plain->body.empty());
}

TEST_CASE("half an event is none") {
    const std::string text = event_text(event_at(5, Event::Kind::fail, "body"));
    for (std::size_t size = 0; size < text.size(); ++size)
        CHECK_FALSE_MESSAGE(parse_event(text.substr(0, size)), size);
    CHECK_FALSE(parse_event(text + "x"));
    CHECK(parse_event(text));
}

TEST_CASE("an event that says nonsense is none, and it is said which line") {
    const std::string text = event_text({.target = "nightly", .at = from_ms(7), .exit_status = 3});
    const auto with = [&](std::string_view from, std::string_view to) {
        std::string other = text;
        other.replace(other.find(from), from.size(), to);
        const auto event = parse_event(other);
        return event ? std::string("fine") : event.error().message;
    };
    CHECK(with("kind success", "kind succes") == "event: kind cannot be read");
    CHECK(with("exit_status 3", "exit_status 256") == "event: exit_status cannot be read");
    CHECK(with("at_ms 7", "at_ms -7") == "event: at_ms cannot be read");
    CHECK(with("target nightly", "target ftp://x") == "event: target cannot be read");
    CHECK(with("target nightly\n", "") == "event: lacks a line of its head");
    CHECK(with("at_ms 7", "at_ms 7\nlater x") == "fine");
    CHECK(with("cronmon-event", "some-event") == "event: does not begin with 'cronmon-event 1'");
}

TEST_CASE("events come in the order in which they happened, the start before the end") {
    TempDir dir;
    Spool spool = open(dir);
    for (const std::int64_t ms : {300, 100, 200}) CHECK_FALSE(spool.put(event_at(ms)));
    CHECK_FALSE(spool.put(event_at(150, Event::Kind::fail)));
    CHECK_FALSE(spool.put(event_at(150, Event::Kind::start)));
    CHECK(times(spool) == std::vector<std::int64_t>{100, 150, 150, 200, 300});
    const auto entries = spool.entries();
    CHECK(spool.read(entries[1].name)->kind == Event::Kind::start);
    CHECK(spool.read(entries[2].name)->kind == Event::Kind::fail);
}

TEST_CASE("if there are too many, what is no failure gives way first, the oldest first") {
    TempDir dir;
    Spool spool = open(dir, {.events = 4});
    CHECK_FALSE(spool.put(event_at(1, Event::Kind::fail)));
    CHECK_FALSE(spool.put(event_at(2)));
    CHECK_FALSE(spool.put(event_at(3, Event::Kind::start)));
    CHECK_FALSE(spool.put(event_at(4, Event::Kind::fail)));
    CHECK_FALSE(spool.put(event_at(5)));
    CHECK(times(spool) == std::vector<std::int64_t>{1, 3, 4, 5});
    for (std::int64_t ms = 6; ms < 9; ++ms) CHECK_FALSE(spool.put(event_at(ms, Event::Kind::fail)));
    CHECK(times(spool) == std::vector<std::int64_t>{4, 6, 7, 8});
}

TEST_CASE("if they are too large, as many give way as it takes") {
    TempDir dir;
    Spool spool = open(dir, {.bytes = 10'000});
    for (std::int64_t ms = 1; ms <= 5; ++ms)
        CHECK_FALSE(spool.put(event_at(ms, Event::Kind::success, std::string(3000, 'x'))));
    CHECK(times(spool) == std::vector<std::int64_t>{3, 4, 5});
    CHECK_FALSE(spool.put(event_at(6, Event::Kind::success, std::string(9000, 'x'))));
    CHECK(times(spool) == std::vector<std::int64_t>{6});
}

TEST_CASE("a body is kept as far as a server would keep it") {
    TempDir dir;
    Spool spool = open(dir);
    CHECK_FALSE(spool.put(event_at(1, Event::Kind::fail, std::string(1'000'000, 'x'))));
    CHECK(spool.read(spool.entries()[0].name)->body.size() == spooled_body_bytes_max);
}

TEST_CASE("a reader sees a whole event or none, while others write") {
    TempDir dir;
    Spool writer = open(dir);
    std::jthread writing([&] {
        for (std::int64_t ms = 1; ms <= 200; ++ms)
            writer.put(event_at(ms, Event::Kind::fail, std::string(20'000, 'x')));
    });
    Spool reader = open(dir);
    for (std::size_t seen = 0; seen < 200;) {
        const auto entries = reader.entries();
        REQUIRE(entries.size() >= seen);
        seen = entries.size();
        if (seen > 0) CHECK(reader.read(entries.back().name));
    }
}

TEST_CASE("what was killed half way is swept out once it is old, and never taken for an event") {
    TempDir dir;
    Spool spool = open(dir);
    CHECK_FALSE(spool.put(event_at(1)));
    const std::string name = spool.entries()[0].name;
    const std::string half = dir.path("spool/.half-" + name);
    std::ofstream(half) << "cronmon-";
    CHECK(spool.entries().size() == 1);
    const Instant now = SystemClock().now();
    spool.sweep(now);
    CHECK(access(half.c_str(), F_OK) == 0);
    spool.sweep(now + std::chrono::hours{2});
    CHECK(access(half.c_str(), F_OK) != 0);
    CHECK(spool.entries().size() == 1);
}

TEST_CASE("what is rejected is kept aside, the newest of it") {
    TempDir dir;
    Spool spool = open(dir);
    for (std::int64_t ms = 1; ms <= 103; ++ms) CHECK_FALSE(spool.put(event_at(ms)));
    for (const auto& entry : spool.entries()) spool.reject(entry.name);
    CHECK(spool.entries().empty());
    const auto rejected = times(spool, Spool::Shelf::rejected);
    CHECK(rejected.size() == rejected_events_max);
    CHECK(rejected.front() == 4);
}

TEST_CASE("one at a time holds the lock, and adding waits for nobody") {
    TempDir dir;
    const SystemClock clock;
    Spool one = open(dir), other = open(dir);
    {
        const auto lock = one.lock(clock, Millis{0});
        REQUIRE(lock);
        CHECK_FALSE(other.lock(clock, Millis{0}));
        CHECK_FALSE(other.put(event_at(1)));
    }
    CHECK(other.lock(clock, Millis{0}));
}

TEST_CASE("a folder that others may write to is refused, and so is a link") {
    TempDir dir;
    open(dir);
    CHECK(chmod(dir.path("spool").c_str(), 0777) == 0);
    const auto open_to_all = Spool::open(dir.path("spool"), Make::yes);
    REQUIRE_FALSE(open_to_all);
    CHECK(open_to_all.error().code == Code::unreachable);
    CHECK(symlink(dir.path("x").c_str(), dir.path("link").c_str()) == 0);
    CHECK_FALSE(Spool::open(dir.path("link"), Make::no));
    const auto none = Spool::open(dir.path("none"), Make::no);
    REQUIRE_FALSE(none);
    CHECK(none.error().code == Code::not_found);
}

TEST_CASE("the folders of a spool come from an environment that may say little") {
    TempDir dir;
    const std::string passwd = dir.path("passwd");
    std::ofstream(passwd) << "root:x:0:0:root:/root:/bin/sh\njob:x:77:77:,,,:/srv/job:/bin/sh\n";
    const auto folders = [&](std::map<std::string, std::string> variables, uid_t user) {
        return spool_folders(
            [&](const std::string& name) {
                const auto found = variables.find(name);
                return found == variables.end() ? std::nullopt : std::optional(found->second);
            },
            user, passwd);
    };
    using List = std::vector<std::string>;
    const std::string usual = "/var/spool/cronmon";
    CHECK(folders({{"CRONMON_SPOOL", "/x"}, {"HOME", "/h"}}, 0) == List{"/x"});
    CHECK(folders({{"XDG_STATE_HOME", "/s"}, {"HOME", "/h"}}, 77) ==
          List{usual, "/s/cronmon/spool", "/tmp/cronmon-spool-77"});
    CHECK(folders({{"XDG_STATE_HOME", "s"}, {"HOME", "/h"}}, 77) ==
          List{usual, "/h/.local/state/cronmon/spool", "/tmp/cronmon-spool-77"});
    CHECK(folders({}, 77) ==
          List{usual, "/srv/job/.local/state/cronmon/spool", "/tmp/cronmon-spool-77"});
    CHECK(folders({}, 78) == List{usual, "/tmp/cronmon-spool-78"});
    CHECK(run_lock_folder("/var/spool/cronmon/") == "/var/spool/cronmon-locks");
}
