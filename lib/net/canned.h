// A response that is rendered once and sent a million times.
//
// Both forms (connection kept, connection closed) stand ready as bytes; the Date is copied into
// its slot on the way out, and an answer to HEAD is the same bytes without the body.
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

    // `date` is an HTTP date of 29 bytes (net/date.h).
    void append_to(std::string& out, Then then, Part part, std::string_view date) const;

    int status() const { return status_; }

private:
    int status_;
    std::string kept_;    // Head and body, saying `Connection: keep-alive`.
    std::string closed_;  // The same, saying `Connection: close`.
    std::size_t date_at_;
    std::size_t body_bytes_;
};

}  // namespace cronmon::net
