#include "client/run_lock.h"

#include "base/quote.h"
#include "base/time_text.h"
#include "client/private_folder.h"
#include "client/target.h"

#include <fcntl.h>
#include <sys/file.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <system_error>

namespace cronmon {
namespace {

constexpr std::size_t readable_bytes_max = 40;

// FNV-1a, 64 bits (draft-eastlake-fnv): not for secrets, only to tell targets apart.
std::uint64_t fingerprint(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return hash;
}

bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

// Who has it, as they have written into the file.
std::string holder(int file) {
    char bytes[96];
    const auto count = pread(file, bytes, sizeof bytes, 0);
    const std::string_view text(bytes, count > 0 ? static_cast<std::size_t>(count) : 0);
    return std::string(text.substr(0, text.find('\n')));
}

void sign(int file, Instant now) {
    const std::string text =
        "process " + std::to_string(getpid()) + " since " + utc_text(now) + "\n";
    // On a full disk the lock is as good without it.
    if (ftruncate(file, 0) == 0) [[maybe_unused]]
        const auto written = pwrite(file, text.data(), text.size(), 0);
}

}  // namespace

std::string run_lock_name(std::string_view target) {
    const std::string shown = shown_target(target);
    const auto blank = shown.rfind(' ');
    std::string name = is_url(target) && blank != shown.npos ? shown.substr(blank + 1) : shown;
    name.resize(std::min(name.size(), readable_bytes_max));
    std::ranges::replace_if(
        name, [](char c) { return !is_plain(c); }, '_');
    char number[24];
    std::snprintf(number, sizeof number, "-%016llx",
                  static_cast<unsigned long long>(fingerprint(target)));
    return name.append(static_cast<const char*>(number)).append(".lock");
}

Result<RunLock> RunLock::take(const std::string& folder, std::string_view target, Instant now) {
    const auto opened = open_private_folder(folder, Make::yes);
    if (!opened) return Error{Code::unreachable, opened.error().message};
    Descriptor file{openat(opened->number(), run_lock_name(target).c_str(),
                           O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600)};
    const bool locked = file && flock(file.number(), LOCK_EX | LOCK_NB) == 0;
    if (!locked && file && errno == EWOULDBLOCK)
        return Error{Code::conflict, "another run is still going (" + holder(file.number()) + ")"};
    if (!locked)
        return Error{Code::unreachable,
                     "folder " + quote(folder) + ": " + std::generic_category().message(errno)};
    sign(file.number(), now);
    return RunLock(std::move(file));
}

}  // namespace cronmon
