// Which cronmon this is. The one place that says so.
//
// Thread-safety: constant.
#pragma once

#include <string_view>

namespace cronmon {

constexpr std::string_view version = "1.0.0";

}  // namespace cronmon
