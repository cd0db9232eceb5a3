#include "http/workers.h"

#include <doctest/doctest.h>

#include <atomic>
#include <future>

using namespace cronmon;

TEST_CASE("what waits is done before the workers stop") {
    std::atomic<int> done = 0;
    {
        Workers workers(2, 1000);
        for (int i = 0; i < 500; ++i) CHECK(workers.put([&] { ++done; }));
        workers.stop();
        CHECK(done == 500);
        CHECK_FALSE(workers.put([&] { ++done; }));
    }
    CHECK(done == 500);
}

TEST_CASE("too much waiting work is refused at once") {
    std::promise<void> begun, go_on;
    const auto gone_on = go_on.get_future();
    Workers workers(1, 2);
    CHECK(workers.put([&] {
        begun.set_value();
        gone_on.wait();
    }));
    begun.get_future().wait();
    CHECK(workers.put([] {}));
    CHECK(workers.put([] {}));
    CHECK_FALSE(workers.put([] {}));
    go_on.set_value();
}
