#include "client/private_folder.h"

#include "base/quote.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <system_error>

namespace cronmon {
namespace {

constexpr mode_t folder_mode = 0700;

Error failed(const std::string& path, int error) {
    return {error == ENOENT ? Code::not_found : Code::unreachable,
            "folder " + quote(path) + ": " + std::generic_category().message(error)};
}

// Like mkdir -p; that one is there already is no mistake, whoever made it is asked afterwards.
int make_with_parents(const std::string& path) {
    for (std::size_t slash = path.find('/', 1);; slash = path.find('/', slash + 1)) {
        const std::string part = path.substr(0, slash);
        if (mkdir(part.c_str(), folder_mode) != 0 && errno != EEXIST) {
            const int error = errno;
            struct stat found {};
            if (stat(part.c_str(), &found) != 0) return error;
        }
        if (slash == path.npos) return 0;
    }
}

bool is_ours_alone(const struct stat& folder) {
    return folder.st_uid == geteuid() && (folder.st_mode & S_IWOTH) == 0;
}

}  // namespace

Result<Descriptor> open_private_folder(const std::string& path, Make make) {
    if (path.empty()) return failed(path, ENOENT);
    if (make == Make::yes)
        if (const int error = make_with_parents(path)) return failed(path, error);
    Descriptor folder{open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)};
    if (!folder) return failed(path, errno);
    struct stat found {};
    if (fstat(folder.number(), &found) != 0) return failed(path, errno);
    if (is_ours_alone(found)) return folder;
    return Error{Code::unreachable, "folder " + quote(path) +
                                        ": belongs to somebody else, or anybody may write to it"};
}

}  // namespace cronmon
