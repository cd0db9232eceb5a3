#include "http/request_log.h"

#include <doctest/doctest.h>

using cronmon::without_secrets;

TEST_CASE("what looks like a key or an id is not written into the log") {
    CHECK(without_secrets("/api/cronmon/v1/tasks/nightly-backup") ==
          "/api/cronmon/v1/tasks/nightly-backup");
    CHECK(
        without_secrets("/projects/8b1a9953-c461-4be2-a3a5-3f4d1d2c9a10/metrics/hcr_9aB3xK0123") ==
        "/projects/*/metrics/hcr_9aB3xK0123");
    CHECK(without_secrets("/projects/x/metrics/hcr_9aB3xK0123456789abcdefghijkl") ==
          "/projects/x/metrics/*");
    CHECK(without_secrets("/") == "/");
    CHECK(without_secrets("") == "");
    CHECK(without_secrets("//a//") == "//a//");
}
