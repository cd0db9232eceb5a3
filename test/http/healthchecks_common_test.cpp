// The management API of Healthchecks: what is the same for all of it
// (spec/healthchecks-api.md, 1b.1).
#include "check_client.h"

using namespace cronmon;

namespace {

using nlohmann::json;

const std::string nobody = "11111111-2222-4333-8444-555555555555";

}  // namespace

TEST_CASE_FIXTURE(CheckClient, "a key has 32 characters, is known, and writes only if it may") {
    const auto refused = [this](const std::string& key, const std::string& method,
                                const std::string& path, const char* why) {
        CAPTURE(path);
        const Answer answer = ask(key, method, "v3/" + path);
        CHECK(answer.status == 401);
        CHECK(answer.body == "{\"error\": \"" + std::string(why) + "\"}");
        CHECK(answer.has("Content-Type: application/json"));
        CHECK(answer.has("Access-Control-Allow-Origin: *"));
    };
    refused("", "GET", "checks/", "missing api key");
    refused("short", "GET", "checks/", "missing api key");
    refused(std::string(33, 'x'), "GET", "checks/", "missing api key");
    refused(std::string(32, 'x'), "GET", "checks/", "wrong api key");
    refused("", "POST", "checks/", "missing api key");
    const std::string check = path_of(make());
    for (const std::string& path :
         {check + "/pings/", check + "/pings/1/body", std::string("channels/")})
        refused(read, "GET", path, "wrong api key");
    refused(read, "POST", "checks/", "wrong api key");
    refused(read, "DELETE", check, "wrong api key");
    for (const std::string rest : {"", "/pause", "/resume"})
        refused(read, "POST", check + rest, "wrong api key");
    for (const std::string& path :
         {std::string("checks/"), check, check + "/flips/", std::string("badges/")})
        CHECK(ask(read, "GET", "v3/" + path).status == 200);
    CHECK(get("checks/").status == 200);
}

TEST_CASE_FIXTURE(CheckClient, "a key may stand in the body of a POST, and less than in the head") {
    const std::string body = json{{"api_key", write}, {"name", "in body"}}.dump();
    CHECK(ask("", "POST", "v3/checks/", body).status == 201);
    CHECK(ask(read, "POST", "v3/checks/", body).status == 401);
    CHECK(ask("", "POST", "v3/checks/", R"({"api_key":7})").body ==
          R"({"error": "missing api key"})");
    CHECK(ask("", "GET", "v3/checks/", body).status == 401);
}

TEST_CASE_FIXTURE(CheckClient, "what is no JSON object is told before the key is looked at") {
    for (const std::string text : {"{", "surprise", "\xff", "{\"a\": \"\xc3\"}"}) {
        const Answer answer = ask("", "POST", "v1/checks/", text);
        CHECK(answer.status == 400);
        CHECK(answer.body == R"({"error": "could not parse request body"})");
    }
    for (const std::string text : {"[]", "\"x\"", "7", "null"})
        CHECK(ask("", "POST", "v2/checks/", text).body ==
              R"({"error": "json validation error: value is not an object"})");
    CHECK(raw_ask("POST", "/api/v3/checks/",
                  "Content-Type: text/plain\r\nX-Api-Key: " + write + "\r\n", "{}")
              .status == 201);
}

TEST_CASE_FIXTURE(CheckClient, "programs in a browser may ask, and are told by which methods") {
    const std::string check = path_of(make());
    const std::map<std::string, std::string> methods{
        {"checks/", "GET, POST, OPTIONS"},
        {check, "GET, POST, DELETE, OPTIONS"},
        {check + "/pause", "POST, OPTIONS"},
        {check + "/resume", "POST, OPTIONS"},
        {check + "/pings/", "GET, OPTIONS"},
        {check + "/pings/1/body", "GET, OPTIONS"},
        {check + "/flips/", "GET, OPTIONS"},
        {"channels/", "GET, OPTIONS"},
        {"badges/", "GET, OPTIONS"},
        {"status/", "GET, OPTIONS"},
        {"metrics/", "GET, OPTIONS"},
        {"checks/" + std::string(40, 'a'), "GET, OPTIONS"},
        {"checks/" + std::string(40, 'a') + "/flips/", "GET, OPTIONS"}};
    for (const auto& [path, allowed] : methods) {
        CAPTURE(path);
        for (const std::string version : {"v1/", "v2/", "v3/"}) {
            const Answer options = ask("", "OPTIONS", version + path);
            CHECK(options.status == 204);
            CHECK(options.has("Access-Control-Allow-Origin: *"));
            CHECK(options.has("Access-Control-Allow-Headers: X-Api-Key"));
            CHECK(options.has("Access-Control-Allow-Methods: " + allowed));
            CHECK(options.has("Access-Control-Max-Age: 600"));
        }
        for (const std::string method : {"HEAD", "PUT", "PATCH"}) {
            const Answer other = ask(write, method, "v3/" + path);
            CHECK(other.status == 405);
            CHECK(other.body.empty());
            CHECK(other.has("Access-Control-Allow-Methods: " + allowed));
        }
    }
    CHECK(ask(write, "GET", "v3/" + check + "/pause").status == 405);
    CHECK(ask(write, "DELETE", "v3/checks/").status == 405);
    CHECK(ask(write, "POST", "v3/channels/").status == 405);
}

TEST_CASE_FIXTURE(CheckClient,
                  "what belongs to another business is forbidden, what to nobody unknown") {
    desk.must("POST", "/businesses", {{"name", "web"}});
    const std::string foreign = desk.must(
        "POST", "/tasks", {{"name", "foreign"}, {"business", "web"}, {"every", "1h"}})["uuid"];
    const std::string path = "v3/checks/" + foreign;
    const auto check = [&](const std::string& method, const std::string& rest) {
        CAPTURE(method);
        CAPTURE(rest);
        const Answer theirs = ask(write, method, path + rest);
        CHECK(theirs.status == 403);
        CHECK(theirs.body.empty());
        CHECK(theirs.has("Access-Control-Allow-Origin: *"));
        const Answer none = ask(write, method, "v3/checks/" + nobody + rest);
        CHECK(none.status == 404);
        CHECK(none.has("Content-Type: text/html; charset=utf-8"));
        CHECK_FALSE(none.has("Access-Control-Allow-Origin: *"));
    };
    for (const std::string rest : {"", "/pings/", "/pings/1/body", "/flips/"}) check("GET", rest);
    for (const std::string rest : {"", "/pause", "/resume"}) check("POST", rest);
    check("DELETE", "");
    const Answer by_key = get("checks/" + std::string(40, 'a'));
    CHECK(by_key.status == 404);
    CHECK(by_key.body.empty());
    CHECK(by_key.has("Access-Control-Allow-Origin: *"));
    CHECK(get("checks/" + std::string(40, 'a') + "/flips/").status == 404);
}

TEST_CASE_FIXTURE(CheckClient, "collections end in a slash, and nothing else does") {
    const std::string check = path_of(make());
    for (const std::string& path :
         {std::string("checks"), std::string("channels"), std::string("badges"),
          std::string("status"), check + "/pings", check + "/flips"}) {
        const Answer answer = get(path + "?slug=a");
        CHECK(answer.status == 301);
        CHECK(answer.has("Location: /api/v3/" + path + "/?slug=a"));
    }
    for (const std::string& path :
         {check + "/", check + "/pause/", std::string("checks/x"), std::string("checks//"),
          std::string("nothing/"), std::string()})
        CHECK(get(path).status == 404);
    CHECK(ask(write, "GET", "v4/checks/").status == 404);
    CHECK(raw_ask("GET", "/api/v1.0/tasks/all").status == 401);  // the original's
}

TEST_CASE_FIXTURE(CheckClient, "the server is at home, and tells strangers nothing about itself") {
    const Answer status = ask("", "GET", "v3/status/");
    CHECK(status.status == 200);
    CHECK(status.body == "OK");
    CHECK(ask("", "GET", "v3/metrics/").status == 403);
    CHECK(raw_ask("GET", "/api/v3/metrics/", "X-Metrics-Key: " + write + "\r\n").status == 403);
}

TEST_CASE_FIXTURE(CheckClient, "a key that was revoked is wrong") {
    CHECK(get("checks/").status == 200);
    desk.must("DELETE", "/businesses/db/keys/write");
    CHECK(get("checks/").body == R"({"error": "wrong api key"})");
    CHECK(ask(read, "GET", "v3/checks/").status == 200);
}
