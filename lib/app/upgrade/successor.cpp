#include "app/upgrade/successor.h"

#include "app/upgrade/environment.h"
#include "base/version.h"

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <system_error>

namespace cronmon {
namespace {

constexpr int channel_number = 3;  // the first after stdin, stdout and stderr
constexpr Millis look_every{1000};

// How it is started: with its end of the channel, and with signals as at the start of a program.
class SpawnTerms {
public:
    explicit SpawnTerms(int channel) {
        posix_spawn_file_actions_init(&actions_);
        posix_spawn_file_actions_adddup2(&actions_, channel, channel_number);
        posix_spawnattr_init(&attributes_);
        sigset_t none, all;
        sigemptyset(&none);
        sigfillset(&all);
        posix_spawnattr_setsigmask(&attributes_, &none);
        posix_spawnattr_setsigdefault(&attributes_, &all);
        posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    ~SpawnTerms() {
        posix_spawn_file_actions_destroy(&actions_);
        posix_spawnattr_destroy(&attributes_);
    }
    SpawnTerms(const SpawnTerms&) = delete;
    SpawnTerms& operator=(const SpawnTerms&) = delete;

    int start(const std::string& program, char* const* arguments, char* const* environment,
              pid_t& pid) const {
        return posix_spawn(&pid, program.c_str(), &actions_, &attributes_, arguments, environment);
    }

private:
    posix_spawn_file_actions_t actions_;
    posix_spawnattr_t attributes_;
};

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (std::string& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

pid_t start(const std::string& program, std::vector<std::string> arguments, int channel) {
    std::vector<std::string> variables = successor_environment(channel_number);
    pid_t pid = -1;
    const int problem = SpawnTerms(channel).start(program, pointers_to(arguments).data(),
                                                  pointers_to(variables).data(), pid);
    if (problem != 0) throw std::system_error(problem, std::generic_category(), program);
    return pid;
}

}  // namespace

Successor::Successor(const std::string& program, const std::vector<std::string>& arguments,
                     std::function<void()> idle)
    : channel_(Descriptor{}), idle_(std::move(idle)) {
    auto [ours, theirs] = net::Channel::make();
    pid_ = start(program, arguments, theirs.descriptor());
    channel_ = std::move(ours);
}

Successor::~Successor() { end(); }

int Successor::end() {
    int status = 0;
    if (pid_ < 0) return status;
    kill(pid_, SIGKILL);
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    return status;
}

Result<std::string> Successor::wait_until_ready() { return expect("ready ", prove_within); }

std::optional<Error> Successor::hand_over(Legacy& legacy) {
    // If it is gone already, what it said before tells why.
    if (send_legacy(channel_, legacy)) channel_.send("all " + std::string(version));
    const auto taken = expect("taken", take_over_within);
    return taken ? std::nullopt : std::optional(taken.error());
}

void Successor::let_go() {
    channel_.send("go");
    pid_ = -1;
}

Result<std::string> Successor::expect(std::string_view word, Millis within) {
    using Message = net::Channel::Message;
    const auto until = std::chrono::steady_clock::now() + within;
    while (std::chrono::steady_clock::now() < until) {
        idle_();
        const auto left =
            std::chrono::duration_cast<Millis>(until - std::chrono::steady_clock::now());
        const Message message = channel_.receive(std::clamp(left, Millis{0}, look_every));
        if (message.kind == Message::Kind::nothing_yet) continue;
        if (message.kind == Message::Kind::gone) return how_it_ended();
        if (message.text.starts_with(word)) return message.text.substr(word.size());
        constexpr std::string_view failed = "failed ";
        if (message.text.starts_with(failed))
            return Error{Code::conflict, message.text.substr(failed.size())};
        return Error{Code::conflict, "the new program says what this one does not understand"};
    }
    return Error{Code::conflict, "the new program was not there within " +
                                     std::to_string(within.count() / 1000) + " s"};
}

// It has closed its end: it is ending, or has ended.
Error Successor::how_it_ended() {
    const int status = end();
    const std::string how = WIFEXITED(status) && WEXITSTATUS(status) != 0
                                ? "ended with status " + std::to_string(WEXITSTATUS(status))
                                : "ended";
    return {Code::conflict, "the new program " + how + " before it took over; is it cronmon?"};
}

}  // namespace cronmon
