// The management API of Healthchecks: the fields of a check, and what is wrong with them
// (spec/healthchecks-api.md, 1b.3).
#include "check_client.h"
#include "http/healthchecks/slug.h"

using namespace cronmon;

namespace {

using nlohmann::json;

std::string refusal(const std::string& text) {
    return "{\"error\": \"json validation error: " + text + "\"}";
}

}  // namespace

TEST_CASE_FIXTURE(CheckClient, "each field is of one type, and null is none") {
    const std::map<std::string, std::string> kinds{{"channels", "a string"},
                                                   {"desc", "a string"},
                                                   {"failure_kw", "a string"},
                                                   {"filter_subject", "a boolean"},
                                                   {"filter_body", "a boolean"},
                                                   {"filter_http_body", "a boolean"},
                                                   {"filter_default_fail", "a boolean"},
                                                   {"grace", "a number"},
                                                   {"manual_resume", "a boolean"},
                                                   {"name", "a string"},
                                                   {"schedule", "a string"},
                                                   {"slug", "a string"},
                                                   {"start_kw", "a string"},
                                                   {"subject", "a string"},
                                                   {"subject_fail", "a string"},
                                                   {"success_kw", "a string"},
                                                   {"tags", "a string"},
                                                   {"timeout", "a number"},
                                                   {"tz", "a string"},
                                                   {"unique", "an array"}};
    const std::string update = path_of(make());
    for (const auto& [field, kind] : kinds) {
        CAPTURE(field);
        for (const json& wrong : {json(nullptr), json(60.5), json(json::object()),
                                  kind == "a boolean" ? json(1) : json(true)}) {
            const Answer answer = post("checks/", {{field, wrong}});
            CHECK(answer.status == 400);
            CHECK(answer.body == refusal(field + " is not " + kind));
            CHECK(post(update, {{field, wrong}}).body == answer.body);
        }
    }
    for (const json& wrong : {json(nullptr), json("GET"), json(7)})
        CHECK(post("checks/", {{"methods", wrong}}).body ==
              refusal("methods has unexpected value"));
    CHECK(post("checks/", {{"unique", {"name", "status"}}}).body ==
          refusal("an item in 'unique' has unexpected value"));
    CHECK(post("checks/", {{"surprise", 1}}).status == 201);
}

TEST_CASE_FIXTURE(CheckClient, "limits are counted in characters and in seconds") {
    const std::string wide = "\xe5\xae\x8c";  // one character, three bytes
    const auto many = [&](int times) {
        std::string text;
        while (times-- > 0) text += wide;
        return text;
    };
    CHECK(post("checks/", {{"name", many(100)}}).json()["name"] == many(100));
    CHECK(post("checks/", {{"name", many(101)}}).body == refusal("name is too long"));
    for (const std::string field :
         {"failure_kw", "start_kw", "success_kw", "subject", "subject_fail"}) {
        CHECK(post("checks/", {{field, many(200)}}).status == 201);
        CHECK(post("checks/", {{field, many(201)}}).body == refusal(field + " is too long"));
    }
    for (const std::string field : {"grace", "timeout"}) {
        CHECK(post("checks/", {{field, 60}}).json()[field] == 60);
        CHECK(post("checks/", {{field, 31536000}}).json()[field] == 31536000);
        CHECK(post("checks/", {{field, 59}}).body == refusal(field + " is too small"));
        CHECK(post("checks/", {{field, 31536001}}).body == refusal(field + " is too large"));
    }
    CHECK(post("checks/", {{"slug", std::string(101, 'a')}}).body == refusal("slug is too long"));
    for (const std::string slug : {"Upper", "a b", "a.b", "\xc3\xbc"})
        CHECK(post("checks/", {{"slug", slug}}).body == refusal("slug does not match pattern"));
    CHECK(post("checks/", {{"tags", std::string(501, 'a')}}).status == 400);
    CHECK(post("checks/", {{"desc", many(5001)}}).status == 400);
}

TEST_CASE_FIXTURE(CheckClient, "only the first mistake is told, in the order of the fields") {
    CHECK(post("checks/", {{"tz", 1}, {"grace", 1}, {"desc", 1}}).body ==
          refusal("desc is not a string"));
    CHECK(post("checks/", {{"unique", 1}, {"tz", "Nowhere"}, {"slug", "A"}}).body ==
          refusal("slug does not match pattern"));
    CHECK(post("checks/", {{"channels", "nobody"}, {"tz", "Nowhere"}}).body ==
          refusal("tz is not a valid timezone"));
}

TEST_CASE_FIXTURE(CheckClient, "five words are cron, everything else is OnCalendar") {
    for (const std::string good :
         {"* * * * *", "0 0 L * *", "0 9 * * MON#1", "15,45 */6 1-7 jan sun", "daily",
          "Mon..Fri 09:00", "*-*-* 03:00:00 Europe/Riga"}) {
        const Answer answer = post("checks/", {{"schedule", good}});
        CHECK_MESSAGE(answer.status == 201, good);
        CHECK(answer.json()["schedule"] == good);
    }
    CHECK(post("checks/", {{"schedule", "Mon 09:00\nFri 17:00"}}).json()["schedule"] ==
          "Mon 09:00\nFri 17:00");
    for (const std::string bad : {"", "* * * *", "* * * * * *", "@daily", "0 0 31 2 *",
                                  "*/0 * * * *", "2020-01-01", "surprise", "0 0 15W * *"})
        CHECK_MESSAGE(post("checks/", {{"schedule", bad}}).body ==
                          refusal("schedule is not a valid cron or OnCalendar expression"),
                      bad);
    CHECK(post("checks/", {{"schedule", std::string(101, '*')}}).body ==
          refusal("schedule is too long"));
}

TEST_CASE_FIXTURE(CheckClient, "zones are those of IANA, also by names that they had") {
    const auto zone = [this](const char* name) {
        return post("checks/", {{"schedule", "0 2 * * *"}, {"tz", name}}).json();
    };
    CHECK(zone("Europe/Riga")["tz"] == "Europe/Riga");
    CHECK(zone("Europe/Kiev")["tz"] == "Europe/Kyiv");
    CHECK(zone("UCT")["tz"] == "Etc/UTC");
    CHECK(zone("CET")["tz"] == "Europe/Brussels");
    for (const char* name : {"", "Nowhere/Town", "europe/riga"})
        CHECK(zone(name)["error"] == "json validation error: tz is not a valid timezone");
}

TEST_CASE_FIXTURE(CheckClient, "channels are named by id or by name, or all of them are meant") {
    const std::string ann = tell("ann");
    const std::string bob = tell("bob");
    const auto channels = [this](const std::string& text) {
        return post("checks/", {{"channels", text}}).json()["channels"];
    };
    const std::string both = std::min(ann, bob) + "," + std::max(ann, bob);
    CHECK(channels("") == "");
    CHECK(make()["channels"] == "");
    CHECK(channels("*") == both);
    CHECK(channels("ann") == ann);
    CHECK(channels(bob + "," + ann + "," + bob + ",ann") == both);
    const auto refused = [this](const std::string& text, const std::string& why) {
        const Answer answer = post("checks/", {{"channels", text}});
        CHECK(answer.status == 400);
        CHECK(answer.body == "{\"error\": \"" + why + "\"}");
    };
    refused("carl", "invalid channel identifier: carl");
    refused("ann,", "empty channel identifier");
    refused(",ann", "empty channel identifier");
    refused("ann, bob", "invalid channel identifier:  bob");
    const std::string check = path_of(make({{"channels", "ann"}}));
    CHECK(post(check, {{"grace", 60}}).json()["channels"] == ann);
    CHECK(post(check, {{"channels", "bob"}}).json()["channels"] == bob);
    CHECK(post(check, {{"channels", ""}}).json()["channels"] == "");
    const json list = get("channels/").json();
    REQUIRE(list["channels"].size() == 2);
    CHECK(get("channels/")
              .body.starts_with(R"({"channels": [{"id": ")" + ann +
                                R"(", "name": "ann", "kind": "email"}, )"));
}

TEST_CASE_FIXTURE(CheckClient, "a check tells exactly those who were chosen") {
    const std::string ann = tell("ann");
    tell("bob");
    const json check = make({{"name", "chosen"}, {"channels", "ann"}});
    const json quiet = make({{"name", "quiet"}});
    ping(check, "/fail");
    ping(quiet, "/fail");
    const json alerts = desk.must("GET", "/alerts");
    REQUIRE(alerts["total"] == 1);
    CHECK(alerts["rows"][0]["task"] == "chosen");
    CHECK(alerts["rows"][0]["recipient"] == "ann@example.org");
}

TEST_CASE_FIXTURE(CheckClient, "the old fields for subjects stand for the new ones") {
    const json old = make({{"subject", "OK"}, {"subject_fail", "BAD"}});
    CHECK(old["success_kw"] == "OK");
    CHECK(old["failure_kw"] == "BAD");
    CHECK(old["filter_subject"] == true);
    CHECK(old["subject"] == "OK");
    CHECK(old["subject_fail"] == "BAD");
    const json off = post(path_of(old), {{"filter_subject", false}}).json();
    CHECK(off["subject"] == "");
    CHECK(off["success_kw"] == "OK");
    CHECK(make({{"subject", "a"}, {"filter_subject", false}})["filter_subject"] == false);
    CHECK(make({{"subject", ""}})["filter_subject"] == false);
    const json fresh = make({{"success_kw", "a"},
                             {"failure_kw", "b"},
                             {"start_kw", "c"},
                             {"filter_http_body", true},
                             {"filter_body", true},
                             {"filter_default_fail", true},
                             {"manual_resume", true},
                             {"methods", "POST"}});
    CHECK(fresh["filter_subject"] == false);
    for (const char* field :
         {"filter_http_body", "filter_body", "filter_default_fail", "manual_resume"})
        CHECK(fresh[field] == true);
    CHECK(fresh["start_kw"] == "c");
    CHECK(post(path_of(fresh), {{"methods", ""}}).json()["methods"] == "");
}

TEST_CASE_FIXTURE(CheckClient, "the first two versions make a slug of a name") {
    const auto slug = [this](const std::string& version, const json& body) {
        return ask(write, "POST", version + "/checks/", body.dump()).json()["slug"];
    };
    for (const std::string version : {"v1", "v2"}) {
        CHECK(slug(version, {{"name", "My Backup #1"}}) == "my-backup-1");
        CHECK(slug(version, {{"name", "My Backup"}, {"slug", "other"}}) == "other");
    }
    CHECK(slug("v3", {{"name", "My Backup"}}) == "");
    CHECK(slug("v3", {{"name", "My Backup"}, {"slug", "my-backup"}}) == "my-backup");
    const std::string check = path_of(make({{"slug", "kept"}}));
    CHECK(post(check, {{"name", "A b"}}).json()["slug"] == "kept");
    CHECK(ask(write, "POST", "v2/" + check, R"({"tags":"x"})").json()["slug"] == "kept");
    CHECK(ask(write, "POST", "v2/" + check, R"({"name":"A b"})").json()["slug"] == "a-b");
}

TEST_CASE("a slug keeps letters, digits, hyphens and underscores") {
    CHECK(slug_of_name("  Foo -- Bar  ") == "foo-bar");
    CHECK(slug_of_name("a_b-C.d/e") == "a_b-cde");
    CHECK(slug_of_name("-_x_-") == "x");
    CHECK(slug_of_name("\xc3\x9c"
                       "bung \xc4\x8d\xc5\x99") == "ubung-cr");
    CHECK(slug_of_name("\xe5\xa4\x87\xe4\xbb\xbd") == "");
    CHECK(slug_of_name("") == "");
}

TEST_CASE_FIXTURE(CheckClient, "texts come back as Python writes them, and mean the same") {
    const Answer made =
        post("checks/", {{"desc", "\xc3\xa9 \xe5\xae\x8c \xf0\x9f\x98\x80 \"\\\n\t\x7f"}});
    CHECK(made.body.find(R"("desc": "\u00e9 \u5b8c \ud83d\ude00 \"\\\n\t\u007f")") !=
          std::string::npos);
    CHECK(made.json()["desc"] == "\xc3\xa9 \xe5\xae\x8c \xf0\x9f\x98\x80 \"\\\n\t\x7f");
}
