#include "base/duration.h"

#include <doctest/doctest.h>

namespace cronmon {
namespace {

using namespace std::chrono_literals;

std::string refusal(std::string_view text) {
    const auto duration = parse_duration("grace", text);
    return duration ? "accepted" : duration.error().message;
}

TEST_CASE("durations are read in each unit and in several, the largest first") {
    struct Row {
        std::string_view text;
        Millis duration;
    };
    for (const auto& [text, duration] :
         {Row{"90s", 90s}, Row{"5m", 5min}, Row{"1h30m", 90min}, Row{"2d", 48h},
          Row{"500ms", 500ms}, Row{"1w", 168h}, Row{"0s", 0s}, Row{"1h 30m", 90min},
          Row{"1w2d3h4m5s6ms", 219h + 4min + 5s + 6ms}, Row{"100m", 100min}, Row{"0001s", 1s},
          Row{"36500d", duration_max}}) {
        const auto read = parse_duration("grace", text);
        REQUIRE_MESSAGE(read, text);
        CHECK_MESSAGE(*read == duration, text);
    }
}

TEST_CASE("a refused duration is named with its field and an example") {
    CHECK(refusal("abc") == "grace: must be a duration such as 90s, 5m, 1h30m or 2d, got 'abc'");
    CHECK(refusal("30") == "grace: must be a duration such as 90s, 5m, 1h30m or 2d, got '30'");
    CHECK(refusal("36501d") == "grace: must be at most 36500d, got '36501d'");
    for (const char* text :
         {"",     " ",       "5",   "m",   "5 m",  "-5m", "+5m",    "1.5h", "5M",    "5min", "5m1h",
          "1m1m", "1h  30m", "1h ", " 1h", "1h30", "1y",  "1h,30m", "5µs",  "0x10s", "1e3s"}) {
        CHECK_MESSAGE(refusal(text) != "accepted", text);
    }
}

TEST_CASE("no number is too large to be refused") {
    CHECK(refusal("9223372036854775807w").starts_with("grace: must be at most"));
    CHECK(refusal("9223372036854775807ms").starts_with("grace: must be at most"));
    CHECK(refusal("36500d24h") != "accepted");
    CHECK(refusal("99999999999999999999s") != "accepted");
}

TEST_CASE("durations are written as short as they can be read back") {
    CHECK(duration_text(0s) == "0s");
    CHECK(duration_text(90min) == "1h30m");
    CHECK(duration_text(90s) == "1m30s");
    CHECK(duration_text(14 * 24h) == "14d");
    CHECK(duration_text(1500ms) == "1s500ms");
    CHECK(duration_text(-90min) == "-1h30m");
    for (const Millis duration : {Millis{1}, Millis{59'999}, Millis{86'400'001}, duration_max})
        CHECK(*parse_duration("grace", duration_text(duration)) == duration);
}

}  // namespace
}  // namespace cronmon
