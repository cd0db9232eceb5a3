#include "app/data_dir.h"

#include "base/quote.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <optional>
#include <system_error>
#include <thread>

namespace cronmon {
namespace {

constexpr std::size_t socket_path_bytes_max = sizeof(sockaddr_un{}.sun_path) - 1;
constexpr Millis look_every{20};

std::string lock_path(const std::string& directory) { return directory + "/cronmon.lock"; }

std::string words(int problem) { return std::generic_category().message(problem); }

Error refuse(Code code, const std::string& path, const std::string& why) {
    return {code, "data: " + quote(path) + " " + why};
}

// What to do about a folder that cannot be used.
Error unusable(const std::string& path, int problem) {
    switch (problem) {
        case EROFS:
            return refuse(Code::unreachable, path,
                          "is on a read-only file system; choose another folder with --data");
        case EACCES:
        case EPERM:
            return refuse(Code::unreachable, path,
                          "cannot be written by this user (" + words(problem) +
                              "); run as its owner or choose another folder with --data");
        case ENOSPC:
        case EDQUOT:
            return refuse(Code::unreachable, path,
                          "has no room (" + words(problem) + "); free some and try again");
        case ENOTDIR:
        case EEXIST:
            return refuse(Code::invalid, path, "is not a folder; choose another one with --data");
        default: return refuse(Code::unreachable, path, "cannot be used: " + words(problem));
    }
}

std::optional<Error> make_folder(const std::string& path) {
    std::error_code problem;
    const auto parent = std::filesystem::path(path).parent_path();
    if (!parent.empty()) std::filesystem::create_directories(parent, problem);
    if (problem) return unusable(path, problem.value());
    if (mkdir(path.c_str(), 0700) == 0) return std::nullopt;
    if (errno != EEXIST) return unusable(path, errno);
    struct stat folder {};
    if (stat(path.c_str(), &folder) != 0) return unusable(path, errno);
    if (!S_ISDIR(folder.st_mode)) return unusable(path, ENOTDIR);
    return std::nullopt;
}

// Only root can become somebody else, and only for files: the process stays root's.
std::optional<Error> become_owner(const std::string& path) {
    struct stat folder {};
    if (geteuid() != 0 || stat(path.c_str(), &folder) != 0 || folder.st_uid == 0)
        return std::nullopt;
    if (setegid(folder.st_gid) != 0 || seteuid(folder.st_uid) != 0) return unusable(path, errno);
    return std::nullopt;
}

bool take(int lock, Millis wait) {
    const auto until = std::chrono::steady_clock::now() + wait;
    while (flock(lock, LOCK_EX | LOCK_NB) != 0) {
        if (std::chrono::steady_clock::now() >= until) return false;
        std::this_thread::sleep_for(look_every);
    }
    return true;
}

std::string holder_of(int lock) {
    char text[24] = {};
    const ssize_t bytes = pread(lock, text, sizeof text - 1, 0);
    const std::string pid(text, bytes > 0 ? static_cast<std::size_t>(bytes) : 0);
    return pid.empty() ? "" : " (pid " + pid.substr(0, pid.find('\n')) + ")";
}

void sign(int lock) {
    const std::string text = std::to_string(getpid()) + "\n";
    // A full disk must not keep a server down: the content is only for people, who never find none.
    const ssize_t bytes = pwrite(lock, text.data(), text.size(), 0);
    [[maybe_unused]] const int cut = bytes > 0 ? ftruncate(lock, bytes) : 0;
}

}  // namespace

std::string socket_path(const std::string& directory) { return directory + "/cronmon.sock"; }

Result<DataDir> DataDir::open(const std::string& path, Act act, Millis wait_for_lock) {
    const std::size_t socket_bytes = socket_path(path).size();
    if (socket_bytes > socket_path_bytes_max)
        return refuse(Code::invalid, path,
                      "is too long: the path of its socket may have " +
                          std::to_string(socket_path_bytes_max) + " bytes and would have " +
                          std::to_string(socket_bytes) + "; choose a shorter or a relative one");
    if (auto error = make_folder(path)) return *std::move(error);
    if (act == Act::as_owner)
        if (auto error = become_owner(path)) return *std::move(error);
    const std::string file = lock_path(path);
    Descriptor lock{::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)};
    if (!lock) return unusable(path, errno);
    if (!take(lock.number(), wait_for_lock))
        return refuse(Code::unreachable, path,
                      "is in use by another cronmon" + holder_of(lock.number()) +
                          "; stop it, or choose another folder with --data");
    sign(lock.number());
    return DataDir(path, std::move(lock));
}

Result<DataDir> DataDir::inherit(const std::string& path, Descriptor lock) {
    struct stat ours {
    }, there{};
    const std::string file = lock_path(path);
    if (fstat(lock.number(), &ours) != 0 || stat(file.c_str(), &there) != 0)
        return unusable(path, errno);
    if (ours.st_dev != there.st_dev || ours.st_ino != there.st_ino)
        return refuse(Code::conflict, path,
                      "is not the folder of the running server; stop it and start it anew");
    sign(lock.number());
    return DataDir(path, std::move(lock));
}

}  // namespace cronmon
