// Users and which businesses they see: what is allowed, and what follows from it.
#include "engine/change_world.h"

using namespace cronmon;
using namespace std::chrono_literals;

namespace {

struct UserChanges : ChangeWorld {
    BusinessId db = business("db");
    BusinessId web = business("web");
    UserId root = user("root", Role::admin);
    UserId ann = user("ann", Role::manager, {db});

    std::vector<BusinessId> seen_by(UserId id) {
        std::vector<BusinessId> ids;
        const auto view = snapshot()->user(id);
        for (const Business& one : view->businesses) ids.push_back(one.id);
        return ids;
    }
    EditUser edit(UserId id) const {
        EditUser edit;
        edit.id = id;
        return edit;
    }
    EditUser with_role(UserId id, Role role) const {
        EditUser change = edit(id);
        change.role = role;
        return change;
    }
    EditUser disabling(UserId id) const {
        EditUser change = edit(id);
        change.enabled = false;
        return change;
    }
};

using Ids = std::vector<BusinessId>;

AddUser named(const std::string& name) {
    AddUser add;
    add.user.name = name;
    return add;
}

}  // namespace

TEST_CASE_FIXTURE(UserChanges, "a user is added as given, but for what the engine decides") {
    AddUser add = named("wang xiaoming");
    add.user.id = UserId{1000};
    add.user.created = clock.now() - 24h;
    add.user.revision = 55;
    add.user.email = "wang@example.org";
    add.user.phone = "13800138000";
    add.user.api_name = "robot-wang";
    add.user.role = Role::reader;
    add.user.language = Language::en;
    add.user.credentials.password = "a hash";
    add.businesses = {web, db, web};
    const UserId id{must(add)};
    CHECK(id != UserId{1000});
    const User saved = user(id);
    CHECK(saved.created == clock.now());
    CHECK(saved.revision == 1);
    CHECK(saved.email == "wang@example.org");
    CHECK(saved.phone == "13800138000");
    CHECK(saved.api_name == "robot-wang");
    CHECK(saved.role == Role::reader);
    CHECK(saved.language == Language::en);
    CHECK(saved.credentials.password == "a hash");
    CHECK(!saved.all_businesses);
    CHECK(seen_by(id) == Ids{db, web});
}

TEST_CASE_FIXTURE(UserChanges, "an administrator sees all businesses, whatever was said") {
    CHECK(user(root).all_businesses);
    EditUser change = edit(root);
    change.all_businesses = false;
    must(change);
    CHECK(user(root).all_businesses);
}

TEST_CASE_FIXTURE(UserChanges, "values against the rules are refused, and the field is named") {
    CHECK(complaint(named("short")).starts_with("user: "));
    CHECK(complaint(named(std::string(65, 'x'))).starts_with("user: "));
    AddUser add = named("long enough");
    add.user.email = "no address";
    CHECK(complaint(add).starts_with("email: "));
    add = named("long enough");
    add.user.phone = "123";
    CHECK(complaint(add).starts_with("phone: "));
    add = named("long enough");
    add.user.api_name = "with:colon";
    CHECK(complaint(add).starts_with("api_name: "));
    add = named("long enough");
    add.businesses = {db, BusinessId{99}};
    CHECK(refused(add) == Code::not_found);
    EditUser change = edit(ann);
    change.name = "short";
    CHECK(refused(change) == Code::invalid);
    CHECK(user(ann).revision == 1);
    CHECK(snapshot()->users({}).total == 2);
}

TEST_CASE_FIXTURE(UserChanges,
                  "a name, address, phone or API name that somebody has is taken, in any case") {
    EditUser change = edit(ann);
    change.email = "ann@example.org";
    change.phone = "13800138000";
    change.api_name = "robot-ann";
    must(change);
    AddUser add = named("ANN the USER");
    CHECK(refused(add) == Code::conflict);
    add = named("another user");
    add.user.email = "ANN@example.org";
    CHECK(refused(add) == Code::conflict);
    add = named("another user");
    add.user.phone = "13800138000";
    CHECK(refused(add) == Code::conflict);
    add = named("another user");
    add.user.api_name = "Robot-Ann";
    CHECK(refused(add) == Code::conflict);
    EditUser rename = edit(root);
    rename.name = "Ann The User";
    CHECK(refused(rename) == Code::conflict);
    rename.id = ann;  // one's own name in other letters is free
    must(rename);
    CHECK(user(ann).name == "Ann The User");
}

TEST_CASE_FIXTURE(UserChanges,
                  "an edit changes what is given and leaves the rest; an empty text takes away") {
    EditUser change = edit(ann);
    change.email = "ann@example.org";
    change.phone = "13800138000";
    change.api_name = "robot-ann";
    change.language = Language::en;
    must(change);
    User saved = user(ann);
    CHECK(saved.name == "ann the user");
    CHECK(saved.role == Role::manager);
    CHECK(saved.revision == 2);
    CHECK(seen_by(ann) == Ids{db});
    change = edit(ann);
    change.email = change.phone = change.api_name = "";
    must(change);
    saved = user(ann);
    CHECK(!saved.email);
    CHECK(!saved.phone);
    CHECK(!saved.api_name);
    CHECK(saved.language == Language::en);
    CHECK(refused(edit(UserId{99})) == Code::not_found);
    CHECK(refused(RemoveUser{UserId{99}}) == Code::not_found);
}

TEST_CASE_FIXTURE(UserChanges,
                  "the last enabled administrator cannot be removed, disabled or demoted") {
    CHECK(refused(RemoveUser{root}) == Code::conflict);
    CHECK(refused(disabling(root)) == Code::conflict);
    CHECK(refused(with_role(root, Role::manager)) == Code::conflict);
    CHECK(refused(with_role(root, Role::reader)) == Code::conflict);
    must(with_role(root, Role::admin));

    const UserId second = user("second", Role::admin);
    must(disabling(second));
    CHECK(refused(RemoveUser{root}) == Code::conflict);  // a disabled one does not count
    must(RemoveUser{second});
    const UserId third = user("third", Role::admin);
    must(with_role(root, Role::manager));
    CHECK(refused(disabling(third)) == Code::conflict);
    must(RemoveUser{root});
    CHECK(refused(RemoveUser{third}) == Code::conflict);
}

TEST_CASE_FIXTURE(UserChanges,
                  "of two administrators who remove each other at the same moment one stays") {
    const UserId second = user("second", Role::admin);
    std::vector<bool> done;
    const auto receipt = [&](const Result<Done>& result) { done.push_back(bool(result)); };
    engine->submit(RemoveUser{root}, receipt);
    engine->submit(RemoveUser{second}, receipt);
    engine->round();
    CHECK(done == std::vector{true, false});
    CHECK(snapshot()->user(second).has_value());
}

TEST_CASE_FIXTURE(UserChanges, "whoever was an administrator begins with no business") {
    user("second", Role::admin);
    must(SetPermissions{root, {db, web}});
    must(with_role(root, Role::manager));
    CHECK(!user(root).all_businesses);
    CHECK(seen_by(root).empty());
    must(with_role(root, Role::admin));
    CHECK(user(root).all_businesses);
    EditUser all = with_role(root, Role::reader);
    all.all_businesses = true;
    must(all);
    CHECK(user(root).all_businesses);
}

TEST_CASE_FIXTURE(UserChanges,
                  "another role below an administrator's leaves what is seen as it was") {
    EditUser all = edit(ann);
    all.all_businesses = true;
    must(all);
    must(with_role(ann, Role::reader));
    CHECK(user(ann).all_businesses);
    CHECK(seen_by(ann) == Ids{db});
    EditUser rename = with_role(ann, Role::reader);
    rename.name = "renamed ann";
    must(rename);
    CHECK(user(ann).all_businesses);
}

TEST_CASE_FIXTURE(UserChanges, "whoever is disabled is signed out, and cannot sign in") {
    session(ann, "one");
    session(ann, "two");
    session(root, "root's");
    must(disabling(ann));
    CHECK(snapshot()->sessions(ann).empty());
    CHECK(snapshot()->sessions(root).size() == 1);
    OpenSession open;
    open.session.user = ann;
    open.session.digest = "three";
    CHECK(refused(open) == Code::not_found);
}

TEST_CASE_FIXTURE(UserChanges, "a user goes with everything, and may be added again") {
    session(ann, "one");
    token(ann, "ci");
    must(RemoveUser{ann});
    CHECK(!snapshot()->user(ann));
    CHECK(snapshot()->sessions(ann).empty());
    CHECK(snapshot()->tokens(std::nullopt).empty());
    const UserId again = user("ann", Role::manager);
    CHECK(again != ann);
    CHECK(seen_by(again).empty());
}

TEST_CASE_FIXTURE(UserChanges, "businesses are granted, revoked or set, each once") {
    must(Grant{ann, web});
    CHECK(seen_by(ann) == Ids{db, web});
    CHECK(user(ann).revision == 2);
    must(Grant{ann, web});
    CHECK(user(ann).revision == 2);
    must(Revoke{ann, db});
    CHECK(seen_by(ann) == Ids{web});
    CHECK(refused(Revoke{ann, db}) == Code::not_found);
    must(SetPermissions{ann, {web, db, web}});
    CHECK(seen_by(ann) == Ids{db, web});
    must(SetPermissions{ann, {}});
    CHECK(seen_by(ann).empty());
    CHECK(user(ann).revision == 5);
    CHECK(refused(Grant{ann, BusinessId{99}}) == Code::not_found);
    CHECK(refused(Grant{UserId{99}, db}) == Code::not_found);
    CHECK(refused(Revoke{UserId{99}, db}) == Code::not_found);
    CHECK(refused(SetPermissions{ann, {db, BusinessId{99}}}) == Code::not_found);
    CHECK(refused(SetPermissions{UserId{99}, {}}) == Code::not_found);
    CHECK(seen_by(ann).empty());
}

TEST_CASE_FIXTURE(UserChanges, "a business that is removed is granted to nobody any more") {
    must(RemoveBusiness{db});
    CHECK(seen_by(ann).empty());
}

TEST_CASE_FIXTURE(UserChanges, "a failing disk leaves no user behind, and its id is used again") {
    store->break_down();
    CHECK(refused(named("never added")) == Code::busy);
    CHECK(refused(RemoveUser{ann}) == Code::busy);
    CHECK(refused(disabling(ann)) == Code::busy);
    store->mend();
    clock.advance(1s);
    CHECK(snapshot()->users({}).total == 2);
    CHECK(user(ann).enabled);
    const UserId added{must(named("added at last"))};
    CHECK(raw(added) == raw(ann) + 1);
}
