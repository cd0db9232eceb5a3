#include "net/framing.h"

#include "transcript.h"

#include <doctest/doctest.h>

#include <string>

namespace cronmon::net {
namespace {

const std::string get = "GET /a HTTP/1.0\r\n\r\n";
const std::string sized = "POST /b HTTP/1.0\r\nContent-Length: 5\r\n\r\nhello";
const std::string chunked =
    "POST /c HTTP/1.1\r\nHost:\r\nTransfer-Encoding: chunked\r\n\r\n"
    "5\r\nhello\r\n00000001\r\n!\r\n0\r\nTrailer: x\r\n\r\n";
const std::string chunked_head = chunked.substr(0, chunked.find("5\r\nhello"));

std::string chunks(const std::string& body) { return transcript({chunked_head + body}); }

TEST_CASE("requests follow one another without a gap") {
    CHECK(transcript({get + sized + chunked + get}) ==
          "GET /a \"\" 0;"
          "POST /b \"hello\" 5 Content-Length=5;"
          "POST /c \"hello!\" 6 Host= Transfer-Encoding=chunked;"
          "GET /a \"\" 0;");
}

TEST_CASE("a stream means the same however it is cut") {
    for (const std::string& stream :
         {get + sized + chunked + get, chunked + "GARBAGE\n" + get, sized + sized + "\r\n" + get,
          get + "POST /x HTTP/1.0\r\nContent-Length: 65\r\n\r\n" + get,
          chunked_head + "41\r\n" + std::string(65, 'x'), chunked_head + "5\r\nhello!\r\n",
          chunked_head + "5;ext=1\r\nhello\r\n0\r\n\r\n"}) {
        const std::string whole = transcript({stream});
        std::vector<std::string_view> bytes;
        for (std::size_t i = 0; i <= stream.size(); ++i) {
            const std::string_view view = stream;
            CHECK(transcript({view.substr(0, i), view.substr(i)}) == whole);
            if (i < stream.size()) bytes.push_back(view.substr(i, 1));
        }
        CHECK(transcript(bytes) == whole);
    }
}

TEST_CASE("of a long body what was promised is kept, and all of it is counted") {
    const std::string body(40, 'x');
    const std::string kept = "\"" + std::string(16, 'x') + "\" 40";
    const std::string head = "POST / HTTP/1.0\r\nContent-Length: 40\r\n\r\n";
    CHECK(transcript({head + body + get}).find(kept) != std::string::npos);
    CHECK(transcript({head, body + get}).find(kept) != std::string::npos);
    CHECK(chunks("28\r\n" + body + "\r\n0\r\n\r\n").find(kept) != std::string::npos);
    CHECK(chunks("14\r\n" + body.substr(20) + "\r\n14\r\n" + body.substr(20) + "\r\n0\r\n\r\n")
              .find(kept) != std::string::npos);
}

TEST_CASE("a body that is longer than accepted is refused before it is read") {
    CHECK(transcript({"POST / HTTP/1.0\r\nContent-Length: 65\r\n\r\n"}).starts_with("!413"));
    CHECK(chunks("41\r\n").starts_with("!413"));
    CHECK(chunks("40\r\n" + std::string(64, 'x') + "\r\n1\r\n").starts_with("!413"));
    CHECK(chunks("ffffffff\r\n").starts_with("!413"));
    CHECK(chunks("40\r\n" + std::string(64, 'x') + "\r\n0\r\n\r\n").starts_with("POST"));
}

TEST_CASE("chunks are taken strictly") {
    for (const char* body :
         {"x\r\n", "-5\r\n", "+5\r\n", " 5\r\n", "5 \r\nhello\r\n", "0x5\r\n", "\r\nhello\r\n",
          "5\nhello\r\n", "5\rhello\r\n", "5;a=b\r\nhello\r\n", "000000005\r\nhello\r\n",
          "100000000\r\n", "5\r\nhello0\r\n\r\n", "5\r\nhello\n0\r\n\r\n", "5\r\nhell\r\n0\r\n\r\n",
          "0\r\nX: a\nY: b\r\n\r\n", "0\r\nX: a\x01\r\n\r\n", "0\r\n\n"})
        CHECK_MESSAGE(chunks(body).starts_with("!400"), body);
    CHECK(chunks("0\r\nX: " + std::string(trailer_bytes_max, 'x')).starts_with("!431"));
    CHECK(chunks("0\r\nX: y\r\nZ: \t\r\n\r\n").starts_with("POST"));
}

TEST_CASE("a request cannot be smuggled inside another") {
    const std::string hidden = "GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n";
    const std::string head = "POST / HTTP/1.1\r\nHost: a\r\n";
    for (const char* fields :
         {"Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
          "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
          "Transfer-Encoding: xchunked\r\n\r\n", "Transfer-Encoding: chunked, x\r\n\r\n",
          "Content-Length: 0\r\nContent-Length: 40\r\n\r\n", "Content-Length: 0,40\r\n\r\n",
          "Content-Length:\r\n 40\r\n\r\n", "Content-Length : 40\r\n\r\n",
          "X: y%0d%0aContent-Length: 40\r\n\r\n", "X: y\nContent-Length: 40\r\n\r\n",
          "X: y\rContent-Length: 40\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n0\r\n\n",
          "Transfer-Encoding: chunked\r\n\r\n1\nZ\n0\n\n"})
        CHECK_MESSAGE(transcript({head + fields + hidden}).starts_with("!"), fields);
    // Understood as a body, it stays one.
    const std::string length = "Content-Length: " + std::to_string(hidden.size()) + "\r\n\r\n";
    CHECK(transcript({head + length + hidden + get}, {64, 64}) ==
          "POST / \"" + hidden + "\" 33 Host=a Content-Length=33;GET /a \"\" 0;");
}

TEST_CASE("a head that comes in single bytes is not parsed for each of them") {
    Framer framer;
    Incoming incoming;
    std::string head = "GET / HTTP/1.1\r\nHost: a\r\nX:";
    for (int i = 0; i < 10'000; ++i) {
        head += 'x';
        std::string_view bytes = head;
        REQUIRE(framer.next(bytes, incoming) == Found::nothing);
    }
    head += "\r\n\r\n";
    std::string_view bytes = head;
    CHECK(framer.next(bytes, incoming) == Found::request);
    CHECK(bytes.empty());
}

}  // namespace
}  // namespace cronmon::net
