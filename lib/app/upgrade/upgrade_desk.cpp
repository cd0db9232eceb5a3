#include "app/upgrade/upgrade_desk.h"

#include "base/quote.h"

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace cronmon {
namespace {

std::optional<Error> check_program(const std::string& program) {
    if (!program.starts_with('/'))
        return Error{Code::invalid, "program: must be a whole path, got " + quote(program)};
    struct stat file {};
    int problem = 0;
    if (stat(program.c_str(), &file) != 0 || access(program.c_str(), X_OK) != 0) problem = errno;
    else if (!S_ISREG(file.st_mode)) problem = EACCES;
    if (problem == 0) return std::nullopt;
    return Error{Code::invalid, "program: " + quote(program) + " cannot be executed: " +
                                    std::generic_category().message(problem)};
}

}  // namespace

const int upgrade_signal = SIGUSR2;

UpgradeDesk::UpgradeDesk(std::string own_path) : own_path_(std::move(own_path)) {
    facts_.pid = getpid();
    facts_.program = own_path_;
}

std::optional<Error> UpgradeDesk::begin(const std::string& program) {
    const std::string& chosen = program.empty() ? own_path_ : program;
    const std::lock_guard lock(mutex_);
    if (auto error = refuse(chosen)) return error;
    facts_.stage = UpgradeFacts::Stage::running;
    facts_.program = chosen;
    facts_.why.clear();
    asked_ = chosen;
    kill(getpid(), upgrade_signal);
    return std::nullopt;
}

// A container ends with its first process, whoever was started by it.
std::optional<Error> UpgradeDesk::refuse(const std::string& program) const {
    if (facts_.stage == UpgradeFacts::Stage::running)
        return Error{Code::conflict, "upgrade: one is running already"};
    if (getpid() == 1)
        return Error{Code::conflict,
                     "upgrade: this is the first process of a container, which ends with it; start "
                     "a new container"};
    return check_program(program);
}

UpgradeFacts UpgradeDesk::facts() const {
    const std::lock_guard lock(mutex_);
    return facts_;
}

std::optional<std::string> UpgradeDesk::take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(asked_, std::nullopt);
}

void UpgradeDesk::failed(const std::string& why) {
    const std::lock_guard lock(mutex_);
    facts_.stage = UpgradeFacts::Stage::failed;
    facts_.why = why;
}

void UpgradeDesk::took_over_from(const std::string& version) {
    const std::lock_guard lock(mutex_);
    facts_.stage = UpgradeFacts::Stage::done;
    facts_.from = version;
}

}  // namespace cronmon
