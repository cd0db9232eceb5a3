// The head of a request, from bytes: found, checked, and told how its body is framed.
//
// Framing is ours alone: what stands behind us (cpp-httplib) never sees a byte that was not
// checked here, so there are no two opinions about where a request ends. Therefore strict: what
// RFC 9112 lets a server either repair or refuse is refused. A request that must be refused is
// refused at the first byte that shows it, so the verdict does not depend on how the bytes were
// cut into packets.
//
// Thread-safety: a pure function of its bytes; ParsedHead is confined to its owner.
#pragma once

#include "net/request.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace cronmon::net {

inline constexpr std::size_t head_bytes_max = 16 * 1024;
inline constexpr std::size_t request_line_bytes_max = 8 * 1024;
inline constexpr std::size_t fields_max = 100;

// Why a request is not served. After one of these the connection is closed: nobody can know
// where the next request would begin.
struct Refusal {
    int status = 0;
    std::string_view reason;  // One sentence, with static storage.
};

enum class Framing : std::uint8_t { none, sized, chunked };

struct ParsedHead : Head {
    std::string_view text;  // All of its bytes, with the empty line.
    Framing framing = Framing::none;
    std::uint64_t length = 0;  // Of a sized body; not 0.
    bool keep_alive = true;    // By version and Connection.
    bool expects_continue = false;
    Refusal refusal;  // When it was refused.

    ParsedHead() = default;
    ParsedHead(const ParsedHead&) = delete;  // `fields` looks into `field_store`.
    ParsedHead& operator=(const ParsedHead&) = delete;

    std::array<Field, fields_max> field_store;
};

enum class HeadState : std::uint8_t { incomplete, complete, refused };

// Parses the head that `bytes` begin with. The views in `into` are into `bytes`.
HeadState parse_head(std::string_view bytes, ParsedHead& into);

}  // namespace cronmon::net
