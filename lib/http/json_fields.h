// A JSON object that was sent to us, taken apart field by field.
//
// What is wrong with it is kept until the end, so that a reader is a list of fields without an
// `if` between them. Only json_*.cpp include this.
//
// Thread-safety: confined to its owner.
#pragma once

#include "base/error.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

// An object's fields, taken one by one; whatever is not taken is not known. A field that is null
// counts as not given.
class JsonFields {
public:
    explicit JsonFields(std::string_view text);

    void take(std::string_view name, std::string_view example, std::optional<std::string>& into);
    void take(std::string_view name, std::optional<bool>& into);
    void take(std::string_view name, std::optional<std::int64_t>& into);
    void take(std::string_view name, std::string_view example,
              std::optional<std::vector<std::string>>& into);

    bool is_null(std::string_view name);

    // What was wrong, if anything was.
    std::optional<Error> end();

private:
    const nlohmann::json* find(std::string_view name);
    void refuse_type(std::string_view name, const std::string& wanted, const nlohmann::json& value);
    void refuse(Error error);

    nlohmann::json json_;
    std::vector<std::string> known_;
    std::optional<Error> error_;
};

template <class Body>
Result<Body> finished(JsonFields& fields, Body body) {
    if (auto error = fields.end()) return *std::move(error);
    return body;
}

}  // namespace cronmon
