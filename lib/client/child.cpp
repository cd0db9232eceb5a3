#include "client/child.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <cerrno>

namespace cronmon {
namespace {

struct Pipe {
    Descriptor read;
    Descriptor write;

    // False: errno says why.
    bool open() {
        int ends[2];
        if (pipe2(ends, O_CLOEXEC) != 0) return false;
        read = Descriptor{ends[0]};
        write = Descriptor{ends[1]};
        return true;
    }
};

// Nothing: the pipe was closed by a successful exec.
std::optional<int> error_from(const Descriptor& pipe) {
    int error = 0;
    for (;;) {
        const auto count = read(pipe.number(), &error, sizeof error);
        if (count == sizeof error) return error;
        if (count < 0 && errno == EINTR) continue;
        return std::nullopt;
    }
}

Millis length(const timeval& time) { return Millis{time.tv_sec * 1000 + time.tv_usec / 1000}; }

// From the background the terminal may only be given away by who does not mind SIGTTOU.
void give_terminal_to(pid_t group) {
    sigset_t stop, before;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTTOU);
    pthread_sigmask(SIG_BLOCK, &stop, &before);
    tcsetpgrp(STDIN_FILENO, group);
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

}  // namespace

struct Child::Pipes {
    Pipe out, err, trouble;

    bool open(Output output) {
        return trouble.open() && (output == Output::inherited || (out.open() && err.open()));
    }
};

Child::Child(const std::vector<std::string>& words, Output output, const Signals& signals) {
    Pipes pipes;
    const auto argv = argv_of(words);
    at_terminal_ = isatty(STDIN_FILENO) != 0 && tcgetpgrp(STDIN_FILENO) == getpgrp();
    if (pipes.open(output)) id_ = fork();
    if (id_ < 0) {
        failure_ = Ending{.how = Ending::How::no_process, .number = errno};
        return;
    }
    if (id_ == 0) become(argv.data(), pipes, signals);
    setpgid(id_, id_);  // as the child does, whoever is first
    pipes.trouble.write.reset();
    if (const auto error = error_from(pipes.trouble.read)) {
        waitpid(id_, nullptr, 0);
        take_terminal_back();
        id_ = -1;
        failure_ = Ending{.how = Ending::How::no_program, .number = *error};
        return;
    }
    out_ = std::move(pipes.out.read);
    err_ = std::move(pipes.err.read);
}

void Child::become(char* const* words, const Pipes& pipes, const Signals& signals) const {
    setpgid(0, 0);
    if (at_terminal_) give_terminal_to(getpid());
    if (pipes.out.write) dup2(pipes.out.write.number(), STDOUT_FILENO);
    if (pipes.err.write) dup2(pipes.err.write.number(), STDERR_FILENO);
    signals.give_back();
    execvp(words[0], words);
    const int error = errno;
    [[maybe_unused]] const auto told = write(pipes.trouble.write.number(), &error, sizeof error);
    _exit(exit_own_failure);
}

// An exception may fly while it runs; then nobody waits for it any more.
Child::~Child() {
    if (id_ > 0) take_terminal_back();
}

void Child::take_terminal_back() const {
    if (at_terminal_) give_terminal_to(getpgrp());
}

void Child::signal(int number) const {
    if (id_ <= 0) return;
    kill(-id_, number);
    // What is stopped would not notice.
    if (number == SIGTERM) kill(-id_, SIGCONT);
}

bool Child::has_ended() const {
    siginfo_t info{};
    const int result = waitid(P_PID, static_cast<id_t>(id_), &info, WEXITED | WNOHANG | WNOWAIT);
    return result == 0 && info.si_pid == id_;
}

void Child::keep_going() const {
    siginfo_t info{};
    if (!at_terminal_ || id_ <= 0) return;
    const int result = waitid(P_PID, static_cast<id_t>(id_), &info, WSTOPPED | WNOHANG);
    if (result == 0 && info.si_pid == id_) kill(-id_, SIGCONT);
}

Ending Child::reap() {
    int status = 0;
    rusage used{};
    while (wait4(id_, &status, 0, &used) < 0 && errno == EINTR) {
    }
    take_terminal_back();
    id_ = -1;
    Ending ending{
        .user = length(used.ru_utime), .system = length(used.ru_stime), .rss_kib = used.ru_maxrss};
    ending.how = WIFSIGNALED(status) ? Ending::How::signalled : Ending::How::exited;
    ending.number = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
    return ending;
}

std::vector<char*> argv_of(const std::vector<std::string>& words) {
    std::vector<char*> argv;
    argv.reserve(words.size() + 1);
    for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    return argv;
}

void open_missing_standard_descriptors() {
    for (const int number : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (fcntl(number, F_GETFD) < 0 && errno == EBADF) [[maybe_unused]]
            const int lowest = open("/dev/null", O_RDWR);
}

}  // namespace cronmon
