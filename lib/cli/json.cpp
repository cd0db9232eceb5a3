#include "cli/json.h"

namespace cronmon {
namespace {

const Json& at(const Json& object, std::string_view field) {
    static const Json null;
    const auto found = object.is_object() ? object.find(std::string(field)) : object.end();
    return found == object.end() ? null : *found;
}

}  // namespace

std::string text_of(const Json& object, std::string_view field) {
    const Json& value = at(object, field);
    if (value.is_string()) return value.get<std::string>();
    return value.is_null() || value.is_structured() ? std::string{} : value.dump();
}

std::int64_t number_of(const Json& object, std::string_view field) {
    const Json& value = at(object, field);
    return value.is_number() ? value.get<std::int64_t>() : 0;
}

std::optional<Instant> instant_of(const Json& object, std::string_view field) {
    const Json& value = at(object, field);
    return value.is_number() ? std::optional(from_ms(value.get<std::int64_t>())) : std::nullopt;
}

bool truth_of(const Json& object, std::string_view field) {
    const Json& value = at(object, field);
    return value.is_boolean() && value.get<bool>();
}

const Json& array_of(const Json& object, std::string_view field) {
    static const Json empty = Json::array();
    const Json& value = at(object, field);
    return value.is_array() ? value : empty;
}

const Json& object_of(const Json& object, std::string_view field) {
    static const Json empty = Json::object();
    const Json& value = at(object, field);
    return value.is_object() ? value : empty;
}

std::string names_of(const Json& object, std::string_view field) {
    std::string names;
    for (const Json& name : array_of(object, field)) {
        if (name.is_string())
            names.append(names.empty() ? "" : ", ").append(name.get<std::string>());
    }
    return names;
}

std::string dump(const Json& value) {
    return value.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string dump_line(const Json& value) {
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace cronmon
