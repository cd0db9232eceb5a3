#include "alert/message.h"

#include "alert/one_line.h"
#include "alert/phrases.h"
#include "alert/sheet.h"
#include "material.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace cronmon;

namespace {

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

Letter compose_now(const AlertMaterial& material) {
    return compose(material, mail_settings(), material.flip.flip.at);
}

}  // namespace

TEST_CASE("every sentence is there in both languages, with the same gaps") {
    const auto gaps = [](std::string_view text) { return std::ranges::count(text, '{'); };
    for (int i = 0; i < static_cast<int>(Phrase::count_); ++i) {
        CAPTURE(i);
        const auto zh = phrase(static_cast<Phrase>(i), Language::zh);
        const auto en = phrase(static_cast<Phrase>(i), Language::en);
        CHECK(!zh.empty());
        CHECK(!en.empty());
        CHECK(gaps(zh) == gaps(en));
        CHECK(has(zh, "{}") == has(en, "{}"));
    }
}

TEST_CASE("durations in words") {
    CHECK(say_duration(Language::en, Millis{11'525'999}) == "3h 12m 5s");
    CHECK(say_duration(Language::zh, std::chrono::hours{49}) == "2 天 1 小时");
    CHECK(say_duration(Language::en, Millis{0}) == "0s");
    CHECK(say_duration(Language::en, Millis{-5000}) == "0s");
}

TEST_CASE("an alarm says what was expected when, what came last, and what to do") {
    const Letter letter = compose_now(down_material(Language::en));
    CHECK(letter.to == "ops@example.org");
    CHECK(letter.subject == "[DOWN] nightly backup (db)");
    CHECK(letter.in_reply_to.empty());
    CHECK(letter.date == the_deadline);
    for (const std::string_view line : {
             "nightly backup has not reported in time.\n",
             "State: DOWN\n",
             "Task: nightly backup\n",
             "Business: db\n",
             "Expected: 2026-11-23 02:00:00 +08:00 (Asia/Shanghai), 2026-11-22 18:00:00 UTC\n",
             "At the latest: 2026-11-23 02:30:00 +08:00 (Asia/Shanghai), 2026-11-22 18:30:00 UTC\n",
             "Schedule: 0 2 * * * = every day at 02:00 (Asia/Shanghai)\n",
             "Grace: 30m\n",
             "Last ping: 2026-11-22 02:00:00 +08:00 (Asia/Shanghai), 2026-11-21 18:00:00 UTC, "
             "from 10.0.0.7, user agent curl/7.88.1\n",
             "Details: https://cron.example.org/tasks/12\n",
             "Look on the machine that runs the task",
             "because you are a notifier of the business db.\n",
         }) {
        CAPTURE(line);
        CHECK(has(letter.text, line));
    }
    CHECK(has(letter.html, "<html lang=\"en\">"));
    CHECK(has(letter.html, "href=\"https://cron.example.org/tasks/12\""));
    CHECK(has(letter.html, "color-scheme"));
    CHECK(!has(letter.text, "Blind"));
}

TEST_CASE("the same alarm in Chinese") {
    const Letter letter = compose_now(down_material(Language::zh));
    CHECK(letter.subject == "[DOWN] nightly backup (db)");
    for (const std::string_view line : {
             "任务 nightly backup 没有按时上报。\n",
             "状态：故障 (DOWN)\n",
             "任务：nightly backup\n",
             "业务：db\n",
             "应上报时间：2026-11-23 02:00:00 +08:00 (Asia/Shanghai), 2026-11-22 18:00:00 UTC\n",
             "循环周期：0 2 * * * = 每天 02:00（Asia/Shanghai）\n",
             "超时时间：30 分\n",
             "，来自 10.0.0.7，客户端 curl/7.88.1\n",
             "详情：https://cron.example.org/tasks/12\n",
             "请在运行该任务的机器上检查",
         }) {
        CAPTURE(line);
        CHECK(has(letter.text, line));
    }
    CHECK(has(letter.html, "<html lang=\"zh-CN\">"));
}

TEST_CASE("a recovery says how long it was down, and answers the alarm") {
    const Letter down = compose_now(down_material(Language::en));
    const Letter up = compose_now(up_material(Language::en));
    CHECK(up.subject == "[UP] nightly backup (db)");
    CHECK(has(up.text, "nightly backup has reported again.\n"));
    CHECK(has(up.text, "Recovered: 2026-11-23 05:42:05 +08:00"));
    CHECK(has(up.text, "Down since: 2026-11-23 02:30:00 +08:00"));
    CHECK(has(up.text, "Was down for: 3h 12m 5s\n"));
    CHECK(has(up.text, "Nothing has to be done."));
    CHECK(!has(up.text, "Expected"));
    CHECK(up.in_reply_to == down.message_id);
    CHECK(up.message_id != down.message_id);
    CHECK(has(compose_now(up_material(Language::zh)).text, "故障时长：3 小时 12 分 5 秒\n"));
}

TEST_CASE("the same alert has the same Message-ID whenever it is sent") {
    const auto material = down_material(Language::en);
    const Letter first = compose(material, mail_settings(), the_deadline);
    const Letter again = compose(material, mail_settings(), the_deadline + std::chrono::hours{3});
    CHECK(first.message_id == again.message_id);
    CHECK(first.message_id.starts_with("<alert-17.1795372200000."));
    CHECK(first.message_id.ends_with("@example.org>"));
}

TEST_CASE("a task that never reported") {
    for (const auto language : {Language::en, Language::zh}) {
        auto material = down_material(language);
        material.last_ping.reset();
        const Letter letter = compose_now(material);
        CHECK(has(letter.text,
                  language == Language::en ? "Last ping: never\n" : "最近一次上报：从未上报\n"));
        CHECK(has(letter.text, phrase(Phrase::advice_never_pinged, language)));
    }
}

TEST_CASE("the last ping's row may be gone from the log, but its time is known") {
    auto material = down_material(Language::en);
    material.last_ping.reset();
    material.flip.ping = first_ping_id(the_slot);
    const Letter letter = compose_now(material);
    CHECK(has(letter.text, "Last ping: 2026-11-23 02:00:00 +08:00 (Asia/Shanghai)"));
    CHECK(!has(letter.text, phrase(Phrase::advice_never_pinged, Language::en)));
}

TEST_CASE("a ping that was not a plain success is named") {
    auto material = down_material(Language::en);
    material.last_ping->kind = PingKind::fail;
    material.last_ping->exit_status = 3;
    CHECK(has(compose_now(material).text, "from 10.0.0.7, kind fail, exit status 3, user agent"));
}

TEST_CASE("blind times are named, the newest three of many") {
    auto material = down_material(Language::en);
    for (int i = 0; i < 5; ++i) {
        const Instant from = the_slot + std::chrono::minutes{i};
        material.blind.push_back({from, from + std::chrono::seconds{30}});
    }
    const Letter letter = compose_now(material);
    CHECK(has(letter.text, "cronmon itself was not listening from 2026-11-23 02:04:00 +08:00"));
    CHECK(!has(letter.text, "listening from 2026-11-23 02:01:00"));
    material.language = Language::zh;
    CHECK(has(compose_now(material).text, "监控中断：从 2026-11-23 02:04:00 +08:00"));
}

TEST_CASE("without a site there is no link; in UTC the time is told once") {
    auto material = down_material(Language::en);
    material.task.schedule = *Schedule::every(std::chrono::hours{1});
    auto settings = mail_settings();
    settings.site_url.clear();
    const Letter letter = compose(material, settings, the_deadline);
    CHECK(!has(letter.text, "Details"));
    CHECK(!has(letter.html, "<a "));
    CHECK(has(letter.text, "Expected: 2026-11-22 18:00:00 UTC\n"));
}

TEST_CASE("the style of the original: its subjects, and the name of the task") {
    auto settings = mail_settings();
    settings.style = MailStyle::original;
    const Letter down = compose(down_material(Language::zh), settings, the_deadline);
    CHECK(down.subject == "Status is Down");
    CHECK(down.text == "nightly backup\n");
    CHECK(down.html.empty());
    CHECK(compose(up_material(Language::zh), settings, the_deadline).subject == "Status is Up");
}

TEST_CASE("names cannot become anything but names") {
    auto material = down_material(Language::en);
    material.task.name =
        "a\r\nBcc: evil@example.org\u2028<script>alert('1')</script>\u202e&\xff🦊";
    material.business = "עברית\"";
    material.last_ping->user_agent = "x\n\n<b>y</b>";
    const Letter letter = compose_now(material);
    CHECK(letter.subject ==
          "[DOWN] a  Bcc: evil@example.org <script>alert('1')</script>&\ufffd🦊 (עברית\")");
    CHECK(has(letter.html, "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;\ufffd🦊"));
    CHECK(!has(letter.html, "<script"));
    CHECK(!has(letter.html, "<b>"));
    CHECK(!has(letter.text, "\nBcc"));
    CHECK(has(letter.text, "user agent x  <b>y</b>\n"));
    CHECK(!has(letter.text, "\r"));
    CHECK(!has(letter.text + letter.html, "\u202e"));
}

TEST_CASE("one line stays one line") {
    CHECK(one_line("plain 文字 🦊") == "plain 文字 🦊");
    CHECK(one_line(std::string_view("a\0b\tc\x7f\xc2\x85z", 9)) == "a b c  z");
    CHECK(one_line("\u2066\u2069\u200f\u061cא") == "א");
}

TEST_CASE("the test letter speaks both languages and is never the same twice") {
    const Letter letter = compose_test(mail_settings(), "a@example.org", the_deadline);
    CHECK(letter.to == "a@example.org");
    CHECK(has(letter.text, "测试邮件"));
    CHECK(has(letter.text, "This is a test letter of cronmon."));
    CHECK(has(letter.html, "https://cron.example.org"));
    CHECK(letter.message_id !=
          compose_test(mail_settings(), "a@example.org", the_deadline).message_id);
}
