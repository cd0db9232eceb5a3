// A whole configuration in one request, and what is said of one that is refused.
#include "callers.h"
#include "http/chinese.h"

#include <doctest/doctest.h>

using namespace cronmon;
using Json = nlohmann::json;

namespace {

const Json document{
    {"businesses", {{{"name", "db"}}}},
    {"notifiers", {{{"name", "ann"}, {"email", "ann@example.org"}}}},
    {"assignments", {{{"business", "db"}, {"notifier", "ann"}}}},
    {"tasks", {{{"name", "nightly"}, {"business", "db"}, {"cron", "0 2 * * *"}}}},
    {"settings", {{"site.url", "https://cron.example.org"}, {"ping.body_bytes", 7}}}};

}  // namespace

TEST_CASE("a document is tried, done, and done no second time") {
    Desk desk;
    const Json tried = desk.must("POST", "/configuration?dry_run=1", document);
    CHECK(tried["dry_run"] == true);
    CHECK(tried["steps"].size() == 6);
    CHECK(desk.must("GET", "/tasks")["total"] == 0);
    const Json done = desk.must("POST", "/configuration", document);
    CHECK(done["dry_run"] == false);
    CHECK(done["steps"] == tried["steps"]);
    CHECK(desk.must("POST", "/configuration?prune=1", document)["steps"].empty());
    CHECK(desk.must("GET", "/tasks/nightly")["business"] == "db");
    const Json gone = desk.must("POST", "/configuration?prune=1", {{"tasks", Json::array()}});
    CHECK(gone["steps"].size() == 1);
    CHECK(gone["steps"][0]["action"] == "task.remove");
}

TEST_CASE("what is wrong is told with its place, and in Chinese, and nothing is done") {
    Desk desk;
    const std::pair<const char*, const char*> rows[] = {
        {R"([])", "document: must be a JSON object"},
        {R"({)", "document: must be JSON, and is malformed"},
        {R"({"tusks":[]})", "document: there is no field 'tusks', did you mean 'tasks'?"},
        {R"({"tasks":{}})", "tasks: must be a list of objects"},
        {R"({"tasks":[7]})", "tasks[0]: must be an object"},
        {R"({"settings":[]})", "settings: must be an object of texts"},
        {R"({"settings":{"site.url":[]}})", "settings: site.url: must be a text"},
        {R"({"settings":{"ping.body_bytes":-1}})",
         "settings: ping.body_bytes: must be 0 to 1048576, got '-1'"},
        {R"({"settings":{"smtp.hots":"x"}})",
         "settings: setting: there is no 'smtp.hots', did you mean 'smtp.host'?"},
        {R"({"tasks":[{"name":"nightly","business":"db","corn":"* * * * *"}]})",
         "tasks 'nightly': there is no field 'corn', did you mean 'cron'?"},
        {R"({"tasks":[{"business":"db","every":"1h"}]})", "tasks[0]: name: is missing"},
        {R"({"tasks":[{"name":"nightly","business":"db","every":"1h","grace":"-3"}]})", nullptr},
        {R"({"tasks":[{"name":"nightly","business":"nobody","every":"1h"}]})",
         "tasks 'nightly': business: there is no 'nobody'"},
        {R"({"assignments":[{"business":"db","notifier":"nobody"}]})",
         "assignments 'db': notifier: there is no 'nobody'"},
        {R"({"notifiers":[{"name":"bob","email":"ann@example.org"}]})",
         "notifiers 'bob': email: 'ann@example.org' is already taken"},
        {R"({"businesses":[{"name":"web"},{"name":"web"}]})",
         "businesses 'web': name: is there twice"},
    };
    desk.must("POST", "/configuration", document);
    for (const auto& [body, sentence] : rows) {
        const Reply reply = desk.ask("POST", "/configuration", body);
        CHECK_MESSAGE(reply.status >= 400, body);
        const std::string detail = Json::parse(reply.body)["detail"];
        if (sentence != nullptr) CHECK(detail == sentence);
        CHECK_MESSAGE(is_known_in_chinese(detail), detail);
    }
    CHECK(desk.must("GET", "/businesses")["total"] == 1);
    CHECK(desk.must("POST", "/configuration", document)["steps"].empty());
}

TEST_CASE("a setting that is secret is made, and not shown") {
    Desk desk;
    const Json done =
        desk.must("POST", "/configuration", {{"settings", {{"smtp.password", "geheim"}}}});
    CHECK(done["steps"].size() == 1);
    CHECK(done.dump().find("geheim") == std::string::npos);
    CHECK(
        desk.must("POST", "/configuration", {{"settings", {{"smtp.password", "geheim"}}}})["steps"]
            .empty());
}
