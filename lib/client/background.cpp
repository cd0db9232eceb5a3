#include "client/background.h"

#include <system_error>

namespace cronmon {

void Background::add(Work work) {
    try {
        if (!thread_.joinable()) thread_ = std::jthread([this] { run(); });
    } catch (const std::system_error&) {
        work();
        return;
    }
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(work));
    changed_.notify_one();
}

void Background::finish() {
    {
        const std::lock_guard lock(mutex_);
        over_ = true;
        changed_.notify_one();
    }
    if (thread_.joinable()) thread_.join();
}

void Background::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return over_ || !waiting_.empty(); });
        if (waiting_.empty()) return;
        const Work work = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        work();
        lock.lock();
    }
}

}  // namespace cronmon
