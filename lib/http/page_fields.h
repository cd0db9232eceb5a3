// What the heads of pages say: what they are, how long they are good, and what a browser must not
// let them do.
//
// The pages load nothing from elsewhere and contain neither script nor style in line; so the policy
// allows neither, and text that somebody smuggled into a page cannot run.
//
// Thread-safety: values and pure functions.
#pragma once

#include "net/request.h"

#include <string_view>
#include <vector>

namespace cronmon {

// What keeps a browser at https for a year (RFC 6797).
constexpr std::string_view stay_at_https_field = "Strict-Transport-Security";
constexpr std::string_view stay_at_https = "max-age=31536000";

enum class Scheme : bool { http, https };

// By the ending of its name.
std::string_view content_type_of(std::string_view path);

// How long a cache may keep a file that is built in: what is in `/assets/` for good, because its
// name changes with its content; all else has to be asked for each time, which costs a 304.
std::string_view cache_control_of(std::string_view path);

// Of every answer with a page, 304 too. Under https the browser is told to stay there.
std::vector<net::Field> page_fields(std::string_view cache_control, Scheme scheme);

}  // namespace cronmon
