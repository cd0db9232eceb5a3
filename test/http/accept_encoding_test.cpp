#include "http/accept_encoding.h"

#include <doctest/doctest.h>

using namespace cronmon;

TEST_CASE("the smaller of what the client likes equally, and never what it refuses") {
    struct Case {
        const char* accepted;
        Coding with_brotli;
        Coding without;
    };
    using enum Coding;
    const Case cases[] = {
        {"", identity, identity},
        {"gzip, deflate, br, zstd", brotli, gzip},
        {"gzip, deflate", gzip, gzip},
        {"deflate", identity, identity},
        {"br", brotli, identity},
        {"BR;Q=1.0, GZip", brotli, gzip},
        {"br;q=0, gzip", gzip, gzip},
        {"br;q=0.000, gzip;q=0", identity, identity},
        {"br;q=0.5, gzip;q=0.501", gzip, gzip},
        {"br;q=0.001", brotli, identity},
        {"*", brotli, gzip},
        {"*;q=0", identity, identity},
        {"br;q=0, *", gzip, gzip},
        {"gzip;q=0, *;q=0.5", brotli, identity},
        {"identity", identity, identity},
        {"identity, gzip;q=0.9, br;q=0.9", identity, identity},
        {"identity;q=0.5, gzip;q=0.9", gzip, gzip},
        {"gzip ; q=0", identity, identity},
        {"gzip;foo=1;q=0.2,identity;q=0.3", identity, identity},
        {"gzip;q=", identity, identity},
        {"gzip;q=x, br;q=-1", identity, identity},
        {"gzip;q=0.12345, br;q=0.124", brotli, gzip},
        {"gzipped, xbr", identity, identity},
        {",,;,gzip", gzip, gzip},
    };
    for (const Case& each : cases) {
        CAPTURE(each.accepted);
        CHECK(best_coding(each.accepted, Brotli::there) == each.with_brotli);
        CHECK(best_coding(each.accepted, Brotli::none) == each.without);
    }
}
