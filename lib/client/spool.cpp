#include "client/spool.h"

#include "base/quote.h"
#include "base/utf8.h"
#include "client/event_text.h"

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <system_error>

namespace cronmon {
namespace {

constexpr std::string_view first_digit = "0";  // of a time of sixteen, until long after 2286
constexpr std::string_view ending = ".event";
constexpr std::string_view half_written = ".half-";
constexpr const char* lock_name = "lock";
constexpr const char* rejected_name = "rejected";
constexpr Millis half_written_at_least{3'600'000};  // before it is taken for left behind
constexpr Millis look_at_lock_every{50};
constexpr std::size_t file_bytes_max = spool_bytes_max;

std::string name_of(const Event& event) {
    char time[24];
    std::snprintf(time, sizeof time, "%016lld", static_cast<long long>(to_ms(event.at)));
    const int rank = std::min(static_cast<int>(event.kind), static_cast<int>(Event::Kind::success));
    return std::string(time).append("-").append(std::to_string(rank)).append(word(event.kind)) +
           "-" + event.id.text() + std::string(ending);
}

bool is_failure(const Spool::Entry& entry) { return entry.name.find("fail-") != std::string::npos; }

bool write_all(int file, std::string_view text) {
    while (!text.empty()) {
        const auto written = ::write(file, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

Result<std::string> read_all(int file, const std::string& name) {
    std::string text;
    char bytes[16384];
    while (text.size() <= file_bytes_max) {
        const auto count = ::read(file, bytes, sizeof bytes);
        if (count == 0) return text;
        if (count < 0 && errno == EINTR) continue;
        if (count < 0)
            return Error{Code::unreachable,
                         quote(name) + ": " + std::generic_category().message(errno)};
        text.append(bytes, static_cast<std::size_t>(count));
    }
    return Error{Code::invalid, quote(name) + " is too long for an event"};
}

// Nothing for what is not a plain file of this user.
std::optional<struct stat> stat_of_ours(int folder, const char* name) {
    struct stat found {};
    if (fstatat(folder, name, &found, AT_SYMLINK_NOFOLLOW) != 0) return std::nullopt;
    if (!S_ISREG(found.st_mode) || found.st_uid != geteuid()) return std::nullopt;
    return found;
}

// The names in a folder that begin and end so.
std::vector<std::string> names_in(int folder, std::string_view begin, std::string_view end) {
    std::vector<std::string> names;
    DIR* const stream = fdopendir(openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (stream == nullptr) return names;
    // NOLINTNEXTLINE(concurrency-mt-unsafe): a stream of our own
    while (const dirent* one = readdir(stream)) {
        const std::string_view name = static_cast<const char*>(one->d_name);
        if (name.starts_with(begin) && name.ends_with(end)) names.emplace_back(name);
    }
    closedir(stream);
    return names;
}

std::vector<Spool::Entry> events_in(int folder) {
    std::vector<Spool::Entry> entries;
    for (std::string& name : names_in(folder, first_digit, ending)) {
        if (const auto found = stat_of_ours(folder, name.c_str()))
            entries.push_back({std::move(name), static_cast<std::uint64_t>(found->st_size)});
    }
    std::ranges::sort(entries, {}, &Spool::Entry::name);
    return entries;
}

}  // namespace

Result<Spool> Spool::open(const std::string& folder, Make make, SpoolLimits limits) {
    auto opened = open_private_folder(folder, make);
    if (!opened) return Error{opened.error().code, "spool: " + opened.error().message};
    return Spool(folder, *std::move(opened), limits);
}

std::optional<Error> Spool::put(const Event& event) {
    Event kept = event;
    kept.body = utf8::first_bytes(kept.body, spooled_body_bytes_max);
    std::string text = event_text(kept);
    make_room(text.size());
    int error = write(name_of(kept), text);
    if ((error == ENOSPC || error == EDQUOT || error == EFBIG) && !kept.body.empty()) {
        kept.body.clear();
        error = write(name_of(kept), event_text(kept));
    }
    if (error == 0) return std::nullopt;
    return Error{Code::unreachable,
                 "spool: " + quote(folder_) + ": " + std::generic_category().message(error)};
}

// What happened, as errno has it; 0 for nothing.
int Spool::write(const std::string& name, std::string_view text) {
    const int folder = descriptor_.number();
    const std::string half = std::string(half_written) + name;
    Descriptor file{openat(folder, half.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
    if (!file) return errno;
    const bool whole = write_all(file.number(), text) && fsync(file.number()) == 0 &&
                       renameat(folder, half.c_str(), folder, name.c_str()) == 0;
    if (whole) {
        fsync(folder);
        return 0;
    }
    const int error = errno;
    unlinkat(folder, half.c_str(), 0);
    return error;
}

void Spool::make_room(std::uint64_t bytes) {
    auto waiting = entries();
    std::uint64_t used = 0;
    for (const Entry& entry : waiting) used += entry.bytes;
    while (!waiting.empty() &&
           (waiting.size() + 1 > limits_.events || used + bytes > limits_.bytes)) {
        auto victim = std::ranges::find_if_not(waiting, is_failure);
        if (victim == waiting.end()) victim = waiting.begin();
        used -= victim->bytes;
        remove(victim->name);
        waiting.erase(victim);
    }
}

Descriptor Spool::shelf(Shelf which, Make make) const {
    const char* const name = which == Shelf::waiting ? "." : rejected_name;
    if (make == Make::yes && which == Shelf::rejected)
        mkdirat(descriptor_.number(), rejected_name, 0700);
    return Descriptor{
        openat(descriptor_.number(), name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)};
}

std::vector<Spool::Entry> Spool::entries(Shelf which) const {
    const Descriptor folder = shelf(which, Make::no);
    return folder ? events_in(folder.number()) : std::vector<Entry>{};
}

Result<Event> Spool::read(const std::string& name, Shelf which) const {
    const Descriptor folder = shelf(which, Make::no);
    const Descriptor file{openat(folder.number(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC)};
    if (!file)
        return Error{errno == ENOENT ? Code::not_found : Code::unreachable,
                     quote(name) + ": " + std::generic_category().message(errno)};
    const auto text = read_all(file.number(), name);
    return text ? parse_event(*text) : text.error();
}

void Spool::remove(const std::string& name, Shelf which) {
    const Descriptor folder = shelf(which, Make::no);
    unlinkat(folder.number(), name.c_str(), 0);
}

void Spool::reject(const std::string& name) {
    const Descriptor rejected = shelf(Shelf::rejected, Make::yes);
    const int waiting = descriptor_.number();
    if (!rejected || renameat(waiting, name.c_str(), rejected.number(), name.c_str()) != 0)
        unlinkat(waiting, name.c_str(), 0);  // it would be in the way of all that follow
    auto all = entries(Shelf::rejected);
    for (std::size_t i = 0; i + rejected_events_max < all.size(); ++i)
        remove(all[i].name, Shelf::rejected);
}

std::optional<Descriptor> Spool::lock(const Clock& clock, Millis wait) {
    Descriptor file{
        openat(descriptor_.number(), lock_name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600)};
    if (!file) return std::nullopt;
    const Millis start = clock.steady();
    while (flock(file.number(), LOCK_EX | LOCK_NB) != 0) {
        if (clock.steady() - start >= wait) return std::nullopt;
        poll(nullptr, 0, static_cast<int>(look_at_lock_every.count()));
    }
    return file;
}

void Spool::sweep(Instant now) {
    const int folder = descriptor_.number();
    for (const std::string& name : names_in(folder, half_written, ending)) {
        const auto found = stat_of_ours(folder, name.c_str());
        const Instant written = found ? from_ms(found->st_mtime * 1000) : now;
        if (now - written > half_written_at_least) unlinkat(folder, name.c_str(), 0);
    }
}

}  // namespace cronmon
