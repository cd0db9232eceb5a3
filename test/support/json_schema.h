// Whether a JSON value is what a schema says: the part of JSON Schema 2020-12 that openapi.json
// uses. A keyword that is not known here is an exception, so that nothing is promised unchecked.
//
// Thread-safety: pure functions.
#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace cronmon {

// What does not fit, such as `/rows/0/id: must be integer, got "7"`; empty if all does. A `$ref` is
// looked up in `document`. Throws std::logic_error for a schema that cannot be understood.
std::string misfit(const nlohmann::json& value, const nlohmann::json& schema,
                   const nlohmann::json& document);

// Throws std::logic_error if some part of the schema, wherever it is, cannot be understood.
void check_schema(const nlohmann::json& schema, const nlohmann::json& document);

// What a reference such as `#/components/schemas/Task` stands for; throws if there is nothing.
const nlohmann::json& referred(const nlohmann::json& reference, const nlohmann::json& document);

}  // namespace cronmon
