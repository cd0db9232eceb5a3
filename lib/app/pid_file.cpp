#include "app/pid_file.h"

#include "base/descriptor.h"
#include "base/quote.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>

namespace cronmon {
namespace {

std::string our_number() { return std::to_string(getpid()) + "\n"; }

Error cannot_write(const std::string& path) {
    return {Code::unreachable, "pid-file: " + quote(path) +
                                   " cannot be written: " + std::generic_category().message(errno)};
}

}  // namespace

Result<PidFile> PidFile::write(const std::string& path) {
    if (path.empty()) return PidFile({});
    const std::string part = path + ".part";
    const std::string number = our_number();
    const Descriptor file{
        open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644)};
    if (!file) return cannot_write(path);
    const ssize_t bytes = ::write(file.number(), number.data(), number.size());
    if (bytes != static_cast<ssize_t>(number.size()) || rename(part.c_str(), path.c_str()) != 0) {
        const Error error = cannot_write(path);
        unlink(part.c_str());
        return error;
    }
    return PidFile(path);
}

PidFile::PidFile(PidFile&& other) noexcept : path_(std::exchange(other.path_, {})) {}

PidFile::~PidFile() {
    if (path_.empty()) return;
    std::ifstream file(path_);
    std::string number;
    if (std::getline(file, number) && number + "\n" == our_number()) unlink(path_.c_str());
}

}  // namespace cronmon
