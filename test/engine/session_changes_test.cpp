// Sessions of browsers and tokens of programs.
#include "engine/change_world.h"

#include <algorithm>

using namespace cronmon;
using namespace std::chrono_literals;

namespace {

struct SessionChanges : ChangeWorld {
    BusinessId db = business("db");
    BusinessId web = business("web");
    UserId ann = user("ann", Role::manager, {db});

    SessionId remembered(const std::string& digest) {
        OpenSession open;
        open.session.user = ann;
        open.session.digest = digest;
        open.session.remember = true;
        return SessionId{must(open)};
    }
    Session look(const std::string& digest) { return *snapshot()->session(digest); }
    Token a_token(const std::string& name) const {
        Token token;
        token.user = ann;
        token.name = name;
        token.digest = "digest of " + name;
        return token;
    }
};

}  // namespace

TEST_CASE_FIXTURE(SessionChanges,
                  "a session begins now and is good for half a day without a request") {
    const Instant begin = clock.now();
    OpenSession open;
    open.session.id = SessionId{1000};
    open.session.user = ann;
    open.session.digest = "one";
    open.session.address = "2001:db8::1";
    open.session.user_agent = "Mozilla/5.0";
    open.session.expires = begin + 1000h;
    const SessionId id{must(open)};
    CHECK(id != SessionId{1000});
    CHECK(look("one").id == id);
    CHECK(look("one").created == begin);
    CHECK(look("one").seen == begin);
    CHECK(look("one").expires == begin + session_idle_max);
    CHECK(look("one").address == "2001:db8::1");
    CHECK(look("one").user_agent == "Mozilla/5.0");
    CHECK(user(ann).last_login == begin);
    CHECK(user(ann).revision == 1);
    clock.advance(11h);
    must(TouchSession{id});
    CHECK(look("one").seen == begin + 11h);
    CHECK(look("one").expires == begin + 11h + session_idle_max);
    CHECK(look("one").created == begin);
}

TEST_CASE_FIXTURE(SessionChanges,
                  "a remembered session is good for a week, however often it is used") {
    const Instant begin = clock.now();
    const SessionId id = remembered("one");
    CHECK(look("one").expires == begin + session_remembered_for);
    clock.advance(24h * 6);
    must(TouchSession{id});
    CHECK(look("one").expires == begin + session_remembered_for);
}

TEST_CASE_FIXTURE(SessionChanges,
                  "a session that has expired cannot be touched back to life, and goes away") {
    const SessionId id = session(ann, "one");
    remembered("two");
    clock.advance(session_idle_max);
    CHECK(refused(TouchSession{id}) == Code::not_found);
    pass(months_every);
    CHECK(!snapshot()->session("one"));
    CHECK(snapshot()->session("two"));
}

TEST_CASE_FIXTURE(SessionChanges, "sessions are ended one by one, or all but one") {
    const SessionId one = session(ann, "one");
    const SessionId two = session(ann, "two");
    const SessionId three = session(ann, "three");
    must(EndSession{one});
    CHECK(refused(EndSession{one}) == Code::not_found);
    CHECK(refused(TouchSession{one}) == Code::not_found);
    must(EndSessions{ann, three});
    CHECK(!snapshot()->session("two"));
    CHECK(look("three").id == three);
    must(EndSessions{ann});
    CHECK(snapshot()->sessions(ann).empty());
    CHECK(refused(EndSessions{UserId{99}}) == Code::not_found);
    CHECK(refused(EndSession{two}) == Code::not_found);
}

TEST_CASE_FIXTURE(SessionChanges, "nobody unknown gets a session") {
    OpenSession open;
    open.session.user = UserId{99};
    open.session.digest = "one";
    CHECK(refused(open) == Code::not_found);
}

TEST_CASE_FIXTURE(SessionChanges, "a token is added as given, but for its id and its times") {
    Token token = a_token("ci");
    token.id = TokenId{1000};
    token.scope = Scope::write;
    token.all_businesses = false;
    token.businesses = {web, db, web};
    token.created = clock.now() - 1h;
    token.last_used = clock.now();
    token.expires = clock.now() + 24h;
    const TokenId id{must(AddToken{token})};
    const auto saved = snapshot()->token("digest of ci");
    REQUIRE(saved.has_value());
    CHECK(saved->id == id);
    CHECK(id != TokenId{1000});
    CHECK(saved->scope == Scope::write);
    CHECK(!saved->all_businesses);
    CHECK(saved->businesses == std::vector{db, web});
    CHECK(saved->created == clock.now());
    CHECK(!saved->last_used);
    CHECK(saved->expires == clock.now() + 24h);
    clock.advance(1h);
    must(TouchToken{id});
    CHECK(snapshot()->token("digest of ci")->last_used == clock.now());
}

TEST_CASE_FIXTURE(SessionChanges, "a token against the rules is refused") {
    token(ann, "taken");
    CHECK(complaint(AddToken{a_token("")}).starts_with("token: "));
    CHECK(complaint(AddToken{a_token(std::string(65, 'x'))}).starts_with("token: "));
    CHECK(refused(AddToken{a_token("taken")}) == Code::conflict);
    Token token = a_token("ci");
    token.user = UserId{99};
    CHECK(refused(AddToken{token}) == Code::not_found);
    token = a_token("ci");
    token.expires = clock.now();
    CHECK(refused(AddToken{token}) == Code::invalid);
    token = a_token("ci");
    token.all_businesses = false;
    token.businesses = {BusinessId{99}};
    CHECK(refused(AddToken{token}) == Code::not_found);
    CHECK(snapshot()->tokens(ann).size() == 1);
}

TEST_CASE_FIXTURE(SessionChanges,
                  "a user has so many tokens and no more, and removing one makes room") {
    TokenId last{};
    for (std::size_t i = 0; i < tokens_per_user_max; ++i)
        last = token(ann, "token " + std::to_string(i));
    CHECK(refused(AddToken{a_token("one more")}) == Code::conflict);
    token(user("bob", Role::reader), "bob's");
    must(RemoveToken{last});
    token(ann, "one more");
    CHECK(refused(RemoveToken{last}) == Code::not_found);
    CHECK(refused(TouchToken{last}) == Code::not_found);
}
