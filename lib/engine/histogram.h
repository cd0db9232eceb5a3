// How long something took, as counts between bounds.
//
// Thread-safety: observe() on one thread; reading from any: it may miss what is being added.
#pragma once

#include "base/counter.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <span>

namespace cronmon {

class Histogram {
public:
    using Micros = std::chrono::microseconds;
    static constexpr std::size_t bounds_max = 12;

    // Precondition: ascending, at most bounds_max; they outlive the histogram.
    explicit Histogram(std::span<const Micros> bounds) : bounds_(bounds) {}

    // What is equal to a bound lies below it.
    void observe(Micros length);

    std::span<const Micros> bounds() const { return bounds_; }
    // Above the bound before it and up to this one; `place` may be the number of bounds.
    std::uint64_t count(std::size_t place) const { return counts_[place].read(); }
    Micros sum() const { return Micros{static_cast<std::int64_t>(sum_us_.read())}; }

private:
    std::span<const Micros> bounds_;
    std::array<Counter, bounds_max + 1> counts_;
    Counter sum_us_;
};

}  // namespace cronmon
