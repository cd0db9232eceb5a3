#include "cli/discover/replace.h"

#include "base/quote.h"
#include "client/private_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/xattr.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace cronmon {
namespace {

constexpr std::string_view end_of_new = ".cronmon-new";
constexpr mode_t private_mode = 0600;
constexpr int copies_in_a_second_max = 100;

std::string folder_of(const std::string& file) { return file.substr(0, file.rfind('/') + 1); }

std::string read_all(int descriptor) {
    std::string text;
    std::array<char, 65536> part{};
    for (off_t at = 0;;) {
        const ssize_t got = pread(descriptor, part.data(), part.size(), at);
        if (got <= 0) return text;
        text.append(part.data(), static_cast<std::size_t>(got));
        at += got;
    }
}

bool write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return fsync(descriptor) == 0;
}

bool flush_folder(const std::string& folder) {
    const Descriptor open_folder{open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    return open_folder && fsync(open_folder.number()) == 0;
}

// Labels and access lists. What this file system or user may not have stays behind.
void copy_attributes(int from, int to) {
    std::array<char, 4096> names{};
    const ssize_t size = flistxattr(from, names.data(), names.size());
    for (ssize_t at = 0; at < size;) {
        const std::string name(names.data() + at);
        std::array<char, 65536> value{};
        const ssize_t length = fgetxattr(from, name.c_str(), value.data(), value.size());
        if (length >= 0) fsetxattr(to, name.c_str(), value.data(), static_cast<size_t>(length), 0);
        at += static_cast<ssize_t>(name.size()) + 1;
    }
}

}  // namespace

Error Replacement::failed(std::string_view what, int error) const {
    return {Code::invalid, quote(file_) + ": " + std::string(what) + ": " +
                               std::generic_category().message(error)};
}

Result<std::unique_ptr<Replacement>> Replacement::prepare(const std::string& file,
                                                          std::string text) {
    std::unique_ptr<Replacement> replacement(new Replacement(file, std::move(text)));
    if (auto error = replacement->look_at_old()) return *error;
    if (auto error = replacement->make_new()) return *error;
    return replacement;
}

std::optional<Error> Replacement::look_at_old() {
    old_file_ = Descriptor{open(file_.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!old_file_) return failed("cannot be read", errno);
    if (flock(old_file_.number(), LOCK_EX | LOCK_NB) != 0)
        return Error{Code::conflict, quote(file_) + ": somebody else is changing it"};
    struct stat found {};
    fstat(old_file_.number(), &found);
    if (found.st_nlink > 1)
        return Error{Code::invalid, quote(file_) + ": is one file under several names"};
    if (read_all(old_file_.number()) != old_)
        return Error{Code::conflict, quote(file_) + ": was changed meanwhile"};
    return std::nullopt;
}

std::optional<Error> Replacement::make_new() {
    const std::string folder = folder_of(file_);
    beside_ = folder + "." + file_.substr(folder.size()) + std::string(end_of_new);
    unlink(beside_.c_str());
    new_file_ = Descriptor{
        open(beside_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, private_mode)};
    if (new_file_) return std::nullopt;
    const int error = errno;
    beside_.clear();
    return failed("cannot be written", error);
}

Replacement::~Replacement() {
    if (!beside_.empty()) unlink(beside_.c_str());
}

std::optional<Error> Replacement::write_new(std::string_view text) const {
    struct stat old {};
    if (fstat(old_file_.number(), &old) != 0) return failed("cannot be read", errno);
    const int file = new_file_.number();
    const bool is_theirs = old.st_uid == geteuid() && old.st_gid == getegid();
    if (!is_theirs && fchown(file, old.st_uid, old.st_gid) != 0)
        return failed("its owner cannot be kept", errno);
    copy_attributes(old_file_.number(), file);
    if (fchmod(file, old.st_mode & 07777) != 0) return failed("its mode cannot be kept", errno);
    if (!write_all(file, text)) return failed("cannot be written", errno);
    return std::nullopt;
}

std::optional<Error> Replacement::commit(std::string_view text) {
    if (auto error = write_new(text)) return error;
    struct stat now {
    }, old{};
    fstat(old_file_.number(), &old);
    const bool is_there =
        stat(file_.c_str(), &now) == 0 && now.st_ino == old.st_ino && now.st_dev == old.st_dev;
    if (!is_there || read_all(old_file_.number()) != old_)
        return Error{Code::conflict, quote(file_) + ": was changed meanwhile"};
    if (rename(beside_.c_str(), file_.c_str()) != 0) return failed("cannot be replaced", errno);
    beside_.clear();
    flush_folder(folder_of(file_));
    return std::nullopt;
}

Result<std::string> keep_copy(const std::string& folder, const std::string& path,
                              std::string_view stamp, std::string_view text) {
    const auto open_folder = open_private_folder(folder, Make::yes);
    if (!open_folder) return open_folder.error();
    std::string name = path.substr(path.starts_with('/')) + "." + std::string(stamp);
    std::ranges::replace(name, '/', '_');
    const std::string first = name;
    for (int n = 2;; ++n) {
        const Descriptor copy{openat(open_folder->number(), name.c_str(),
                                     O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, private_mode)};
        const bool kept =
            copy && write_all(copy.number(), text) && fsync(open_folder->number()) == 0;
        if (kept) return folder + "/" + name;
        if (copy || errno != EEXIST || n > copies_in_a_second_max)
            return Error{Code::unreachable, "backup " + quote(folder + "/" + name) + ": " +
                                                std::generic_category().message(errno)};
        name = first + "." + std::to_string(n);
    }
}

}  // namespace cronmon
