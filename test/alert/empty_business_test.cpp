#include "alert/empty_business.h"

#include "material.h"

#include <doctest/doctest.h>

using namespace cronmon;

namespace {

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

std::vector<Business> two_businesses() {
    return {{BusinessId{11}, "业务3", true, from_ms(0)},
            {BusinessId{12}, "游戏3", true, from_ms(0)}};
}

EmptyBusinessMaterial material(Role role, Language language,
                               std::vector<Business> businesses = two_businesses()) {
    User user;
    user.id = UserId{4};
    user.name = "somebody";
    user.email = "somebody@example.org";
    user.role = role;
    user.language = language;
    user.created = the_slot;
    return {user, std::move(businesses), std::chrono::hours{24}, {}};
}

Letter compose_now(const EmptyBusinessMaterial& material) {
    return compose_empty_business(material, mail_settings(), the_deadline);
}

Letter compose_original(const EmptyBusinessMaterial& material) {
    MailSettings settings = mail_settings();
    settings.style = MailStyle::original;
    return compose_empty_business(material, settings, the_deadline);
}

}  // namespace

TEST_CASE("an administrator reads which businesses tell nobody, what that means and what to do") {
    const Letter letter = compose_now(material(Role::admin, Language::en));
    CHECK(letter.to == "somebody@example.org");
    CHECK(letter.from.address == "cronmon@example.org");
    CHECK(letter.date == the_deadline);
    CHECK(letter.in_reply_to.empty());
    CHECK(letter.subject == "[EMPTY] 业务3, 游戏3");
    CHECK(letter.text ==
          "2 businesses have no notifier.\n"
          "\n"
          "Business: 业务3\n"
          "Business: 游戏3\n"
          "Details: https://cron.example.org/businesses\n"
          "\n"
          "The alarms of a business without a notifier reach no one: when one of its tasks goes "
          "down, nobody is told.\n"
          "\n"
          "Give each business listed above a notifier, on the page of businesses or with the "
          "command cronmon business notify. One that is no longer needed can be disabled.\n"
          "\n"
          "If nothing changes you will be told again after 1d, and sooner if the list changes.\n"
          "\n"
          "You get this letter because you are a system administrator.\n");
    CHECK(has(letter.html, "<html lang=\"en\">"));
    CHECK(has(letter.html, "NO NOTIFIER"));
    CHECK(has(letter.html, "<bdi>游戏3</bdi>"));
    CHECK(has(letter.html, "href=\"https://cron.example.org/businesses\""));
}

TEST_CASE("a manager reads it in Chinese, and is not told to do what only administrators can") {
    const Letter letter = compose_now(material(Role::manager, Language::zh));
    CHECK(letter.subject == "[EMPTY] 业务3, 游戏3");
    CHECK(letter.text ==
          "2 个业务没有通知人。\n"
          "\n"
          "业务：业务3\n"
          "业务：游戏3\n"
          "详情：https://cron.example.org/businesses\n"
          "\n"
          "没有通知人的业务，其告警不会送达任何人：任务出现故障时，没有人会收到通知。\n"
          "\n"
          "请为上面列出的每个业务指定通知人；不再需要的业务，请联系系统管理员禁用。\n"
          "\n"
          "如果没有变化，1 天后会再次提醒；列表有变化时会提前提醒。\n"
          "\n"
          "你收到这封邮件，因为你是业务管理员。\n");
    CHECK(has(letter.html, "<html lang=\"zh-CN\">"));
    CHECK(has(letter.html, "无通知人"));
}

TEST_CASE("a single business is called by its name") {
    const std::vector<Business> one{{BusinessId{3}, "pay & go", true, from_ms(0)}};
    const Letter english = compose_now(material(Role::manager, Language::en, one));
    CHECK(english.subject == "[EMPTY] pay & go");
    CHECK(has(english.text, "The business pay & go has no notifier.\n"));
    CHECK(has(english.html, "The business pay &amp; go has no notifier."));
    const Letter chinese = compose_now(material(Role::admin, Language::zh, one));
    CHECK(has(chinese.text, "业务 pay & go 没有通知人。\n"));
    CHECK(has(chinese.text, "你收到这封邮件，因为你是系统管理员。\n"));
}

TEST_CASE("a long list is whole in the letter and short in its subject") {
    std::vector<Business> many;
    for (int i = 1; i <= 9; ++i)
        many.push_back({BusinessId{i}, "shop " + std::to_string(i), true, from_ms(0)});
    const Letter letter = compose_now(material(Role::admin, Language::en, many));
    CHECK(letter.subject == "[EMPTY] shop 1, shop 2, shop 3 (+6)");
    for (const Business& business : many) CHECK(has(letter.text, ": " + business.name + "\n"));
}

TEST_CASE("without an address of the site there is no link") {
    MailSettings settings = mail_settings();
    settings.site_url.clear();
    const Letter letter =
        compose_empty_business(material(Role::admin, Language::en), settings, the_deadline);
    CHECK(!has(letter.text, "Details"));
    CHECK(!has(letter.html, "href"));
}

TEST_CASE("a business's name cannot add a line of its own") {
    const std::vector<Business> sly{{BusinessId{3}, "db\nBcc: everyone", true, from_ms(0)}};
    const Letter letter = compose_now(material(Role::admin, Language::en, sly));
    CHECK(letter.subject == "[EMPTY] db Bcc: everyone");
    CHECK(!has(letter.text, "\nBcc"));
    CHECK(compose_original(material(Role::admin, Language::en, sly)).text ==
          "3 : db Bcc: everyone\n");
}

TEST_CASE("the original's letter to administrators, to the letter") {
    for (const Language language : {Language::zh, Language::en}) {
        const Letter letter = compose_original(material(Role::admin, language));
        CHECK(letter.subject == "Empty Business - SystemAdmin");
        CHECK(letter.text == "11 : 业务3\n12 : 游戏3\n");
        CHECK(letter.html.empty());
    }
}

TEST_CASE("the original's letter to business administrators, to the letter") {
    const Letter letter = compose_original(material(Role::manager, Language::zh));
    CHECK(letter.subject == "Empty Business - BizAdmin");
    CHECK(letter.text == "业务3\n游戏3\n");
    CHECK(letter.html.empty());
}

TEST_CASE("a second try has the same Message-ID, any other letter another one") {
    const auto id = [](const EmptyBusinessMaterial& material, Millis later = Millis{0}) {
        return compose_empty_business(material, mail_settings(), the_deadline + later).message_id;
    };
    const auto first = material(Role::admin, Language::en);
    CHECK(id(first).starts_with("<empty-4.0."));
    CHECK(id(first).ends_with("@example.org>"));
    CHECK(id(first) == id(first, std::chrono::hours{3}));

    auto next_day = first;
    next_day.told_before = the_deadline;
    auto longer = first;
    longer.businesses.push_back({BusinessId{13}, "web", true, from_ms(0)});
    auto other = first;
    other.user.id = UserId{5};
    auto elsewhere = first;
    elsewhere.user.created += Millis{1};
    for (const auto& another : {next_day, longer, other, elsewhere})
        CHECK(id(first) != id(another));
}
