// The keys of a business: made, shown once, known by their hint, revoked.
#include "callers.h"
#include "http/setup_link.h"

#include <doctest/doctest.h>

using namespace cronmon;

namespace {

using nlohmann::json;

struct KeyDesk {
    json make(const char* may) {
        const Reply reply =
            callers.ask(callers.manager, "POST", "/businesses/db/keys", json{{"may", may}}.dump());
        if (reply.status != 201) throw std::runtime_error(reply.body);
        return json::parse(reply.body);
    }
    json rows() {
        return json::parse(callers.ask(callers.manager, "GET", "/businesses/db/keys").body)["rows"];
    }
    std::optional<CheckKey> stored(const std::string& secret) {
        return desk.store->snapshot()->check_key(digest_bytes(secret));
    }

    Desk desk;
    Callers callers{desk};
};

}  // namespace

TEST_CASE_FIXTURE(KeyDesk, "a key is shown once, in the form that clients of Healthchecks know") {
    CHECK(rows().empty());
    const json write = make("write");
    const json read = make("read");
    const std::string secret = write["key"];
    CHECK(secret.size() == 32);
    CHECK(secret.starts_with("hcw_"));
    CHECK(read["key"].get<std::string>().starts_with("hcr_"));
    CHECK(write["hint"] == secret.substr(0, 8));
    CHECK(write["created_ms"] == to_ms(desk.clock.now()));
    REQUIRE(rows().size() == 2);
    CHECK(rows()[0]["may"] == "write");
    CHECK(rows()[1] ==
          json{{"may", "read"}, {"hint", read["hint"]}, {"created_ms", read["created_ms"]}});
    CHECK(stored(secret)->may == CheckKey::May::write);
    CHECK(read["metrics_path"] ==
          "/projects/" + desk.store->snapshot()->business_named("db")->business.uuid.text() +
              "/metrics/");
    CHECK(desk.must("GET", "/audit").dump().find(secret.substr(8)) == std::string::npos);
}

TEST_CASE_FIXTURE(KeyDesk, "a new key ends the old one that may the same, and only that") {
    const std::string old = make("write")["key"];
    const std::string read = make("read")["key"];
    const std::string fresh = make("write")["key"];
    CHECK(rows().size() == 2);
    CHECK_FALSE(stored(old));
    CHECK(stored(fresh));
    CHECK(stored(read));
    const auto remove = [this](const char* path) {
        return callers.ask(callers.manager, "DELETE", path).status;
    };
    CHECK(remove("/businesses/db/keys/write") == 200);
    CHECK(remove("/businesses/db/keys/write") == 404);
    CHECK(remove("/businesses/db/keys/all") == 422);
    CHECK_FALSE(stored(fresh));
    CHECK(rows().size() == 1);
}

TEST_CASE_FIXTURE(KeyDesk, "a token makes no key, and a business's keys go with it") {
    const json body{{"name", "deploy"}, {"scope", "write"}};
    const std::string token =
        json::parse(callers.ask(callers.manager, "POST", "/tokens", body.dump()).body)["token"];
    const std::string by_token = "Authorization: Bearer " + token + "\r\n";
    const auto may = json{{"may", "read"}}.dump();
    CHECK(desk.ask_with(by_token, "GET", "/businesses/db/keys").status == 200);
    const std::string with_type = by_token + "Content-Type: application/json\r\n";
    CHECK(desk.ask_with(with_type, "POST", "/businesses/db/keys", may).status == 403);
    CHECK(callers.ask(callers.manager, "POST", "/businesses/db/keys", R"({"may":"all"})").status ==
          422);
    const std::string secret = make("read")["key"];
    desk.must("DELETE", "/businesses/db");
    CHECK_FALSE(stored(secret));
}
