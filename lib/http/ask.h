// What somebody asks of cronmon and what they are told, without the wire between them.
//
// Routes know only these two. The bridge makes an Ask from a request and the bytes of a response
// from a Reply, so no route depends on an HTTP library, and a command that works without a
// server asks the very same routes.
//
// A target is cut at its slashes before anything is decoded: a task may be called `db/nightly`,
// and `%2F` must not become a border.
//
// Thread-safety: values.
#pragma once

#include "base/error.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cronmon {

struct Ask {
    std::string method;                 // GET, POST, ...; HEAD arrives as GET
    std::vector<std::string> segments;  // of the path, decoded, without empty ones
    std::vector<std::pair<std::string, std::string>> query;  // decoded, in order
    std::string body;
    std::string accept;              // the field of that name
    std::vector<std::string> names;  // what the route's `{}` stand for, set by the router

    // The last value of that name; empty text counts as not given.
    std::optional<std::string> parameter(std::string_view name) const;
};

// Cuts and decodes a target such as `/tasks/db%2Fnightly?page=2`.
Ask make_ask(std::string_view method, std::string_view target, std::string_view body);

// %XX decoded; what is no such thing stays as it is.
std::string percent_decoded(std::string_view text);

struct Reply {
    int status = 200;
    std::string body;
    std::string content_type = "application/json";
    std::vector<std::pair<std::string, std::string>> fields = {};  // of the head
};

}  // namespace cronmon
