#include "support/json_schema.h"

#include "base/utf8.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <string_view>

namespace cronmon {
namespace {

using nlohmann::json;

// Each answers what does not fit, and where (`at`); nothing if all does.
struct Judge {
    const json& document;

    std::string judge(const json& value, const json& schema, const std::string& at) const;

private:
    std::string by_keyword(const json& value, const std::string& keyword, const json& schema,
                           const std::string& at) const;
    std::string required(const json& value, const json& names, const std::string& at) const;
    std::string properties(const json& value, const json& schemas, const std::string& at) const;
    std::string no_other(const json& value, const json& schema, const std::string& at) const;
    std::string items(const json& value, const json& schema, const std::string& at) const;
    std::string all_of(const json& value, const json& schemas, const std::string& at) const;
    std::string some_of(const json& value, const json& schemas, const std::string& at,
                        bool only_one) const;
};

std::string shown(const json& value) {
    std::string text = value.dump(-1, ' ', false, json::error_handler_t::replace);
    if (text.size() > 80) text = text.substr(0, 80) + "...";
    return text;
}

std::string complaint(const std::string& at, const std::string& rule, const json& value) {
    return (at.empty() ? "/" : at) + ": " + rule + ", got " + shown(value);
}

// A number without a fraction is an integer, however it is written (2020-12 Core, 4.2.3).
bool is_integer(const json& value) {
    return value.is_number_integer() ||
           (value.is_number() && std::trunc(value.get<double>()) == value.get<double>());
}

bool is_of(const json& value, const std::string& type) {
    if (type == "null") return value.is_null();
    if (type == "boolean") return value.is_boolean();
    if (type == "string") return value.is_string();
    if (type == "number") return value.is_number();
    if (type == "integer") return is_integer(value);
    if (type == "array") return value.is_array();
    if (type == "object") return value.is_object();
    throw std::logic_error("schema: there is no type " + type);
}

std::string of_type(const json& value, const json& types, const std::string& at) {
    const json list = types.is_array() ? types : json::array({types});
    const bool fits =
        std::ranges::any_of(list, [&](const json& type) { return is_of(value, type); });
    return fits ? "" : complaint(at, "must be " + shown(types), value);
}

std::string in_bounds(const json& value, const std::string& keyword, const json& bound,
                      const std::string& at) {
    const auto fails = [&]() -> bool {
        if (keyword == "minimum") return value.is_number() && value < bound;
        if (keyword == "maximum") return value.is_number() && value > bound;
        if (keyword == "minItems") return value.is_array() && value.size() < bound;
        if (keyword == "maxItems") return value.is_array() && value.size() > bound;
        if (!value.is_string()) return false;
        const auto chars = utf8::length(value.get_ref<const std::string&>()).value_or(0);
        const auto wanted = bound.get<std::size_t>();
        return keyword == "minLength" ? chars < wanted : chars > wanted;
    };
    return fails() ? complaint(at, keyword + " is " + shown(bound), value) : "";
}

bool is_annotation(std::string_view keyword) {
    return keyword == "description" || keyword == "format" || keyword == "default";
}

bool is_bound(std::string_view keyword) {
    constexpr std::array<std::string_view, 6> bounds{"minimum",   "maximum",  "minLength",
                                                     "maxLength", "minItems", "maxItems"};
    return std::ranges::find(bounds, keyword) != bounds.end();
}

std::string Judge::judge(const json& value, const json& schema, const std::string& at) const {
    if (!schema.is_object()) throw std::logic_error("schema: must be an object");
    for (const auto& [keyword, rule] : schema.items()) {
        std::string found = by_keyword(value, keyword, schema, at);
        if (!found.empty()) return found;
    }
    return {};
}

std::string Judge::by_keyword(const json& value, const std::string& keyword, const json& schema,
                              const std::string& at) const {
    const json& rule = schema.at(keyword);
    if (is_annotation(keyword)) return {};
    if (is_bound(keyword)) return in_bounds(value, keyword, rule, at);
    if (keyword == "$ref") return judge(value, referred(rule, document), at);
    if (keyword == "type") return of_type(value, rule, at);
    if (keyword == "const")
        return value == rule ? "" : complaint(at, "must be " + shown(rule), value);
    if (keyword == "enum")
        return std::ranges::find(rule, value) != rule.end()
                   ? ""
                   : complaint(at, "must be one of " + shown(rule), value);
    if (keyword == "required") return required(value, rule, at);
    if (keyword == "properties") return properties(value, rule, at);
    if (keyword == "additionalProperties") return no_other(value, schema, at);
    if (keyword == "items") return items(value, rule, at);
    if (keyword == "allOf") return all_of(value, rule, at);
    if (keyword == "anyOf") return some_of(value, rule, at, false);
    if (keyword == "oneOf") return some_of(value, rule, at, true);
    throw std::logic_error("schema: the keyword " + keyword + " is not understood");
}

std::string Judge::required(const json& value, const json& names, const std::string& at) const {
    if (!value.is_object()) return {};
    for (const json& name : names)
        if (!value.contains(name.get<std::string>()))
            return complaint(at, "must have " + shown(name), value);
    return {};
}

std::string Judge::properties(const json& value, const json& schemas, const std::string& at) const {
    if (!value.is_object()) return {};
    for (const auto& [name, schema] : schemas.items()) {
        const auto property = value.find(name);
        if (property == value.end()) continue;
        std::string found = judge(*property, schema, at + "/" + name);
        if (!found.empty()) return found;
    }
    return {};
}

// `additionalProperties` looks at `properties` of the same schema only (2020-12 Core, 10.3.2.3).
std::string Judge::no_other(const json& value, const json& schema, const std::string& at) const {
    const json& rule = schema.at("additionalProperties");
    if (rule != false && !rule.is_object())
        throw std::logic_error("schema: additionalProperties must be false or a schema");
    if (!value.is_object()) return {};
    for (const auto& [name, property] : value.items()) {
        if (schema.contains("properties") && schema.at("properties").contains(name)) continue;
        if (rule == false) return complaint(at + "/" + name, "is not expected", property);
        std::string found = judge(property, rule, at + "/" + name);
        if (!found.empty()) return found;
    }
    return {};
}

std::string Judge::items(const json& value, const json& schema, const std::string& at) const {
    if (!value.is_array()) return {};
    for (std::size_t i = 0; i < value.size(); ++i) {
        std::string found = judge(value[i], schema, at + "/" + std::to_string(i));
        if (!found.empty()) return found;
    }
    return {};
}

std::string Judge::all_of(const json& value, const json& schemas, const std::string& at) const {
    for (const json& schema : schemas) {
        std::string found = judge(value, schema, at);
        if (!found.empty()) return found;
    }
    return {};
}

std::string Judge::some_of(const json& value, const json& schemas, const std::string& at,
                           bool only_one) const {
    int fitting = 0;
    std::string why;
    for (const json& schema : schemas) {
        const std::string found = judge(value, schema, at);
        if (found.empty()) ++fitting;
        else why.append(why.empty() ? "" : "; ").append(found);
    }
    if (fitting == 1 || (fitting > 1 && !only_one)) return {};
    if (fitting == 0) return complaint(at, "must fit one schema (" + why + ")", value);
    return complaint(at, "must fit one schema only, not " + std::to_string(fitting), value);
}

}  // namespace

std::string misfit(const json& value, const json& schema, const json& document) {
    return Judge{document}.judge(value, schema, "");
}

// Judging any value meets every keyword of a schema, but not those of parts that it does not have.
void check_schema(const json& schema, const json& document) {
    for (const json& value : {json(nullptr), json::object(), json::array(), json("")})
        static_cast<void>(misfit(value, schema, document));
    for (const char* list : {"allOf", "anyOf", "oneOf"})
        for (const json& part : schema.value(list, json::array())) check_schema(part, document);
    for (const json& part : schema.value("properties", json::object()))
        check_schema(part, document);
    if (schema.contains("items")) check_schema(schema.at("items"), document);
}

const json& referred(const json& reference, const json& document) {
    const auto& text = reference.get_ref<const std::string&>();
    if (!text.starts_with("#/")) throw std::logic_error("reference: must begin with #/: " + text);
    const json::json_pointer pointer(text.substr(1));
    if (!document.contains(pointer)) throw std::logic_error("reference: leads nowhere: " + text);
    return document.at(pointer);
}

}  // namespace cronmon
