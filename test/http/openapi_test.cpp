// The document at /api/openapi.json: that it is whole, that it tells of every route and of nothing
// else, and that its words are the code's. That every answer is as it says is checked wherever a
// test asks (desk.h).
#include "access/password.h"
#include "access/permission.h"
#include "core/suspicion.h"
#include "core/verdict.h"
#include "desk.h"
#include "engine/inbox.h"
#include "http/json.h"
#include "http/json_account.h"
#include "http/json_upgrade.h"
#include "http/problem.h"
#include "http/runs.h"
#include "support/api_document.h"
#include "support/json_schema.h"

#include <doctest/doctest.h>

#include <map>
#include <set>

using namespace cronmon;
using Json = nlohmann::json;

namespace {

using Words = std::set<std::string>;

const Json& components(const char* kind) { return api_document()["components"][kind]; }

bool is_served_elsewhere(const ApiOperation& one) {
    const Json& tag = one.operation->at("tags").at(0);
    return tag == "ping" || tag == "original";
}

// What is at that key, wherever in the document.
void collect(const Json& part, const std::string& key, std::vector<const Json*>& found) {
    if (part.is_object() && part.contains(key)) found.push_back(&part.at(key));
    if (part.is_structured())
        for (const Json& each : part) collect(each, key, found);
}
std::vector<const Json*> all_of(const std::string& key) {
    std::vector<const Json*> found;
    collect(api_document(), key, found);
    return found;
}

Words security_of(const Json& operation) {
    Words schemes;
    const Json& rules =
        operation.contains("security") ? operation["security"] : api_document()["security"];
    for (const Json& rule : rules) schemes.insert(rule.items().begin().key());
    return schemes;
}

// The ways by which an admin may do it.
Words ways_to(std::optional<Action> action) {
    if (!action) return {};
    Words schemes;
    const auto add_if_allowed = [&](Way way, const char* scheme) {
        Who who;
        who.way = way;
        who.role = Role::admin;
        if (may(who, *action)) schemes.insert(scheme);
    };
    add_if_allowed(Way::session, "cookie");
    add_if_allowed(Way::token, "bearer");
    add_if_allowed(Way::basic, "basic");
    return schemes;
}

template <class Value>
Words words(std::initializer_list<Value> values) {
    Words found;
    for (const Value value : values) found.emplace(word(value));
    return found;
}

Words topics() {
    Words found;
    for (std::size_t i = 0; i < topic_count; ++i) found.emplace(word(static_cast<Topic>(i)));
    return found;
}

Words problem_codes() {
    Words found;
    for (int code = 0; code <= static_cast<int>(Code::unreachable); ++code) {
        const Reply reply = problem(Error{static_cast<Code>(code), "x"});
        found.insert(Json::parse(reply.body)["code"]);
    }
    return found;
}

Words kinds() {
    Words found;
    for (const Schedule& schedule :
         {*Schedule::every("1h"), *Schedule::cron("@daily", {}), *Schedule::calendar("daily", {})})
        found.insert(Json::parse(schedule_json(schedule, {}))["schedule_kind"]);
    return found;
}

Words ways() {
    Words found;
    for (const Way way : {Way::session, Way::token, Way::basic}) {
        Who who;
        who.way = way;
        found.insert(Json::parse(me_json(who, {}))["way"]);
    }
    return found;
}

Words states_shown() {
    Words found = words({State::fresh, State::up, State::down, State::paused});
    found.insert("late");
    return found;
}

Words as_words(const Json& list) { return list.get<Words>(); }

// `sort: must be one of name, state, got 'x'` -> name, state
Words words_in(const std::string& detail) {
    constexpr std::string_view begin = "must be one of ";
    const auto at = detail.find(begin) + begin.size();
    std::string list = detail.substr(at, detail.find(", got") - at) + ", ";
    Words found;
    for (auto end = list.find(", "); end != std::string::npos; end = list.find(", ")) {
        found.insert(list.substr(0, end));
        list.erase(0, end + 2);
    }
    return found;
}

}  // namespace

TEST_CASE("the document is there for anybody, and has a tag by which it is recognised") {
    Desk desk;
    const auto ask = [&](const std::string& fields, const char* target = "/api/openapi.json") {
        WholeRequest request("GET", target, {});
        request.at_operators_socket = false;
        request.head.insert(request.head.size() - 2, fields);
        return reply_in(desk.bridge.respond(std::move(request)));
    };
    const Reply reply = ask("");
    CHECK(reply.status == 200);
    CHECK(reply.content_type == "application/json");
    CHECK(Json::parse(reply.body) == api_document());
    expect_conformity("GET", "/api/openapi.json", {}, reply);
    const auto tag =
        std::ranges::find(reply.fields, "ETag", &std::pair<std::string, std::string>::first);
    REQUIRE(tag != reply.fields.end());
    const Reply again = ask("If-None-Match: " + tag->second + "\r\n");
    CHECK(again.status == 304);
    CHECK(again.body.empty());
    CHECK(ask("If-None-Match: \"other\"\r\n").status == 200);
    CHECK(ask("", "/api/openapi.json?pretty=1").status == 422);
}

TEST_CASE("every route is in the document, and every path of the document is served") {
    Desk desk;
    std::map<std::string, const ApiOperation*> told;
    for (const ApiOperation& one : api_operations())
        if (!is_served_elsewhere(one)) told.emplace(one.method + " " + shape_of(one.path), &one);
    for (const Router::Entry& entry : desk.router.entries()) {
        const std::string name = entry.method + " " + entry.pattern;
        CAPTURE(name);
        const auto found = told.find(name);
        REQUIRE(found != told.end());
        const Json& operation = *found->second->operation;
        CHECK(operation.at("x-action") == (entry.action ? word(*entry.action) : "anybody"));
        // A key that a leaked token has made would outlive the token.
        const bool makes_key = name == "POST /api/cronmon/v1/businesses/{}/keys";
        CHECK(security_of(operation) == (makes_key ? Words{"cookie"} : ways_to(entry.action)));
        told.erase(found);
    }
    for (const auto& [name, one] : told) CHECK_MESSAGE(false, name << " is served by nobody");
}

TEST_CASE("every reference leads somewhere, and every part is referred to") {
    std::set<std::string> used;
    for (const Json* reference : all_of("$ref")) {
        CHECK_NOTHROW(static_cast<void>(referred(*reference, api_document())));
        used.insert(reference->get<std::string>());
    }
    for (const auto& [kind, parts] : api_document()["components"].items()) {
        if (kind == "securitySchemes") continue;
        for (const auto& [name, part] : parts.items()) {
            const std::string reference = "#/components/" + kind + "/" + name;
            const bool is_general = kind == "responses" && (name == "405" || name == "500");
            CHECK_MESSAGE(used.contains(reference) != is_general, reference);
        }
    }
}

TEST_CASE("every schema of the document is understood by the tests") {
    for (const Json* schema : all_of("schema"))
        CHECK_NOTHROW(check_schema(*schema, api_document()));
    for (const Json& schema : components("schemas"))
        CHECK_NOTHROW(check_schema(schema, api_document()));
}

TEST_CASE("operations have names of their own, known tags, and all parameters of their paths") {
    std::set<std::string> names;
    Words tags;
    for (const Json& tag : api_document()["tags"]) tags.insert(tag["name"]);
    for (const ApiOperation& one : api_operations()) {
        CAPTURE(one.path);
        const Json& operation = *one.operation;
        CHECK(names.insert(operation.at("operationId")).second);
        CHECK(tags.contains(operation.at("tags").at(0)));
        std::string path = one.path;
        for (const Json& parameter : one.parameters("path")) {
            const std::string place = "{" + parameter.at("name").get<std::string>() + "}";
            REQUIRE(path.find(place) != std::string::npos);
            path.replace(path.find(place), place.size(), "{}");
        }
        CHECK(path == shape_of(one.path));
    }
}

TEST_CASE("every list of words in the document is the code's") {
    const std::map<std::string, Words> known{
        {"Language", words({Language::zh, Language::en})},
        {"Role", words({Role::admin, Role::manager, Role::reader})},
        {"Scope", words({Scope::read, Scope::write, Scope::ping})},
        {"TaskState", states_shown()},
        {"StoredState", words({State::fresh, State::up, State::down, State::paused})},
        {"ScheduleKind", kinds()},
        {"PingKind", words({PingKind::success, PingKind::start, PingKind::fail, PingKind::log,
                            PingKind::ignored})},
        {"SuspicionKind",
         words({Suspicion::Kind::zone, Suspicion::Kind::early, Suspicion::Kind::fast,
                Suspicion::Kind::new_address, Suspicion::Kind::two_hosts})},
        {"RunOutcome",
         words({RunOutcome::ok, RunOutcome::fail, RunOutcome::start, RunOutcome::log,
                RunOutcome::ignored, RunOutcome::missed, RunOutcome::excused, RunOutcome::paused})},
        {"PingMethod",
         words({PingMethod::get, PingMethod::head, PingMethod::post, PingMethod::put})},
        {"FlipReason",
         words({Reason::ping, Reason::missed, Reason::pause, Reason::resume, Reason::failed,
                Reason::overran, Reason::too_fast, Reason::late_news})},
        {"AlertStatus", words({AlertStatus::owed, AlertStatus::sent, AlertStatus::failed})},
        {"ChannelKind", words({ChannelKind::email})},
        // BlindRow
        {"BlindReason",
         {"stop", "upgrade", "crash", "restore", "suspend", "clock", "stall", "store"}},
        {"OptionOrigin", {"default", "file", "environment", "flag"}},  // app/config
        {"KeyMay", words({CheckKey::May::write, CheckKey::May::read})},
        {"Grade", words({Finding::Grade::ok, Finding::Grade::warning, Finding::Grade::fault})},
        {"Topic", topics()},
        {"UpgradeStage", words({UpgradeFacts::Stage::none, UpgradeFacts::Stage::running,
                                UpgradeFacts::Stage::failed, UpgradeFacts::Stage::done})},
        {"ProblemCode", problem_codes()},
    };
    for (const auto& [name, expected] : known) {
        CAPTURE(name);
        CHECK(as_words(components("schemas").at(name).at("enum")) == expected);
    }
    CHECK(as_words(components("schemas")["Account"]["properties"]["way"]["enum"]) == ways());
    std::size_t elsewhere = 1 + 1;  // Account.way, and `desc`
    for (const ApiOperation& one : api_operations())
        for (const Json& parameter : one.parameters("query"))
            if (parameter["name"] == "sort") ++elsewhere;
    CHECK(all_of("enum").size() == known.size() + elsewhere);
}

TEST_CASE("lists can be sorted by the words that the document names, and narrowed down to them") {
    Desk desk;
    for (const ApiOperation& one : api_operations()) {
        if (one.path.find('{') != std::string::npos || is_served_elsewhere(one)) continue;
        for (const Json& parameter : one.parameters("query")) {
            const std::string name = parameter["name"];
            if (name != "sort" && name != "status") continue;
            CAPTURE(one.path);
            CAPTURE(name);
            const Json& schema = parameter["schema"];
            const Json& listed =
                schema.contains("$ref") ? referred(schema["$ref"], api_document()) : schema;
            const std::string path = one.path.substr(api_root.size()) + "?" + name + "=nonsense";
            const Reply reply = desk.ask("GET", path);
            REQUIRE(reply.status == 422);
            CHECK(as_words(listed["enum"]) == words_in(Json::parse(reply.body)["detail"]));
        }
    }
}

TEST_CASE("texts may be as long as the document says") {
    const auto limits = [](const char* schema, const char* property) {
        const Json& all = components("schemas").at(schema);
        const Json& one = all.contains("properties") ? all["properties"][property] : all;
        return std::pair(one.at("minLength").get<std::size_t>(),
                         one.at("maxLength").get<std::size_t>());
    };
    for (const char* verb : {"Add", "Edit"}) {
        const auto name_in = [&](const char* noun) {
            return limits((std::string(verb) + noun).c_str(), "name");
        };
        CHECK(name_in("Task") == std::pair(task_name_chars_min, task_name_chars_max));
        CHECK(name_in("Business") == std::pair(business_name_chars_min, business_name_chars_max));
        CHECK(name_in("Notifier") == std::pair(notifier_name_chars_min, notifier_name_chars_max));
        CHECK(name_in("User") == std::pair(user_name_chars_min, user_name_chars_max));
    }
    CHECK(limits("AddToken", "name") == std::pair(token_name_chars_min, token_name_chars_max));
    CHECK(limits("NewPassword", "") == std::pair(password_chars_min, password_chars_max));
}
