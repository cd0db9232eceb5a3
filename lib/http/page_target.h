// Which requests are for the pages.
//
// The pages are one program (index.html and what it loads) that draws every page itself, by the
// path. So a path that names no file is answered with that program as well, if whoever asks can
// read it: a link deep into the site can be sent to somebody, and reloaded. What belongs to the API
// never is.
//
// A task may be called `nightly.sh`, so a dot alone makes no file of `/tasks/nightly.sh`: there,
// only a client that asks for HTML by name is navigating; a script that is loaded does not.
//
// Thread-safety: pure functions.
#pragma once

#include "net/request.h"

#include <optional>
#include <string_view>

namespace cronmon {

struct PageTarget {
    std::string_view file;  // as it was sent, without the query; `/index.html` for `/`
    bool may_be_index;      // if there is no such file, index.html answers
};

// Nothing: it belongs to the API, or is neither GET nor HEAD.
std::optional<PageTarget> read_page_target(const net::Head& request);

constexpr std::string_view index_file = "/index.html";

}  // namespace cronmon
