// A dump of the original with one row of everything, into which a test puts what it is about.
//
// Thread-safety: confined to the test.
#pragma once

#include <string>

namespace cronmon {

// Each text is what stands behind VALUES; empty: the table has no rows.
struct MiniDump {
    std::string businesses = "(1,'Payroll',1,'2026-11-22 07:07:36')";
    std::string notifiers =
        "(1,'Wang Ning','ning@example.org','13764321006',1,'2026-11-22 07:07:36')";
    std::string assignments = "(1,1,1,'2026-11-22 07:07:36')";
    std::string tasks =
        "(1,'nightly','6547ebb8-e643-11f1-afb7-02fc00000001','0 2 * * *',30,1,NULL,NULL,0,"
        "'2026-11-22 07:07:36',1)";
    std::string users =
        "(1,'cronadmin','scrypt:32768:8:1$s$00','root@example.org','13912345678',1,1,'api_admin',"
        "'api_secret','2026-11-22 07:07:35','token')";
    std::string permissions = "(1,'0',1,'2026-11-22 07:07:35')";
    std::string pings = "";
    std::string api_requests = "";

    std::string text() const {
        return "-- MariaDB dump 10.19\n" +
               table("business", "id,business_name,status,create_datetime", businesses) +
               table("businessnotifier", "id,business_id,notifier_id,create_datetime",
                     assignments) +
               table("notifier", "id,notify_name,notify_email,notify_tel,status,create_datetime",
                     notifiers) +
               table("permission", "id,perm_list,perm_user_id,create_datetime", permissions) +
               table("taskmonitor",
                     "id,name,url,period,grace_time,status,last_check_time,next_check_time,warning,"
                     "create_datetime,business_id",
                     tasks) +
               table("user",
                     "id,username,password,email,phone,status,admin,api_username,api_password,"
                     "create_datetime,session_token",
                     users) +
               table("apirequestlog",
                     "id,create_datetime,client_ip,user_agent,url,method,code,user_id",
                     api_requests) +
               table("taskmonitorlog", "id,create_datetime,client_ip,user_agent,taskmon_id",
                     pings) +
               "-- Dump completed on 2026-11-22  7:08:12\n";
    }

private:
    // `id,name` as the columns of a table: each on a line of its own.
    static std::string table(const std::string& name, const std::string& columns,
                             const std::string& rows) {
        std::string text = "CREATE TABLE `" + name + "` (\n  `";
        for (const char c : columns)
            text += c == ',' ? std::string("` text,\n  `") : std::string(1, c);
        text += "` text\n);\n";
        return rows.empty() ? text : text + "INSERT INTO `" + name + "` VALUES\n" + rows + ";\n";
    }
};

}  // namespace cronmon
