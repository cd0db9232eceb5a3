// The original's API: GET and HEAD /api/v1.0/tasks/all and /api/v1.0/tasks with Basic
// authentication, as people's scripts know it, to the letter (spec/original.md, The wire).
//
// The order of its checks is part of the promise: path, method, credentials, and only then what is
// asked. It tells apart what our own API does not (401 for a wrong password, 403 for an unknown
// or disabled user), and takes the same time for both. Who guesses is slowed down here, too.
//
// What a known, enabled user asks is written into the log of API requests, with what they were
// answered. Nobody waits for that: an answer does not depend on the disk.
//
// Thread-safety: answer() from any thread.
#pragma once

#include "http/doorkeeper.h"
#include "http/original/query.h"

#include <functional>
#include <string>
#include <string_view>

namespace cronmon {

class OriginalApi {
public:
    // All must outlive it. `site_url` is where links lead if a request names no host.
    OriginalApi(Doorkeeper& doorkeeper, const Clock& clock, std::function<std::string()> site_url)
        : doorkeeper_(doorkeeper), clock_(clock), site_url_(std::move(site_url)) {}

    // Whether a target is its business: /api/v1.0 and what lies below.
    static bool is_asked(std::string_view target);

    Reply answer(const Ask& ask) const;

private:
    Reply admit(const Ask& ask, const std::string& path) const;
    Reply tell(const Ask& ask, const std::string& path, const Visible& visible) const;
    Reply tell_all(const Ask& ask, const OriginalQuery& query, const Visible& visible) const;
    Reply tell_some(const OriginalQuery& query, const Visible& visible) const;
    std::string base_url(const Ask& ask) const;
    void log(const Ask& ask, const std::string& path, UserId user, int code) const;

    Doorkeeper& doorkeeper_;
    const Clock& clock_;
    const std::function<std::string()> site_url_;
};

}  // namespace cronmon
