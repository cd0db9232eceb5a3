// A task as the original's API tells of it: what the original had columns for, and no more.
//
// Thread-safety: value.
#pragma once

#include "core/model.h"

#include <string>

namespace cronmon {

struct ApiTask {
    TaskId id{};
    BusinessId business{};
    std::string business_name;
    std::string name;
    Uuid uuid;
    std::string period;  // the text of its schedule
    Millis grace{};
    State state = State::fresh;
};

}  // namespace cronmon
