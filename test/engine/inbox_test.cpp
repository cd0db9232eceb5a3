#include "engine/inbox.h"

#include "support/manual_clock.h"

#include <doctest/doctest.h>

using namespace cronmon;
using namespace std::chrono_literals;

namespace {

PingBatch batch_of(std::initializer_list<const char*> bodies) {
    PingBatch batch;
    for (const char* body : bodies) batch.add({}, "10.0.0.1", "curl", body);
    return batch;
}

}  // namespace

TEST_CASE("batches that are put together keep their texts apart") {
    Inbox inbox;
    PingBatch first = batch_of({"one", ""});
    PingBatch second = batch_of({"three"});
    CHECK(inbox.put(first));
    CHECK(inbox.put(second));
    CHECK(first.empty());
    CHECK(inbox.depth() == 3);
    PingBatch taken;
    std::vector<PendingChange> changes;
    inbox.take(taken, changes);
    REQUIRE(taken.pings().size() == 3);
    CHECK(taken.body(taken.pings()[0]) == "one");
    CHECK(taken.body(taken.pings()[1]) == "");
    CHECK(taken.body(taken.pings()[2]) == "three");
    CHECK(taken.client_ip(taken.pings()[2]) == "10.0.0.1");
    CHECK(taken.user_agent(taken.pings()[2]) == "curl");
    CHECK(inbox.depth() == 0);
}

TEST_CASE("a full inbox takes nothing of a batch and leaves it to its owner") {
    Inbox inbox;
    PingBatch all;
    for (std::size_t i = 0; i < inbox_pings_max; ++i) all.add({}, "", "", "");
    CHECK(inbox.put(all));
    PingBatch one = batch_of({"x"});
    CHECK(!inbox.put(one));
    CHECK(one.pings().size() == 1);
}

TEST_CASE("changes beyond the limit are refused") {
    Inbox inbox;
    for (std::size_t i = 0; i < inbox_changes_max; ++i) CHECK(inbox.put(Settle{}));
    CHECK(!inbox.put(Settle{}));
}

TEST_CASE("deadlines are judged only up to the first stamp that may still be under way") {
    ManualClock clock;
    Inbox inbox;
    Door& door = inbox.add_door();
    const Instant stamped = clock.now();
    CHECK(inbox.horizon(clock.now()) == clock.now());
    door.open(clock);
    clock.advance(5s);
    CHECK(inbox.horizon(clock.now()) < stamped);
    door.close();
    CHECK(inbox.horizon(clock.now()) == clock.now());
}

TEST_CASE("what reactors had to refuse is summed up") {
    Inbox inbox;
    Door& one = inbox.add_door();
    Door& other = inbox.add_door();
    one.count_refused(3);
    other.count_refused(4);
    one.count_refused(1);
    CHECK(inbox.refused() == 8);
}
