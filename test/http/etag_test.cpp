// What has not changed costs nothing; what has, is noticed before it is overwritten.
#include "callers.h"

#include <doctest/doctest.h>

using namespace cronmon;

namespace {

using nlohmann::json;

std::string if_none_match(const Reply& reply) {
    return "If-None-Match: " + field_of(reply, "ETag") + "\r\n";
}

}  // namespace

TEST_CASE("an unchanged list is a 304, and each change makes it new") {
    Desk desk;
    Callers callers(desk);
    const auto list = [&](const std::string& more, const char* path) {
        return desk.ask_with(callers.manager + more, "GET", path);
    };
    const Reply first = list("", "/tasks?search=n");
    const std::string same = if_none_match(first);
    CHECK(list(same, "/tasks?search=n").status == 304);
    CHECK(list(same, "/tasks?search=n").body.empty());
    CHECK(list(same, "/tasks?search=i").status == 200);  // another question
    CHECK(desk.ask_with(callers.admin + same, "GET", "/tasks?search=n").status == 200);
    desk.must("PUT", "/settings/mail.style", {{"value", "original"}});
    CHECK(list(same, "/tasks?search=n").status == 200);  // ping URLs come from a setting
    const std::string again = if_none_match(list("", "/tasks?search=n"));
    CHECK(list(again, "/tasks?search=n").status == 304);
    desk.must("POST", "/tasks/nightly/pause");
    CHECK(list(again, "/tasks?search=n").status == 200);
}

TEST_CASE("a list in which a task has become late is not unchanged") {
    Desk desk;
    Callers callers(desk);
    const json task{{"name", "soon"}, {"business", "db"}, {"every", "5s"}, {"grace", "1h"}};
    desk.must("POST", "/tasks", task);
    const Reply before = desk.ask_with(callers.admin, "GET", "/tasks");
    desk.clock.advance(std::chrono::seconds{4});
    CHECK(desk.ask_with(callers.admin + if_none_match(before), "GET", "/tasks").status == 304);
    desk.clock.advance(std::chrono::seconds{2});
    const Reply after = desk.ask_with(callers.admin + if_none_match(before), "GET", "/tasks");
    REQUIRE(after.status == 200);
    CHECK(after.body.find("\"late\"") != std::string::npos);
}

TEST_CASE("an edit from an old revision is refused, and nothing is overwritten") {
    Desk desk;
    Callers callers(desk);
    struct Thing {
        const char* path;
        const char* edit;
    };
    for (const Thing& thing : {Thing{"/tasks/nightly", R"({"grace":"1h"})"},
                               Thing{"/businesses/db", R"({"enabled":true})"},
                               Thing{"/notifiers/ann", R"({"lang":"en"})"},
                               Thing{"/users/reader.of.db", R"({"lang":"zh"})"}}) {
        CAPTURE(thing.path);
        const std::string tag = field_of(desk.ask_with(callers.admin, "GET", thing.path), "ETag");
        const std::string seen = callers.admin + "If-Match: " + tag + "\r\n";
        const Reply first = desk.ask_with(seen, "PATCH", thing.path, thing.edit);
        CHECK(first.status == 200);
        CHECK(field_of(first, "ETag") != tag);
        CHECK(desk.ask_with(seen, "PATCH", thing.path, thing.edit).status == 412);
        const std::string bare = "Content-Type: application/json\r\n";
        CHECK(desk.ask_with(seen + bare, "DELETE", thing.path).status == 412);
        CHECK(desk.ask_with(callers.admin + "If-Match: *\r\n", "PATCH", thing.path, thing.edit)
                  .status == 200);
        CHECK(desk.ask_with(callers.admin + "If-Match: \"nonsense\"\r\n", "PATCH", thing.path,
                            thing.edit)
                  .status == 412);
    }
}

TEST_CASE("changes tell a page what to fetch again") {
    Desk desk;
    Callers callers(desk);
    const auto since = [&](std::int64_t version) {
        return desk.must("GET", "/changes?since=" + std::to_string(version));
    };
    const auto version = since(0)["version"].get<std::int64_t>();
    CHECK(since(version)["changed"].empty());
    desk.must("POST", "/businesses", {{"name", "more"}});
    const auto changes = since(version);
    CHECK(changes["changed"] == json{"businesses", "audit"});
    CHECK(changes["version"] > version);
    CHECK(since(changes["version"])["changed"].empty());
}

TEST_CASE("the same request with the same key is done once") {
    Desk desk;
    Callers callers(desk, Callers::Passwords::set);
    const std::string key = callers.admin + "Idempotency-Key: one\r\n";
    const auto post = [&](const std::string& who, const char* body) {
        return desk.ask_with(who, "POST", "/tokens", body);
    };
    const Reply first = post(key, R"({"name":"a"})");
    const Reply again = post(key, R"({"name":"a"})");
    CHECK(first.status == 201);
    CHECK(again.status == 201);
    CHECK(again.body == first.body);
    CHECK(field_of(again, "Idempotent-Replayed") == "true");
    CHECK(post(key, R"({"name":"b"})").status == 422);
    CHECK(post(callers.reader + "Idempotency-Key: one\r\n", R"({"name":"a"})").status == 201);
    CHECK(json::parse(callers.ask(callers.admin, "GET", "/tokens").body)["rows"].size() == 2);
    desk.clock.advance(std::chrono::hours{25});
    const std::string later = callers.sign_in("cronadmin") + "Idempotency-Key: one\r\n";
    CHECK(post(later, R"({"name":"a"})").status == 409);  // forgotten, and the name is taken
}
