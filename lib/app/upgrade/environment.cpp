#include "app/upgrade/environment.h"

#include "app/upgrade/successor.h"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string_view>

namespace cronmon {
namespace {

// sd_listen_fds(3), sd_watchdog_enabled(3): they name the process that they are for.
constexpr std::string_view for_us_alone[] = {"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES",
                                             "WATCHDOG_PID", handover_variable};

bool is_for_us_alone(std::string_view variable) {
    const std::string_view name = variable.substr(0, variable.find('='));
    return std::ranges::find(for_us_alone, name) != std::end(for_us_alone);
}

}  // namespace

std::vector<std::string> successor_environment(int channel) {
    std::vector<std::string> variables;
    for (char** variable = environ; *variable != nullptr; ++variable)
        if (!is_for_us_alone(*variable)) variables.emplace_back(*variable);
    variables.push_back(std::string(handover_variable) + "=" + std::to_string(channel));
    return variables;
}

std::optional<int> take_number(const char* variable) {
    const char* const text = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): one thread
    if (text == nullptr) return std::nullopt;
    const std::string_view digits = text;
    int number = 0;
    const auto [end, problem] =
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool is_number = problem == std::errc{} && end == digits.data() + digits.size();
    unsetenv(variable);  // NOLINT(concurrency-mt-unsafe): the same
    return is_number ? std::optional(number) : std::nullopt;
}

}  // namespace cronmon
