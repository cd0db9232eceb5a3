// Bytes in, requests out: where in the stream of a connection one request ends and the next
// begins.
//
// It holds nothing while requests arrive whole, which nearly all do: head and body are views into
// the bytes just read. Of a head in pieces the caller keeps the bytes and shows them again with
// more behind; of a body in pieces the head and what is to be kept are copied here, and the head
// is parsed a second time when the body is complete, so that no connection carries a hundred
// views about.
//
// Thread-safety: confined to its connection.
#pragma once

#include "net/body.h"
#include "net/head.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cronmon::net {

// The request in hand: one of them serves all connections of a reactor.
struct Incoming : ParsedHead {
    std::string_view body;
    std::uint64_t body_bytes = 0;
};

enum class Found : std::uint8_t {
    nothing,  // More bytes are needed, behind those that are left.
    head,     // A body is to come: admit() it, then go on.
    request,  // All of it is in Incoming.
    refusal,  // Incoming::refusal; this stream is over.
};

class Framer {
public:
    // Looks at the front of `bytes` and takes away what it understood. After Found::head the next
    // call must be given the same `into`, and bytes that have not moved.
    Found next(std::string_view& bytes, Incoming& into);

    // Decides on the body of the head that was found; with a Refusal if it is too long already.
    std::optional<Refusal> admit(const Incoming& head, BodyPolicy policy);

    // Nothing of a request but what the caller keeps of its head.
    bool is_between() const { return stage_ == Stage::head; }

    bool in_body() const { return stage_ == Stage::body_in_pieces; }

    // The request has been dealt with: gives back the memory.
    void release();

private:
    enum class Stage : std::uint8_t { head, admitted, body_in_pieces };

    Found next_head(std::string_view& bytes, Incoming& into);
    Found whole_body(std::string_view& bytes, Incoming& into);
    Found more_body(std::string_view& bytes, Incoming& into);
    bool is_worth_parsing(std::string_view bytes);

    Stage stage_ = Stage::head;
    std::uint32_t head_bytes_ = 0;  // Of text_, the head's share.
    std::uint32_t looked_at_ = 0;   // Bytes of an incomplete head that were parsed in vain.
    std::size_t kept_max_ = 0;      // BodyPolicy::bytes_kept
    Body body_;
    std::string text_;  // Head, then body, when the body comes in pieces.
};

}  // namespace cronmon::net
