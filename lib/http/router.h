// Which route answers, and who may ask it.
//
// A table of ours instead of the library's, which decodes a path before it cuts it and matches
// most patterns by regular expression. Each row says what its caller must be allowed to do, so that
// no route can forget to ask; what is done to which business the route itself must look at.
//
// Thread-safety: add() before the first answer(); answer() from any thread.
#pragma once

#include "access/permission.h"
#include "http/ask.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

class Router {
public:
    using Route = std::function<Reply(const Ask&)>;

    struct Entry {
        std::string method;
        std::string pattern;
        std::vector<std::string> segments;
        std::optional<Action> action;  // nothing: anybody may ask, known or not
        Route route;
    };

    // A pattern is a path in which a segment `{}` stands for any one segment.
    void add(std::string_view method, std::string_view pattern, std::optional<Action> action,
             Route route);

    // 404 for an unknown path, 405 with Allow for a known one that has no such method, 401 for
    // somebody unknown, 403 for who may not. What a route throws passes through.
    Reply answer(Ask& ask) const;

    const std::vector<Entry>& entries() const { return entries_; }

private:
    Reply call(const Entry& entry, Ask& ask) const;

    std::vector<Entry> entries_;
};

}  // namespace cronmon
