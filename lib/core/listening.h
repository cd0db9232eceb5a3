// What a ping is taken for: by the method, and by words in its body.
//
// A body may be any bytes, and may have been cut: a word is found by its bytes, so nothing has to
// be decoded. Words are tried in this order: failure, success, start. Where they decide, what the
// URL says does not count.
//
// Thread-safety: pure functions.
#pragma once

#include "core/model.h"

#include <string_view>

namespace cronmon {

// `said`: the kind that the URL stands for.
PingKind heard(const Listening& listening, PingKind said, bool is_post, std::string_view body);

// Nothing is set that would change what is heard.
bool hears_everything(const Listening& listening);

}  // namespace cronmon
