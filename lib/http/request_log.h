// A line in the log for each request that is no ping: who asked what, and what came of it.
//
// Pings have a log of their own, in the database. A path may hold a key or the id that a ping URL
// is made of; what looks like one is not written, nor is what stands behind `?`.
//
// Thread-safety: value.
#pragma once

#include "base/clock.h"
#include "net/request.h"

#include <string>
#include <string_view>

namespace cronmon {

// A segment of a path that has as many letters and digits in a row is taken for a secret.
constexpr std::size_t secret_chars_min = 16;

class RequestLine {
public:
    RequestLine(const net::Request& request, std::string_view address, const Clock& clock);

    // `response` begins with a status line.
    void write(std::string_view response) const;

private:
    const Clock& clock_;
    Millis began_;
    std::string method_;
    std::string path_;
    std::string address_;  // empty: the operators' socket
};

// `/projects/*/metrics/*`
std::string without_secrets(std::string_view path);

}  // namespace cronmon
