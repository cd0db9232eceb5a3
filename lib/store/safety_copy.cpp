#include "store/safety_copy.h"

#include "store/failure.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Exception.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace cronmon {
namespace {

namespace fs = std::filesystem;

constexpr int pages_per_step = -1;  // all at once: nobody else writes yet

[[noreturn]] void fail_copy(const std::string& path, const std::string& target, int system_errno) {
    throw StoreError(failure_sentence(path, SQLITE_IOERR, system_errno,
                                      "copying it to " + target + " before the upgrade", ""));
}

// Opens, brings everything to the disk, closes.
void sync_path(const std::string& path, const std::string& target, int flags) {
    const int descriptor = ::open(target.c_str(), flags | O_CLOEXEC);
    if (descriptor < 0) fail_copy(path, target, errno);
    const int failed = ::fsync(descriptor) == 0 ? 0 : errno;
    ::close(descriptor);
    if (failed != 0) fail_copy(path, target, failed);
}

// An empty file that only we can read.
void make_private_file(const std::string& path, const std::string& target) {
    ::unlink(target.c_str());  // left over from a copy that was not finished
    const int descriptor = ::open(target.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) fail_copy(path, target, errno);
    ::close(descriptor);
}

void copy_pages(Connection& connection, const std::string& target) {
    try {
        SQLite::Database copy(target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX);
        copy.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");  // synced afterwards
        SQLite::Backup backup(copy, connection.database());
        const int code = backup.executeStep(pages_per_step);
        if (code != SQLITE_DONE) throw SQLite::Exception("the database is busy", code);
    } catch (const SQLite::Exception& e) {
        const int system_errno = errno;
        ::unlink(target.c_str());
        throw StoreError(failure_sentence(connection.path(), e.getExtendedErrorCode(), system_errno,
                                          "copying it to " + target + " before the upgrade",
                                          e.what()));
    }
}

bool same_content(const std::string& a, const std::string& b) {
    std::error_code ignored;
    if (fs::file_size(a, ignored) != fs::file_size(b, ignored)) return false;
    std::ifstream left(a, std::ios::binary);
    std::ifstream right(b, std::ios::binary);
    return std::equal(std::istreambuf_iterator<char>(left), std::istreambuf_iterator<char>(),
                      std::istreambuf_iterator<char>(right));
}

// Gives the finished copy the first name that is free or belongs to the same content.
std::string settle_name(const std::string& path, const std::string& part, std::int64_t version) {
    const std::string first = copy_name(path, version);
    std::string name = first;
    for (int number = 2; fs::exists(name); ++number) {
        if (same_content(part, name)) {
            ::unlink(part.c_str());
            ::utimensat(AT_FDCWD, name.c_str(), nullptr, 0);  // it is the latest
            return name;
        }
        name = first + "." + std::to_string(number);
    }
    if (::rename(part.c_str(), name.c_str()) != 0) fail_copy(path, name, errno);
    return name;
}

}  // namespace

std::string copy_name(const std::string& path, std::int64_t version) {
    return path + ".before-v" + std::to_string(version);
}

std::string make_safety_copy(Connection& connection, std::int64_t version) {
    const std::string part = copy_name(connection.path(), version) + ".part";
    make_private_file(connection.path(), part);
    copy_pages(connection, part);
    sync_path(connection.path(), part, O_RDWR);
    std::string name = settle_name(connection.path(), part, version);
    sync_directory_of(connection.path());
    return name;
}

void sync_directory_of(const std::string& path) {
    sync_path(path, fs::path(path).parent_path().string(), O_RDONLY | O_DIRECTORY);
}

}  // namespace cronmon
