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

#include "access/who.h"
#include "base/error.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cronmon {

struct Ask {
    std::string method;                 // GET, POST, ...; HEAD arrives as GET
    bool head_only = false;             // it was HEAD
    std::vector<std::string> segments;  // of the path, decoded, without empty ones
    std::vector<std::pair<std::string, std::string>> query;  // decoded, in order
    std::string body;
    std::vector<std::pair<std::string, std::string>> fields;  // of the head, as they were sent
    std::string target;                                       // path and query as sent
    std::string address;  // the client's; empty at the operators' socket
    bool at_operators_socket = false;
    bool by_https = false;           // as far as we and the proxies we trust can tell
    std::vector<std::string> names;  // what the route's `{}` stand for, set by the router
    std::optional<Who> who;          // set by the reception; nothing: somebody unknown

    // The last value of that name; empty text counts as not given.
    std::optional<std::string> parameter(std::string_view name) const;

    // The first field of the head of that name, whatever its case; empty if there is none.
    std::string_view field(std::string_view name) const;

    // The reader's: with a session as their account says, because a browser speaks for its maker;
    // else the first of zh and en that Accept-Language names, or as the account says.
    Language language() const;
};

// Who asks, for the audit log. Precondition: `ask.who` is there.
struct By;
By by(const Ask& ask);

// Cuts and decodes a target such as `/tasks/db%2Fnightly?page=2`.
Ask make_ask(std::string_view method, std::string_view target, std::string_view body);

// %XX decoded; what is no such thing stays as it is.
std::string percent_decoded(std::string_view text);

struct Problem;  // http/problem.h

struct Reply {
    int status = 200;
    std::string body;
    std::string content_type = "application/json";
    std::vector<std::pair<std::string, std::string>> fields = {};  // of the head
    std::shared_ptr<const Problem> problem = {};                   // what `body` says, if it is one
};

}  // namespace cronmon
