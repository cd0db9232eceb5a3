// A value that is replaced now and then while others read it without a lock.
//
// What was replaced stays, because somebody may still read it: for what is little, and changes
// rarely.
//
// Thread-safety: synchronised.
#pragma once

#include <atomic>
#include <deque>
#include <mutex>
#include <utility>

namespace cronmon {

template <class T>
class Latest {
public:
    explicit Latest(T first) { replace(std::move(first)); }

    void replace(T value) {
        const std::lock_guard lock(mutex_);
        latest_.store(&all_.emplace_back(std::move(value)), std::memory_order_release);
    }

    // It stays what it is for as long as this lives.
    const T& read() const { return *latest_.load(std::memory_order_acquire); }

private:
    std::mutex mutex_;
    std::deque<T> all_;  // guarded by mutex_
    std::atomic<const T*> latest_{nullptr};
};

}  // namespace cronmon
