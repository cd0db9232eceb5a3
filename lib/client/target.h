// Whom a ping is for: a ping URL, taken apart and put together.
//
//     http(s)://host[/prefix]/api/monlink/<uuid>
//     http(s)://host[/prefix]/ping/<uuid>
//     http(s)://host[/prefix]/ping/<ping key>/<slug>
//
// Text in, text out, by what RFC 3986 calls path and query: nothing is decoded, so what the server
// has shown comes back to it byte for byte. What stands in a path is as good as a password to who
// wants to feign a ping, so what people are shown of a URL is shown_target().
//
// Thread-safety: pure functions.
#pragma once

#include "base/error.h"
#include "base/token.h"

#include <optional>
#include <string>
#include <string_view>

namespace cronmon {

constexpr std::size_t target_bytes_max = 2048;

// Anything with `://` in it; else it is a task's name.
bool is_url(std::string_view target);

// An Error (Code::usage) for what can be neither. `field` is what it is called in the sentence.
std::optional<Error> check_target(std::string_view field, std::string_view target);

// The URL with `suffix` at the end of its path and `rid` in its query. What was in the query stays;
// a fragment is no server's business and goes.
std::string ping_url(std::string_view url, std::string_view suffix, const std::optional<Uuid>& rid);

// The URL with one more segment at the end of its path. Precondition: `segment` is encoded.
std::string url_below(std::string_view url, std::string_view segment);

// Where the management API of the same server is, and what it calls the task.
struct LateTarget {
    std::string server;  // https://cron.example.org/prefix, without user and password
    std::string task;    // <uuid> or <ping key>/<slug>, still encoded
};
// Nothing if the URL is of none of the three forms.
std::optional<LateTarget> late_target(std::string_view url);

// `https://cron.example.org`, without user and password.
std::string origin_of(std::string_view url);

// For people: a name as it is; of a URL the origin, and the slug or the beginning of the UUID.
std::string shown_target(std::string_view target);

}  // namespace cronmon
