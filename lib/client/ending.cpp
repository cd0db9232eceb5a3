#include "client/ending.h"

#include "base/duration.h"
#include "base/quote.h"
#include "client/signals.h"

#include <cerrno>
#include <cstdio>
#include <system_error>

namespace cronmon {
namespace {

std::string seconds(Millis time) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f s", static_cast<double>(time.count()) / 1000.0);
    return static_cast<const char*>(text);
}

std::string reason(int error) { return std::generic_category().message(error); }

}  // namespace

int Ending::exit_code() const {
    switch (how) {
        case How::exited: return number;
        case How::signalled: return exit_signal_base + number;
        case How::timed_out: return exit_timed_out;
        case How::no_process: return exit_own_failure;
        case How::no_program: return number == ENOENT ? exit_not_found : exit_not_executable;
    }
    return exit_own_failure;
}

std::string ending_text(const Ending& ending, const std::string& program, Millis timeout) {
    const std::string number = std::to_string(ending.number);
    switch (ending.how) {
        case Ending::How::exited: return "exit code " + number;
        case Ending::How::signalled:
            return "killed by signal " + number + " (" + signal_name(ending.number) + ")";
        case Ending::How::timed_out: return "timed out after " + duration_text(timeout);
        case Ending::How::no_process: return "no process could be made: " + reason(ending.number);
        case Ending::How::no_program:
            return quote(program) +
                   (ending.number == ENOENT ? " cannot be found: " : " cannot be executed: ") +
                   reason(ending.number);
    }
    return {};
}

std::string resources_text(const Ending& ending) {
    if (!ending.started()) return {};
    return "; took " + seconds(ending.wall) + "; CPU " + seconds(ending.user) + " user, " +
           seconds(ending.system) + " system; at most " + std::to_string(ending.rss_kib / 1024) +
           " MB";
}

}  // namespace cronmon
