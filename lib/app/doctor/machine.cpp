// The machine: who sets its clock, which rules of time zones hold, how many files may be open.
#include "app/doctor/looks.h"
#include "core/zone.h"
#include "net/file_limit.h"

#include <sys/timex.h>

namespace cronmon {
namespace {

// With fewer a hundred slow clients could keep others out.
constexpr Least open_files_least{256, 4096};
constexpr Most clock_error_ms_most{1'000, 60'000};

// adjtimex(2) only reads here. What a container may not ask is no fault of the clock.
Finding look_at_clock(const Patient&) {
    timex state{};
    const int answer = ::adjtimex(&state);
    if (answer < 0)
        return fine({"the kernel does not say who sets the clock", "内核未提供时钟同步状态"});
    const std::int64_t error_ms = state.maxerror / 1000;
    if (answer == TIME_ERROR || (state.status & STA_UNSYNC) != 0)
        return warning(
            {"no time server sets the clock of this machine", "本机时钟未与时间服务器同步"},
            {"install chrony or systemd-timesyncd: a wrong clock makes wrong alarms",
             "请安装 chrony 或 systemd-timesyncd：时钟不准会误报"});
    const std::string text = std::to_string(error_ms);
    return graded_finding(graded(error_ms, clock_error_ms_most),
                          {"set by a time server, right to " + text + " ms",
                           "已与时间服务器同步，误差不超过 " + text + " 毫秒"},
                          {"see chronyc tracking or timedatectl timesync-status",
                           "请查看 chronyc tracking 或 timedatectl timesync-status"});
}

Finding look_at_zones(const Patient&) {
    const ZoneRelease release = zone_release();
    const std::string text(release.version);
    return release.of_machine
               ? fine({"rules " + text + " of this machine", "使用本机时区规则 " + text})
               : fine({"rules " + text + ", built in", "使用内置时区规则 " + text});
}

Finding look_at_open_files(const Patient&) {
    const auto limit = static_cast<std::int64_t>(net::file_limit());
    const std::string text = std::to_string(limit);
    return graded_finding(graded(limit, open_files_least),
                          {text + " files may be open", "可打开文件数上限为 " + text},
                          {"raise it: LimitNOFILE= in the unit, or ulimit -n",
                           "请调高：systemd 单元中的 LimitNOFILE=，或 ulimit -n"});
}

constexpr Look looks[] = {
    {"clock", look_at_clock}, {"time_zones", look_at_zones}, {"open_files", look_at_open_files}};

}  // namespace

std::span<const Look> machine_looks() { return looks; }

}  // namespace cronmon
