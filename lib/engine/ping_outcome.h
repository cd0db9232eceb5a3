// What became of a ping.
//
// Thread-safety: values.
#pragma once

#include <cstdint>
#include <string_view>

namespace cronmon {

// On disk (`created`: with a new task), for nobody or for several that we know, refused for what it
// says, or lost to a failing disk.
enum class PingOutcome : std::uint8_t {
    recorded,
    created,
    unknown,
    ambiguous,
    bad_exit_status,
    bad_run_id,
    failed,
    count_,
};
std::string_view word(PingOutcome outcome);

}  // namespace cronmon
