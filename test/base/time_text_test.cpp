#include "base/time_text.h"

#include <doctest/doctest.h>

namespace cronmon {
namespace {

using namespace std::chrono;

const Instant known{sys_days{2026y / 11 / 23} + 1h + 2min + 3s};

std::string refusal(std::string_view text) {
    const auto at = parse_instant("since", text);
    return at ? "accepted" : at.error().message;
}

TEST_CASE("the same moment is read in every form") {
    for (const char* text :
         {"2026-11-23T01:02:03Z", "2026-11-23t01:02:03z", "2026-11-23 01:02:03",
          "2026-11-23T09:02:03+08:00", "2026-11-23T09:02:03+0800", "2026-11-23T09:02:03+08",
          "2026-11-22T21:32:03-03:30", "2026-11-23T01:02:03.000Z", "1795395723"}) {
        const auto at = parse_instant("since", text);
        REQUIRE_MESSAGE(at, text);
        CHECK_MESSAGE(*at == known, text);
    }
}

TEST_CASE("seconds may be left out, and so may the time") {
    CHECK(*parse_instant("since", "2026-11-23T01:02") == known - 3s);
    CHECK(*parse_instant("since", "2026-11-23T01:02+00:00") == known - 3s);
    CHECK(*parse_instant("since", "2026-11-23") == Instant{sys_days{2026y / 11 / 23}});
    CHECK(*parse_instant("since", "0") == Instant{});
}

TEST_CASE("fractions are cut to milliseconds") {
    CHECK(*parse_instant("since", "2026-11-23T01:02:03.5Z") == known + 500ms);
    CHECK(*parse_instant("since", "2026-11-23T01:02:03,0049Z") == known + 4ms);
    CHECK(*parse_instant("since", "2026-11-23T01:02:03.999999999Z") == known + 999ms);
}

TEST_CASE("a refused time is named with its field and examples") {
    CHECK(refusal("yesterday") ==
          "since: must be a time such as 2026-11-23T01:02:03Z, 2026-11-23 or unix seconds, got "
          "'yesterday'");
    for (const char* text : {"",
                             " ",
                             "2026",
                             "2026-13-01T00:00Z",
                             "2026-02-30",
                             "2026-11-23T",
                             "2026-11-23T24:00",
                             "2026-11-23T01",
                             "2026-11-23T01:60",
                             "2026-11-23T01:02:60Z",
                             "2026-11-23T01:02:03.Z",
                             "2026-11-23T01:02:03+8",
                             "2026-11-23T01:02:03+08:0",
                             "2026-11-23T01:02:03ZZ",
                             "2026-11-23Z",
                             "20261123",
                             "-1",
                             "1969-12-31T23:59:59Z",
                             "1970-01-01T00:00+01:00",
                             "253402300800",
                             "99999999999999999999",
                             "2026-11-23T01:02:03Z ",
                             "1e9"}) {
        CHECK_MESSAGE(refusal(text) != "accepted", text);
    }
}

TEST_CASE("moments are written in UTC, with milliseconds only when there are some") {
    CHECK(utc_text(known) == "2026-11-23T01:02:03Z");
    CHECK(utc_text(known + 4ms) == "2026-11-23T01:02:03.004Z");
    CHECK(utc_text(Instant{}) == "1970-01-01T00:00:00Z");
    CHECK(local_text(known, 8h) == "2026-11-23T09:02:03+08:00");
    CHECK(local_text(known, -(3h + 30min)) == "2026-11-22T21:32:03-03:30");
    CHECK(*parse_instant("since", utc_text(known + 4ms)) == known + 4ms);
}

}  // namespace
}  // namespace cronmon
