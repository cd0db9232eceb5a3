#include "alert/phrases.h"

#include "base/error.h"

#include <iterator>

namespace cronmon {
namespace {

struct Entry {
    Phrase phrase;
    std::string_view zh;
    std::string_view en;
};

// In the order of the enumeration.
constexpr Entry entries[] = {
    {Phrase::state_down, "故障 (DOWN)", "DOWN"},
    {Phrase::state_up, "已恢复 (UP)", "UP"},
    {Phrase::lead_down, "任务 {} 没有按时上报。", "{} has not reported in time."},
    {Phrase::lead_up, "任务 {} 已恢复上报。", "{} has reported again."},
    {Phrase::lead_failed, "任务 {} 报告失败。", "{} has failed."},
    {Phrase::lead_overran, "任务 {} 运行超时，仍未结束。", "{} is taking too long."},
    {Phrase::lead_too_fast, "任务 {} 结束得过快。", "{} has ended suspiciously fast."},
    {Phrase::lead_late_news, "任务 {} 其实已经运行，它的上报在途中延误了。",
     "{} did run: its message was held up on the way."},
    {Phrase::label_state, "状态", "State"},
    {Phrase::label_task, "任务", "Task"},
    {Phrase::label_business, "业务", "Business"},
    {Phrase::label_expected, "应上报时间", "Expected"},
    {Phrase::label_deadline, "最晚时间", "At the latest"},
    {Phrase::label_down_since, "故障开始", "Down since"},
    {Phrase::label_recovered, "恢复时间", "Recovered"},
    {Phrase::label_down_for, "故障时长", "Was down for"},
    {Phrase::label_schedule, "循环周期", "Schedule"},
    {Phrase::label_grace, "超时时间", "Grace"},
    {Phrase::label_last_ping, "最近一次上报", "Last ping"},
    {Phrase::label_blind, "监控中断", "Blind time"},
    {Phrase::label_details, "详情", "Details"},
    {Phrase::never, "从未上报", "never"},
    {Phrase::ping_from, "{}，来自 {}", "{}, from {}"},
    {Phrase::ping_agent, "，客户端 {}", ", user agent {}"},
    {Phrase::ping_kind, "，类型 {}", ", kind {}"},
    {Phrase::ping_exit_status, "，退出码 {}", ", exit status {}"},
    {Phrase::blind, "从 {} 到 {}，cronmon 自身没有在监听",
     "cronmon itself was not listening from {} to {}"},
    {Phrase::advice_down,
     "请在运行该任务的机器上检查：任务是否启动，是否出错，能否访问 cronmon。"
     "任务再次上报后，你会收到恢复通知。",
     "Look on the machine that runs the task: did it start, did it fail, can it reach cronmon? "
     "You will be told when it reports again."},
    {Phrase::advice_never_pinged, "该任务还从未上报过：它的命令里是否已加入监控 URL？",
     "It has never reported so far: is its ping URL part of its command?"},
    {Phrase::advice_up, "无需处理。如果不清楚故障原因，请查看任务自己的日志。",
     "Nothing has to be done. If you do not know why it was down, look at the task's own log."},
    {Phrase::advice_failed, "请查看任务自己的日志；如果它随上报发送了输出，可在详情页中查看。",
     "Look at the task's own log, or at its page if it sends its output along."},
    {Phrase::advice_overran, "请在运行该任务的机器上检查：它是仍在运行，还是没有上报就结束了？",
     "Look on the machine that runs the task: is it still at work, or did it end without a word?"},
    {Phrase::advice_too_fast, "请检查任务是否真正完成了工作：它用的时间比设定的最短时间还少。",
     "Look whether it has done its work: it took less time than the least that was set."},
    {Phrase::advice_late_news, "无需处理。之前的故障通知不成立：上报送达之前，cronmon 无从得知。",
     "Nothing has to be done. The alarm before this was false: cronmon could not know better "
     "before the message came."},
    {Phrase::footer, "你收到这封邮件，因为你是业务 {} 的通知人。",
     "You get this letter because you are a notifier of the business {}."},
    {Phrase::days, "{} 天", "{}d"},
    {Phrase::hours, "{} 小时", "{}h"},
    {Phrase::minutes, "{} 分", "{}m"},
    {Phrase::seconds, "{} 秒", "{}s"},
    {Phrase::test_lead, "这是 cronmon 的测试邮件。", "This is a test letter of cronmon."},
    {Phrase::test_advice, "既然你读到了它，邮件设置就是正确的。无需处理。",
     "You can read it, so mail works. Nothing has to be done."},
    {Phrase::empty_badge, "无通知人", "NO NOTIFIER"},
    {Phrase::empty_lead_one, "业务 {} 没有通知人。", "The business {} has no notifier."},
    {Phrase::empty_lead_many, "{} 个业务没有通知人。", "{} businesses have no notifier."},
    {Phrase::empty_meaning,
     "没有通知人的业务，其告警不会送达任何人：任务出现故障时，没有人会收到通知。",
     "The alarms of a business without a notifier reach no one: when one of its tasks goes down, "
     "nobody is told."},
    {Phrase::empty_advice_admin,
     "请为上面列出的每个业务指定通知人（在业务页面，或使用命令 cronmon business notify）；"
     "不再需要的业务可以禁用。",
     "Give each business listed above a notifier, on the page of businesses or with the command "
     "cronmon business notify. One that is no longer needed can be disabled."},
    {Phrase::empty_advice_manager,
     "请为上面列出的每个业务指定通知人；不再需要的业务，请联系系统管理员禁用。",
     "Give each business listed above a notifier. If one is no longer needed, ask a system "
     "administrator to disable it."},
    {Phrase::empty_again, "如果没有变化，{}后会再次提醒；列表有变化时会提前提醒。",
     "If nothing changes you will be told again after {}, and sooner if the list changes."},
    {Phrase::empty_footer_admin, "你收到这封邮件，因为你是系统管理员。",
     "You get this letter because you are a system administrator."},
    {Phrase::empty_footer_manager, "你收到这封邮件，因为你是业务管理员。",
     "You get this letter because you are a business administrator."},
    {Phrase::backup_badge, "备份失败", "NO BACKUP"},
    {Phrase::backup_lead, "cronmon 无法备份自己的数据库。",
     "cronmon could not make a backup of its database."},
    {Phrase::backup_overdue, "到期的备份没有完成，也没有报错：目录可能没有响应。",
     "None was finished in time, and none failed: the folder may not respond."},
    {Phrase::backup_advice,
     "请检查目录是否存在、可写且空间充足，或在设置中更换目录。cronmon 每 10 分钟重试一次；"
     "仍然失败时，{}后会再次提醒。",
     "See that the folder is there, can be written and has room, or choose another one in the "
     "settings. It is tried again every 10 minutes; you will be told again after {}."},
    {Phrase::label_backup_last, "最近一次备份", "Last backup"},
    {Phrase::label_backup_error, "原因", "Why"},
};
static_assert(std::size(entries) == static_cast<std::size_t>(Phrase::count_));

}  // namespace

std::string_view phrase(Phrase phrase, Language language) {
    const Entry& entry = entries[static_cast<std::size_t>(phrase)];
    CHECK(entry.phrase == phrase);
    return language == Language::zh ? entry.zh : entry.en;
}

std::string say(Language language, Phrase what, std::initializer_list<std::string_view> values) {
    std::string_view rest = phrase(what, language);
    std::string sentence;
    for (const std::string_view value : values) {
        const auto place = rest.find("{}");
        CHECK(place != std::string_view::npos);
        sentence.append(rest.substr(0, place)).append(value);
        rest.remove_prefix(place + 2);
    }
    return sentence.append(rest);
}

std::string say_duration(Language language, Millis duration) {
    struct Unit {
        Phrase name;
        Millis length;
    };
    constexpr Unit units[] = {{Phrase::days, std::chrono::days{1}},
                              {Phrase::hours, std::chrono::hours{1}},
                              {Phrase::minutes, std::chrono::minutes{1}},
                              {Phrase::seconds, std::chrono::seconds{1}}};
    std::string text;
    for (const auto& [name, length] : units) {
        const auto number = duration / length;
        duration %= length;
        if (number <= 0) continue;
        if (!text.empty()) text += ' ';
        text += say(language, name, {std::to_string(number)});
    }
    return text.empty() ? say(language, Phrase::seconds, {"0"}) : text;
}

}  // namespace cronmon
