#include "http/ping_limit.h"

#include "served_site.h"

using namespace cronmon;

namespace {

constexpr Millis start{1'000'000};
constexpr Millis minute{60'000};

// How many of `tries` at the same moment are let in.
int let_in(PaceTable& table, std::uint64_t sender, Millis at, int tries) {
    int count = 0;
    for (int i = 0; i < tries; ++i) count += table.refuse(sender, at) == nullptr ? 1 : 0;
    return count;
}

std::string rendered(const net::Canned& canned) {
    std::string text;
    canned.append_to(text, net::Canned::Then::keep, net::Canned::Part::whole, std::string(29, ' '));
    return text;
}

PingTarget to(std::uint8_t last_byte) {
    PingTarget target;
    target.uuid = Uuid{};
    target.uuid->bytes[15] = last_byte;
    return target;
}

}  // namespace

TEST_CASE("without a limit everything is let in") {
    PaceTable table;
    CHECK(!table.is_on());
    CHECK(let_in(table, 7, start, 10'000) == 10'000);
}

TEST_CASE("a minute's worth may come at once; then it is the pace that counts") {
    PaceTable table;
    table.set(60);
    CHECK(table.is_on());
    CHECK(let_in(table, 7, start, 100) == 60);
    CHECK(let_in(table, 7, start + Millis{999}, 100) == 0);
    CHECK(let_in(table, 7, start + Millis{1000}, 100) == 1);
    CHECK(let_in(table, 7, start + Millis{11'000}, 100) == 10);
    CHECK(let_in(table, 7, start + Millis{11'000} + 2 * minute, 100) == 60);
    CHECK(let_in(table, 8, start, 100) == 60);  // nobody pays for another
}

TEST_CASE("a refusal says when there is room again, and then there is") {
    PaceTable table;
    for (const auto& [per_minute, seconds] : {std::pair{1, 60}, {7, 9}, {60, 1}, {100'000, 1}}) {
        table.set(per_minute);
        const std::uint64_t sender = 1000u + static_cast<std::uint64_t>(per_minute);
        CHECK(let_in(table, sender, start, per_minute + 1) == per_minute);
        const net::Canned* const refusal = table.refuse(sender, start);
        REQUIRE(refusal);
        CHECK(refusal->status() == 429);
        const std::string text = rendered(*refusal);
        CHECK(text.find("\r\nRetry-After: " + std::to_string(seconds) + "\r\n") != text.npos);
        CHECK(!table.refuse(sender, start + std::chrono::seconds{seconds}));
    }
}

TEST_CASE("a limit may be changed and taken away at any time") {
    PaceTable table;
    table.set(10);
    CHECK(let_in(table, 7, start, 20) == 10);
    table.set(0);
    CHECK(let_in(table, 7, start, 20) == 20);
    table.set(20);
    CHECK(let_in(table, 7, start + minute, 30) == 20);
}

TEST_CASE("with more senders than there is room for, the most patient is forgotten first") {
    PaceTable table;
    table.set(10);
    constexpr std::uint64_t rows = PaceTable::senders / PaceTable::senders_of_a_row;
    CHECK(let_in(table, 1, start, 20) == 10);
    for (std::uint64_t i = 1; i <= 50; ++i) CHECK(let_in(table, 1 + i * rows, start, 1) == 1);
    CHECK(let_in(table, 1, start, 20) == 0);
}

TEST_CASE("one address and one task are known, whatever else differs") {
    PingLimit limit;
    limit.set(5, 0);
    const auto from = [&](const char* address) {
        int count = 0;
        for (std::uint8_t i = 0; i < 10; ++i)
            count += limit.refuse(net::Ip::parse(address), to(i), start) ? 0 : 1;
        return count;
    };
    CHECK(from("10.0.0.1") == 5);
    CHECK(from("10.0.0.2") == 5);
    CHECK(from("2001:db8:1:2::1") == 5);
    CHECK(from("2001:db8:1:2:ffff::9") == 0);  // the same /64
    CHECK(from("2001:db8:1:3::1") == 5);
    for (int i = 0; i < 20; ++i) CHECK(!limit.refuse(std::nullopt, to(1), start));

    limit.set(0, 5);
    int count = 0;
    for (int i = 0; i < 10; ++i)
        count +=
            limit.refuse(net::Ip::from_v4({10, 0, 0, static_cast<std::uint8_t>(i)}), to(7), start)
                ? 0
                : 1;
    CHECK(count == 5);
    CHECK(!limit.refuse(std::nullopt, to(8), start));
    PingTarget slug;
    slug.key = "key";
    slug.slug = "nightly";
    for (int i = 0; i < 5; ++i) CHECK(!limit.refuse(std::nullopt, slug, start));
    CHECK(limit.refuse(std::nullopt, slug, start));
    slug.slug = "weekly";
    CHECK(!limit.refuse(std::nullopt, slug, start));
}

TEST_CASE_FIXTURE(Served, "a setting limits the pings of a task, without a restart") {
    const auto ping = [&] { return tcp(request("GET", "/api/monlink/" + uuid)); };
    for (int i = 0; i < 4; ++i) CHECK(is(ping(), 200));
    desk.must("PUT", "/settings/ping.per_task", {{"value", "2"}});
    CHECK(is(ping(), 200));
    CHECK(is(ping(), 200));
    const std::string refused = ping();
    CHECK(is(refused, 429));
    CHECK(refused.find("\r\nRetry-After: 30\r\n") != refused.npos);
    CHECK(log().size() == 6);  // what was refused is not recorded
    CHECK(is(tcp(request("GET", "/healthz")), 200));
    desk.must("PUT", "/settings/ping.per_task", {{"value", "0"}});
    CHECK(is(ping(), 200));
}
