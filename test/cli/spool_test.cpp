// What waits in the spool, told to a server that answers by a script.
#include "client/spool.h"

#include "cli/late_news.h"
#include "cli/shell.h"
#include "support/temp_dir.h"

#include <doctest/doctest.h>

using namespace cronmon;
using cronmon::test::contains;
using cronmon::test::Shell;

namespace {

const std::string uuid = "5d4d5c5e-0000-4000-8000-000000000001";

class SpoolShell : public Shell {
public:
    SpoolShell() { environment["CRONMON_SPOOL"] = dir_.path("spool"); }

    void keep(Event event) {
        if (event.target.empty()) event.target = "nightly";
        if (event.at == Instant{}) event.at = from_ms(1'795'395'000'000);  // 10 min ago
        REQUIRE_FALSE(spool().put(event));
    }
    std::size_t waiting() const { return spool().entries().size(); }
    std::size_t rejected() const { return spool().entries(Spool::Shelf::rejected).size(); }

private:
    Spool spool() const {
        auto opened = Spool::open(dir_.path("spool"), Make::yes);
        REQUIRE(opened);
        return *std::move(opened);
    }

    TempDir dir_;
};

}  // namespace

TEST_CASE("late news says what happened, to whom and when") {
    Event event{.target = "https://u:p@h/x/ping/KEY/night%20ly?a=b",
                .kind = Event::Kind::fail,
                .at = from_ms(1'763'900'000'000),
                .rid = Uuid::parse("0b0f6b2e-7c1d-4b53-9d3e-0c9a1a2b3c4d"),
                .exit_status = 3,
                .body = std::string("a\0\xff", 3),
                .id = *Uuid::parse(uuid)};
    CHECK(
        dump_line(late_body(event)) ==
        R"({"target":"KEY/night ly","kind":"fail","at_ms":1763900000000,"rid":"0b0f6b2e-7c1d-4b53-9d3e-0c9a1a2b3c4d","exit_status":3,)"
        R"("body_base64":"YQD/"})");
    CHECK(late_server(event) == "https://h/x");
    event = {.target = "nightly", .kind = Event::Kind::start, .id = *Uuid::parse(uuid)};
    CHECK(dump_line(late_body(event)) == R"({"target":"nightly","kind":"start","at_ms":0})");
    CHECK(late_server(event).empty());
}

TEST_CASE("by what a server answers an event is gone, aside, or still there") {
    struct Row {
        int status;
        std::string body;
        std::string becomes;
        int exit_code;
    };
    const Row rows[] = {
        {201, R"({"id":1,"task":"nightly","state":"up"})", "delivered", 0},
        {200, "{}", "delivered", 0},
        {409, R"({"code":"conflict","detail":"event: is there"})", "delivered", 0},
        {400, R"({"detail":"at_ms: is too old"})", "rejected", 0},
        {422, R"({"code":"invalid","detail":"at_ms: is in the future"})", "rejected", 0},
        {413, "too large", "rejected", 0},
        {404, R"({"code":"not_found","detail":"task: there is none"})", "rejected", 0},
        {404, R"({"detail":"path: there is nothing"})", "left", 1},
        {404, "<html>", "left", 1},
        {405, "", "left", 1},
        {401, R"({"detail":"token: is not known"})", "left", 1},
        {403, R"({"detail":"caller: may not"})", "left", 1},
        {408, "", "left", 3},
        {429, "", "left", 1},
        {500, "", "left", 3},
        {503, R"({"detail":"not now"})", "left", 3},
    };
    for (const Row& row : rows) {
        CAPTURE(row.status);
        CAPTURE(row.body);
        SpoolShell shell;
        shell.keep({.kind = Event::Kind::fail});
        shell.answer("POST /pings", row.body, row.status);
        CHECK(shell.run({"spool", "flush", "--json"}) == row.exit_code);
        const Json told = Json::parse(shell.out());
        for (const char* fate : {"delivered", "rejected", "left"})
            CHECK(number_of(told, fate) == (row.becomes == fate ? 1 : 0));
        CHECK(shell.waiting() == (row.becomes == "left" ? 1 : 0));
        CHECK(shell.rejected() == (row.becomes == "rejected" ? 1 : 0));
    }
}

TEST_CASE("once an event must wait, those behind it are not even asked about") {
    SpoolShell shell;
    for (const std::int64_t ms : {1, 2, 3})
        shell.keep({.kind = Event::Kind::log, .at = from_ms(1'795'395'000'000 + ms)});
    shell.answer("POST /pings", "", 503);
    CHECK(shell.run({"spool", "flush"}) == 3);
    CHECK(shell.out() == "0 events delivered, 3 left\n");
    CHECK(shell.asked().size() == 1);
}

TEST_CASE("of what is too old it is said that it is dropped") {
    SpoolShell shell;
    const Instant now = from_ms(1'795'395'600'000);
    shell.keep({.kind = Event::Kind::fail, .at = now - late_max - Millis{1}});
    shell.keep({.target = "https://h/ping/" + uuid, .at = now - late_max});
    shell.answer("POST /pings", "{}", 201);
    CHECK(shell.run({"spool", "flush"}) == 0);
    CHECK(shell.out() == "1 event delivered, 1 dropped\n");
    CHECK(shell.err() ==
          "cronmon: the fail of nightly at 2026-11-16T00:59:59.999Z was dropped: it is older than "
          "any server takes (7d)\n");
}

TEST_CASE("with nobody there and no token, flushing says what is missing") {
    SpoolShell shell;
    shell.keep({});
    shell.nobody_is_running = true;
    CHECK(shell.run({"spool", "flush"}) == 1);
    CHECK(contains(shell.err(), "no server is running on this machine"));
    CHECK(contains(shell.err(), "CRONMON_TOKEN"));
    shell.environment["CRONMON_SERVER"] = "https://cron.example.org";
    CHECK(shell.run({"spool", "flush"}) == 1);
    CHECK(contains(shell.err(), "token: is missing for the server"));
    CHECK(shell.waiting() == 1);
}

TEST_CASE("a list of the spool shows times, kinds and tasks") {
    SpoolShell shell;
    shell.keep({.target = "https://h/ping/KEY/nightly",
                .kind = Event::Kind::fail,
                .exit_status = 3,
                .body = "12345"});
    CHECK(shell.run({"spool", "list"}) == 0);
    CHECK(shell.out() ==
          "AT                    KIND    TASK               BODY  STATE\n"
          "2026-11-23T00:50:00Z  fail 3  https://h nightly     5  waiting\n");
    CHECK(shell.run({"spool", "drop"}) == 2);
    CHECK(shell.run({"spool", "drop", "--yes"}) == 0);
    CHECK(shell.out() == "dropped 1 event\n");
    CHECK(shell.run({"spool", "list"}) == 0);
    CHECK(shell.out() == "nothing is spooled\n");
}

TEST_CASE("a ping by a name that no server can be asked about is kept under that name") {
    SpoolShell shell;
    shell.unreachable = true;
    CHECK(shell.run({"ping", "db/nightly", "--exit", "7"}) == 4);
    CHECK(contains(shell.err(), "not delivered, but spooled: nobody is there"));
    CHECK(shell.run({"spool", "list", "--json"}) == 0);
    const Json row = Json::parse(shell.out())[0];
    CHECK(text_of(row, "target") == "db/nightly");
    CHECK(text_of(row, "kind") == "fail");
    CHECK(number_of(row, "exit_status") == 7);
    CHECK(number_of(row, "at_ms") == 1'795'395'600'000);
}

TEST_CASE("a ping by a name that a server does not know is refused, and not kept") {
    SpoolShell shell;
    shell.answer("GET /tasks/nihgtly", R"({"code":"not_found","detail":"task: there is none"})",
                 404);
    CHECK(shell.run({"ping", "nihgtly"}) == 1);
    CHECK(shell.err() == "cronmon: task: there is none\n");
    CHECK(shell.waiting() == 0);
}
