// Two people who edit the same thing notice.
#include "engine/change_world.h"

using namespace cronmon;
using namespace std::chrono_literals;

namespace {

struct RevisionWorld : ChangeWorld {
    BusinessId db = business("db");
    NotifierId ops = notifier("ops");
    TaskId nightly = task("nightly", db);
    UserId ann = user("ann", Role::manager);
};

EditUser renaming(UserId id, const std::string& name, Revision seen) {
    EditUser edit;
    edit.id = id;
    edit.name = name;
    edit.revision = seen;
    return edit;
}

}  // namespace

TEST_CASE_FIXTURE(RevisionWorld,
                  "an edit made from the present revision succeeds, and makes the next one") {
    must(EditBusiness{db, "databases", {}, 1});
    must(EditNotifier{ops, "operators", {}, {}, {}, {}, 1});
    must(EditTask{nightly, {}, "daily", {}, {}, {}, {}, 1});
    must(renaming(ann, "ann renamed", 1));
    CHECK(snapshot()->business(db)->business.revision == 2);
    CHECK(snapshot()->notifier(ops)->notifier.revision == 2);
    CHECK(snapshot()->task(nightly)->task.revision == 2);
    CHECK(user(ann).revision == 2);
    must(EditBusiness{db, "db", {}, 2});
    must(EditTask{nightly, {}, "nightly", {}, {}, {}, {}, 2});
}

TEST_CASE_FIXTURE(RevisionWorld,
                  "an edit made from an older revision is stale and changes nothing") {
    must(EditBusiness{db, "databases", {}});
    must(EditNotifier{ops, "operators", {}, {}, {}, {}});
    must(EditTask{nightly, {}, "daily", {}, {}, {}, {}});
    must(renaming(ann, "ann renamed", {}));
    CHECK(refused(EditBusiness{db, "other", {}, 1}) == Code::stale);
    CHECK(refused(EditNotifier{ops, "other", {}, {}, {}, {}, 1}) == Code::stale);
    CHECK(refused(EditTask{nightly, {}, "other", {}, {}, {}, {}, 1}) == Code::stale);
    CHECK(refused(renaming(ann, "ann again", 1)) == Code::stale);
    CHECK(refused(EditBusiness{db, "other", {}, 3}) == Code::stale);
    CHECK(snapshot()->business(db)->business.name == "databases");
    CHECK(snapshot()->notifier(ops)->notifier.name == "operators");
    CHECK(snapshot()->task(nightly)->task.name == "daily");
    CHECK(user(ann).name == "ann renamed");
    CHECK(complaint(EditTask{nightly, {}, "other", {}, {}, {}, {}, 1}) ==
          "task: was changed meanwhile, revision 1 is now 2");
}

TEST_CASE_FIXTURE(RevisionWorld, "what somebody has changed meanwhile is not removed unseen") {
    must(EditBusiness{db, "databases", {}});
    must(EditNotifier{ops, "operators", {}, {}, {}, {}});
    must(EditTask{nightly, {}, "daily", {}, {}, {}, {}});
    must(renaming(ann, "ann renamed", {}));
    CHECK(refused(RemoveTask{nightly, 1}) == Code::stale);
    CHECK(refused(RemoveNotifier{ops, 1}) == Code::stale);
    CHECK(refused(RemoveUser{ann, 1}) == Code::stale);
    CHECK(refused(RemoveBusiness{db, 1}) == Code::stale);
    must(RemoveTask{nightly, 2});
    must(RemoveNotifier{ops, 2});
    must(RemoveUser{ann, 2});
    must(RemoveBusiness{db, 2});
}

TEST_CASE_FIXTURE(RevisionWorld, "two who set the same user's businesses notice") {
    must(SetPermissions{ann, {db}, 1});
    CHECK(refused(SetPermissions{ann, {}, 1}) == Code::stale);
    must(SetPermissions{ann, {}, 2});
    CHECK(refused(renaming(ann, "ann renamed", 1)) == Code::stale);
}

TEST_CASE_FIXTURE(RevisionWorld, "of two edits in the same moment the first one wins") {
    std::vector<bool> done;
    const auto receipt = [&](const Result<Done>& result) { done.push_back(bool(result)); };
    engine->submit(EditBusiness{db, "first", {}, 1}, receipt);
    engine->submit(EditBusiness{db, "second", {}, 1}, receipt);
    engine->round();
    CHECK(done == std::vector{true, false});
    CHECK(snapshot()->business(db)->business.name == "first");
}

TEST_CASE_FIXTURE(RevisionWorld, "a refused or failed edit leaves the revision as it was") {
    CHECK(refused(EditBusiness{db, "x", {}, 1}) == Code::invalid);
    store->break_down();
    CHECK(refused(EditBusiness{db, "other", {}, 1}) == Code::busy);
    store->mend();
    clock.advance(1s);
    must(EditBusiness{db, "other", {}, 1});
}

TEST_CASE_FIXTURE(RevisionWorld, "pausing, resuming and pings are no edits") {
    must(PauseTask{nightly});
    must(ResumeTask{nightly});
    ping(nightly);
    must(EditTask{nightly, {}, "daily", {}, {}, {}, {}, 1});
}
