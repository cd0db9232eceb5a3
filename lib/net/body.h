// The body of a request, taken from the wire piece by piece: counted, decoded, bounded.
//
// `chunked` is decoded here and strictly: a size is one to eight hex digits and nothing else on
// its line (extensions are refused: nobody sends them, except to find out who reads them
// differently). Trailers are dropped.
//
// Thread-safety: confined to its connection.
#pragma once

#include "net/head.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace cronmon::net {

inline constexpr std::size_t trailer_bytes_max = 4 * 1024;

class Body {
public:
    enum class State : std::uint8_t { incomplete, complete, refused };

    Body() = default;  // The empty one: complete.
    Body(Framing framing, std::uint64_t length, BodyPolicy policy);

    // Takes from the front of `bytes` what belongs to this body, appends to `kept` what is to be
    // kept of it.
    State take(std::string_view& bytes, std::string& kept);

    std::uint64_t bytes() const { return bytes_; }  // So far, decoded.
    const Refusal& refusal() const { return refusal_; }

private:
    // Where the next byte stands. A sized body is one chunk without frame.
    enum class Place : std::uint8_t {
        sized,
        chunk_size,
        chunk_size_lf,
        chunk_data,
        chunk_cr,
        chunk_lf,
        trailer_start,
        trailer,
        trailer_lf,
        last_lf,
        end,
        refused,
    };

    void take_data(std::string_view& bytes, std::string& kept);
    void take_byte(char c);
    void take_size(char c);
    void take_trailer(char c);
    void expect(char c, char wanted, Place next);
    void end_of_size();
    void refuse(int status, std::string_view reason);

    Place place_ = Place::end;
    std::uint8_t size_digits_ = 0;
    std::uint16_t trailer_bytes_ = 0;
    std::uint64_t left_ = 0;  // Of the chunk, or of the sized body.
    std::uint64_t bytes_ = 0;
    BodyPolicy policy_{0, 0};
    Refusal refusal_;
};

}  // namespace cronmon::net
