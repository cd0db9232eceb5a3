// What users prove who they are with.
#include "engine/change_world.h"

using namespace cronmon;
using namespace std::chrono_literals;

namespace {

struct CredentialWorld : ChangeWorld {
    UserId ann = user("ann", Role::manager);

    EditCredentials edit() const {
        EditCredentials edit;
        edit.id = ann;
        return edit;
    }
    Credentials present() { return user(ann).credentials; }
    std::vector<std::string> sessions() {
        std::vector<std::string> digests;
        for (const Session& one : snapshot()->sessions(ann)) digests.push_back(one.digest);
        return digests;
    }
};

using Digests = std::vector<std::string>;

}  // namespace

TEST_CASE_FIXTURE(CredentialWorld, "what is given is replaced, the rest stays") {
    EditCredentials change = edit();
    change.password = "hash 1";
    change.api_password = "hash 2";
    change.totp_secret = "twenty secret bytes!";
    change.totp_step = 5;
    change.recovery = "codes";
    must(change);
    change = edit();
    change.api_password = "";
    must(change);
    CHECK(present().password == "hash 1");
    CHECK(present().api_password.empty());
    CHECK(present().totp_secret == "twenty secret bytes!");
    CHECK(present().totp_step == 5);
    CHECK(present().recovery == "codes");
    CHECK(user(ann).revision == 3);
    change.id = UserId{99};
    CHECK(refused(change) == Code::not_found);
}

TEST_CASE_FIXTURE(CredentialWorld, "a set-up link is good for a day, and a new one replaces it") {
    EditCredentials change = edit();
    change.setup_digest = "first";
    must(change);
    CHECK(present().setup_digest == "first");
    CHECK(present().setup_until == clock.now() + setup_link_for);
    clock.advance(1h);
    change.setup_digest = "second";
    must(change);
    CHECK(!snapshot()->user_with_setup("first"));
    CHECK(snapshot()->user_with_setup("second")->user.id == ann);
    CHECK(present().setup_until == clock.now() + setup_link_for);
    change.setup_digest = "";
    must(change);
    CHECK(present().setup_digest.empty());
    CHECK(!present().setup_until);
}

TEST_CASE_FIXTURE(CredentialWorld, "a user can be added with a set-up link") {
    AddUser add;
    add.user.name = "bob the user";
    add.user.credentials.setup_digest = "link";
    const UserId bob{must(add)};
    CHECK(user(bob).credentials.setup_until == clock.now() + setup_link_for);
}

TEST_CASE_FIXTURE(CredentialWorld, "a link is used up when its owner has chosen a password") {
    EditCredentials link = edit();
    link.setup_digest = "link";
    must(link);
    EditCredentials choose = edit();
    choose.password = "chosen";
    choose.end_sessions = true;
    choose.seen = present();
    must(choose);
    CHECK(present().setup_digest.empty());
    CHECK(!present().setup_until);
    choose.password = "by somebody who has the same link";
    CHECK(refused(choose) == Code::stale);
    CHECK(present().password == "chosen");
}

TEST_CASE_FIXTURE(CredentialWorld,
                  "two who use the same recovery code at the same moment: one gets in") {
    EditCredentials make = edit();
    make.recovery = "code1code2";
    must(make);
    std::vector<bool> done;
    const auto receipt = [&](const Result<Done>& result) { done.push_back(bool(result)); };
    for (const char* left : {"code2", "code1"}) {
        EditCredentials use = edit();
        use.recovery = left;
        use.seen = present();
        use.silent = true;
        engine->submit(use, receipt);
    }
    engine->round();
    CHECK(done == std::vector{true, false});
    CHECK(present().recovery == "code2");
}

TEST_CASE_FIXTURE(CredentialWorld,
                  "a hash is made stronger only if it is still that of the password in force") {
    EditCredentials old = edit();
    old.password = "weak hash";
    must(old);
    EditCredentials stronger = edit();
    stronger.password = "strong hash of the old password";
    stronger.seen = present();
    stronger.silent = true;
    EditCredentials step = edit();
    step.totp_step = 9;
    step.silent = true;
    must(step);  // what is not replaced may change meanwhile
    EditCredentials reset = edit();
    reset.password = "hash of a new password";
    must(reset);
    CHECK(refused(stronger) == Code::stale);
    CHECK(present().password == "hash of a new password");
    stronger.seen = present();
    must(stronger);
    CHECK(present().password == "strong hash of the old password");
}

TEST_CASE_FIXTURE(CredentialWorld, "a code of the second factor is good for once") {
    EditCredentials use = edit();
    use.totp_step = 100;
    use.silent = true;
    must(use);
    CHECK(refused(use) == Code::unknown_caller);
    use.totp_step = 99;
    CHECK(refused(use) == Code::unknown_caller);
    use.totp_step = 101;
    must(use);
    EditCredentials anew = edit();  // another secret counts from its own beginning
    anew.totp_secret = "another one";
    anew.totp_step = 3;
    must(anew);
    CHECK(present().totp_step == 3);
}

TEST_CASE_FIXTURE(CredentialWorld,
                  "ending the sessions keeps the one that asked, and everybody else's") {
    session(ann, "one");
    const SessionId here = session(ann, "two");
    session(ann, "three");
    const UserId bob = user("bob", Role::reader);
    session(bob, "bob's");
    EditCredentials change = edit();
    change.password = "hash";
    change.end_sessions = true;
    change.keep = here;
    must(change);
    CHECK(sessions() == Digests{"two"});
    change.keep = {};
    must(change);
    CHECK(sessions().empty());
    CHECK(snapshot()->sessions(bob).size() == 1);
}

TEST_CASE_FIXTURE(CredentialWorld,
                  "a password that is set while nobody is to be signed out signs nobody out") {
    session(ann, "one");
    EditCredentials change = edit();
    change.api_password = "hash";
    must(change);
    CHECK(sessions() == Digests{"one"});
}

TEST_CASE_FIXTURE(CredentialWorld, "what happens silently is no edit, and not recorded") {
    const std::size_t before = audit().size();
    EditCredentials change = edit();
    change.password = "a stronger hash";
    change.silent = true;
    must(change);
    CHECK(present().password == "a stronger hash");
    CHECK(user(ann).revision == 1);
    CHECK(audit().size() == before);
}
