// What `cronmon sample` makes: a small company that there is not.
//
// A bit of everything: both languages, every kind of schedule, zones, graces from half a minute to
// a day, people who are told of several businesses, and one business that tells nobody. The
// addresses are of example.org, where no letter arrives (RFC 2606).
//
// Thread-safety: immutable.
#pragma once

#include <array>
#include <string_view>

namespace cronmon {

struct SampleBusiness {
    std::string_view name;
    std::array<std::string_view, 2> notifiers = {};  // an empty name: none
};
constexpr SampleBusiness sample_businesses[] = {
    {"支付对账", {"王芳", "李伟"}},
    {"订单中心", {"李伟", "值班"}},
    {"物流跟踪", {"陈静"}},
    {"数据仓库", {"陈静", "李伟"}},
    {"门店收银", {"王芳"}},
    {"会员服务", {"陈静"}},
    {"Web shop", {"Alice Moore", "值班"}},
    {"Backups", {"Tom Baker", "值班"}},
    {"Payroll", {"Alice Moore"}},
    {"Mail gateway", {"Tom Baker"}},
    {"Search index", {"Tom Baker", "Alice Moore"}},
    {"Certificates"},
};

struct SampleNotifier {
    std::string_view name;
    std::string_view email;
    std::string_view lang;
    std::string_view phone = {};
};
constexpr SampleNotifier sample_notifiers[] = {
    {"王芳", "wang.fang@example.org", "zh", "13800000001"},
    {"李伟", "li.wei@example.org", "zh", "13800000002"},
    {"陈静", "chen.jing@example.org", "zh"},
    {"值班", "on-call@example.org", "zh", "13800000009"},
    {"Alice Moore", "alice.moore@example.org", "en"},
    {"Tom Baker", "tom.baker@example.org", "en"},
};

struct SampleTask {
    std::string_view name;
    std::string_view business;
    std::string_view kind;  // cron, every or calendar
    std::string_view schedule;
    std::string_view grace;
    std::string_view tz = "UTC";  // an interval has none
};
constexpr SampleTask sample_tasks[] = {
    {"日终对账", "支付对账", "cron", "30 23 * * *", "30m", "Asia/Shanghai"},
    {"支付渠道心跳", "支付对账", "every", "90s", "30s"},
    {"超时订单关闭", "订单中心", "every", "5m", "2m"},
    {"运单轨迹同步", "物流跟踪", "cron", "*/15 * * * *", "5m", "Asia/Shanghai"},
    {"小时汇总", "数据仓库", "cron", "5 * * * *", "20m", "Asia/Shanghai"},
    {"门店日结", "门店收银", "calendar", "*-*-* 22:00", "1h", "Asia/Shanghai"},
    {"会员积分到期", "会员服务", "cron", "0 0 L * *", "2h", "Asia/Shanghai"},
    {"shop-sitemap", "Web shop", "calendar", "Mon..Fri 06:30", "15m", "Europe/Berlin"},
    {"nightly-backup", "Backups", "cron", "0 2 * * *", "1h", "Europe/Berlin"},
    {"offsite-copy", "Backups", "calendar", "Sun 04:00", "6h"},
    {"payroll-run", "Payroll", "cron", "0 9 LW * *", "4h", "America/New_York"},
    {"mail-queue", "Mail gateway", "every", "1m", "1m"},
    {"reindex", "Search index", "every", "6h", "1h"},
    {"certificate-renewal", "Certificates", "calendar", "*-*-01 03:00", "1d"},
};

struct SampleUser {
    std::string_view name;
    std::string_view role;
    std::string_view lang;
    std::array<std::string_view, 2> businesses;
};
constexpr SampleUser sample_users[] = {
    {"sample-manager", "manager", "zh", {"支付对账", "订单中心"}},
    {"sample-reader", "reader", "en", {"Web shop", "Backups"}},
};

}  // namespace cronmon
