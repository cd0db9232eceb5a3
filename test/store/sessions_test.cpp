#include "store/store_world.h"

using namespace cronmon;

namespace {

Session a_session(std::int64_t id, std::int64_t user) {
    return Session{.id = SessionId{id},
                   .user = UserId{user},
                   .digest = std::string(31, '\0') + static_cast<char>(id),
                   .remember = true,
                   .address = "2001:db8::1",
                   .user_agent = "Mozilla/5.0 (中文)",
                   .created = monday,
                   .seen = monday + Millis{id},
                   .expires = monday + one_day};
}

struct SessionWorld : StoreWorld {
    SessionWorld() {
        user(1, "somebody");
        user(2, "another");
    }
    void add(const Session& session) {
        commit([&](Batch& batch) { batch.add(session); });
    }
    std::vector<SessionId> of(std::int64_t user) {
        return ids_of_sessions(now()->sessions(UserId{user}));
    }

    static std::vector<SessionId> ids_of_sessions(const std::vector<Session>& sessions) {
        std::vector<SessionId> ids;
        for (const Session& session : sessions) ids.push_back(session.id);
        return ids;
    }
};

using Ids = std::vector<SessionId>;

}  // namespace

TEST_CASE_FIXTURE(SessionWorld, "a session comes back as it was added, by its digest or its id") {
    add(a_session(5, 1));
    reopen();
    const auto found = now()->session(a_session(5, 1).digest);
    REQUIRE(found.has_value());
    CHECK_EQ(found->id, SessionId{5});
    CHECK_EQ(found->user, UserId{1});
    CHECK_EQ(found->digest, a_session(5, 1).digest);
    CHECK(found->remember);
    CHECK_EQ(found->address, "2001:db8::1");
    CHECK_EQ(found->user_agent, "Mozilla/5.0 (中文)");
    CHECK_EQ(found->created, monday);
    CHECK_EQ(found->seen, monday + Millis{5});
    CHECK_EQ(found->expires, monday + one_day);
    commit([](Batch& batch) {
        CHECK_EQ(batch.session(SessionId{5})->digest, a_session(5, 1).digest);
        CHECK_FALSE(batch.session(SessionId{6}).has_value());
    });
    CHECK_FALSE(now()->session(std::string(32, 'x')).has_value());
    CHECK_FALSE(now()->session("").has_value());
    CHECK_EQ(store->highest_ids().session, 5);
}

TEST_CASE_FIXTURE(SessionWorld, "a session needs its user, and a digest of its own") {
    CHECK_THROWS_AS(add(a_session(5, 99)), StoreError);
    add(a_session(5, 1));
    Session twin = a_session(6, 2);
    twin.digest = a_session(5, 1).digest;
    CHECK_THROWS_AS(add(twin), StoreError);
}

TEST_CASE_FIXTURE(SessionWorld, "sessions are listed for their user, the one seen last first") {
    for (const std::int64_t id : {1, 2, 3}) add(a_session(id, 1));
    add(a_session(4, 2));
    commit([](Batch& batch) {
        batch.touch(SessionId{1}, monday + Millis{100}, monday + 2 * one_day);
    });
    CHECK_EQ(of(1), Ids{SessionId{1}, SessionId{3}, SessionId{2}});
    CHECK_EQ(now()->sessions(UserId{1})[0].expires, monday + 2 * one_day);
    CHECK_EQ(of(2), Ids{SessionId{4}});
    CHECK(of(3).empty());
}

TEST_CASE_FIXTURE(SessionWorld, "sessions end one by one, all but one, or all of a user") {
    for (const std::int64_t id : {1, 2, 3}) add(a_session(id, 1));
    add(a_session(4, 2));
    commit([](Batch& batch) { batch.remove(SessionId{2}); });
    CHECK_EQ(of(1), Ids{SessionId{3}, SessionId{1}});
    commit([](Batch& batch) { batch.remove_sessions(UserId{1}, SessionId{3}); });
    CHECK_EQ(of(1), Ids{SessionId{3}});
    commit([](Batch& batch) { batch.remove_sessions(UserId{1}, SessionId{}); });
    CHECK(of(1).empty());
    CHECK_EQ(of(2), Ids{SessionId{4}});
}

TEST_CASE_FIXTURE(SessionWorld, "expired sessions are removed, whoever's they are") {
    for (const std::int64_t id : {1, 2, 3}) {
        Session session = a_session(id, id == 2 ? 2 : 1);
        session.expires = monday + Millis{id};
        add(session);
    }
    commit([](Batch& batch) {
        CHECK_EQ(batch.remove_expired_sessions(monday), 0);
        CHECK_EQ(batch.remove_expired_sessions(monday + Millis{2}), 2);
        CHECK_EQ(batch.remove_expired_sessions(monday + Millis{2}), 0);
    });
    CHECK_EQ(of(1), Ids{SessionId{3}});
    CHECK(of(2).empty());
}

TEST_CASE_FIXTURE(SessionWorld, "touching or removing what is not there changes nothing") {
    commit([](Batch& batch) {
        batch.touch(SessionId{9}, monday, monday);
        batch.remove(SessionId{9});
        batch.remove_sessions(UserId{9}, SessionId{});
    });
    CHECK(of(1).empty());
}
