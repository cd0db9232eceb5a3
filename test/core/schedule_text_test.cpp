#include "core/schedule_text.h"

#include <doctest/doctest.h>

namespace cronmon {
namespace {

struct Row {
    std::string_view schedule;
    std::string_view en;
    std::string_view zh;
};

void check(std::span<const Row> rows) {
    const Zone shanghai = *Zone::find("Asia/Shanghai");
    for (const Row& row : rows) {
        const auto schedule = Schedule::parse(row.schedule, shanghai);
        REQUIRE_MESSAGE(schedule, row.schedule);
        const Sentence sentence = describe(*schedule);
        CHECK_MESSAGE(sentence.en == row.en, row.schedule);
        CHECK_MESSAGE(sentence.zh == row.zh, row.schedule);
    }
}

TEST_CASE("moments of every day are told with the zone that they depend on") {
    constexpr Row rows[] = {
        {"0 2 * * *", "every day at 02:00 (Asia/Shanghai)", "每天 02:00（Asia/Shanghai）"},
        {"@daily", "every day at 00:00 (Asia/Shanghai)", "每天 00:00（Asia/Shanghai）"},
        {"0 0,12 * * *", "every day at 00:00 and 12:00 (Asia/Shanghai)",
         "每天 00:00 和 12:00（Asia/Shanghai）"},
        {"0 */8 * * *", "every day at 00:00, 08:00 and 16:00 (Asia/Shanghai)",
         "每天 00:00、08:00 和 16:00（Asia/Shanghai）"},
        {"12:34:56", "every day at 12:34:56 (Asia/Shanghai)", "每天 12:34:56（Asia/Shanghai）"},
        {"10:00:00,30", "every day at 10:00 and 10:00:30 (Asia/Shanghai)",
         "每天 10:00 和 10:00:30（Asia/Shanghai）"},
        {"12:34 Europe/Riga", "every day at 12:34 (Europe/Riga)", "每天 12:34（Europe/Riga）"},
        {"0 0 1 * 0-7", "every day at 00:00 (Asia/Shanghai)", "每天 00:00（Asia/Shanghai）"},
    };
    check(rows);
}

TEST_CASE("what comes around the clock is told as a repetition, without a zone") {
    constexpr Row rows[] = {
        {"* * * * *", "every minute", "每分钟"},
        {"*/5 * * * *", "every 5 minutes", "每 5 分钟"},
        {"0 * * * *", "every hour", "每小时"},
        {"15 * * * *", "every hour at minute 15", "每小时第 15 分"},
        {"0,15,20 * * * *", "every hour at minutes 0, 15 and 20", "每小时第 0、15 和 20 分"},
        {"1-59/2 * * * *", "every 2 minutes from minute 1 of every hour",
         "从每小时第 1 分起每 2 分钟"},
        {"*:*:00/20", "every 20 seconds", "每 20 秒"},
        {"*:*:10,40", "every minute at seconds 10 and 40", "每分钟第 10 和 40 秒"},
        {"*:*:30", "every minute, at second 30", "每分钟（第 30 秒）"},
        {"*:0/15", "every 15 minutes", "每 15 分钟"},
    };
    check(rows);
}

TEST_CASE("a step that does not fill the hour is not called a repetition") {
    constexpr Row rows[] = {
        {"*/7 * * * *", "every hour at minutes 0, 7, 14, 21, 28, 35, 42, 49 and 56",
         "每小时第 0、7、14、21、28、35、42、49 和 56 分"},
        {"0 */5 * * *", "every 5 hours from 00:00 to 20:00 (Asia/Shanghai)",
         "00:00 至 20:00 每 5 小时（Asia/Shanghai）"},
    };
    check(rows);
}

TEST_CASE("a repetition within the day says from when to when") {
    constexpr Row rows[] = {
        {"0 */2 * * *", "every 2 hours (Asia/Shanghai)", "每 2 小时（Asia/Shanghai）"},
        {"15 */2 * * *", "every 2 hours from 00:15 (Asia/Shanghai)",
         "从 00:15 起每 2 小时（Asia/Shanghai）"},
        {"0 9-17 * * 1-5", "every hour from 09:00 to 17:00, Monday to Friday (Asia/Shanghai)",
         "周一至周五，09:00 至 17:00 每小时（Asia/Shanghai）"},
        {"*/15 9-17 * * 1-5",
         "every 15 minutes from 09:00 to 17:45, Monday to Friday (Asia/Shanghai)",
         "周一至周五，09:00 至 17:45 每 15 分钟（Asia/Shanghai）"},
        {"*/10 3 * * *", "every 10 minutes from 03:00 to 03:50 (Asia/Shanghai)",
         "03:00 至 03:50 每 10 分钟（Asia/Shanghai）"},
        {"0 0-5,20-23 * * *",
         "every hour from 00:00 to 05:00 and from 20:00 to 23:00 (Asia/Shanghai)",
         "00:00 至 05:00 和 20:00 至 23:00 每小时（Asia/Shanghai）"},
        {"*/5 * * * 0,6", "every 5 minutes, on Saturdays and Sundays (Asia/Shanghai)",
         "每周六和周日，每 5 分钟（Asia/Shanghai）"},
        {"9..17:0:0/10", "every 10 seconds of minute 0 of hours 9 to 17 (Asia/Shanghai)",
         "9 至 17 点的第 0 分内每 10 秒（Asia/Shanghai）"},
        {"*/7 */5 * * *",
         "at minutes 0, 7, 14, 21, 28, 35, 42, 49 and 56 of hours 0, 5, 10, 15 and 20 "
         "(Asia/Shanghai)",
         "0、5、10、15 和 20 点的第 0、7、14、21、28、35、42、49 和 56 分（Asia/Shanghai）"},
    };
    check(rows);
}

TEST_CASE("days of the week are told by name") {
    constexpr Row rows[] = {
        {"0 22 * * SUN", "every Sunday at 22:00 (Asia/Shanghai)", "每周日 22:00（Asia/Shanghai）"},
        {"Mon..Fri 09:00", "Monday to Friday at 09:00 (Asia/Shanghai)",
         "周一至周五 09:00（Asia/Shanghai）"},
        {"0 10 * * 1,3,5", "every Monday, Wednesday and Friday at 10:00 (Asia/Shanghai)",
         "每周一、周三和周五 10:00（Asia/Shanghai）"},
        {"0 0 * * MON#2", "on the second Monday of every month at 00:00 (Asia/Shanghai)",
         "每月第二个周一 00:00（Asia/Shanghai）"},
        {"0 0 * * 5L", "on the last Friday of every month at 00:00 (Asia/Shanghai)",
         "每月最后一个周五 00:00（Asia/Shanghai）"},
        {"Mon *-*~7/1", "on the last Monday of every month at 00:00 (Asia/Shanghai)",
         "每月最后一个周一 00:00（Asia/Shanghai）"},
        {"Tue *-*-8..14 9:00", "on the second Tuesday of every month at 09:00 (Asia/Shanghai)",
         "每月第二个周二 09:00（Asia/Shanghai）"},
        {"0 0 * * mon,wed#2",
         "every Monday and on the second Wednesday of every month at 00:00 (Asia/Shanghai)",
         "每周一，以及每月第二个周三 00:00（Asia/Shanghai）"},
        {"0 4 * 6 1", "every Monday in June at 04:00 (Asia/Shanghai)",
         "每年 6 月的每周一 04:00（Asia/Shanghai）"},
    };
    check(rows);
}

TEST_CASE("days of the month are told by number, and the last ones by name") {
    constexpr Row rows[] = {
        {"0 0 1 * *", "on day 1 of every month at 00:00 (Asia/Shanghai)",
         "每月 1 日 00:00（Asia/Shanghai）"},
        {"0 0 1,15 * *", "on days 1 and 15 of every month at 00:00 (Asia/Shanghai)",
         "每月 1 日和 15 日 00:00（Asia/Shanghai）"},
        {"0 0 1-7 * *", "on days 1 to 7 of every month at 00:00 (Asia/Shanghai)",
         "每月 1 至 7 日 00:00（Asia/Shanghai）"},
        {"0 0 */2 * *", "every 2 days from day 1 of every month at 00:00 (Asia/Shanghai)",
         "每月 1 日起每 2 天 00:00（Asia/Shanghai）"},
        {"0 0 31 * *", "on day 31 of every month that has it at 00:00 (Asia/Shanghai)",
         "每月 31 日（没有这一天的月份除外）00:00（Asia/Shanghai）"},
        {"0 0 L * *", "on the last day of every month at 00:00 (Asia/Shanghai)",
         "每月最后一天 00:00（Asia/Shanghai）"},
        {"0 0 L,15 * *", "on day 15 and the last day of every month at 00:00 (Asia/Shanghai)",
         "每月 15 日和最后一天 00:00（Asia/Shanghai）"},
        {"0 0 LW * *",
         "on the last working day (Monday to Friday) of every month at 00:00 (Asia/Shanghai)",
         "每月最后一个工作日（周一至周五）00:00（Asia/Shanghai）"},
        {"*-*~3", "on the 3rd last day of every month at 00:00 (Asia/Shanghai)",
         "每月倒数第 3 天 00:00（Asia/Shanghai）"},
        {"*-*~1..3", "on the last 3 days of every month at 00:00 (Asia/Shanghai)",
         "每月最后 3 天 00:00（Asia/Shanghai）"},
    };
    check(rows);
}

TEST_CASE("months and years are told where they are limited") {
    constexpr Row rows[] = {
        {"0 0 1 1 *", "every year on January 1 at 00:00 (Asia/Shanghai)",
         "每年 1 月 1 日 00:00（Asia/Shanghai）"},
        {"quarterly", "on day 1 of January, April, July and October at 00:00 (Asia/Shanghai)",
         "每年 1 月、4 月、7 月和 10 月的 1 日 00:00（Asia/Shanghai）"},
        {"0 4 * 1-3 *", "every day from January to March at 04:00 (Asia/Shanghai)",
         "每年 1 至 3 月每天 04:00（Asia/Shanghai）"},
        {"0 0 29 2 *", "in leap years on February 29 at 00:00 (Asia/Shanghai)",
         "闰年 2 月 29 日 00:00（Asia/Shanghai）"},
        {"2026-12-31 23:59", "only on 2026-12-31 at 23:59 (Asia/Shanghai)",
         "仅 2026-12-31 23:59（Asia/Shanghai）"},
        {"2027..2029-1-1", "on January 1 from 2027 to 2029 at 00:00 (Asia/Shanghai)",
         "2027 至 2029 年，1 月 1 日 00:00（Asia/Shanghai）"},
        {"2026-*-* 10:00", "every day in 2026 at 10:00 (Asia/Shanghai)",
         "2026 年，每天 10:00（Asia/Shanghai）"},
    };
    check(rows);
}

TEST_CASE("that one of two day fields is enough is said, and so is that both must fit") {
    constexpr Row rows[] = {
        {"0 0 13 * 5", "on day 13 of the month or on any Friday at 00:00 (Asia/Shanghai)",
         "每月 13 日或任何周五 00:00（Asia/Shanghai）"},
        {"0 3 1 * 1-5",
         "on day 1 of the month or on any day from Monday to Friday at 03:00 (Asia/Shanghai)",
         "每月 1 日或任何周一至周五 03:00（Asia/Shanghai）"},
        {"0 0 13 * MON#2",
         "on day 13 of the month or on the second Monday at 00:00 (Asia/Shanghai)",
         "每月 13 日或第二个周一 00:00（Asia/Shanghai）"},
        {"0 0 13 1,7 5",
         "on day 13 of the month or on any Friday, in January and July, at 00:00 (Asia/Shanghai)",
         "每年 1 月和 7 月，13 日或任何周五 00:00（Asia/Shanghai）"},
        {"0 0 */10 * MON",
         "on days 1, 11, 21 and 31 of every month, only if it is Monday, at 00:00 (Asia/Shanghai)",
         "每月 1 日、11 日、21 日和 31 日（且须为周一）00:00（Asia/Shanghai）"},
    };
    check(rows);
}

TEST_CASE("a day that no year has is said never to come") {
    constexpr Row rows[] = {
        {"0 0 30 2 *", "every year on February 30 at 00:00, which never comes (Asia/Shanghai)",
         "每年 2 月 30 日 00:00，永远不会到来（Asia/Shanghai）"},
    };
    check(rows);
}

TEST_CASE("intervals and unions are told part by part") {
    constexpr Row rows[] = {
        {"90s", "every 1 minute 30 seconds", "每 1 分钟 30 秒"},
        {"1h30m", "every 1 hour 30 minutes", "每 1 小时 30 分钟"},
        {"every 1h", "every hour", "每小时"},
        {"7d", "every 7 days", "每 7 天"},
        {"Sat,Sun 8:30\n12:00 UTC",
         "every Saturday and Sunday at 08:30 (Asia/Shanghai); every day at 12:00 (UTC)",
         "每周六和周日 08:30（Asia/Shanghai）；每天 12:00（UTC）"},
    };
    check(rows);
}

}  // namespace
}  // namespace cronmon
