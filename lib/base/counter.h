// A number that one thread counts up while others look at it.
//
// Thread-safety: written by one thread and read by any.
#pragma once

#include <atomic>
#include <cstdint>

namespace cronmon {

// With one writer an increment needs no locked instruction.
class Counter {
public:
    void operator++() { add(1); }
    void operator--() { add(static_cast<std::uint64_t>(-1)); }
    void add(std::uint64_t n) { value_.store(read() + n, std::memory_order_relaxed); }
    std::uint64_t read() const { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> value_ = 0;
};

}  // namespace cronmon
