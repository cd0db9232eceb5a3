// One thread that does things in the order in which they were given to it, beside the job.
//
// The start of a run is told while the job already runs: a server that is slow, or not there, costs
// the job nothing. The end is told after the start, whenever that is done.
//
// Thread-safety: add() and finish() from the thread that made it; what is added runs on another.
// finish() makes all that was done there visible here.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace cronmon {

class Background {
public:
    using Work = std::function<void()>;

    Background() = default;
    ~Background() { finish(); }
    Background(const Background&) = delete;
    Background& operator=(const Background&) = delete;

    // Work must not throw. The thread begins with the first, so that what is forked before has one
    // thread only. Without a thread (the system has no more) it is done at once, here.
    void add(Work work);

    // Waits until all is done.
    void finish();

private:
    void run();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Work> waiting_;  // by mutex_
    bool over_ = false;         // by mutex_
    std::jthread thread_;
};

}  // namespace cronmon
