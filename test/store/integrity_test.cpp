#include "store_world.h"

#include <fstream>
#include <string>

using namespace cronmon;

TEST_CASE("a sound database is read through") {
    StoreWorld world;
    world.business(1, "db");
    CHECK(world.now()->integrity(std::chrono::seconds{10}) == std::string{});
}

TEST_CASE("what is damaged is named, and the end of the time is no damage") {
    StoreWorld world;
    world.business(1, "db");
    for (int i = 1; i <= 2000; ++i) world.task(i, "task-" + std::to_string(i));
    CHECK(world.now()->integrity(Millis{0}) == std::nullopt);
    world.store->checkpoint(Store::Checkpoint::truncate);
    world.store.reset();

    std::fstream file(world.directory.path("cronmon.db"),
                      std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(0, std::ios::end);
    const auto bytes = file.tellp();
    const std::string noise(std::size_t{64} << 10, '\x5a');
    file.seekp(static_cast<std::streamoff>(bytes) / 2);
    file.write(noise.data(), static_cast<std::streamsize>(noise.size()));
    file.close();

    world.store = world.open();
    const auto complaint = world.now()->integrity(std::chrono::seconds{10});
    REQUIRE(complaint);
    CHECK(*complaint != "");
}
