// What the original's API answers, byte by byte where programs look: compact JSON with sorted keys,
// everything beyond ASCII escaped and one newline at the end.
//
// Pages (404, 405, 5xx) are for people: they are as short as its framework's own. The original's
// were framed like its web site, which is gone.
//
// Thread-safety: pure functions.
#pragma once

#include "base/clock.h"
#include "http/ask.h"
#include "store/api_task.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace cronmon {

// A page of all tasks. Links that are empty are null.
struct OriginalPage {
    std::int64_t count = 0;  // on all pages
    std::string next;
    std::string prev;
};
Reply tell_page(const OriginalPage& page, std::span<const ApiTask> tasks);

// Tasks of one name, with their ids.
Reply tell_tasks(std::span<const ApiTask> tasks);

Reply refuse_request(std::string_view message);  // 400
Reply refuse_unproved();                         // 401
Reply refuse_nobody();                           // 403
Reply refuse_for(Millis wait);                   // 429, which the original did not have

// A path that is not there, a method that is not, what methods there are, and (5xx) what is our
// fault. Who takes JSON and no HTML gets that.
Reply tell_nowhere(const Ask& ask);
Reply tell_wrong_method();
Reply tell_methods();
Reply tell_our_failure(int status, const Ask& ask);

// The original's rule, from the field Accept.
bool takes_json_only(std::string_view accept);

}  // namespace cronmon
