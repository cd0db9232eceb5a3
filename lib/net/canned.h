// A response that is rendered once and sent a million times.
//
// Both forms (connection kept, connection closed) stand ready as bytes; the Date is copied into
// its slot on the way out, and an answer to HEAD is the same bytes without the body. A big body
// stays where it is and is sent from there.
//
// Thread-safety: immutable.
#pragma once

#include "net/request.h"

#include <string>
#include <string_view>
#include <vector>

namespace cronmon::net {

// The phrase of a status (RFC 9110, 15), "Unknown" for one we never send.
std::string_view phrase_of(int status);

class Canned {
public:
    enum class Then : bool { close, keep };       // What becomes of the connection.
    enum class Part : bool { head_only, whole };  // What is sent.

    // `extra` are further fields, such as Retry-After; they must be well-formed.
    Canned(int status, std::string_view content_type, std::string_view body,
           const std::vector<Field>& extra = {});

    // A body that somebody else keeps, for longer than this: it is sent from where it is.
    struct Lent {
        explicit Lent(std::string_view bytes) : body(bytes) {}
        std::string_view body;
    };
    Canned(int status, std::string_view content_type, Lent lent,
           const std::vector<Field>& extra = {});

    // `date` is an HTTP date of 29 bytes (net/date.h). A body that is lent is not appended.
    void append_to(std::string& out, Then then, Part part, std::string_view date) const;

    // What is to be sent behind that; empty if the body is our own.
    std::string_view lent(Part part) const { return part == Part::whole ? lent_ : ""; }

    int status() const { return status_; }

private:
    void render_head(std::string_view content_type, std::size_t length,
                     const std::vector<Field>& extra);

    int status_;
    std::string kept_;    // Head and body, saying `Connection: keep-alive`.
    std::string closed_;  // The same, saying `Connection: close`.
    std::size_t date_at_;
    std::size_t body_bytes_;  // Our own.
    std::string_view lent_;
};

}  // namespace cronmon::net
