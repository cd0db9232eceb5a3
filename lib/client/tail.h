// The end of what a job has written: as much as may be kept, however much there was.
//
// Standard output and standard error stand in it in the order in which they came, as on a screen;
// each piece remembers its stream, so that it can be printed again to where it belongs.
//
// Thread-safety: confined to its owner.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>

namespace cronmon {

enum class Stream : std::uint8_t { out, err };

class Tail {
public:
    explicit Tail(std::size_t bytes_max) : bytes_max_(bytes_max) {}

    void add(Stream stream, std::string_view bytes);

    // At most that many bytes from the end. Where something was left out, it does not begin inside
    // a UTF-8 character.
    std::string_view last(std::size_t bytes) const;

    std::uint64_t bytes_seen() const { return seen_; }
    bool empty() const { return seen_ == 0; }

    // All that is kept, piece by piece.
    void replay(const std::function<void(Stream, std::string_view)>& print) const;

private:
    struct Run {
        Stream stream;
        std::size_t bytes;
    };

    void forget(std::size_t bytes);

    std::size_t bytes_max_;
    std::uint64_t seen_ = 0;
    std::string bytes_;     // up to twice bytes_max_, so that it is moved seldom
    std::deque<Run> runs_;  // what bytes_ consists of
};

// What a server gets of it: a line that says how much was cut, the end of the output, and behind it
// `summary`. At most `limit` bytes, because a server keeps the beginning of what is longer; the
// summary comes first if there is no room for all.
std::string report(const Tail& tail, std::string_view summary, std::size_t limit);

}  // namespace cronmon
