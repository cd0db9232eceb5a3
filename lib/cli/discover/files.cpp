#include "cli/discover/files.h"

#include "base/descriptor.h"
#include "base/quote.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>

namespace cronmon {
namespace {

Error unreadable(std::string_view shown, std::string_view why) {
    return {Code::invalid, quote(shown).append(" cannot be read: ").append(why)};
}

}  // namespace

std::set<std::string> names_in(const std::string& folder) {
    std::set<std::string> names;
    DIR* const open = opendir(folder.c_str());
    if (open == nullptr) return names;
    while (const dirent* entry = readdir(open))
        if (entry->d_name[0] != '.') names.insert(entry->d_name);
    closedir(open);
    return names;
}

bool is_file(const std::string& path) {
    struct stat found {};
    return stat(path.c_str(), &found) == 0 && S_ISREG(found.st_mode);
}

std::string link_at(const std::string& path) {
    std::array<char, PATH_MAX> target{};
    const ssize_t size = readlink(path.c_str(), target.data(), target.size());
    return {target.data(), size > 0 ? static_cast<std::size_t>(size) : 0};
}

std::string real_path(const std::string& path) {
    char* const real = realpath(path.c_str(), nullptr);
    std::string found = real == nullptr ? path : real;
    std::free(real);
    return found;
}

Result<std::string> text_in(const std::string& path, std::string_view shown) {
    // A pipe would have us wait.
    const Descriptor file{open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    if (!file) return unreadable(shown, std::strerror(errno));
    if (!is_file(path)) return unreadable(shown, "it is no file");
    std::string text(text_bytes_max + 1, '\0');
    std::size_t size = 0;
    ssize_t got = 1;
    while (got > 0 && size < text.size()) {
        got = read(file.number(), text.data() + size, text.size() - size);
        if (got > 0) size += static_cast<std::size_t>(got);
    }
    if (got < 0) return unreadable(shown, std::strerror(errno));
    text.resize(size);
    if (size > text_bytes_max || text.find('\0') != text.npos)
        return unreadable(shown, "it is no crontab and no unit");
    return text.substr();
}

}  // namespace cronmon
