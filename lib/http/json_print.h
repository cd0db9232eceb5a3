// The words that all json*.cpp write with. Only they include this.
//
// Thread-safety: pure functions.
#pragma once

#include "base/clock.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace cronmon::json_print {

using Json = nlohmann::ordered_json;  // fields stand as they are written

// Bytes that are no UTF-8 (of a name in an error) become U+FFFD instead of an exception.
inline std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

inline Json ms(const std::optional<Instant>& at) { return at ? Json(to_ms(*at)) : Json(); }

template <class T>
Json or_null(const std::optional<T>& value) {
    return value ? Json(*value) : Json();
}

}  // namespace cronmon::json_print
