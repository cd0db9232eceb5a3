// What is told about a run: of which task, what happened, and when.
//
// The layer client/ is cronmon beside a job rather than behind a socket: it runs what should run,
// tells the server of it, and keeps what could not be told. It knows no database and no JSON; what
// needs the management API (late news, a task's ping URL by its name) is done by cli/, which
// stands on it. It needs base/ only.
//
// Thread-safety: values.
#pragma once

#include "base/clock.h"
#include "base/token.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cronmon {

struct Event {
    // In the order in which those of one moment happened.
    enum class Kind : std::uint8_t { start, log, success, fail };

    std::string target{};  // a ping URL, or the name of a task
    Kind kind = Kind::success;
    Instant at{};
    std::optional<Uuid> rid{};         // of the run: what its start and its end have in common
    std::optional<int> exit_status{};  // of a success or a failure, 0 to 255
    std::string body{};
    Uuid id = Uuid::random();  // by which a server knows an event that it has got already
};

// `start`, `log`, `success`, `fail`.
std::string_view word(Event::Kind kind);
std::optional<Event::Kind> event_kind(std::string_view word);

// What says so behind a ping URL: `/start`, `/log`, `/fail`, `/3`; empty for a plain success.
std::string path_suffix(const Event& event);

}  // namespace cronmon
