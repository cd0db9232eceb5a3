#include "net/head.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace cronmon::net {
namespace {

using std::string_literals::operator""s;

struct Row {
    std::string bytes;
    int status;  // 0: served.
};

// 0 when served, -1 when there is more to come.
int status_of(std::string_view bytes) {
    ParsedHead head;
    switch (parse_head(bytes, head)) {
        case HeadState::complete: return 0;
        case HeadState::incomplete: return -1;
        case HeadState::refused:
            CHECK(head.refusal.reason.ends_with("."));
            return head.refusal.status;
    }
    return -2;
}

void check(const std::vector<Row>& rows) {
    for (const Row& row : rows) CHECK_MESSAGE(status_of(row.bytes) == row.status, row.bytes);
}

std::string with(const std::string& fields) {
    return "POST /ping/x HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
}

TEST_CASE("the parts of a head are found") {
    const std::string bytes =
        "GET /ping/7f?x=1 HTTP/1.1\r\nHost: a.example:80\r\n"
        "X-Empty:\r\nX-Spaced: \t a b \t\r\n\r\nrest";
    ParsedHead head;
    REQUIRE(parse_head(bytes, head) == HeadState::complete);
    CHECK(head.method == "GET");
    CHECK(head.target == "/ping/7f?x=1");
    CHECK(head.minor_version == 1);
    REQUIRE(head.fields.size() == 3);
    CHECK(head.find("hOST") == "a.example:80");
    CHECK(head.find("x-empty") == "");
    CHECK(head.find("x-spaced") == "a b");
    CHECK(!head.find("x"));
    CHECK(head.text.size() == bytes.size() - 4);
    CHECK(head.framing == Framing::none);
    CHECK(head.keep_alive);
}

TEST_CASE("well-formed heads are served") {
    check({{"GET / HTTP/1.0\r\n\r\n", 0},
           {"GET / HTTP/1.1\r\nHost:\r\n\r\n", 0},
           {"\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 0},
           {"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 0},
           {"M-SEARCH /a%20b%0bc%u0041 HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", 0},
           {"GET /\xc3\xbc HTTP/1.1\r\nHost: a\r\nX: \xc3\xbc 100% %\r\n\r\n", 0},
           {with("X:%\r\n"), 0},
           {with("X:%u\r\n"), 0},
           {with("Content-Length: 0\r\n"), 0},
           {with("Content-Length: 18446744073709551615\r\n"), 0},
           {with("Transfer-Encoding: Chunked\r\n"), 0},
           {with("Expect: 100-Continue\r\n"), 0}});
}

TEST_CASE("a malformed request line is refused") {
    check({{"GET /\r\n\r\n", 400},
           {"GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
           {"GET /  HTTP/1.1\r\nHost: a\r\n\r\n", 400},
           {" GET / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
           {"GET\t/\tHTTP/1.1\r\nHost: a\r\n\r\n", 400},
           {"G(T / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
           {"GET / HTTP/1.1 \r\nHost: a\r\n\r\n", 400},
           {"GET / HTTP/11\r\nHost: a\r\n\r\n", 400},
           {"GET / http/1.1\r\nHost: a\r\n\r\n", 400},
           {"GET ping HTTP/1.1\r\nHost: a\r\n\r\n", 400},
           {"GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400},
           {"CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
           {"GET /#top HTTP/1.1\r\nHost: a\r\n\r\n", 400},
           {"\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
           {"\x16\x03\x01\x02\x00"s, 400},
           {"GET /a\0b HTTP/1.1\r\nHost: a\r\n\r\n"s, 400},
           {"GET /a\x7f HTTP/1.1\r\nHost: a\r\n\r\n", 400}});
}

TEST_CASE("other versions are refused as such") {
    check({{"GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505},
           {"GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
           {"GET / HTTP/0.9\r\n\r\n", 505},
           {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400}});
}

TEST_CASE("of an absolute target the path remains") {
    struct Target {
        const char *sent, *host, *path;
    };
    for (const Target& row : {Target{"http://a/ping", "a", "/ping"}, Target{"HTTP://a", "a", "/"},
                              Target{"https://a:80/x?y=http://b/", "a:80", "/x?y=http://b/"}}) {
        ParsedHead head;
        const std::string bytes =
            "GET "s + row.sent + " HTTP/1.1\r\nHost: " + row.host + "\r\n\r\n";
        REQUIRE(parse_head(bytes, head) == HeadState::complete);
        CHECK(head.target == row.path);
    }
    check({{"GET http://a/ HTTP/1.1\r\nHost: b\r\n\r\n", 400},
           {"GET http:///x HTTP/1.1\r\nHost: a\r\n\r\n", 400},
           {"GET http://a?x HTTP/1.1\r\nHost: a\r\n\r\n", 400},
           {"GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
           {"GET ://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400}});
}

TEST_CASE("line ends other than CRLF are refused") {
    check({{"GET / HTTP/1.1\nHost: a\n\n", 400},
           {"GET / HTTP/1.1\rHost: a\r\n\r\n", 400},
           {with("X: a\nY: b\r\n"), 400},
           {with("X: a\rY: b\r\n"), 400},
           {with("X: a\r\r\n"), 400},
           {"GET / HTTP/1.1\r\nHost: a\r\n\n", 400},
           {"GET / HTTP/1.1\r\nHost: a\r\n\rX", 400}});
}

TEST_CASE("malformed fields are refused") {
    check({{with("X : a\r\n"), 400},
           {with("X\t: a\r\n"), 400},
           {with(": a\r\n"), 400},
           {with("X\r\n"), 400},
           {with("X: a\r\n  folded\r\n"), 400},
           {with("X: a\r\n\tfolded\r\n"), 400},
           {"GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400},
           {with("X(y): a\r\n"), 400},
           {with("X\x80: a\r\n"), 400},
           {with("X: a\0b\r\n"s), 400},
           {with("X: a\x01"
                 "b\r\n"),
            400},
           {with("X: a\x7f\r\n"), 400},
           {with("X\0: a\r\n"s), 400}});
}

TEST_CASE("what decodes to a line break or NUL is refused, in targets and in values") {
    for (const char* code : {"%0d", "%0D", "%0a", "%0A", "%00", "%u000a", "%u000D", "%u0000"}) {
        CHECK(status_of("GET /x?"s + code + " HTTP/1.1\r\nHost: a\r\n\r\n") == 400);
        CHECK(status_of(with("X: a"s + code + "b\r\n")) == 400);
        CHECK(status_of(with("X: "s + code + "\r\n")) == 400);
    }
}

TEST_CASE("there is exactly one Host") {
    check({{"GET / HTTP/1.1\r\n\r\n", 400},
           {"GET / HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n", 400},
           {"GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n", 400},
           {"GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400},
           {"GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", 400},
           {"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
           {"GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", 400}});
}

TEST_CASE("two ways to tell where a body ends are no way") {
    check({{with("Content-Length: 5\r\nContent-Length: 5\r\n"), 400},
           {with("Content-Length: 5\r\nContent-Length: 6\r\n"), 400},
           {with("Content-Length: 5, 5\r\n"), 400},
           {with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), 400},
           {with("Transfer-Encoding: chunked\r\nContent-Length: 0\r\n"), 400},
           {with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 400},
           {"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400}});
}

TEST_CASE("a Content-Length is a decimal number and nothing else") {
    for (const char* text : {"", "+5", "-5", "5x", "0x5", "5 5", "5.0", "1e3",
                             "18446744073709551616", "99999999999999999999999", "\"5\""})
        CHECK_MESSAGE(status_of(with("Content-Length: "s + text + "\r\n")) == 400, text);
}

TEST_CASE("unknown codings and expectations are refused as such") {
    check({{with("Transfer-Encoding: gzip\r\n"), 501},
           {with("Transfer-Encoding: gzip, chunked\r\n"), 501},
           {with("Transfer-Encoding: chunked, identity\r\n"), 501},
           {with("Transfer-Encoding: identity\r\n"), 501},
           {with("Transfer-Encoding: \"chunked\"\r\n"), 501},
           {with("Transfer-Encoding:\r\n"), 501},
           {with("Transfer-Encoding: \x0b"
                 "chunked\r\n"),
            400},
           {with("Transfer-Encoding : chunked\r\n"), 400},
           {with("Expect: tea\r\n"), 417}});
}

TEST_CASE("a head has bounds") {
    const std::string line_start = "GET /", line_end = " HTTP/1.1\r\n";
    const std::size_t room = request_line_bytes_max - line_start.size() - line_end.size();
    const std::string end = "Host: a\r\n\r\n";
    CHECK(status_of(line_start + std::string(room, 'x') + line_end + end) == 0);
    CHECK(status_of(line_start + std::string(room + 1, 'x') + line_end + end) == 414);
    CHECK(status_of(line_start + std::string(request_line_bytes_max, 'x')) == 414);
    CHECK(status_of(std::string(request_line_bytes_max, 'x')) == 414);

    const std::string before = "GET / HTTP/1.1\r\nHost: a\r\nX:", after = "\r\n\r\n";
    const std::size_t left = head_bytes_max - before.size() - after.size();
    CHECK(status_of(before + std::string(left, 'x') + after) == 0);
    CHECK(status_of(before + std::string(left + 1, 'x') + after) == 431);
    CHECK(status_of(before + std::string(head_bytes_max, 'x')) == 431);

    std::string many = "GET / HTTP/1.1\r\nHost: a\r\n";
    for (std::size_t i = 1; i < fields_max; ++i) many += "X: y\r\n";
    CHECK(status_of(many + "\r\n") == 0);
    CHECK(status_of(many + "X: y\r\n\r\n") == 431);
}

TEST_CASE("whether the connection is kept follows from version and Connection") {
    struct Case {
        const char *version, *fields;
        bool kept;
    };
    for (const Case& row : {Case{"1.1", "", true}, Case{"1.1", "Connection: close\r\n", false},
                            Case{"1.1", "Connection: TE, Close\r\n", false},
                            Case{"1.1", "Connection: x\r\nConnection: close\r\n", false},
                            Case{"1.1", "Connection: closed\r\n", true}, Case{"1.0", "", false},
                            Case{"1.0", "Connection: Keep-Alive\r\n", true},
                            Case{"1.0", "Connection: keep-alive,close\r\n", false}}) {
        ParsedHead head;
        const std::string bytes =
            "GET / HTTP/"s + row.version + "\r\nHost: a\r\n" + row.fields + "\r\n";
        REQUIRE(parse_head(bytes, head) == HeadState::complete);
        CHECK_MESSAGE(head.keep_alive == row.kept, bytes);
    }
}

TEST_CASE("the framing of the body is told") {
    ParsedHead head;
    const std::string sized = with("Content-Length: 007\r\nExpect: 100-continue\r\n");
    REQUIRE(parse_head(sized, head) == HeadState::complete);
    CHECK(head.framing == Framing::sized);
    CHECK(head.length == 7);
    CHECK(head.expects_continue);
    const std::string chunked = with("Transfer-Encoding: chunked\r\n");
    REQUIRE(parse_head(chunked, head) == HeadState::complete);
    CHECK(head.framing == Framing::chunked);
    CHECK(!head.expects_continue);
}

TEST_CASE("the verdict does not depend on how much of the head is seen") {
    const std::string served =
        "\r\nPUT http://a/%41%u0041? HTTP/1.1\r\nHost: a\r\nX: %\r\nY:%u\r\n\r\n";
    for (std::size_t i = 0; i < served.size(); ++i) CHECK(status_of(served.substr(0, i)) == -1);
    for (const auto& refused :
         {with("X: a\nb\r\n"), with("X: %0d\r\n"), with("X : y\r\n"), with("Expect: x\r\n")}) {
        const int status = status_of(refused);
        bool was_refused = false;
        for (std::size_t i = 0; i <= refused.size(); ++i) {
            const int prefix = status_of(refused.substr(0, i));
            CHECK((was_refused ? prefix == status : (prefix == status || prefix == -1)));
            was_refused = prefix == status;
        }
        CHECK(was_refused);
    }
}

}  // namespace
}  // namespace cronmon::net
