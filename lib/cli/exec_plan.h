// What `cronmon exec` was asked to do.
//
// Thread-safety: value.
#pragma once

#include "cli/context.h"
#include "client/attend.h"

#include <cstdint>
#include <string>

namespace cronmon {

constexpr Millis timeout_min{1};
constexpr Millis timeout_max = std::chrono::days{365};
constexpr Millis kill_after_max = std::chrono::hours{1};
constexpr std::int64_t retries_max = 100;
constexpr Millis retry_delay_usual = std::chrono::seconds{10};
constexpr Millis retry_delay_max = std::chrono::days{1};

struct ExecPlan {
    std::string target;
    Order order;
    std::int64_t tries = 1;
    Millis between_tries = retry_delay_usual;
    bool alone = false;  // no run beside another of the same task
    bool quiet = false;  // prints the output of a failure only
    bool tells_start = true;
    bool tells_output = true;
};

Result<ExecPlan> exec_plan(const Context& context);

}  // namespace cronmon
