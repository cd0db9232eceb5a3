// Which route answers.
//
// A table of ours instead of the library's, which decodes a path before it cuts it and matches
// most patterns by regular expression.
//
// Thread-safety: add() before the first answer(); answer() from any thread.
#pragma once

#include "http/ask.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

class Router {
public:
    using Route = std::function<Reply(const Ask&)>;

    // A pattern is a path in which a segment `{}` stands for any one segment.
    void add(std::string_view method, std::string_view pattern, Route route);

    // 404 for an unknown path, 405 with Allow for a known one that has no such method. What a
    // route throws passes through.
    Reply answer(Ask ask) const;

private:
    struct Entry {
        std::string method;
        std::vector<std::string> pattern;
        Route route;
    };

    std::vector<Entry> entries_;
};

}  // namespace cronmon
