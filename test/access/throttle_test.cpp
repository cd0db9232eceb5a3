#include "access/throttle.h"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

using namespace cronmon;
using namespace std::chrono_literals;

namespace {

constexpr std::optional<Millis> now_at_once = std::nullopt;
constexpr Millis start = 1h;  // on a steady clock that began some time before

// Fails `count` times as fast as it may, and says when the last try began.
Millis fail(LoginThrottle& throttle, const std::string& account, const std::string& address,
            int count, Millis now) {
    while (count > 0) {
        const auto wait = throttle.begin(account, address, now);
        if (wait) now += *wait;
        else --count;
    }
    return now;
}

std::string address(int number) {
    return "10." + std::to_string(number / 65536) + "." + std::to_string(number / 256 % 256) + "." +
           std::to_string(number % 256);
}

}  // namespace

TEST_CASE("the first failures of an account cost nothing, each further one doubles the wait") {
    LoginThrottle throttle;
    Millis now = start;
    for (int i = 0; i < 6; ++i) CHECK(throttle.begin("alice", "10.0.0.1", now) == now_at_once);
    for (const Millis wait : {1s, 2s, 4s, 8s, 16s, 32s, 64s, 128s, 256s, 512s}) {
        CHECK(throttle.begin("alice", "10.0.0.1", now) == wait);
        CHECK(throttle.begin("alice", "10.0.0.1", now + wait - 1ms) == 1ms);
        now += wait;
        CHECK(throttle.begin("alice", "10.0.0.1", now) == now_at_once);
    }
    for (int i = 0; i < 40; ++i) {
        CHECK(throttle.begin("alice", "10.0.0.1", now) == Millis{15min});
        now += 15min;
        CHECK(throttle.begin("alice", "10.0.0.1", now) == now_at_once);
    }
}

TEST_CASE("a try that is made too early is not counted") {
    LoginThrottle throttle;
    fail(throttle, "alice", "10.0.0.1", 6, start);
    for (int i = 0; i < 1000; ++i) CHECK(throttle.begin("alice", "10.0.0.1", start) == Millis{1s});
    CHECK(throttle.begin("alice", "10.0.0.1", start + 1s) == now_at_once);
}

TEST_CASE("an account is throttled from whatever address, in whatever case its name is written") {
    LoginThrottle throttle;
    for (int i = 0; i < 6; ++i)
        CHECK(!throttle.begin(i % 2 ? "Alice" : "aLICE", address(i), start));
    CHECK(throttle.begin("alice", "192.0.2.1", start) == Millis{1s});
    CHECK(!throttle.begin("bob", "192.0.2.1", start));
}

TEST_CASE("an address is throttled for whatever account, after more failures") {
    LoginThrottle throttle;
    for (int i = 0; i < 21; ++i) CHECK(!throttle.begin(std::to_string(i), "10.0.0.1", start));
    CHECK(throttle.begin("alice", "10.0.0.1", start) == Millis{1s});
    CHECK(!throttle.begin("alice", "10.0.0.2", start));
}

TEST_CASE("the longer of both waits counts") {
    LoginThrottle throttle;
    Millis now = start;
    for (int i = 0; i < 21; ++i) throttle.begin(std::to_string(i), "10.0.0.1", now);
    for (int i = 0; i < 6; ++i) throttle.begin("alice", address(100 + i), now);
    now += 1s;
    throttle.begin("alice", "10.0.0.9", now);  // alice waits for 2 s, 10.0.0.1 not any more
    CHECK(throttle.begin("alice", "10.0.0.1", now) == Millis{2s});
    CHECK(throttle.begin("bob", "10.0.0.1", now) == now_at_once);  // its wait is 2 s now, too
    CHECK(throttle.begin("alice", "10.0.0.1", now + 500ms) == 1500ms);
}

TEST_CASE("who gets in is forgiven all failures of the account, but not those of the address") {
    LoginThrottle throttle;
    Millis now = fail(throttle, "alice", "10.0.0.1", 8, start) + 4s;
    CHECK(!throttle.begin("alice", "10.0.0.1", now));
    throttle.succeeded("ALICE", "10.0.0.1", now);
    for (int i = 0; i < 6; ++i) CHECK(!throttle.begin("alice", "10.0.0.1", now));
    // 8 and 6 failures of the address are 14; it has 6 more that cost nothing, and one that does.
    for (int i = 0; i < 7; ++i) CHECK(!throttle.begin(std::to_string(i), "10.0.0.1", now));
    CHECK(throttle.begin("bob", "10.0.0.1", now) == Millis{1s});
}

TEST_CASE("logins that succeed never add up") {
    LoginThrottle throttle;
    for (int i = 0; i < 1000; ++i) {
        CHECK(!throttle.begin("alice", "10.0.0.1", start));
        throttle.succeeded("alice", "10.0.0.1", start);
    }
    CHECK(!throttle.begin("bob", "10.0.0.1", start));
}

TEST_CASE("a login between failures does not make the address wait for longer, nor for less") {
    LoginThrottle throttle;
    Millis now = start;
    for (int i = 0; i < 23; ++i) now = fail(throttle, std::to_string(i), "10.0.0.1", 1, now);
    CHECK(throttle.begin("alice", "10.0.0.1", now) == Millis{4s});
    now += 4s;
    CHECK(!throttle.begin("alice", "10.0.0.1", now));
    throttle.succeeded("alice", "10.0.0.1", now);
    CHECK(!throttle.begin("mallory", "10.0.0.1", now));
    CHECK(throttle.begin("alice", "10.0.0.1", now) == Millis{8s});
}

TEST_CASE("failures are forgotten a day after the last of them") {
    LoginThrottle throttle;
    const Millis last = fail(throttle, "alice", "10.0.0.1", 30, start);
    SUBCASE("not before") {
        CHECK(!throttle.begin("alice", "10.0.0.1", last + 24h - 1ms));
        CHECK(throttle.begin("alice", "10.0.0.1", last + 24h - 1ms) == Millis{15min});
    }
    SUBCASE("then all at once") {
        for (int i = 0; i < 6; ++i) CHECK(!throttle.begin("alice", "10.0.0.1", last + 24h));
        CHECK(throttle.begin("alice", "10.0.0.1", last + 24h) == Millis{1s});
    }
    SUBCASE("though somebody gets in from that address in between") {
        const Millis between = last + 23h;
        CHECK(!throttle.begin("bob", "10.0.0.1", between));
        throttle.succeeded("bob", "10.0.0.1", between);
        for (int i = 0; i < 21; ++i)
            CHECK(!throttle.begin(std::to_string(i), "10.0.0.1", last + 24h));
        CHECK(throttle.begin("bob", "10.0.0.1", last + 24h) == Millis{1s});
    }
}

TEST_CASE("the addresses of one customer count as one") {
    const auto are_one = [](std::string_view one, std::string_view other) {
        LoginThrottle throttle;
        for (int i = 0; i < 21; ++i) throttle.begin(std::to_string(i), one, start);
        return throttle.begin("alice", other, start).has_value();
    };
    CHECK(are_one("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff"));
    CHECK(are_one("2001:db8:1:2::1", "2001:0DB8:0001:0002::9"));
    CHECK(!are_one("2001:db8:1:2::1", "2001:db8:1:3::1"));
    CHECK(are_one("10.0.0.1", "::ffff:10.0.0.1"));
    CHECK(are_one("::ffff:10.0.0.1", "::ffff:a00:1"));
    CHECK(!are_one("::ffff:10.0.0.1", "::ffff:10.0.0.2"));
    CHECK(!are_one("10.0.0.1", "10.0.0.2"));
    CHECK(are_one("unix", "unix"));
    CHECK(!are_one("unix", ""));
}

TEST_CASE("ten thousand are remembered, and the oldest is forgotten first") {
    FailureBook book(0);
    const auto who = [](std::size_t number) { return digest_of(std::to_string(number)); };
    for (std::size_t i = 0; i < throttle_entries_max; ++i) book.count(who(i), start);
    book.count(who(0), start);  // the oldest is number 1 now
    CHECK(book.wait_of(who(0), start) == Millis{2s});
    book.count(who(throttle_entries_max), start);
    CHECK(book.wait_of(who(1), start) == Millis{0});
    CHECK(book.wait_of(who(0), start) == Millis{2s});
    CHECK(book.wait_of(who(2), start) == Millis{1s});
    CHECK(book.wait_of(who(throttle_entries_max), start) == Millis{1s});
    // A day later there is room again.
    book.count(who(1), start + 24h);
    CHECK(book.wait_of(who(2), start + 24h) <= Millis{0});
    CHECK(book.wait_of(who(1), start + 24h) == Millis{1s});
}

TEST_CASE("a try that ends after its entry was forgotten takes nothing back") {
    LoginThrottle throttle;
    throttle.succeeded("alice", "10.0.0.1", start);
    CHECK(!throttle.begin("alice", "10.0.0.1", start));
    throttle.succeeded("alice", "10.0.0.1", start);
    throttle.succeeded("alice", "10.0.0.1", start);
    CHECK(!throttle.begin("alice", "10.0.0.1", start));
}

TEST_CASE("who reads the clock a moment before another does not wait for it") {
    LoginThrottle throttle;
    CHECK(!throttle.begin("alice", "10.0.0.1", start));
    CHECK(!throttle.begin("alice", "10.0.0.1", start - 3ms));
}

TEST_CASE("of a hundred tries at once only the free ones pass") {
    LoginThrottle throttle;
    std::atomic<int> passed = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 10; ++i)
            threads.emplace_back([&, i] {
                for (int j = 0; j < 10; ++j)
                    if (!throttle.begin("alice", address(i * 10 + j), start)) ++passed;
            });
    }
    CHECK(passed == 6);
}

TEST_CASE("to refuse is cheap") {
    LoginThrottle throttle;
    fail(throttle, "alice", "10.0.0.1", 30, start);
    const auto began = std::chrono::steady_clock::now();
    constexpr int tries = 10'000;
    for (int i = 0; i < tries; ++i) throttle.begin("alice", "10.0.0.1", start);
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - began;
    MESSAGE("one refusal: " << took.count() / tries << " us");
    CHECK(took < 2s);
}
