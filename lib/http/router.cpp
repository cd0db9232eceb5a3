#include "http/router.h"

#include "base/quote.h"
#include "http/problem.h"

namespace cronmon {
namespace {

bool fits(const std::vector<std::string>& pattern, const std::vector<std::string>& segments) {
    if (pattern.size() != segments.size()) return false;
    for (std::size_t i = 0; i < pattern.size(); ++i)
        if (pattern[i] != "{}" && pattern[i] != segments[i]) return false;
    return true;
}

std::vector<std::string> named(const std::vector<std::string>& pattern,
                               const std::vector<std::string>& segments) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < pattern.size(); ++i)
        if (pattern[i] == "{}") names.push_back(segments[i]);
    return names;
}

std::string joined(const std::vector<std::string>& segments) {
    std::string path;
    for (const std::string& segment : segments) path.append("/").append(segment);
    return path.empty() ? "/" : path;
}

}  // namespace

void Router::add(std::string_view method, std::string_view pattern, std::optional<Action> action,
                 Route route) {
    entries_.push_back({std::string(method), std::string(pattern),
                        make_ask(method, pattern, {}).segments, action, std::move(route)});
}

Reply Router::answer(Ask& ask) const {
    std::string allowed;
    for (const Entry& entry : entries_) {
        if (!fits(entry.segments, ask.segments)) continue;
        if (entry.method == ask.method) return call(entry, ask);
        allowed.append(allowed.empty() ? "" : ", ").append(entry.method);
    }
    const std::string path = quote(joined(ask.segments));
    if (allowed.empty()) return problem(404, "path: there is nothing at " + path);
    Reply reply = ask.method == "OPTIONS"
                      ? Reply{}
                      : problem(405, "method: must be one of " + allowed + " at " + path +
                                         ", got " + quote(ask.method));
    reply.fields.emplace_back("Allow", allowed);
    return reply;
}

Reply Router::call(const Entry& entry, Ask& ask) const {
    if (entry.action) {
        if (!ask.who) return problem({Code::unknown_caller, "caller: is not known, sign in first"});
        if (const auto error = refuse(*ask.who, *entry.action)) return problem(*error);
    }
    ask.names = named(entry.segments, ask.segments);
    return entry.route(ask);
}

}  // namespace cronmon
