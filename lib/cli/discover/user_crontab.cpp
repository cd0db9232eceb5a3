#include "cli/discover/user_crontab.h"

#include "base/descriptor.h"
#include "base/quote.h"
#include "core/schedule_words.h"

#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace cronmon {
namespace {

struct Ran {
    int status = 0;
    std::string out;
    std::string err;
};

Error failed(int error) {
    return {Code::unreachable, "crontab: cannot be run: " + std::generic_category().message(error)};
}

// Memory rather than pipes: nobody waits for anybody, however much is written.
Descriptor memory(std::string_view text = {}) {
    Descriptor file{memfd_create("crontab", MFD_CLOEXEC)};
    while (!text.empty()) {
        const ssize_t written = write(file.number(), text.data(), text.size());
        if (written <= 0) return {};
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    if (file) lseek(file.number(), 0, SEEK_SET);
    return file;
}

std::string content(const Descriptor& file) {
    std::string text(static_cast<std::size_t>(lseek(file.number(), 0, SEEK_END)), '\0');
    const ssize_t got = pread(file.number(), text.data(), text.size(), 0);
    text.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return text;
}

Result<Ran> run_crontab(const char* argument, std::string_view input) {
    const Descriptor in = memory(input), out = memory(), err = memory();
    if (!in || !out || !err) return failed(errno);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in.number(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out.number(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, err.number(), STDERR_FILENO);
    std::string name = "crontab", word = argument;
    const std::array<char*, 3> words{name.data(), word.data(), nullptr};
    pid_t child = 0;
    const int error = posix_spawnp(&child, "crontab", &actions, nullptr, words.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) return failed(error);
    Ran ran;
    while (waitpid(child, &ran.status, 0) < 0)
        if (errno != EINTR) return failed(errno);
    ran.out = content(out);
    ran.err = content(err);
    return ran;
}

Error refused(const Ran& ran) {
    return {Code::invalid, "crontab: refuses: " + quote(trim(ran.err))};
}

}  // namespace

Result<std::string> read_own_crontab() {
    auto ran = run_crontab("-l", {});
    if (!ran) return ran.error();
    if (ran->status == 0) return std::move(ran->out);
    if (ran->err.find("no crontab for") != std::string::npos) return std::string{};
    return refused(*ran);
}

std::optional<Error> write_own_crontab(std::string_view text) {
    const auto ran = run_crontab("-", text);
    if (!ran) return ran.error();
    if (ran->status != 0) return refused(*ran);
    return std::nullopt;
}

}  // namespace cronmon
