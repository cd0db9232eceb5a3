// JSON as the command line reads and prints it.
//
// Objects keep the order in which the server wrote their fields.
//
// Thread-safety: pure functions.
#pragma once

#include "base/clock.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cronmon {

using Json = nlohmann::ordered_json;

// What stands there; an empty text, zero, nothing or false where it is null, missing or of another
// type. What a newer or older server leaves out must not stop a command.
std::string text_of(const Json& object, std::string_view field);
std::int64_t number_of(const Json& object, std::string_view field);
std::optional<Instant> instant_of(const Json& object, std::string_view field);
bool truth_of(const Json& object, std::string_view field);
const Json& array_of(const Json& object, std::string_view field);
const Json& object_of(const Json& object, std::string_view field);

// The texts of an array: `db, web`.
std::string names_of(const Json& object, std::string_view field);

// Several lines, for a person or a program.
std::string dump(const Json& value);

// One line.
std::string dump_line(const Json& value);

}  // namespace cronmon
