#include "app/data_dir.h"

#include "support/temp_dir.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

using namespace cronmon;

namespace {

constexpr Millis at_once{0};
constexpr auto myself = DataDir::Act::as_myself;

mode_t mode_of(const std::string& path) {
    struct stat folder {};
    REQUIRE(stat(path.c_str(), &folder) == 0);
    return folder.st_mode & 07777;
}

}  // namespace

TEST_CASE("a new folder is its owner's alone, one that is there keeps its mode") {
    const TempDir dir;
    const std::string made = dir.path("a/b/data");
    REQUIRE(DataDir::open(made, myself, at_once));
    CHECK(mode_of(made) == 0700);
    const std::string kept = dir.path("kept");
    REQUIRE(mkdir(kept.c_str(), 0750) == 0);
    REQUIRE(DataDir::open(kept, myself, at_once));
    CHECK(mode_of(kept) == 0750);
}

TEST_CASE("one process at a time: the second is told who the first is") {
    const TempDir dir;
    {
        const auto first = DataDir::open(dir.path(), myself, at_once);
        REQUIRE(first);
        CHECK(first->socket() == dir.path() + "/cronmon.sock");
        const auto second = DataDir::open(dir.path(), myself, Millis{30});
        REQUIRE_FALSE(second);
        CHECK(second.error().code == Code::unreachable);
        CHECK(second.error().message.find("is in use by another cronmon (pid " +
                                          std::to_string(getpid()) + ")") != std::string::npos);
    }
    CHECK(DataDir::open(dir.path(), myself, at_once));
}

TEST_CASE("a folder that cannot be one is refused with a sentence") {
    const TempDir dir;
    std::ofstream(dir.path("file")) << "x";
    const auto file = DataDir::open(dir.path("file"), myself, at_once);
    REQUIRE_FALSE(file);
    CHECK(file.error().message.find("is not a folder") != std::string::npos);
    const auto below = DataDir::open(dir.path("file/data"), myself, at_once);
    REQUIRE_FALSE(below);
    CHECK(below.error().code == Code::invalid);
    const auto deep = DataDir::open(dir.path(std::string(120, 'x')), myself, at_once);
    REQUIRE_FALSE(deep);
    CHECK(deep.error().message.find("is too long") != std::string::npos);
    CHECK_FALSE(DataDir::open("/proc/cronmon", myself, at_once));
}
