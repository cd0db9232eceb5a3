// A business without a notifier is told to those who can give it one, and to nobody else.
#include "support/world.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace cronmon;
using namespace std::chrono_literals;

namespace {

// A world with an administrator who reads English.
class Office : public World {
public:
    Office() { root = user("rootroot", Role::admin); }

    BusinessId empty(std::string_view name) {
        return BusinessId{must(AddBusiness{std::string(name)})};
    }
    void mend(BusinessId which) { must(Assign{which, notifier}); }
    Letter newest() const { return trap.letters().back(); }

    UserId root{};
};

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

}  // namespace

TEST_CASE("a new business without a notifier: a minute after the start, each in their language") {
    Office office;
    const BusinessId pay = office.empty("pay");
    office.user("manager1", Role::manager, Language::zh, {pay});
    office.pass(59s);
    CHECK(office.letters().empty());
    office.pass(1s);
    REQUIRE(office.letters() ==
            Letters{"rootroot@example.org: [EMPTY] pay", "manager1@example.org: [EMPTY] pay"});
    CHECK(has(office.trap.letters()[0].text, "The business pay has no notifier."));
    CHECK(has(office.trap.letters()[1].text, "业务 pay 没有通知人。"));
    CHECK(office.trap.connections() == 1);
}

TEST_CASE("what has not changed is told again after a day, not after an hour") {
    Office office;
    office.empty("pay");
    office.pass_quickly(10min);
    CHECK(office.letters().size() == 1);
    office.pass_quickly(23h);
    CHECK(office.letters().size() == 1);
    office.pass_quickly(1h);
    REQUIRE(office.letters().size() == 2);
    CHECK(office.trap.letters()[0].message_id != office.trap.letters()[1].message_id);
    office.pass_quickly(24h);
    CHECK(office.letters().size() == 3);
}

TEST_CASE("with empty_business.every=1h it is told every hour, as the original did") {
    Office office;
    office.must(SaveSetting{"empty_business.every", "1h"});
    office.empty("pay");
    office.pass_quickly(10min);
    CHECK(office.letters().size() == 1);
    office.pass_quickly(5h);
    CHECK(office.letters().size() == 6);
    CHECK(has(office.newest().text, "told again after 1h"));
}

TEST_CASE("a list that has changed is told at the next look, in either direction") {
    Office office;
    const BusinessId pay = office.empty("pay");
    office.pass_quickly(2min);
    office.empty("web");
    office.pass_quickly(58min);
    CHECK(office.letters().size() == 1);
    office.pass_quickly(2min);
    REQUIRE(office.letters().size() == 2);
    CHECK(office.newest().subject == "[EMPTY] pay, web");
    office.mend(pay);
    office.pass_quickly(1h);
    REQUIRE(office.letters().size() == 3);
    CHECK(office.newest().subject == "[EMPTY] web");
}

TEST_CASE("what is mended is told no more, and the same business later is news") {
    Office office;
    const BusinessId pay = office.empty("pay");
    office.pass_quickly(2min);
    CHECK(office.letters().size() == 1);
    office.mend(pay);
    office.pass_quickly(2h);
    CHECK(office.letters().size() == 1);
    office.must(Unassign{pay, office.notifier});
    office.pass_quickly(1h);
    CHECK(office.letters().size() == 2);
    CHECK(office.trap.letters()[0].message_id != office.trap.letters()[1].message_id);
}

TEST_CASE("a business that is disabled, or whose notifiers are, is not an empty one") {
    Office office;
    const BusinessId pay = office.empty("pay");
    office.must(EditBusiness{.id = pay, .name = {}, .enabled = false});
    office.must(EditNotifier{.id = office.notifier,
                             .name = {},
                             .email = {},
                             .phone = {},
                             .language = {},
                             .enabled = false});
    office.pass_quickly(2h);
    CHECK(office.letters().empty());
}

TEST_CASE("readers, the disabled and those without an address are told nothing") {
    Office office;
    const BusinessId pay = office.empty("pay");
    office.user("reader01", Role::reader, Language::en, {pay});
    const UserId gone = office.user("disabled", Role::manager, Language::en, {pay});
    EditUser disable;
    disable.id = gone;
    disable.enabled = false;
    office.must(disable);
    EditUser without;
    without.id = office.user("homeless", Role::admin);
    without.email = "";
    office.must(without);
    office.user("stranger", Role::manager);
    office.pass_quickly(3h);
    CHECK(office.letters() == Letters{"rootroot@example.org: [EMPTY] pay"});
}

// E2 of the original: a manager also got the names of those who were told before.
TEST_CASE("each manager is told of their own businesses and of no others") {
    Office office;
    const BusinessId one = office.empty("one");
    const BusinessId two = office.empty("two");
    const BusinessId three = office.empty("three");
    office.user("manager1", Role::manager, Language::en, {one});
    office.user("manager2", Role::manager, Language::en, {three, two, office.business});
    EditUser everything;
    everything.id = office.user("manager3", Role::manager);
    everything.all_businesses = true;
    office.must(everything);
    office.must(SaveSetting{"mail.style", "original"});
    office.pass_quickly(2min);
    const auto letters = office.trap.letters();
    REQUIRE(office.letters() == Letters{"rootroot@example.org: Empty Business - SystemAdmin",
                                        "manager1@example.org: Empty Business - BizAdmin",
                                        "manager2@example.org: Empty Business - BizAdmin",
                                        "manager3@example.org: Empty Business - BizAdmin"});
    const std::string id = std::to_string(raw(one));
    CHECK(letters[0].text == id + " : one\n" + std::to_string(raw(two)) + " : two\n" +
                                 std::to_string(raw(three)) + " : three\n");
    CHECK(letters[1].text == "one\n");
    CHECK(letters[2].text == "two\nthree\n");
    CHECK(letters[3].text == "one\ntwo\nthree\n");
    for (const Letter& letter : letters) CHECK(letter.html.empty());
}

TEST_CASE("a permission that is given later is news to its manager only") {
    Office office;
    const BusinessId pay = office.empty("pay");
    const UserId manager = office.user("manager1", Role::manager);
    office.pass_quickly(2min);
    CHECK(office.letters().size() == 1);
    office.must(Grant{manager, pay});
    office.pass_quickly(1h);
    REQUIRE(office.letters().size() == 2);
    CHECK(office.letters()[1] == "manager1@example.org: [EMPTY] pay");
}

TEST_CASE("a mail server that is down is tried every five minutes, and gets each letter once") {
    Office office;
    const BusinessId pay = office.empty("pay");
    office.user("manager1", Role::manager, Language::zh, {pay});
    office.trap.go_down("421 try again later");
    office.pass_quickly(20min);
    CHECK(office.letters().empty());
    CHECK(office.trap.connections() == 4);
    office.trap.come_back();
    office.pass_quickly(5min);
    CHECK(office.letters().size() == 2);
    office.pass_quickly(3h);
    CHECK(office.letters().size() == 2);
}

TEST_CASE("mail that is off is not tried, and nobody counts as told") {
    Office office;
    office.must(SaveSetting{"smtp.host", ""});
    office.empty("pay");
    office.pass_quickly(2h);
    CHECK(office.trap.connections() == 0);
    office.must(SaveSetting{"smtp.host", "mail.example.org"});
    office.pass_quickly(6min);
    CHECK(office.letters().size() == 1);
}

TEST_CASE("neither a restart nor a crash repeats a letter") {
    Office office;
    office.empty("pay");
    office.pass_quickly(2min);
    CHECK(office.letters().size() == 1);
    office.stop_for(10s);
    office.pass_quickly(10min);
    office.crash_for(10s);
    office.pass_quickly(10min);
    CHECK(office.letters().size() == 1);
    office.stop_for(24h);
    office.pass_quickly(2min);
    CHECK(office.letters().size() == 2);
}

TEST_CASE("a disk that is full when the letter is delivered does not cause a second one") {
    Office office;
    office.empty("pay");
    office.pass(30s);
    office.store().break_down();
    office.pass(1min);
    CHECK(office.letters().size() == 1);
    office.pass(15min);
    office.store().mend();
    office.pass(6min);
    CHECK(office.letters().size() == 1);
    office.crash_for(1s);
    office.pass_quickly(10min);
    CHECK(office.letters().size() == 1);
}
