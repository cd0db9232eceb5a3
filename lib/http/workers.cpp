#include "http/workers.h"

#include <sys/resource.h>

namespace cronmon {
namespace {

constexpr int background_nice = 10;

}  // namespace

Workers::Workers(std::size_t threads, std::size_t waiting_max, Rank rank)
    : waiting_max_(waiting_max), rank_(rank) {
    threads_.reserve(threads);
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

bool Workers::put(Job job) {
    {
        const std::lock_guard lock(mutex_);
        if (stopped_ || waiting_.size() >= waiting_max_) return false;
        waiting_.push_back(std::move(job));
    }
    changed_.notify_one();
    return true;
}

void Workers::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
    }
    changed_.notify_all();
    threads_.clear();  // joins
}

// On Linux a nice value belongs to a thread (setpriority(2), NOTES).
void Workers::run() {
    if (rank_ == Rank::background) ::setpriority(PRIO_PROCESS, 0, background_nice);
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return stopped_ || !waiting_.empty(); });
        if (waiting_.empty()) return;
        Job job = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        job();
        job = nullptr;  // what it holds is given back outside the lock
        lock.lock();
    }
}

}  // namespace cronmon
