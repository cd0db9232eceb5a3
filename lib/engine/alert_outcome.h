// What a courier reports about one alert that it tried to deliver.
//
// Thread-safety: values.
#pragma once

#include "core/model.h"

#include <optional>
#include <string>

namespace cronmon {

struct AlertOutcome {
    AlertId alert{};
    AlertStatus status = AlertStatus::owed;
    int attempts = 0;
    std::optional<Instant> next_try;  // set while owed
    std::optional<Instant> sent;
    std::string error;  // the last refusal in the server's own words
};

}  // namespace cronmon
