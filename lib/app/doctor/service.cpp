// The service: where it listens, whether it writes, and what it has written.
#include "app/doctor/looks.h"
#include "base/duration.h"
#include "base/time_text.h"
#include "engine/keeper.h"
#include "http/chinese.h"
#include "net/listener.h"

#include <algorithm>

namespace cronmon {
namespace {

// The writer ends a round at least every second.
constexpr Most round_ms_most{2'000, 5'000};
constexpr Millis integrity_within{5'000};

std::string joined(std::span<const net::Endpoint> endpoints) {
    std::string text;
    for (const net::Endpoint& endpoint : endpoints)
        text.append(text.empty() ? "" : ", ").append(endpoint.to_text());
    return text;
}

// Of one that does not serve it is asked whether it could.
Finding look_at_listening(const Patient& patient) {
    const std::string all = joined(patient.listens);
    if (patient.is_serving) return fine({"listens at " + all, "正在监听 " + all});
    for (const net::Endpoint& endpoint : patient.listens) {
        if (endpoint.is_unix()) continue;
        if (const auto door = net::Listener::open(endpoint, {}); !door)
            return fault({"no server is running, and " + door.error().message,
                          "服务未运行，且无法监听：" + door.error().message},
                         {"stop who listens there, or choose another --listen",
                          "请停止占用该地址的程序，或改用其他 --listen"});
    }
    return warning(
        {"no server is running; it could listen at " + all, "服务未运行；可以监听 " + all},
        {"start it: cronmon serve", "请启动：cronmon serve"});
}

Finding look_at_writer(const Patient& patient) {
    const Engine::Health health = patient.services.engine.health();
    if (!health.writing)
        return fault(
            {"the last commit failed, pings are refused", "最近一次写入失败，正在拒绝上报"},
            {"the log says why; usually the disk is full", "原因见日志；通常是磁盘已满"});
    const std::int64_t ms = health.since_round.count();
    return graded_finding(graded(ms, round_ms_most), {"the writer is at work", "写入线程工作正常"},
                          {"the writer has not moved for " + std::to_string(ms) +
                               " ms: the disk hangs, or the machine is overloaded",
                           "写入线程已停顿 " + std::to_string(ms) + " 毫秒：磁盘卡住或机器过载"});
}

Finding look_at_database(const Patient& patient) {
    const auto complaint = patient.services.store.snapshot()->integrity(integrity_within);
    if (!complaint)
        return fine({"too large to be read through within 5 s", "数据库较大，5 秒内未能完整检查"});
    if (complaint->empty()) return fine({"read through, sound", "已完整检查，数据完好"});
    return fault({"damaged: " + *complaint, "已损坏：" + *complaint},
                 {"stop cronmon, keep a copy of the folder, and restore a backup",
                  "请停止 cronmon，保留目录副本，并恢复备份"});
}

// Today's table and the next are there, and none that should have gone.
Finding look_at_log_tables(const Patient& patient) {
    const StorageFacts facts = patient.services.store.snapshot()->storage();
    const std::int64_t today = day_of(patient.services.clock.now());
    const std::int64_t kept = patient.services.engine.settings().task_log_days();
    const std::string days = std::to_string(facts.log_days);
    if (patient.is_serving && facts.newest_day.value_or(0) < today + bucket_days_ahead)
        return fault(
            {"the table of tomorrow's log is missing", "缺少明天的日志表"},
            {"the log of the server says why it could not be made", "未能创建的原因见服务器日志"});
    if (facts.oldest_day.value_or(today) < today - kept - 1)
        return warning({days + " days, the oldest of which should have gone",
                        "共 " + days + " 天，最早的本应已删除"},
                       {"it is emptied beside the pings; look again in an hour",
                        "旧日志会在空闲时逐步删除；请一小时后再看"});
    return fine({"the log has tables of " + days + " days", "日志共有 " + days + " 天的表"});
}

Finding look_at_backups(const Patient& patient) {
    const BackupFacts facts = patient.services.backup_facts();
    const Said advice{"cronmon backup --every 1d --keep 14 DIR, on another disk",
                      "请执行 cronmon backup --every 1d --keep 14 DIR，并使用另一块磁盘"};
    if (!facts.plan.wanted())
        return warning({"none are made by themselves", "未设置自动备份"}, advice);
    if (!facts.error.empty())
        return fault({"the last try failed: " + facts.error, "最近一次备份失败：" + facts.error},
                     {"see the folder of the setting backup.dir", "请检查 backup.dir 设置的目录"});
    const Instant now = patient.services.clock.now();
    if (facts.overdue(now))
        return fault({"one should have been made by now", "备份已逾期"},
                     {"see the folder of the setting backup.dir, and the log",
                      "请检查 backup.dir 设置的目录与服务器日志"});
    if (!facts.last) return fine({"the first is about to be made", "即将进行第一次备份"});
    const std::string age =
        duration_text(std::chrono::floor<std::chrono::minutes>(now - *facts.last));
    const std::string count = std::to_string(facts.count);
    return fine({count + " in the folder, the newest made " + age + " ago",
                 "目录中有 " + count + " 份，最近一份在 " + age + " 前"});
}

// Of the one that ends first.
Finding look_at_certificate(const Patient& patient) {
    if (!patient.certificate_problem.empty())
        return fault({patient.certificate_problem, in_chinese(patient.certificate_problem)},
                     {"mend it, or the server will not start", "请修正，否则服务器无法启动"});
    const auto& all = patient.certificates;
    const auto first = std::ranges::min_element(all, {}, &net::CertificateView::until);
    if (first == all.end()) return fine({"none, TLS is not spoken here", "未使用证书"});
    const Instant now = patient.services.clock.now();
    const std::string name = first->names[0];
    const std::string until = utc_text(first->until);
    const Said advice{"renew " + first->file + ", then send SIGHUP",
                      "请更新 " + first->file + "，然后发送 SIGHUP"};
    if (first->has_ended(now))
        return fault({name + " has ended: " + until, name + " 已于 " + until + " 到期"}, advice);
    if (first->ends_soon(now))
        return warning({name + " ends soon: " + until, name + " 即将于 " + until + " 到期"},
                       advice);
    return fine({name + " is good until " + until, name + " 有效期至 " + until});
}

constexpr Look looks[] = {{"listening", look_at_listening},   {"certificate", look_at_certificate},
                          {"writer", look_at_writer},         {"database", look_at_database},
                          {"log_tables", look_at_log_tables}, {"backups", look_at_backups}};

}  // namespace

std::span<const Look> service_looks() { return looks; }

}  // namespace cronmon
