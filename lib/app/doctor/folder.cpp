// The folder of the data: is it ours alone, is there room, how fast and how honest is its disk?
#include "app/doctor/looks.h"
#include "base/descriptor.h"
#include "base/error.h"
#include "base/quote.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <system_error>

namespace cronmon {
namespace {

constexpr Least free_bytes_least{100'000'000, 1'000'000'000};
constexpr Most flush_ms_most{50, 1000};  // every ping waits for one
constexpr Most file_clock_ms_most{2'000, 60'000};
constexpr int flushes = 5;

[[noreturn]] void fail(const std::string& what) {
    throw std::system_error(errno, std::generic_category(), what);
}

// A file of our own there, gone when it is closed.
Descriptor scratch_file(const std::string& folder) {
    std::string path = folder + "/doctor.XXXXXX";
    Descriptor file{::mkostemp(path.data(), O_CLOEXEC)};
    if (!file) fail("a file in " + quote(folder) + " cannot be made");
    ::unlink(path.c_str());
    return file;
}

Finding look_at_folder(const Patient& patient) {
    struct stat folder {};
    if (::stat(patient.folder.c_str(), &folder) != 0) fail(quote(patient.folder));
    const std::string where = patient.folder;
    if (folder.st_uid != ::geteuid() && ::geteuid() != 0)
        return fault(
            {where + " belongs to another user", where + " 属于其他用户"},
            {"run cronmon as the user that owns the folder", "请以该目录的所有者运行 cronmon"});
    if ((folder.st_mode & S_IRWXO) != 0)
        return warning({where + " can be entered by every user of this machine",
                        where + " 对本机所有用户开放"},
                       {"chmod o= " + where, "请执行 chmod o= " + where});
    return fine({where, where});
}

Finding look_at_space(const Patient& patient) {
    struct statvfs space {};
    if (::statvfs(patient.folder.c_str(), &space) != 0) fail(quote(patient.folder));
    const auto free = static_cast<std::int64_t>(space.f_bavail * space.f_frsize);
    const std::string text = bytes_text(free);
    const std::string own = bytes_text(patient.services.store.size_bytes());
    return graded_finding(
        graded(free, free_bytes_least),
        {text + " free, the database has " + own, "剩余 " + text + "，数据库占用 " + own},
        {"make room: with a full disk pings are refused; retention.* says how long logs are kept",
         "请清理磁盘：磁盘满时会拒绝上报；retention.* 设置决定日志保留多久"});
}

// The middle one of a few: a single slow flush is no finding.
Finding look_at_flush(const Patient& patient) {
    const Descriptor file = scratch_file(patient.folder);
    std::array<std::int64_t, flushes> took{};
    for (std::int64_t& ms : took) {
        const Millis before = patient.services.clock.steady();
        if (::write(file.number(), "cronmon", 7) != 7 || ::fdatasync(file.number()) != 0)
            fail("a file in " + quote(patient.folder) + " cannot be written");
        ms = (patient.services.clock.steady() - before).count();
    }
    std::ranges::sort(took);
    const std::int64_t middle = took[flushes / 2];
    const std::string text = middle == 0 ? "less than 1 ms" : std::to_string(middle) + " ms";
    const std::string chinese = middle == 0 ? "不到 1 毫秒" : std::to_string(middle) + " 毫秒";
    return graded_finding(graded(middle, flush_ms_most),
                          {"a flush to the disk takes " + text, "一次落盘耗时 " + chinese},
                          {"every ping waits for the disk: move the data folder to a faster one",
                           "每次上报都要等待落盘：请把数据目录移到更快的磁盘"});
}

Finding look_at_file_clock(const Patient& patient) {
    const Descriptor file = scratch_file(patient.folder);
    struct stat made {};
    if (::fstat(file.number(), &made) != 0) fail("a file's time");
    const Instant at = from_ms(std::int64_t{made.st_mtim.tv_sec} * 1000);
    const Millis off = patient.services.clock.now() - at;
    const std::int64_t apart = std::max<std::int64_t>(0, std::abs(off.count()) - 1000);
    const std::string seconds = std::to_string(apart / 1000);
    return graded_finding(
        graded(apart, file_clock_ms_most),
        {"the file system's clock is " + seconds + " s away from this machine's",
         "文件系统时钟与本机相差 " + seconds + " 秒"},
        {"set the clocks of this machine and of the file server by the same time server",
         "请让本机与文件服务器使用同一时间服务器"});
}

constexpr Look looks[] = {{"data_folder", look_at_folder},
                          {"free_space", look_at_space},
                          {"disk_flush", look_at_flush},
                          {"file_clock", look_at_file_clock}};

}  // namespace

std::span<const Look> folder_looks() { return looks; }

}  // namespace cronmon
