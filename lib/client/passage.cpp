#include "client/passage.h"

#include <sys/ioctl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <climits>

namespace cronmon {
namespace {

constexpr std::size_t read_bytes = 65536;  // what a pipe holds

bool is_file(int descriptor) {
    struct stat found {};
    return fstat(descriptor, &found) == 0 && S_ISREG(found.st_mode);
}

}  // namespace

void Passage::read_some() {
    char bytes[read_bytes];
    const auto count = read(from_.number(), bytes, sizeof bytes);
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) return;
    if (count <= 0) {
        from_.reset();
        return;
    }
    const std::string_view text(bytes, static_cast<std::size_t>(count));
    owed_ -= std::min(owed_, text.size());
    tail_.add(stream_, text);
    if (through_ == Through::yes) unwritten_ += text;
}

void Passage::write_some() {
    const std::size_t most = is_file(to_) ? unwritten_.size() : PIPE_BUF;
    const auto count = write(to_, unwritten_.data(), std::min(most, unwritten_.size()));
    if (count >= 0) {
        unwritten_.erase(0, static_cast<std::size_t>(count));
        return;
    }
    if (errno == EINTR || errno == EAGAIN) return;
    through_ = Through::no;
    unwritten_.clear();
}

void Passage::job_has_ended() {
    int waiting = 0;
    if (is_open() && ioctl(from_.number(), FIONREAD, &waiting) == 0)
        owed_ = static_cast<std::size_t>(std::max(waiting, 0));
}

void print(int to, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto count = write(to, bytes.data(), bytes.size());
        if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
        else if (count < 0 && errno == EAGAIN) {
            pollfd room{to, POLLOUT, 0};
            poll(&room, 1, -1);
        } else if (count == 0 || errno != EINTR) return;
    }
}

}  // namespace cronmon
