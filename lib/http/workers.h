// Threads for requests that may be slow: queries, letters, waiting for a commit.
//
// Pings never come here, so that none of them waits behind a query. The queue is short: when it
// is full the asker is told at once to come again, which is better than a wait of unknown length.
//
// Thread-safety: synchronised.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace cronmon {

class Workers {
public:
    using Job = std::function<void()>;  // must not throw

    // `background`: the machine gives them what others leave (nice 10), never the other way round.
    enum class Rank { usual, background };

    Workers(std::size_t threads, std::size_t waiting_max, Rank rank = Rank::usual);
    ~Workers() { stop(); }

    // False when too many wait already, or after stop().
    bool put(Job job);

    // Does what waits, then returns.
    void stop();

private:
    void run();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> waiting_;  // guarded by mutex_
    bool stopped_ = false;     // guarded by mutex_
    const std::size_t waiting_max_;
    const Rank rank_;

    std::vector<std::jthread> threads_;
};

}  // namespace cronmon
