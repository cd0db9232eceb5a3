// lib/http/openapi.json, and whether what tests send and are told is as it says.
//
// Thread-safety: may be called from any thread.
#pragma once

#include "http/ask.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

const nlohmann::json& api_document();

// One method at one path, with what the document says about it.
struct ApiOperation {
    std::string method;  // GET
    std::string path;    // /api/cronmon/v1/tasks/{task}
    const nlohmann::json* item;
    const nlohmann::json* operation;

    // Those of the path and its own, references resolved. `in`: query, path or header.
    std::vector<nlohmann::json> parameters(std::string_view in) const;
};
const std::vector<ApiOperation>& api_operations();

// The path as the router writes it: names of parameters left out.
std::string shape_of(std::string_view path);

// What of an exchange is not as the document says; empty if all is. A request that was refused
// may have been wrong, so only the refusal is looked at.
std::string nonconformity(std::string_view method, std::string_view target, std::string_view body,
                          const Reply& reply);

// The same as a failure of the test that runs.
void expect_conformity(std::string_view method, std::string_view target, std::string_view body,
                       const Reply& reply);

}  // namespace cronmon
