// The management API that clients of Healthchecks speak, its badges and its metrics, over the
// tasks of a business: a check is a task, seen by them (spec/healthchecks-api.md, 1b).
//
// The order of its checks is part of the promise: path, method, body, key, and only then what is
// asked. It knows its callers by a key of their own, which is good for one business, and its
// refusals are its own; so it is let through before everything that the native API does.
//
// /api/v1.0 is not this one's but the original's (http/original).
//
// Thread-safety: answer() from any thread.
#pragma once

#include "http/doorkeeper.h"

#include <functional>
#include <string>
#include <string_view>

namespace cronmon {

class HealthchecksApi {
public:
    // All must outlive it. `site_url`: where people find this server; where that is not known,
    // links lead to the host that was asked.
    HealthchecksApi(Doorkeeper& doorkeeper, const Clock& clock,
                    std::function<std::string()> site_url)
        : doorkeeper_(doorkeeper), clock_(clock), site_url_(std::move(site_url)) {}

    // Whether a target is its business: below /api/v1/ to v3/, /badge/, /b/ and /projects/.
    static bool is_asked(std::string_view target);

    Reply answer(const Ask& ask) const;

private:
    std::string base_url(const Ask& ask) const;

    Doorkeeper& doorkeeper_;
    const Clock& clock_;
    const std::function<std::string()> site_url_;
};

}  // namespace cronmon
