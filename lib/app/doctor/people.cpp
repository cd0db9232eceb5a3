// The people: can they be reached, and has anybody been forgotten?
#include "app/doctor/looks.h"
#include "base/duration.h"
#include "base/quote.h"

namespace cronmon {
namespace {

constexpr Most owed_minutes_most{5, 60};
constexpr std::chrono::days failed_days{7};
constexpr std::size_t names_shown_max = 5;

// A log-in, and no letter.
Finding look_at_mail(const Patient& patient) {
    const MailSettings mail = patient.services.engine.settings().mail();
    if (mail.host.empty())
        return warning(
            {"no mail server is set: nobody is told of anything",
             "未设置邮件服务器：不会通知任何人"},
            {"cronmon config set smtp.host HOST", "请执行 cronmon config set smtp.host HOST"});
    const Delivery answer = patient.relay.log_in(mail, {});
    const std::string host = mail.host;
    if (answer.sent) return fine({host + " lets us in", host + " 登录成功"});
    return fault({answer.error, answer.error},
                 {"see the settings smtp.*; letters are kept and tried for 24 hours",
                  "请检查 smtp.* 设置；告警会保留并重试 24 小时"});
}

Finding look_at_owed(const Patient& patient) {
    const Instant now = patient.services.clock.now();
    const AlertCounts counts =
        patient.services.store.snapshot()->alert_counts(std::nullopt, now - failed_days);
    const std::string owed = std::to_string(counts.owed);
    const std::string failed = std::to_string(counts.failed);
    const Said advice{"cronmon alert list --status owed (or failed) shows the mail server's words",
                      "cronmon alert list --status owed（或 failed）可查看邮件服务器的答复"};
    if (counts.oldest_owed) {
        const Millis age = now - *counts.oldest_owed;
        const auto minutes = std::chrono::floor<std::chrono::minutes>(age).count();
        const std::string since = duration_text(std::chrono::floor<std::chrono::seconds>(age));
        const auto grade = graded(minutes, owed_minutes_most);
        if (grade != Finding::Grade::ok)
            return {{},
                    grade,
                    {owed + " alerts are owed, the oldest since " + since,
                     owed + " 条告警待发送，最早的已等待 " + since},
                    advice};
    }
    if (counts.failed > 0)
        return warning({failed + " alerts of the last 7 days were given up",
                        "最近 7 天有 " + failed + " 条告警发送失败"},
                       advice);
    return fine({"none is owed for long, none was given up", "没有久未送达或放弃的告警"});
}

Finding look_at_silent_businesses(const Patient& patient) {
    const auto silent =
        patient.services.store.snapshot()->businesses_without_notifier(std::nullopt);
    if (silent.empty()) return fine({"each business tells somebody", "每个业务都有通知人"});
    std::string names;
    for (std::size_t i = 0; i < silent.size() && i < names_shown_max; ++i)
        names.append(names.empty() ? "" : ", ").append(silent[i].name);
    if (silent.size() > names_shown_max) names += ", ...";
    return warning(
        {"these tell nobody: " + names, "以下业务没有通知人：" + names},
        {"cronmon business notify NAME NOTIFIER", "请执行 cronmon business notify NAME NOTIFIER"});
}

constexpr Look looks[] = {
    {"mail", look_at_mail}, {"alerts", look_at_owed}, {"businesses", look_at_silent_businesses}};

}  // namespace

std::span<const Look> people_looks() { return looks; }

}  // namespace cronmon
