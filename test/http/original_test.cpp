// The original's API as far as it is ours to decide; what it answered is replayed in
// test/app/original_replay_test.cpp.
#include "access/base64.h"
#include "http/callers.h"
#include "http/original/answer.h"
#include "http/original/api.h"
#include "http/original/logged_url.h"
#include "http/original/number.h"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cctype>

using namespace cronmon;

namespace {

std::string base64(std::string_view text) {
    const std::vector<std::uint8_t> bytes(text.begin(), text.end());
    std::string result = base64url_encode(bytes);
    std::ranges::replace(result, '-', '+');
    std::ranges::replace(result, '_', '/');
    while (result.size() % 4 != 0) result += '=';
    return result;
}

std::string basic(std::string_view pair) { return "Authorization: Basic " + base64(pair) + "\r\n"; }

const std::string root_pair = "api_root:correct horse";
const std::string reader_pair = "api_reader:battery staple";

// A desk with an administrator and somebody who sees only the business `db`, who both may use the
// API, and with tasks of two businesses.
struct World {
    World() {
        desk.nightly();  // of business db: task 1
        desk.must("POST", "/businesses", {{"name", "Web"}});
        desk.must("POST", "/tasks",
                  {{"name", "Hourly"}, {"business", "Web"}, {"every", "1h"}, {"grace", "90s"}});
        user("cronadmin",
             {{"role", "admin"}, {"api_name", "api_root"}, {"api_password", "correct horse"}});
        user("someone.of.db", {{"role", "reader"},
                               {"api_name", "api_reader"},
                               {"api_password", "battery staple"},
                               {"businesses", {"db"}}});
    }

    void user(const std::string& name, nlohmann::json body) {
        body["name"] = name;
        desk.must("POST", "/users", body);
    }

    Reply ask(std::string_view method, std::string_view target, const std::string& fields) {
        WholeRequest request(method, target, {});
        request.at_operators_socket = false;
        request.by_https = by_https;
        request.address = "192.0.2.7";
        request.head.insert(request.head.size() - 2, fields);
        return reply_in(desk.bridge.respond(std::move(request)));
    }
    Reply get(std::string_view target, const std::string& pair = root_pair) {
        return ask("GET", target, basic(pair) + "Host: cron.example\r\n");
    }
    std::string body(std::string_view target, const std::string& pair = root_pair) {
        return get(target, pair).body;
    }

    // The rows of the log, oldest first: METHOD url code user
    std::vector<std::string> log() {
        std::vector<std::string> lines;
        for (const ApiRequestRow& row : present(desk.services)->api_requests(1000))
            lines.insert(lines.begin(), row.method + " " + row.url + " " +
                                            std::to_string(row.code) + " " +
                                            std::to_string(raw(row.user)));
        return lines;
    }

    Desk desk;
    bool by_https = false;
};

using Lines = std::vector<std::string>;

std::string bad(const std::string& message) {
    return "{\"error\":\"Bad Request\",\"message\":\"" + message + "\"}\n";
}

nlohmann::json json_of(const Reply& reply) { return nlohmann::json::parse(reply.body); }

}  // namespace

TEST_CASE("a number of the original is what Python takes for one") {
    struct Case {
        const char* text;
        std::int64_t number;
    };
    for (const Case& each :
         {Case{"1", 1}, Case{"+2", 2}, Case{" 2 ", 2}, Case{"\t2\n", 2}, Case{"007", 7},
          Case{"-3", -3}, Case{"1_0", 10}, Case{"1_2_3", 123}, Case{"-0", 0}, Case{"２", 2},
          Case{"１_０", 10}, Case{"٣", 3}, Case{"𝟗", 9}, Case{"　2\xC2\xA0", 2},
          Case{"9223372036854775807", 9223372036854775807},
          Case{"-9223372036854775808", -9223372036854775807 - 1}}) {
        CHECK_MESSAGE(python_int(each.text) == each.number, each.text);
    }
    for (const char* text : {"",
                             " ",
                             "abc",
                             "1.5",
                             "1e3",
                             "0x10",
                             "1__0",
                             "_1",
                             "1_",
                             "+",
                             "-",
                             "+-1",
                             "+ 1",
                             "1 0",
                             "²",
                             "½",
                             "Ⅷ",
                             "一",
                             "é",
                             "９９９９９９９９９９９９９９９９９９９９",
                             "9223372036854775808",
                             "-9223372036854775809",
                             "99999999999999999999",
                             "1\xEF\xBF\xBD"}) {
        CAPTURE(text);
        CHECK_FALSE(python_int(text));
    }
}

TEST_CASE("a query is written down readable, and means the same") {
    struct Case {
        const char* sent;
        const char* logged;
    };
    // What Werkzeug 2.2.3 made of them.
    for (const Case& each : {Case{"a=%41", "a=A"},
                             Case{"a=%20", "a=%20"},
                             Case{"a=+%2B", "a=++"},
                             Case{"a=%2f/", "a=%2f%2F"},
                             Case{"a=%e5%85%a8", "a=全"},
                             Case{"a=\xe5\x85\xa8", "a=全"},
                             Case{"a=%ff", "a=%FF"},
                             Case{"a=\xff", "a=%FF"},
                             Case{"a=%ffz%e5", "a=%FFz%E5"},
                             Case{"a=\"x\"<>", "a=%22x%22%3C%3E"},
                             Case{"a=;%3b", "a=;;"},
                             Case{"a='()*!$,", "a='()*!$,"},
                             Case{"a=?#", "a=%3F%23"},
                             Case{"a=%", "a=%"},
                             Case{"a=%4", "a=%4"},
                             Case{"a=%zz", "a=%zz"},
                             Case{"&&a", "&&a"},
                             Case{"a=%26%3D%25", "a=%26%3D%25"},
                             Case{"a=[x]{y}|\\^`~-_.@:", "a=%5Bx%5D%7By%7D%7C%5C%5E%60~-_.%40:"},
                             Case{"a=%7E%7F", "a=~%7F"},
                             Case{"a=%ED%A0%80", "a=%ED%A0%80"},
                             Case{"a=%c3%a9%ff%c3%a9", "a=é%FFé"},
                             Case{"a=%F0%9F%98%80", "a=😀"},
                             Case{"a=%25ff", "a=%25ff"},
                             Case{"it's%20%22q%22%20%5C", "it's%20%22q%22%20%5C"}}) {
        CHECK_MESSAGE(readable_query(each.sent) == each.logged, each.sent);
    }
    CHECK(logged_url("/api/v1.0/tasks", "") == "/api/v1.0/tasks");
    CHECK(logged_url("/x", "a=1") == "/x?a=1");
    const std::string wide = logged_url("/x", std::string(300, '\xe5') + "%e5%85%a8");
    CHECK(wide.size() == 255);
    std::string many;
    for (int i = 0; i < 100; ++i) many += "%e5%85%a8";
    CHECK(logged_url("/x", many).size() == 255);
    CHECK(logged_url("/xy", many).size() == 253);
}

TEST_CASE("of a parameter the first value counts, and its name in the right case") {
    const OriginalQuery query("a=1&a=2&&b&%63=x+y%20z&=7&a=%ff");
    CHECK(query.names() == 4);
    CHECK(query.value("a") == "1");
    CHECK(query.value("b") == "");
    CHECK(query.value("c") == "x y z");
    CHECK(query.value("") == "7");
    CHECK_FALSE(query.value("A"));
    CHECK(OriginalQuery("").names() == 0);
    CHECK(OriginalQuery("a=%ff").value("a") == "\xEF\xBF\xBD");
}

TEST_CASE("who takes JSON and no page gets no page") {
    for (const char* accept : {"application/json", "APPLICATION/JSON", "application/json;q=0.1",
                               "text/plain, application/json", "*,application/json"})
        CHECK_MESSAGE(takes_json_only(accept), accept);
    for (const char* accept :
         {"", "*/*", "application/*", "application/json, text/html", "text/*,application/json",
          "application/json,*/*;q=0.1", "application/xml,application/json", "text/plain", "json",
          "application/json , application/xhtml+xml", "application/problem+json"})
        CHECK_FALSE_MESSAGE(takes_json_only(accept), accept);
}

TEST_CASE("the path is looked at first, then the method, then who asks") {
    World world;
    for (const char* path : {"/api/v1.0", "/api/v1.0/", "/api/v1.0/x", "/api/v1.0/tasks/",
                             "/api/v1.0/tasks/all/", "/api/v1.0/Tasks", "/api/v1.0/tasks/all/x"}) {
        CAPTURE(path);
        for (const char* method : {"GET", "POST", "OPTIONS"})
            CHECK(world.ask(method, path, {}).status == 404);
        CHECK(world.get(path).content_type == "text/html; charset=utf-8");
        const Reply json = world.ask("GET", path, "Accept: application/json\r\n");
        CHECK(json.body == "{\"error\":\"not found\"}\n");
    }
    for (const char* path : {"/api/v1.0/tasks", "/api/v1.0/tasks/all", "//api//v1.0/tasks",
                             "/api/v1.0/tasks%2Fall", "/api/v1.0/t%61sks?page=abc"}) {
        CAPTURE(path);
        for (const char* method : {"POST", "PUT", "DELETE", "PATCH"}) {
            const Reply refused = world.ask(method, path, {});
            CHECK(refused.status == 405);
            CHECK(refused.body.size() == 153);
            CHECK(field_of(refused, "Allow") == "GET, HEAD, OPTIONS");
        }
        const Reply options = world.ask("OPTIONS", path, {});
        CHECK(options.status == 200);
        CHECK(options.body.empty());
        CHECK(options.content_type == "text/html; charset=utf-8");
        CHECK(field_of(options, "Allow") == "GET, HEAD, OPTIONS");
        CHECK(field_of(options, "Content-Length") == "0");
        const Reply unproved = world.ask("GET", path, {});
        CHECK(unproved.status == 401);
        CHECK(unproved.body ==
              "{\"error\":\"Unauthorized\",\"message\":\"Invalid credentials\"}\n");
        CHECK(field_of(unproved, "WWW-Authenticate") == "Basic realm=\"Authentication Required\"");
    }
    CHECK(world.log().empty());
    CHECK(world.ask("GET", "/api/v1.00/tasks", {}).content_type == "application/problem+json");
}

TEST_CASE("what proves nothing is 401, nobody is 403, and a wrong password is written down") {
    World world;
    world.user("without.password", {{"role", "reader"}, {"api_name", "api_nothing"}});
    world.user("disabled.one", {{"role", "reader"},
                                {"enabled", false},
                                {"api_name", "api_disabled"},
                                {"api_password", "correct horse"}});
    const auto status = [&](const std::string& authorization) {
        return world.ask("GET", "/api/v1.0/tasks/all", "Authorization: " + authorization + "\r\n")
            .status;
    };
    for (const std::string& proof :
         {std::string("Basic !!!!"), std::string("Basic YWJj"), std::string("Basic"),
          std::string("Bearer x"), "Basic " + base64(":"), "Basic " + base64("api_root:"),
          "Basic " + base64(":correct horse"), "Basic " + base64("api_root:\xff"),
          "Token " + base64(root_pair)}) {
        CAPTURE(proof);
        CHECK(status(proof) == 401);
    }
    CHECK(status("Basic " + base64("nobody:correct horse")) == 403);
    CHECK(status("Basic " + base64("api_disabled:correct horse")) == 403);
    CHECK(status("Basic " + base64("api_disabled:wrong")) == 403);
    CHECK(status("Basic " + base64("cronadmin:correct horse")) == 403);
    CHECK(world.get("/api/v1.0/tasks/all", "nobody:x").body ==
          "{\"error\":\"Forbidden\",\"message\":\"Active user only\"}\n");
    CHECK(field_of(world.get("/api/v1.0/tasks/all", "nobody:x"), "WWW-Authenticate").empty());
    CHECK(world.log().empty());

    CHECK(status("Basic " + base64("api_nothing:correct horse")) == 401);
    CHECK(status("Basic " + base64("api_root:Correct horse")) == 401);
    CHECK(status("Basic " + base64("API_ROOT:correct horse")) == 200);
    CHECK(status("basic " + base64("api_root  :correct horse")) == 200);
    CHECK(world.log() == Lines{"GET /api/v1.0/tasks/all 401 3", "GET /api/v1.0/tasks/all 401 1",
                               "GET /api/v1.0/tasks/all 200 1", "GET /api/v1.0/tasks/all 200 1"});
}

TEST_CASE("who guesses has to wait, and who is known has not") {
    World world;
    CHECK(world.get("/api/v1.0/tasks/all", reader_pair).status == 200);
    const std::size_t before = world.log().size();
    for (std::uint32_t i = 0; i <= free_failures; ++i)
        CHECK(world.get("/api/v1.0/tasks/all", "api_reader:wrong").status == 401);
    CHECK(world.log().size() == before + free_failures + 1);
    const Reply refused = world.get("/api/v1.0/tasks/all", "api_reader:wrong too");
    CHECK(refused.status == 429);
    CHECK(refused.content_type == "application/json");
    CHECK(refused.body ==
          "{\"error\":\"Too Many Requests\",\"message\":\"Too many wrong tries\"}\n");
    CHECK(field_of(refused, "Retry-After") == "1");
    CHECK(world.log().size() == before + free_failures + 1);
    CHECK(world.get("/api/v1.0/tasks/all", reader_pair).status == 200);
    world.desk.clock.advance(throttle_wait_min);
    CHECK(world.get("/api/v1.0/tasks/all", "api_reader:wrong").status == 401);
    for (std::uint32_t i = 0; i <= free_failures; ++i)
        CHECK(world.get("/api/v1.0/tasks/all", "nobody:wrong").status == 403);
    CHECK(world.get("/api/v1.0/tasks/all", "nobody:wrong").status == 429);
}

TEST_CASE(
    "a password that was verified is known to both APIs, until something about users changes") {
    World world;
    CHECK(world.get("/api/v1.0/tasks/all").status == 200);
    CHECK(world.get("/api/cronmon/v1/tasks").status == 200);
    world.desk.must("PATCH", "/users/cronadmin", {{"api_name", "api_other"}});
    CHECK(world.get("/api/v1.0/tasks/all").status == 403);
    CHECK(world.get("/api/v1.0/tasks/all", "api_other:correct horse").status == 200);
}

TEST_CASE("a task is told in the original's words") {
    World world;
    CHECK(
        world.body("/api/v1.0/tasks/all?length=1&page=2")
            .find(
                R"("tasks":[{"business_name":"Web","grace_time":2,"name":"Hourly","period":"1h",)") !=
        std::string::npos);
    world.desk.must("POST", "/tasks/Hourly/pause");
    auto task = json_of(world.get("/api/v1.0/tasks?taskname=Hourly"))["tasks"][0];
    CHECK(task["status"] == false);
    CHECK(task["warning"] == false);
    CHECK(task["id"] == 2);
    CHECK(task["bid"] == 2);
    world.desk.must("POST", "/tasks",
                    {{"name", "quick"}, {"business", "Web"}, {"every", "5s"}, {"grace", "1s"}});
    for (int second = 0; second < 8; ++second) {  // in small steps: a jump would be blind time
        world.desk.clock.advance(std::chrono::seconds{1});
        world.desk.must("GET", "/tasks");
    }
    CHECK(world.desk.must("GET", "/tasks/quick")["state"] == "down");
    task = json_of(world.get("/api/v1.0/tasks?taskname=quick"))["tasks"][0];
    CHECK(task["status"] == true);
    CHECK(task["warning"] == true);
    CHECK(task["period"] == "5s");
    CHECK(task["grace_time"] == 1);
}

TEST_CASE("JSON is compact, sorted and ASCII, as Python writes it") {
    ApiTask task;
    task.id = TaskId{7};
    task.business = BusinessId{3};
    task.business_name = "全\x7f😀";
    task.name = "a\"b\\c/d<é>\t\x01";
    task.period = "* * * * *";
    task.grace = Millis{60'001};
    task.state = State::down;
    const std::string middle = R"("business_name":"\u5168\u007f\ud83d\ude00","grace_time":2,)";
    const std::string end =
        R"("name":"a\"b\\c/d<\u00e9>\t\u0001","period":"* * * * *","status":true,)"
        R"("url":"00000000-0000-0000-0000-000000000000","warning":true}]})"
        "\n";
    CHECK(tell_tasks(std::array{task}).body ==
          R"({"tasks":[{"bid":3,)" + middle + R"("id":7,)" + end);
    CHECK(tell_page({9, "http://a/b?c=1&d=2", ""}, std::array{task}).body ==
          R"({"count":9,"next":"http://a/b?c=1&d=2","prev":null,"tasks":[{)" + middle + end);
    CHECK(tell_tasks(std::array{task}).content_type == "application/json");
}

TEST_CASE("links lead back the way the request came") {
    World world;
    const auto next = [&](std::string_view target, const std::string& fields) {
        return json_of(world.ask("GET", target, basic(root_pair) + fields))["next"];
    };
    const std::string first = "/api/v1.0/tasks/all?x=1&length=%2B1&page=+1";
    CHECK(next(first, "Host: Cron.Example:80\r\n") ==
          "http://Cron.Example:80/api/v1.0/tasks/all?page=2&length=1");
    CHECK(next(first, "Host: a\r\nX-Forwarded-Host: b\r\n") ==
          "http://a/api/v1.0/tasks/all?page=2&length=1");
    world.by_https = true;
    CHECK(next(first, "Host: a\r\n") == "https://a/api/v1.0/tasks/all?page=2&length=1");
    CHECK(next(first, "") == "/api/v1.0/tasks/all?page=2&length=1");
    world.desk.must("PUT", "/settings/site.url", {{"value", "https://cron.example"}});
    CHECK(next(first, "") == "https://cron.example/api/v1.0/tasks/all?page=2&length=1");
    const auto last = json_of(world.get("/api/v1.0/tasks/all?length=1&page=2"));
    CHECK(last["next"].is_null());
    CHECK(last["prev"] == "https://cron.example/api/v1.0/tasks/all?page=1&length=1");
}

TEST_CASE("pages are checked in the original's order, and no number makes it fall") {
    World world;
    const std::string all = "/api/v1.0/tasks/all";
    for (const char* query :
         {"?length=0", "?length=-1", "?page=0", "?page=3&length=1", "?page=2", "?page=abc",
          "?page=1.5", "?length=1.5", "?length=abc", "?page=%FF", "?length=99999999999999999999",
          "?page=99999999999999999999", "?page=-99999999999999999999&length=9223372036854775807",
          "?page=2&length=9223372036854775807"}) {
        CAPTURE(query);
        const Reply reply = world.get(all + query);
        CHECK(reply.status == 400);
        CHECK(reply.body == bad("Out of Range"));
    }
    for (const char* query : {"", "?", "?page=&length=", "?PAGE=7&Length=0", "?page=%EF%BC%91",
                              "?page=1&page=2", "?length=9223372036854775807", "?length=1_0"}) {
        CAPTURE(query);
        CHECK(json_of(world.get(all + query))["tasks"].size() == 2);
    }
    world.desk.must("DELETE", "/tasks/nightly");
    CHECK(world.body(all + "?page=abc", reader_pair) == bad("No Records"));
    CHECK(world.body(all + "?length=0", reader_pair) == bad("No Records"));
    CHECK(json_of(world.get(all))["count"] == 1);
}

TEST_CASE("a keyword finds whole names, whatever their case") {
    World world;
    const std::string some = "/api/v1.0/tasks";
    const auto names = [&](const std::string& query, const std::string& pair = root_pair) {
        const auto found = json_of(world.get(some + query, pair));
        Lines lines;
        if (!found.contains("tasks")) return Lines{found["message"].get<std::string>()};
        for (const auto& task : found["tasks"]) lines.push_back(task["name"].get<std::string>());
        return lines;
    };
    for (const char* query : {"", "?", "?a=1&b=2", "?taskname=nightly&page=1",
                              "?bizname=db&taskname=nightly", "?taskname=nightly&="})
        CHECK(names(query) == Lines{"Only One Keyword Allowed"});
    for (const char* query : {"?page=1", "?TaskName=nightly", "?taskname=", "?taskname",
                              "?taskname=&taskname=nightly", "?=nightly"})
        CHECK(names(query) == Lines{"Keyword Doesn't Exist"});
    for (const char* query : {"?taskname=night", "?taskname=+nightly", "?taskname=%25",
                              "?taskname=night_y", "?bizname=nope", "?url=nope",
                              "?url=00000000-0000-0000-0000-000000000000", "?taskname=%FF"})
        CHECK(names(query) == Lines{"No Records"});
    for (const char* query : {"?taskname=nightly", "?taskname=NIGHTLY", "?taskname=nightly++",
                              "?taskname=nightly&taskname=Hourly", "?bizname=DB"})
        CHECK(names(query) == Lines{"nightly"});
    const auto uuid = world.desk.must("GET", "/tasks/nightly")["uuid"].get<std::string>();
    std::string upper = uuid;
    for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    CHECK(names("?url=" + uuid) == Lines{"nightly"});
    CHECK(names("?url=" + upper + "%20") == Lines{"nightly"});
    CHECK(names("?url={" + uuid + "}") == Lines{"No Records"});

    CHECK(names("?taskname=Hourly", reader_pair) == Lines{"No Records"});
    CHECK(names("?bizname=web", reader_pair) == Lines{"No Records"});
    CHECK(names("?bizname=db", reader_pair) == Lines{"nightly"});
    CHECK(names("?url=" + uuid, reader_pair) == Lines{"nightly"});

    // Two that differ in case alone could not be there in the original.
    world.desk.must("POST", "/tasks",
                    {{"name", "Nightly"}, {"business", "Web"}, {"cron", "0 3 * * *"}});
    CHECK(names("?taskname=Nightly") == Lines{"Nightly"});
    CHECK(names("?taskname=nightly") == Lines{"nightly"});
    CHECK(names("?taskname=NIGHTLY") == Lines{"nightly", "Nightly"});
    CHECK(names("?taskname=NIGHTLY", reader_pair) == Lines{"nightly"});
    CHECK(names("?bizname=WEB") == Lines{"Hourly", "Nightly"});
}

TEST_CASE("a request is written down with who, whence, what and what came of it") {
    World world;
    const std::string target = "//api/v1.0/tasks?bizname=%E5%85%A8&x=%FF";
    std::string agent;
    for (int i = 0; i < 100; ++i) agent += "监";
    world.ask("GET", target, basic(root_pair) + "Host: a\r\nUser-Agent: " + agent + "\r\n");
    world.get("/api/v1.0/tasks?taskname=" + std::string(400, 'a'));
    const auto rows = present(world.desk.services)->api_requests(10);
    REQUIRE(rows.size() == 2);
    CHECK(rows[1].url == "/api/v1.0/tasks?bizname=全&x=%FF");
    CHECK(rows[1].client_ip == "192.0.2.7");
    CHECK(rows[1].user_agent == agent.substr(0, 255));
    CHECK(rows[1].method == "GET");
    CHECK(rows[1].code == 400);
    CHECK(raw(rows[1].user) == 1);
    CHECK(rows[1].at == world.desk.clock.now());
    CHECK(rows[0].url == "/api/v1.0/tasks?taskname=" + std::string(230, 'a'));
    CHECK(rows[0].user_agent == "");

    world.get("/api/v1.0/tasks/all");
    const auto counts = present(world.desk.services)->api_request_counts(0);
    REQUIRE(counts.size() == 2);
    for (const MonthCount& count : counts)
        CHECK(count.requests == (count.endpoint == "/api/v1.0/tasks" ? 2 : 1));
}

TEST_CASE("an error of ours is a 5xx and not the caller's fault") {
    World world;
    CHECK(world.get("/api/v1.0/tasks/all").status == 200);
    const auto execute = [&](const char* sql) {
        sqlite3* database = nullptr;
        REQUIRE(sqlite3_open(world.desk.dir.path("cronmon.db").c_str(), &database) == SQLITE_OK);
        // The server's own writer may be in the middle of a batch: wait for it.
        sqlite3_busy_timeout(database, 10'000);
        CHECK(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
        sqlite3_close(database);
    };
    execute("ALTER TABLE task RENAME COLUMN name TO gone");
    const Reply page = world.get("/api/v1.0/tasks/all");
    CHECK(page.status == 503);
    CHECK(page.content_type == "text/html; charset=utf-8");
    CHECK(field_of(page, "Retry-After") == "1");
    const Reply json =
        world.ask("GET", "/api/v1.0/tasks/all", basic(root_pair) + "Accept: application/json\r\n");
    CHECK(json.body == "{\"error\":\"service unavailable\"}\n");
    execute("ALTER TABLE task RENAME COLUMN gone TO name");
    CHECK(world.get("/api/v1.0/tasks/all").status == 200);
    CHECK(world.log() == Lines{"GET /api/v1.0/tasks/all 200 1", "GET /api/v1.0/tasks/all 503 1",
                               "GET /api/v1.0/tasks/all 503 1", "GET /api/v1.0/tasks/all 200 1"});

    execute("ALTER TABLE \"user\" RENAME COLUMN api_name TO gone");
    CHECK(world.get("/api/v1.0/tasks/all", "api_root:wrong").status == 503);
    execute("ALTER TABLE \"user\" RENAME COLUMN gone TO api_name");
    CHECK(world.log().size() == 4);
}

TEST_CASE("while nothing can be written the original's API still answers") {
    World world;
    world.desk.store->break_down();
    CHECK(world.get("/api/v1.0/tasks/all").status == 200);
    world.desk.store->mend();
}
