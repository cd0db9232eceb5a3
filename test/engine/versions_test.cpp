// Which lists are told to be old after which change, and that they are told at all.
#include "engine/change_world.h"

#include <sstream>

using namespace cronmon;
using namespace std::chrono_literals;

namespace {

struct VersionWorld : ChangeWorld {
    using Seen = std::array<std::int64_t, topic_count>;

    Seen seen() const {
        Seen seen{};
        for (std::size_t i = 0; i < topic_count; ++i)
            seen[i] = engine->versions().of(static_cast<Topic>(i));
        return seen;
    }
    // The topics that what was done since has raised, in their order.
    std::string raised_since(const Seen& before) const {
        std::string words;
        const Seen after = seen();
        for (std::size_t i = 0; i < topic_count; ++i)
            if (after[i] != before[i])
                words.append(words.empty() ? "" : " ").append(word(static_cast<Topic>(i)));
        return words;
    }
    std::string raised(Change change) {
        const Seen before = seen();
        static_cast<void>(submit(std::move(change)));
        return raised_since(before);
    }
};

}  // namespace

TEST_CASE(
    "versions begin at the time of the start and go up, a topic's own and the newest of all") {
    ManualClock clock;
    Versions versions(clock.now());
    const std::int64_t start = versions.newest();
    CHECK(start == to_ms(clock.now()) * 1000);
    for (std::size_t i = 0; i < topic_count; ++i)
        CHECK(versions.of(static_cast<Topic>(i)) == start);
    Topics topics;
    versions.raise(topics);
    CHECK(versions.newest() == start);
    mark(topics, Topic::tasks);
    mark(topics, Topic::audit);
    versions.raise(topics);
    CHECK(versions.newest() == start + 1);
    CHECK(versions.of(Topic::tasks) == start + 1);
    CHECK(versions.of(Topic::audit) == start + 1);
    CHECK(versions.of(Topic::pings) == start);
}

TEST_CASE("a thousand commits in a millisecond do not use up the numbers of the next start") {
    ManualClock clock;
    Versions versions(clock.now());
    Topics topics;
    mark(topics, Topic::pings);
    for (int i = 0; i < 999; ++i) versions.raise(topics);
    clock.advance(1ms);
    CHECK(Versions(clock.now()).newest() > versions.newest());
}

TEST_CASE("every topic has a word of its own") {
    std::vector<std::string_view> words;
    for (std::size_t i = 0; i < topic_count; ++i) {
        words.push_back(word(static_cast<Topic>(i)));
        CHECK(!words.back().empty());
        for (std::size_t j = 0; j < i; ++j) CHECK(words[j] != words[i]);
    }
}

TEST_CASE_FIXTURE(VersionWorld, "businesses, notifiers and assignments") {
    CHECK(raised(AddBusiness{"db"}) == "businesses audit");
    const BusinessId db = snapshot()->business_named("db")->business.id;
    CHECK(raised(EditBusiness{db, "databases", {}}) == "businesses audit");
    CHECK(raised(AddNotifier{"ann", "ann@example.org", {}, Language::en}) == "notifiers audit");
    const NotifierId ann = snapshot()->notifier_named("ann")->notifier.id;
    CHECK(raised(EditNotifier{ann, "bob", {}, {}, {}, {}}) == "notifiers audit");
    CHECK(raised(Assign{db, ann}) == "assignments audit");
    CHECK(raised(Assign{db, ann}).empty());
    CHECK(raised(Unassign{db, ann}) == "assignments audit");
    CHECK(raised(RemoveNotifier{ann}) == "notifiers assignments alerts audit");
    CHECK(raised(EditBusiness{db, {}, false}) == "businesses audit");
    must(EditBusiness{db, {}, true});
    task("nightly", db);
    CHECK(raised(EditBusiness{db, {}, false}) == "businesses tasks audit");
    CHECK(raised(RemoveBusiness{db}) == "businesses assignments tasks alerts users tokens audit");
}

TEST_CASE_FIXTURE(VersionWorld, "tasks") {
    const BusinessId db = business("db");
    CHECK(raised(AddTask{db, "nightly", *Schedule::every(1h), 5min, {}}) == "tasks audit");
    const TaskId nightly = snapshot()->task_named("nightly")->task.id;
    CHECK(raised(EditTask{nightly, {}, {}, {}, 10min, {}, {}}) == "tasks audit");
    CHECK(raised(PauseTask{nightly}) == "tasks audit");
    CHECK(raised(PauseTask{nightly}).empty());
    CHECK(raised(ResumeTask{nightly}) == "tasks audit");
    CHECK(raised(RemoveTask{nightly}) == "tasks alerts audit");
}

TEST_CASE_FIXTURE(VersionWorld, "users, sessions and tokens") {
    const BusinessId db = business("db");
    AddUser add;
    add.user.name = "ann the user";
    CHECK(raised(add) == "users audit");
    const UserId ann = snapshot()->user_named("ann the user")->user.id;
    EditUser edit;
    edit.id = ann;
    edit.language = Language::en;
    CHECK(raised(edit) == "users audit");
    CHECK(raised(Grant{ann, db}) == "users audit");
    CHECK(raised(Grant{ann, db}).empty());
    CHECK(raised(Revoke{ann, db}) == "users audit");
    CHECK(raised(SetPermissions{ann, {db}}) == "users audit");
    OpenSession open;
    open.session.user = ann;
    open.session.digest = "one";
    CHECK(raised(open) == "sessions audit");
    const SessionId one = snapshot()->session("one")->id;
    CHECK(raised(TouchSession{one}) == "sessions");
    CHECK(raised(EndSession{one}) == "sessions audit");
    CHECK(raised(EndSessions{ann}) == "sessions audit");
    EditCredentials change{.id = ann};
    change.password = "hash";
    CHECK(raised(change) == "users audit");
    change.end_sessions = true;
    CHECK(raised(change) == "users sessions audit");
    change = {.id = ann};
    change.totp_step = 5;
    change.silent = true;
    CHECK(raised(change).empty());
    AddToken token;
    token.token.user = ann;
    token.token.name = "ci";
    token.token.digest = "digest";
    CHECK(raised(token) == "tokens audit");
    const TokenId ci = snapshot()->token("digest")->id;
    CHECK(raised(TouchToken{ci}) == "tokens");
    CHECK(raised(RemoveToken{ci}) == "tokens audit");
    edit.enabled = false;
    CHECK(raised(edit) == "users sessions audit");
    CHECK(raised(RemoveUser{ann}) == "users sessions tokens audit");
}

TEST_CASE_FIXTURE(VersionWorld, "settings, logs and notices") {
    CHECK(raised(SaveSetting{"smtp.host", "mail"}) == "settings audit");
    CHECK(raised(SaveSetting{"smtp.host", {}}) == "settings audit");
    LogApiRequest request;
    request.row.at = clock.now();
    CHECK(raised(request).empty());
    CHECK(raised(NoteEmptyBusinesses{}).empty());
    CHECK(raised(Settle{}).empty());
}

TEST_CASE_FIXTURE(VersionWorld,
                  "a ping raises pings, and tasks if the task stands otherwise since") {
    const TaskId nightly = task("nightly", business("db"));
    Seen before = seen();
    ping(nightly);
    CHECK(raised_since(before) == "tasks pings");
    for (const PingKind kind : {PingKind::success, PingKind::start, PingKind::log}) {
        before = seen();
        ping(nightly, kind);
        CHECK(raised_since(before) == "pings");
    }
    before = seen();
    ping(nightly, PingKind::fail);
    CHECK(raised_since(before) == "tasks pings");
    before = seen();
    CHECK(ping(Uuid::random()) == PingOutcome::unknown);
    pass(1s);
    CHECK(raised_since(before).empty());
}

TEST_CASE_FIXTURE(VersionWorld,
                  "an alarm raises tasks and alerts, and so does what becomes of it") {
    const BusinessId db = business("db");
    must(Assign{db, notifier("ann")});
    const TaskId nightly = task("nightly", db);
    ping(nightly);
    live(64min);
    Seen before = seen();
    live(70s);
    CHECK(raised_since(before) == "tasks alerts");
    REQUIRE(owed.size() == 1);
    CHECK(raised(AlertOutcome{owed[0], AlertStatus::failed, 1, {}, {}, "no"}) == "alerts");
    CHECK(raised(RetryAlert{owed[0]}) == "alerts audit");
}

TEST_CASE_FIXTURE(VersionWorld, "our own absence raises blind and tasks") {
    task("nightly", business("db"));
    const Seen before = seen();
    clock.suspend(1h);
    engine->round();
    CHECK(raised_since(before) == "tasks blind");
}

TEST_CASE_FIXTURE(VersionWorld, "the passing of time and signs of life raise nothing") {
    task("nightly", business("db"));
    const Seen before = seen();
    live(2min);
    CHECK(raised_since(before).empty());
}

TEST_CASE_FIXTURE(VersionWorld, "what is refused or fails raises nothing") {
    const BusinessId db = business("db");
    const TaskId nightly = task("nightly", db);
    const UserId root = user("root", Role::admin);
    CHECK(raised(AddBusiness{"db"}).empty());
    CHECK(raised(EditBusiness{db, "x", false}).empty());
    CHECK(raised(EditBusiness{db, "other", {}, 7}).empty());
    CHECK(raised(RemoveBusiness{BusinessId{99}}).empty());
    CHECK(raised(Unassign{db, NotifierId{1}}).empty());
    CHECK(raised(EditTask{nightly, BusinessId{99}, {}, {}, {}, {}, {}}).empty());
    CHECK(raised(RemoveTask{nightly, 7}).empty());
    CHECK(raised(RemoveUser{root}).empty());
    CHECK(raised(Revoke{root, db}).empty());
    CHECK(raised(EndSession{SessionId{9}}).empty());
    CHECK(raised(SaveSetting{"no.such", "x"}).empty());
    CHECK(raised(RetryAlert{AlertId{9}}).empty());
    store->break_down();
    CHECK(raised(AddBusiness{"web"}).empty());
    CHECK(raised(RemoveBusiness{db}).empty());
    const Seen before = seen();
    CHECK(ping(nightly) == PingOutcome::failed);
    CHECK(raised_since(before).empty());
    store->mend();
    clock.advance(1s);
    CHECK(raised(AddBusiness{"web"}).find("businesses") != std::string::npos);
}
