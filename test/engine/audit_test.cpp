// Who did what: a row for everything that somebody does, and no secret in any of them.
#include "engine/change_world.h"

#include <algorithm>

using namespace cronmon;
using namespace std::chrono_literals;

namespace {

// As a reader of the log sees it: `task.edit nightly: grace 5m -> 10m`.
std::string text_of(const AuditRow& row) {
    std::string text = row.action;
    if (!row.object.empty()) text += " " + row.object;
    text += ":";
    for (const auto& [field, before, after] : row.changes)
        text.append(" ").append(field).append(" ").append(before + "->" + after);
    return text;
}

struct AuditWorld : ChangeWorld {
    // What the change adds to the log, oldest first.
    std::vector<std::string> written(Change change) {
        const std::size_t before = audit().size();
        static_cast<void>(submit(std::move(change)));
        std::vector<std::string> texts;
        for (const AuditRow& row : audit()) texts.insert(texts.begin(), text_of(row));
        texts.erase(texts.begin(), texts.begin() + static_cast<std::ptrdiff_t>(before));
        return texts;
    }
};

using Rows = std::vector<std::string>;

}  // namespace

TEST_CASE_FIXTURE(AuditWorld, "a row tells who, from where, when, what and what it was called") {
    const BusinessId db = business("db");
    clock.advance(5s);
    EditBusiness rename{db, "databases", {}};
    REQUIRE(submit(rename, {UserId{5}, "the boss", "2001:db8::1"}));
    const AuditRow row = audit().at(0);
    CHECK(row.at == clock.now());
    CHECK(row.user == UserId{5});
    CHECK(row.actor == "the boss");
    CHECK(row.address == "2001:db8::1");
    CHECK(row.action == "business.edit");
    CHECK(row.object_id == raw(db));
    CHECK(row.object == "databases");
    CHECK((row.changes == std::vector<FieldChange>{{"name", "db", "databases"}}));
}

TEST_CASE_FIXTURE(AuditWorld, "businesses and who is told of them") {
    CHECK(written(AddBusiness{"db"}) == Rows{"business.add db: name ->db enabled ->yes"});
    const BusinessId db = snapshot()->business_named("db")->business.id;
    CHECK(written(EditBusiness{db, {}, false}) == Rows{"business.edit db: enabled yes->no"});
    CHECK(written(AddNotifier{"ann", "ann@example.org", "13800138000", Language::zh}) ==
          Rows{"notifier.add ann: name ->ann email ->ann@example.org phone ->13800138000 lang ->zh "
               "enabled ->yes"});
    const NotifierId ann = snapshot()->notifier_named("ann")->notifier.id;
    CHECK(written(EditNotifier{ann, {}, "a@example.org", "", {}, {}}) ==
          Rows{"notifier.edit ann: email ann@example.org->a@example.org phone 13800138000->"});
    CHECK(written(Assign{db, ann}) == Rows{"business.notify db: notifier ->ann"});
    CHECK(written(Assign{db, ann}).empty());
    CHECK(written(Unassign{db, ann}) == Rows{"business.unnotify db: notifier ann->"});
    CHECK(written(Unassign{db, ann}).empty());
    CHECK(written(RemoveNotifier{ann}) ==
          Rows{"notifier.remove ann: name ann-> email a@example.org-> lang zh-> enabled yes->"});
    CHECK(written(RemoveBusiness{db}) == Rows{"business.remove db: name db-> enabled no->"});
}

TEST_CASE_FIXTURE(AuditWorld, "tasks") {
    const BusinessId db = business("db");
    const BusinessId web = business("web");
    CHECK(written(AddTask{db, "nightly", *Schedule::every(1h), 5min, {}}) ==
          Rows{"task.add nightly: name ->nightly business ->db schedule ->1h tz ->UTC grace ->5m "
               "quiet_until_first_ping ->no"});
    const TaskId nightly = snapshot()->task_named("nightly")->task.id;
    CHECK(written(EditTask{nightly, web, {}, {}, 10min, {}, {}}) ==
          Rows{"task.edit nightly: business db->web grace 5m->10m"});
    CHECK(written(PauseTask{nightly}) == Rows{"task.pause nightly:"});
    CHECK(written(PauseTask{nightly}).empty());
    CHECK(written(ResumeTask{nightly}) == Rows{"task.resume nightly:"});
    CHECK(written(RemoveTask{nightly}).at(0).starts_with("task.remove nightly: name nightly->"));
    CHECK(written(RemoveTask{nightly}).empty());
}

TEST_CASE_FIXTURE(AuditWorld, "users, what they see and what they sign in with") {
    const BusinessId db = business("db");
    const BusinessId web = business("web");
    AddUser add;
    add.user.name = "ann the user";
    add.user.email = "ann@example.org";
    add.user.credentials.api_password = "a hash";
    add.businesses = {web, db};
    CHECK(written(add) ==
          Rows{"user.add ann the user: name ->ann the user email ->ann@example.org role ->manager "
               "all_businesses ->no enabled ->yes lang ->zh api_password ->set businesses ->db, "
               "web"});
    const UserId ann = snapshot()->user_named("ann the user")->user.id;
    EditUser edit;
    edit.id = ann;
    edit.role = Role::reader;
    CHECK(written(edit) == Rows{"user.edit ann the user: role manager->reader"});
    CHECK(written(Revoke{ann, db}) ==
          Rows{"user.permissions ann the user: businesses db, web->web"});
    CHECK(written(Grant{ann, db}) ==
          Rows{"user.permissions ann the user: businesses web->db, web"});
    CHECK(written(Grant{ann, db}).empty());
    CHECK(written(SetPermissions{ann, {}}) ==
          Rows{"user.permissions ann the user: businesses db, web->"});

    EditCredentials change;
    change.id = ann;
    change.password = "hash";
    change.setup_digest = "digest";
    CHECK(written(change) ==
          Rows{"user.credentials ann the user: password ->new setup_link ->new"});
    change = {.id = ann};
    change.password = "another";
    change.api_password = "";
    change.totp_secret = "secret";
    change.recovery = "codes";
    CHECK(written(change) == Rows{"user.credentials ann the user: api_password set-> password "
                                  "set->new totp ->new recovery ->new"});
    change = {.id = ann};
    change.totp_secret = "";
    CHECK(written(change) == Rows{"user.credentials ann the user: totp set->"});
    CHECK(written(RemoveUser{ann}).at(0).starts_with("user.remove ann the user: name ann"));
}

TEST_CASE_FIXTURE(AuditWorld, "sessions and tokens") {
    const UserId ann = user("ann", Role::reader);
    OpenSession open;
    open.session.user = ann;
    open.session.digest = "one";
    CHECK(written(open) == Rows{"session.open ann the user:"});
    const SessionId one = snapshot()->session("one")->id;
    CHECK(written(TouchSession{one}).empty());
    CHECK(written(EndSession{one}) == Rows{"session.end ann the user:"});
    CHECK(written(EndSessions{ann}) == Rows{"session.end_all ann the user:"});
    AddToken add;
    add.token.user = ann;
    add.token.name = "ci";
    add.token.digest = "digest";
    CHECK(written(add) == Rows{"token.add ci: user ->ann the user scope ->read businesses ->all"});
    const TokenId ci = snapshot()->token("digest")->id;
    CHECK(written(TouchToken{ci}).empty());
    CHECK(written(RemoveToken{ci}) ==
          Rows{"token.remove ci: user ann the user-> scope read-> businesses all->"});
}

TEST_CASE_FIXTURE(AuditWorld, "settings, with what they were; and letters that are tried again") {
    CHECK(written(SaveSetting{"smtp.host", "mail"}) == Rows{"setting.set smtp.host: value ->mail"});
    CHECK(written(SaveSetting{"smtp.host", "relay"}) ==
          Rows{"setting.set smtp.host: value mail->relay"});
    CHECK(written(SaveSetting{"smtp.host", {}}) == Rows{"setting.unset smtp.host: value relay->"});
    CHECK(written(SaveSetting{"smtp.password", "x"}) ==
          Rows{"setting.set smtp.password: value ->new"});
    CHECK(written(SaveSetting{"smtp.password", "x"}) ==
          Rows{"setting.set smtp.password: value set->new"});
    CHECK(written(SaveSetting{"smtp.password", {}}) ==
          Rows{"setting.unset smtp.password: value set->"});
    CHECK(written(SaveSetting{"no.such", "x"}).empty());

    const BusinessId db = business("db");
    must(Assign{db, notifier("ann")});
    const TaskId nightly = task("nightly", db);
    ping(nightly);
    live(66min);
    REQUIRE(owed.size() == 1);
    CHECK(written(AlertOutcome{owed[0], AlertStatus::failed, 1, {}, {}, "no"}).empty());
    CHECK(written(RetryAlert{owed[0]}) == Rows{"alert.retry:"});
}

TEST_CASE_FIXTURE(AuditWorld, "what nobody did, or was refused, or failed, is not recorded") {
    const BusinessId db = business("db");
    const std::size_t before = audit().size();
    REQUIRE(submit(EditBusiness{db, "web", {}}, By{}));
    CHECK(refused(AddBusiness{"x"}) == Code::invalid);
    CHECK(refused(AddBusiness{"web"}) == Code::conflict);
    store->break_down();
    CHECK(refused(AddBusiness{"other"}) == Code::busy);
    store->mend();
    clock.advance(1s);
    REQUIRE(submit(LogApiRequest{}));
    REQUIRE(submit(Settle{}));
    CHECK(audit().size() == before);
}

TEST_CASE_FIXTURE(AuditWorld, "secrets never appear") {
    const std::string secret = "oPeNsEsAmE";
    AddUser add;
    add.user.name = "ann the user";
    add.user.credentials = Credentials{secret, secret, secret, 0, secret, secret, {}};
    const UserId ann{must(add)};
    EditCredentials change{.id = ann};
    change.password = change.api_password = change.totp_secret = secret + "2";
    change.recovery = change.setup_digest = secret + "3";
    must(change);
    EditUser edit;
    edit.id = ann;
    edit.name = "ann the renamed";
    must(edit);
    const SessionId here = session(ann, secret);
    AddToken token;
    token.token.user = ann;
    token.token.name = "ci";
    token.token.digest = secret;
    const TokenId ci{must(token)};
    must(SaveSetting{"smtp.password", secret});
    must(SaveSetting{"smtp.password", secret + "4"});
    must(SaveSetting{"smtp.password", {}});
    must(EndSession{here});
    must(RemoveToken{ci});
    must(RemoveUser{ann});
    AuditQuery query;
    query.search = secret;
    CHECK(snapshot()->audit(query).total == 0);
    for (const AuditRow& row : audit()) {
        CHECK(text_of(row).find(secret) == std::string::npos);
        CHECK((row.actor + row.address).find(secret) == std::string::npos);
    }
    CHECK(audit().size() == 11);
}

TEST_CASE_FIXTURE(
    AuditWorld,
    "rows of one commit have ids of their own, also after a restart and a clock that went back") {
    for (const char* name : {"one", "two", "three"})
        engine->submit(AddBusiness{name}, [](auto) {}, {UserId{1}, "x", ""});
    engine->round();
    clock.step(-240h);
    open();
    business("four");
    clock.advance(1s);
    business("five");
    const auto rows = audit();
    CHECK(rows.size() == 5);
    for (std::size_t i = 1; i < rows.size(); ++i) CHECK(rows[i].id < rows[i - 1].id);
    CHECK(rows[0].object == "five");
}
