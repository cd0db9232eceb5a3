#include "access/permission.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace cronmon;

namespace {

Who somebody(Role role, Way way = Way::session, Scope scope = Scope::write) {
    Who who;
    who.role = role;
    who.way = way;
    who.scope = scope;
    return who;
}

std::vector<std::string> allowed(const Who& who) {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < static_cast<std::size_t>(Action::count_); ++i)
        if (may(who, static_cast<Action>(i))) words.emplace_back(word(static_cast<Action>(i)));
    return words;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("a reader looks, a manager manages, an administrator does everything") {
    CHECK(allowed(somebody(Role::reader)) ==
          Words{"look", "ping", "keep an account", "keep tokens"});
    CHECK(allowed(somebody(Role::manager)) == Words{"look", "ping", "manage tasks",
                                                    "manage assignments", "retry alerts",
                                                    "keep an account", "keep tokens"});
    CHECK(allowed(somebody(Role::admin)).size() == static_cast<std::size_t>(Action::count_));
}

TEST_CASE("a token may what its scope says, and never what is done in person") {
    const auto token = [](Role role, Scope scope) {
        return allowed(somebody(role, Way::token, scope));
    };
    CHECK(token(Role::admin, Scope::ping) == Words{"ping"});
    CHECK(token(Role::admin, Scope::read) == Words{"look", "ping", "see the audit log"});
    CHECK(token(Role::manager, Scope::read) == Words{"look", "ping"});
    CHECK(token(Role::reader, Scope::write) == Words{"look", "ping"});
    for (const Way way : {Way::token, Way::basic})
        CHECK_FALSE(may(somebody(Role::admin, way), Action::keep_account));
    CHECK_FALSE(may(somebody(Role::admin, Way::socket), Action::keep_account));
    CHECK(may(somebody(Role::admin, Way::socket), Action::keep_tokens));
}

TEST_CASE("a refusal says who may not do what") {
    CHECK(refuse(somebody(Role::reader), Action::manage_tasks)->message ==
          "caller: a reader may not manage tasks");
    CHECK(refuse(somebody(Role::manager), Action::manage_users)->code == Code::forbidden);
    CHECK(refuse(somebody(Role::admin, Way::token, Scope::read), Action::manage_tasks)->message ==
          "caller: a token of scope read may not manage tasks");
    CHECK_FALSE(refuse(somebody(Role::admin), Action::manage_users));
}

TEST_CASE("what is seen is what was granted, or everything") {
    Who who = somebody(Role::manager);
    CHECK(sees(who, BusinessId{7}));
    who.businesses = {BusinessId{2}, BusinessId{5}};
    CHECK(sees(who, BusinessId{5}));
    CHECK_FALSE(sees(who, BusinessId{7}));
    who.businesses.emplace();
    CHECK_FALSE(sees(who, BusinessId{2}));
}
