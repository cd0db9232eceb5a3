#include "store/store_world.h"

using namespace cronmon;

namespace {

using Ids = std::vector<BusinessId>;

// A user with something in every field.
User full_user(std::int64_t id) {
    User user;
    user.id = UserId{id};
    user.name = "Wang Xiaoming";
    user.email = "wang@example.org";
    user.phone = "13800138000";
    user.role = Role::reader;
    user.all_businesses = true;
    user.enabled = false;
    user.language = Language::en;
    user.api_name = "robot-wang";
    user.credentials.password = "$argon2id$v=19$...";
    user.credentials.api_password = "pbkdf2:sha256:260000$salt$hash";
    user.credentials.totp_secret = std::string("\0\x01\xff secret of twenty", 20);
    user.credentials.totp_step = 58'000'000;
    user.credentials.recovery = std::string(64, '\x80');
    user.credentials.setup_digest = std::string(32, '\0');
    user.credentials.setup_until = monday + one_day;
    user.created = monday;
    user.last_login = monday + Millis{5};
    user.revision = 7;
    return user;
}

void check_same(const User& a, const User& b) {
    CHECK_EQ(a.id, b.id);
    CHECK_EQ(a.name, b.name);
    CHECK_EQ(a.email, b.email);
    CHECK_EQ(a.phone, b.phone);
    CHECK_EQ(a.role, b.role);
    CHECK_EQ(a.all_businesses, b.all_businesses);
    CHECK_EQ(a.enabled, b.enabled);
    CHECK_EQ(a.language, b.language);
    CHECK_EQ(a.api_name, b.api_name);
    CHECK((a.credentials == b.credentials));
    CHECK_EQ(a.created, b.created);
    CHECK_EQ(a.last_login, b.last_login);
    CHECK_EQ(a.revision, b.revision);
}

struct UserWorld : StoreWorld {
    void save(const User& user) {
        commit([&](Batch& batch) { batch.save(user); });
    }
    Ids permissions(std::int64_t user) {
        Ids ids;
        commit([&](Batch& batch) { ids = batch.permissions(UserId{user}); });
        return ids;
    }
    void permit(std::int64_t user, const Ids& businesses) {
        commit([&](Batch& batch) { batch.set_permissions(UserId{user}, businesses); });
    }
    Names list(const ListQuery& query) {
        Names names;
        for (const UserView& view : now()->users(query).rows) names.push_back(view.user.name);
        return names;
    }
};

}  // namespace

TEST_CASE_FIXTURE(UserWorld, "a user comes back as it was saved, with every field") {
    save(full_user(3));
    reopen();
    REQUIRE(now()->user(UserId{3}).has_value());
    check_same(now()->user(UserId{3})->user, full_user(3));
    commit([](Batch& batch) { check_same(*batch.user(UserId{3}), full_user(3)); });
}

TEST_CASE_FIXTURE(UserWorld,
                  "a user with nothing but a name comes back so, also in place of a full one") {
    for (const std::int64_t id : {3, 4}) {
        User bare = a_user(id, id == 3 ? "somebody" : "somebody else");
        if (id == 3) save(full_user(3));
        save(bare);
        check_same(now()->user(UserId{id})->user, bare);
    }
}

TEST_CASE_FIXTURE(UserWorld, "whether there are users at all is known") {
    CHECK_FALSE(store->has_users());
    user(1, "somebody");
    CHECK(store->has_users());
    CHECK_EQ(store->highest_ids().user, 1);
    commit([](Batch& batch) { batch.remove(UserId{1}); });
    CHECK_FALSE(store->has_users());
}

TEST_CASE_FIXTURE(UserWorld, "names and addresses are unique and found without regard to case") {
    save(full_user(3));
    commit([](Batch& batch) {
        CHECK_EQ(batch.user_named("WANG XIAOMING"), UserId{3});
        CHECK_EQ(batch.user_with_email("Wang@Example.ORG"), UserId{3});
        CHECK_EQ(batch.user_with_phone("13800138000"), UserId{3});
        CHECK_EQ(batch.user_with_api_name("Robot-Wang"), UserId{3});
        CHECK_FALSE(batch.user_named("wang").has_value());
        CHECK_FALSE(batch.user_with_email("").has_value());
        CHECK_FALSE(batch.user_with_phone("1380013800").has_value());
        CHECK_FALSE(batch.user_with_api_name("' OR 1=1 --").has_value());
    });
    CHECK_EQ(now()->user_named("wang XIAOMING")->user.id, UserId{3});
    CHECK_EQ(now()->user_with_api_name("ROBOT-WANG")->user.id, UserId{3});
    CHECK_FALSE(now()->user_named("nobody").has_value());

    const auto refused = [&](const std::function<void(User&)>& take) {
        User other = a_user(4, "another");
        take(other);
        CHECK_THROWS_AS(save(other), StoreError);
    };
    refused([](User& user) { user.name = "WANG xiaoming"; });
    refused([](User& user) { user.email = "WANG@example.org"; });
    refused([](User& user) { user.phone = "13800138000"; });
    refused([](User& user) { user.api_name = "ROBOT-wang"; });
    refused([](User& user) { user.credentials.setup_digest = std::string(32, '\0'); });
}

TEST_CASE_FIXTURE(UserWorld, "those without an address, a phone or a link do not collide") {
    user(1, "somebody");
    user(2, "another");
    CHECK_EQ(now()->users({}).total, 2);
}

TEST_CASE_FIXTURE(UserWorld, "who holds a set-up link is found by its digest, and nobody by none") {
    save(full_user(3));
    user(4, "without one");
    CHECK_EQ(now()->user_with_setup(std::string(32, '\0'))->user.id, UserId{3});
    CHECK_FALSE(now()->user_with_setup(std::string(32, '\1')).has_value());
    CHECK_FALSE(now()->user_with_setup("").has_value());
}

TEST_CASE_FIXTURE(UserWorld, "enabled administrators are counted") {
    user(1, "first", Role::admin);
    user(2, "second", Role::manager);
    User off = a_user(3, "disabled", Role::admin);
    off.enabled = false;
    save(off);
    commit([](Batch& batch) { CHECK_EQ(batch.enabled_admins(), 1); });
}

TEST_CASE_FIXTURE(UserWorld, "permissions are replaced as a whole and come back sorted") {
    for (const std::int64_t id : {1, 2, 3}) business(id, std::string("business ") + "cba"[id - 1]);
    user(1, "somebody");
    CHECK(permissions(1).empty());
    permit(1, {BusinessId{3}, BusinessId{1}, BusinessId{3}});
    CHECK_EQ(permissions(1), Ids{BusinessId{1}, BusinessId{3}});
    permit(1, {BusinessId{2}, BusinessId{1}});
    CHECK_EQ(permissions(1), Ids{BusinessId{1}, BusinessId{2}});
    const auto view = now()->user(UserId{1});
    REQUIRE(view->businesses.size() == 2);
    CHECK_EQ(view->businesses[0].name, "business b");  // by name
    CHECK_EQ(view->businesses[1].name, "business c");
    permit(1, {});
    CHECK(permissions(1).empty());
    CHECK_THROWS_AS(permit(1, {BusinessId{99}}), StoreError);
    CHECK_THROWS_AS(permit(99, {BusinessId{1}}), StoreError);
}

TEST_CASE_FIXTURE(UserWorld, "saving a user again keeps what belongs to them") {
    business(1, "backup");
    user(1, "somebody");
    permit(1, {BusinessId{1}});
    commit([](Batch& batch) {
        Session session;
        session.id = SessionId{1};
        session.user = UserId{1};
        session.digest = std::string(32, 's');
        batch.add(session);
    });
    user(1, "renamed");
    CHECK_EQ(permissions(1), Ids{BusinessId{1}});
    CHECK_EQ(now()->sessions(UserId{1}).size(), 1);
}

TEST_CASE_FIXTURE(UserWorld, "a business takes its permissions along, and leaves the user") {
    business(1, "backup");
    business(2, "kept");
    user(1, "somebody");
    permit(1, {BusinessId{1}, BusinessId{2}});
    commit([](Batch& batch) { batch.remove(BusinessId{1}); });
    CHECK_EQ(permissions(1), Ids{BusinessId{2}});
}

TEST_CASE_FIXTURE(UserWorld, "a user goes with sessions, tokens, permissions and notices") {
    business(1, "backup");
    user(1, "going away");
    user(2, "staying");
    for (const std::int64_t id : {1, 2}) permit(id, {BusinessId{1}});
    commit([](Batch& batch) {
        for (const std::int64_t id : {1, 2}) {
            Session session;
            session.id = SessionId{id};
            session.user = UserId{id};
            session.digest = std::string(32, static_cast<char>('s' + id));
            batch.add(session);
            Token token;
            token.id = TokenId{id};
            token.user = UserId{id};
            token.name = "ci";
            token.digest = std::string(32, static_cast<char>('t' + id));
            token.all_businesses = false;
            token.businesses = {BusinessId{1}};
            batch.add(token);
            batch.save(EmptyNotice{UserId{id}, "1", monday});
        }
        batch.remove(UserId{1});
    });
    CHECK_EQ(now()->names("user"), Names{"staying"});
    CHECK(permissions(1).empty());
    CHECK(now()->sessions(UserId{1}).empty());
    CHECK(now()->tokens(UserId{1}).empty());
    REQUIRE(now()->empty_notices().size() == 1);
    CHECK_EQ(now()->empty_notices()[0].user, UserId{2});
    CHECK_EQ(now()->sessions(UserId{2}).size(), 1);
    CHECK_EQ(now()->tokens(UserId{2}).size(), 1);
}

TEST_CASE_FIXTURE(UserWorld,
                  "users are listed by name, searched in all they are called by, and sorted") {
    save(full_user(3));
    user(1, "zoe the admin", Role::admin);
    User ann = a_user(2, "Ann the manager");
    ann.created = monday + one_day;
    ann.last_login = monday + 2 * one_day;
    save(ann);
    const std::string wang = "Wang Xiaoming";
    CHECK_EQ(list({}), Names{"Ann the manager", wang, "zoe the admin"});
    CHECK_EQ(list({.search = "XIAO"}), Names{wang});
    CHECK_EQ(list({.search = "EXAMPLE.org"}), Names{wang});
    CHECK_EQ(list({.search = "0138"}), Names{wang});
    CHECK_EQ(list({.search = "robot"}), Names{wang});
    CHECK(list({.search = "%"}).empty());
    CHECK(list({.search = "argon2"}).empty());
    CHECK_EQ(list({.status = "admin"}), Names{"zoe the admin"});
    CHECK(list({.status = "king"}).empty());
    CHECK_EQ(list({.sort = "name", .descending = true}).front(), "zoe the admin");
    CHECK_EQ(list({.sort = "role"}).front(), "zoe the admin");
    CHECK_EQ(list({.sort = "created", .descending = true}).front(), "Ann the manager");
    CHECK_EQ(list({.sort = "last_login", .descending = true}).front(), "Ann the manager");
    CHECK_EQ(list({.sort = "last_login"}).back(), "zoe the admin");  // never was here
    const auto page = now()->users({.page = 2, .length = 2});
    CHECK_EQ(page.total, 3);
    CHECK_EQ(page.rows.size(), 1);
    CHECK_EQ(now()->users({.page = 9, .length = 2}).total, 3);
}

TEST_CASE_FIXTURE(UserWorld, "those can be told who are enabled and have an address") {
    save(full_user(3));  // disabled
    user(1, "without address");
    User ann = a_user(2, "with address");
    ann.email = "ann@example.org";
    save(ann);
    const auto users = now()->users_to_tell();
    REQUIRE(users.size() == 1);
    CHECK_EQ(users[0].user.id, UserId{2});
}

TEST_CASE_FIXTURE(UserWorld,
                  "what somebody was told of empty businesses is replaced, and needs them") {
    user(1, "somebody");
    commit([](Batch& batch) {
        batch.save(EmptyNotice{UserId{1}, "1 2", monday});
        batch.save(EmptyNotice{UserId{1}, "1 2 3", monday + one_day});
        batch.save(EmptyNotice{UserId{99}, "1", monday});  // went away meanwhile
    });
    const auto notices = now()->empty_notices();
    REQUIRE(notices.size() == 1);
    CHECK_EQ(notices[0].businesses, "1 2 3");
    CHECK_EQ(notices[0].told, monday + one_day);
}
