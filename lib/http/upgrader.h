// Who can put another program in this one's place, and how that stands.
//
// Thread-safety: an Upgrader may be asked from any thread; UpgradeFacts is a value.
#pragma once

#include "base/error.h"

#include <cstdint>
#include <optional>
#include <string>

namespace cronmon {

struct UpgradeFacts {
    enum class Stage : std::uint8_t {
        none,     // this process was started, not handed anything
        running,  // this process is handing over
        failed,   // it tried to, and serves on
        done,     // this process has taken over from another
    };
    Stage stage = Stage::none;
    std::int64_t pid = 0;  // of this process
    std::string program;   // that is to take over, or has
    std::string from;      // done: the version that it took over from
    std::string why;       // failed: what went wrong
};

class Upgrader {
public:
    virtual ~Upgrader() = default;

    // Begins to hand over to `program`, a path; empty: to the file that this process was started
    // from, as it is now. Comes back at once. Code::invalid: it cannot be executed; conflict: one
    // is running already, or this process cannot be replaced.
    virtual std::optional<Error> begin(const std::string& program) = 0;

    virtual UpgradeFacts facts() const = 0;
};

}  // namespace cronmon
