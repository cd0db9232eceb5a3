// What is asked without a key of the management API: badges, which are for anybody who was given
// their URL, and the metrics of a business, which prove themselves with its key that may read.
//
// Thread-safety: pure functions; answers may be asked for from any thread.
#pragma once

#include "http/healthchecks/call.h"

#include <string>
#include <vector>

namespace cronmon {

// `words`: of the path, decoded once, without the first.
Reply answer_badge(const CheckCall& call, const std::vector<std::string>& words);        // /badge/
Reply answer_check_badge(const CheckCall& call, const std::vector<std::string>& words);  // /b/
Reply answer_metrics(const CheckCall& call, const std::vector<std::string>& words);  // /projects/

}  // namespace cronmon
