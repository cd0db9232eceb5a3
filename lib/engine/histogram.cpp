#include "engine/histogram.h"

#include <algorithm>

namespace cronmon {

void Histogram::observe(Micros length) {
    const auto place = std::ranges::lower_bound(bounds_, length) - bounds_.begin();
    ++counts_[static_cast<std::size_t>(place)];
    sum_us_.add(static_cast<std::uint64_t>(std::max(length, Micros{0}).count()));
}

}  // namespace cronmon
