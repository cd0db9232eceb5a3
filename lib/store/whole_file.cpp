#include "store/whole_file.h"

#include "base/error.h"
#include "store/safety_copy.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

namespace cronmon {
namespace {

namespace fs = std::filesystem;

// Exchanges two names; false if this file system cannot. Throws nothing.
bool exchange_names(const std::string& a, const std::string& b) {
    return ::renameat2(AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE) == 0;
}

}  // namespace

WholeFile::WholeFile(std::string path)
    : path_(fs::absolute(path).string()),
      part_(path_ + ".part"),
      file_(::open(part_.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600)) {
    if (!file_) fail(errno);
    if (::flock(file_.number(), LOCK_EX | LOCK_NB) != 0) {
        settled_ = true;  // it is not ours
        throw StoreError(path_ + " is being written by another program");
    }
    if (::ftruncate(file_.number(), 0) != 0) fail(errno);
}

WholeFile::~WholeFile() {
    if (!settled_ && file_) ::unlink(part_.c_str());
}

void WholeFile::flush() {
    if (::fdatasync(file_.number()) != 0) fail(errno);
}

bool WholeFile::settle(Existing existing) {
    if (::fsync(file_.number()) != 0) fail(errno);
    if (existing == Existing::replace) {
        if (::rename(part_.c_str(), path_.c_str()) != 0) fail(errno);
    } else if (::renameat2(AT_FDCWD, part_.c_str(), AT_FDCWD, path_.c_str(), RENAME_NOREPLACE) !=
               0) {
        if (errno == EEXIST) return false;
        // Not every file system knows that; a second name does the same, where it can be given.
        if (::link(part_.c_str(), path_.c_str()) != 0) {
            if (errno == EEXIST) return false;
            fail(errno);
        }
        ::unlink(part_.c_str());
    }
    settled_ = true;
    sync_directory_of(path_);
    return true;
}

// Where names cannot be exchanged, what is there is copied first.
void WholeFile::exchange(const std::string& aside) {
    if (::fsync(file_.number()) != 0) fail(errno);
    if (::rename(part_.c_str(), aside.c_str()) != 0) fail(errno);
    if (!exchange_names(aside, path_)) {
        if (::rename(aside.c_str(), part_.c_str()) != 0) fail(errno);
        std::error_code problem;
        fs::copy_file(path_, aside, problem);
        if (problem) fail(problem.value());
        const Descriptor copy{::open(aside.c_str(), O_RDONLY | O_CLOEXEC)};
        if (!copy || ::fsync(copy.number()) != 0) fail(errno);
        sync_directory_of(path_);
        if (::rename(part_.c_str(), path_.c_str()) != 0) fail(errno);
    }
    settled_ = true;
    sync_directory_of(path_);
}

void WholeFile::fail(int system_errno) const {
    throw StoreError("cannot write " + path_ + ": " +
                     std::generic_category().message(system_errno));
}

std::string free_name(const std::string& path) {
    std::string name = path;
    for (int number = 2; fs::exists(fs::symlink_status(name)); ++number)
        name = path + "." + std::to_string(number);
    return name;
}

std::int64_t file_bytes(const std::string& path) {
    std::error_code absent;
    const auto bytes = fs::file_size(path, absent);
    return absent ? 0 : static_cast<std::int64_t>(bytes);
}

}  // namespace cronmon
