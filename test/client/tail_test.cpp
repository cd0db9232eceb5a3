#include "client/tail.h"

#include "base/utf8.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace cronmon;

namespace {

std::string pattern(std::size_t bytes) {
    std::string text;
    for (std::size_t i = 0; i < bytes; ++i) text += static_cast<char>('a' + i % 23);
    return text;
}

}  // namespace

TEST_CASE("a tail is the end of what was written, whatever the pieces") {
    const std::string all = pattern(10'000);
    for (const std::size_t piece : {1u, 7u, 100u, 999u, 1000u, 1001u, 2500u, 10'000u}) {
        Tail tail(1000);
        for (std::size_t at = 0; at < all.size(); at += piece)
            tail.add(at % 2 ? Stream::err : Stream::out, std::string_view(all).substr(at, piece));
        CHECK(tail.last(SIZE_MAX) == all.substr(9000));
        CHECK(tail.last(10) == all.substr(9990));
        CHECK(tail.last(0).empty());
        CHECK(tail.bytes_seen() == 10'000);
    }
}

TEST_CASE("each piece goes back to the stream that it came from") {
    Tail tail(8);
    for (int i = 0; i < 9; ++i) {
        tail.add(Stream::out, "o");
        tail.add(Stream::err, "ee");
    }
    std::string out, err, all;
    tail.replay([&](Stream stream, std::string_view bytes) {
        (stream == Stream::out ? out : err) += bytes;
        all += bytes;
    });
    CHECK(all.ends_with(tail.last(8)));
    CHECK(all.ends_with("eoeeoee"));
    CHECK(out == std::string(out.size(), 'o'));
    CHECK(err == std::string(err.size(), 'e'));
    CHECK(all.size() <= 16);
}

TEST_CASE("a job that changes streams with each byte costs no more than its tail") {
    Tail tail(1'000'000);
    for (int i = 0; i < 300'000; ++i) tail.add(i % 2 ? Stream::err : Stream::out, "x");
    std::size_t pieces = 0;
    tail.replay([&](Stream, std::string_view) { ++pieces; });
    CHECK(pieces <= 65'536);
    CHECK(pieces > 60'000);
}

TEST_CASE("a tail does not begin inside a character, unless the job does") {
    Tail tail(100);
    for (int i = 0; i < 100; ++i) tail.add(Stream::out, "漢");
    for (std::size_t bytes = 0; bytes < 30; ++bytes) {
        const auto last = tail.last(bytes);
        CHECK(utf8::length(last) == bytes / 3);
    }
    Tail raw(100);
    raw.add(Stream::out, "\x80\x81");
    CHECK(raw.last(100) == "\x80\x81");
}

TEST_CASE("a report is the output and its summary, if there is room") {
    Tail tail(1000);
    CHECK(report(tail, "[end]\n", 100) == "[end]\n");
    tail.add(Stream::out, "hello");
    CHECK(report(tail, "[end]\n", 100) == "hello\n[end]\n");
    CHECK(report(tail, "[end]\n", 12) == "hello\n[end]\n");
}

TEST_CASE("a report says how much it leaves out, and is never longer than its limit") {
    Tail tail(1'000'000);
    tail.add(Stream::out, pattern(50'000));
    const std::string text = report(tail, "[end]\n", 1000);
    CHECK(text.size() <= 1000);
    CHECK(text.size() > 990);
    CHECK(text.ends_with("\n[end]\n"));
    const auto line_end = text.find('\n');
    const std::size_t cut = std::stoul(text.substr(std::string("[the first ").size()));
    const std::size_t kept = text.size() - line_end - 1 - std::string("\n[end]\n").size();
    CHECK(cut + kept == 50'000);
    for (std::size_t limit = 0; limit < 200; ++limit) {
        const std::string some = report(tail, "[é end]\n", limit);
        CHECK(some.size() <= limit);
        CHECK(utf8::length(some));
    }
}
