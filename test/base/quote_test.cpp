#include "base/quote.h"

#include <doctest/doctest.h>

namespace cronmon {
namespace {

TEST_CASE("what cannot be shown is replaced, and what is long is cut between characters") {
    CHECK(quote("60") == "'60'");
    CHECK(quote("") == "''");
    CHECK(quote("备份") == "'备份'");
    CHECK(quote("a\nb\x1b[31m\x7f") == "'a?b?[31m?'");
    CHECK(quote("\xC2\x9B"
                "31m") == "'?31m'");
    CHECK(quote("a\xFF") == "'a\xEF\xBF\xBD'");
    CHECK(quote(std::string(60, 'x')) == "'" + std::string(60, 'x') + "'");
    CHECK(quote(std::string(61, 'x')) == "'" + std::string(60, 'x') + "...'");
    CHECK(quote(std::string(59, 'x') + "备") == "'" + std::string(59, 'x') + "...'");
}

}  // namespace
}  // namespace cronmon
