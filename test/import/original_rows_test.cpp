#include "import/original_rows.h"

#include "import/dumps.h"
#include "import/mini_dump.h"
#include "import/original_keys.h"

#include <doctest/doctest.h>

using namespace cronmon;

namespace {

OriginalNouns nouns_of(const std::string& dump) {
    std::istringstream in(dump);
    DumpReader reader(in, original_noun_tables);
    OriginalNounReader sorted;
    while (const DumpRow* row = reader.next()) sorted.add(*row);
    check_keys(sorted.nouns);
    return std::move(sorted.nouns);
}

// What is wrong with the dump, without the line; empty: nothing.
std::string complaint(const MiniDump& dump) {
    try {
        nouns_of(dump.text());
        std::istringstream in(dump.text());
        DumpReader reader(in, original_log_tables);
        OriginalLogReader rows;
        while (const DumpRow* row = reader.next()) {
            if (row->columns->table == "taskmonitorlog") rows.ping(*row);
            else rows.api_request(*row);
        }
    } catch (const DumpError& error) {
        const std::string what = error.what();
        return what.substr(what.find(": ") + 2);
    }
    return "";
}

LocalSeconds at(int hour, int minute, int second) {
    using namespace std::chrono;
    return local_days{year{2026} / 11 / 22} + hours{hour} + minutes{minute} + seconds{second};
}

}  // namespace

TEST_CASE("the rows of the sample are what they were") {
    const OriginalNouns nouns = nouns_of(dump_text(all_dumps[1]));
    const OriginalTask& task = nouns.tasks.at(0);
    CHECK(task.id == 1);
    CHECK(task.name == "secondTask");
    CHECK(task.url == "6547ebb8-e643-11f1-afb7-02fc00000001");
    CHECK(task.period == "3 15 * * *");
    CHECK(task.grace_minutes == 6);
    CHECK(task.enabled);
    CHECK(task.last_check == at(7, 12, 46));
    CHECK(task.next_check == at(15, 8, 59));
    CHECK_FALSE(task.warning);
    CHECK(task.created == at(7, 7, 36));
    CHECK(task.business == 3);
    CHECK_FALSE(nouns.tasks.at(1).last_check);
    CHECK_FALSE(nouns.businesses.at(0).enabled);
    CHECK(nouns.businesses.at(0).name == "全金属狂潮");
    CHECK(nouns.notifiers.at(9).email == "op@cronmon.com");
    CHECK(nouns.users.at(3).api_password == "api_bizadmin3_pwd");
    CHECK(nouns.permissions.at(2).businesses == "1 3 4 6");
}

TEST_CASE("a dump whose values are of other kinds is refused") {
    CHECK(complaint({}) == "");
    CHECK(complaint({.businesses = "(1,'Payroll',2,'2026-11-22 07:07:36')"}) ==
          "business.status: must be 0 or 1, got '2'");
    CHECK(complaint({.businesses = "(0,'Payroll',1,'2026-11-22 07:07:36')"}) ==
          "business.id: must be 1 to 4294967295, got '0'");
    CHECK(complaint({.businesses = "(-3,'Payroll',1,'2026-11-22 07:07:36')"}) ==
          "business.id: must be 1 to 4294967295, got '-3'");
    CHECK(complaint({.businesses = "(1.5,'Payroll',1,'2026-11-22 07:07:36')"}) ==
          "business.id: must be a whole number, got '1.5'");
    CHECK(complaint({.businesses = "(1,NULL,1,'2026-11-22 07:07:36')"}) ==
          "business.business_name: must be a text, got NULL");
    CHECK(complaint({.businesses = "(1,'a\xff',1,'2026-11-22 07:07:36')"}) ==
          "business.business_name: must be valid UTF-8 (dump with "
          "--default-character-set=utf8mb4), got 'a\xef\xbf\xbd'");
    for (const std::string time :
         {"0000-00-00 00:00:00", "2026-11-22", "2026-02-30 01:00:00", "2026-11-22 24:00:00",
          "2026-11-22 07:07:36x", "2026-11-22T07:07:36", "1969-12-31 23:59:59", ""})
        CHECK(complaint({.businesses = "(1,'Payroll',1,'" + time + "')"}) ==
              "business.create_datetime: must be a time such as 2026-11-22 07:12:47, got '" + time +
                  "'");
    CHECK(complaint({.businesses = "(1,'Payroll',1,'2026-11-22 07:07:36.999999')"}) == "");
    CHECK(complaint({.businesses = "(_binary '1',0x506179,'1','2026-11-22 07:07:36')"}) == "");
    CHECK(complaint({.pings = "(1,'yesterday','127.0.0.1','curl',1)"}) ==
          "taskmonitorlog.create_datetime: must be a time such as 2026-11-22 07:12:47, got "
          "'yesterday'");
    CHECK(complaint(
              {.api_requests = "(1,'2026-11-22 07:07:36','127.0.0.1','curl','/','GET','OK',1)"}) ==
          "apirequestlog.code: must be a whole number, got 'OK'");
    CHECK(complaint({.api_requests =
                         "(1,'2026-11-22 07:07:36','127.0.0.1','curl','/','GET',99999999999,1)"}) ==
          "apirequestlog.code: must be 100 to 599, got '99999999999'");
}

TEST_CASE("a table with other columns is none of the original's") {
    std::string dump = MiniDump().text();
    dump.replace(dump.find("`business_name`"), 15, "`title`");
    CHECK_THROWS_WITH_AS(nouns_of(dump),
                         "line 9: table 'business' has no column 'business_name': this is no dump "
                         "of the original",
                         DumpError);
}

TEST_CASE("rows that do not belong together are refused") {
    const std::string business = "(1,'Payroll',1,'2026-11-22 07:07:36')";
    CHECK(complaint({.businesses = business + ",\n" + business}) ==
          "business.id: '1' is already that of line 9");
    CHECK(complaint({.businesses = business + ",\n(2,'Payroll',1,'2026-11-22 07:07:36')"}) ==
          "business.business_name: 'Payroll' is already that of line 9");
    CHECK(complaint({.businesses = "(2,'Payroll',1,'2026-11-22 07:07:36')"}) ==
          "businessnotifier.business_id: there is no business.id 1");
    CHECK(complaint({.assignments = "(1,1,7,'2026-11-22 07:07:36')"}) ==
          "businessnotifier.notifier_id: there is no notifier.id 7");
    CHECK(complaint({.assignments = "(1,1,1,'2026-11-22 07:07:36'),(2,1,1,'2026-11-22 07:07:36')"})
              .starts_with("businessnotifier.business_id and notifier_id: '1 1' is already"));
    CHECK(complaint({.permissions = "(1,'0',9,'2026-11-22 07:07:36')"}) ==
          "permission.perm_user_id: there is no user.id 9");
    const std::string task = MiniDump().tasks;
    CHECK(complaint({.tasks = task + ",(2,'other','6547EBB8-E643-11F1-AFB7-02FC00000001',"
                                     "'0 2 * * *',30,1,NULL,NULL,0,'2026-11-22 07:07:36',1)"})
              .starts_with("taskmonitor.url: '6547ebb8-"));
    CHECK(complaint({.tasks = task + ",(2,'other','x','0 2 * * *',30,1,NULL,NULL,0,"
                                     "'2026-11-22 07:07:36',5)"}) ==
          "taskmonitor.business_id: there is no business.id 5");
}
