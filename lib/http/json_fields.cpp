#include "http/json_fields.h"

#include "base/nearest.h"
#include "base/quote.h"

#include <algorithm>

namespace cronmon {
namespace {

using Json = nlohmann::json;

// The value as an error shows it: short, and never a whole document.
std::string shown(const Json& value) {
    switch (value.type()) {
        case Json::value_t::array: return "a list";
        case Json::value_t::object: return "an object";
        case Json::value_t::string: return quote(value.get_ref<const std::string&>());
        default: return value.dump();
    }
}

bool is_list_of_texts(const Json& value) {
    return value.is_array() &&
           std::ranges::all_of(value, [](const Json& each) { return each.is_string(); });
}

}  // namespace

// The depth of what follows is bounded by the size of a request's body, and the parser needs no
// stack for it. No body at all is an object without fields.
JsonFields::JsonFields(std::string_view text) : json_(Json::object()) {
    if (text.empty()) return;
    json_ = Json::parse(text, nullptr, false);
    if (json_.is_discarded()) refuse({Code::usage, "body: must be JSON, and is malformed"});
    else if (!json_.is_object())
        refuse({Code::usage, "body: must be a JSON object, got " + shown(json_)});
}

void JsonFields::take(std::string_view name, std::string_view example,
                      std::optional<std::string>& into) {
    const Json* value = find(name);
    if (!value || value->is_null()) return;
    if (value->is_string()) into = value->get<std::string>();
    else refuse_type(name, "a text such as " + std::string(example), *value);
}

void JsonFields::take(std::string_view name, std::optional<bool>& into) {
    const Json* value = find(name);
    if (!value || value->is_null()) return;
    if (value->is_boolean()) into = value->get<bool>();
    else refuse_type(name, "true or false", *value);
}

void JsonFields::take(std::string_view name, std::optional<std::int64_t>& into) {
    const Json* value = find(name);
    if (!value || value->is_null()) return;
    if (value->is_number_integer()) into = value->get<std::int64_t>();
    else refuse_type(name, "a whole number", *value);
}

void JsonFields::take(std::string_view name, std::string_view example,
                      std::optional<std::vector<std::string>>& into) {
    const Json* value = find(name);
    if (!value || value->is_null()) return;
    if (is_list_of_texts(*value)) into = value->get<std::vector<std::string>>();
    else refuse_type(name, "a list of texts such as " + std::string(example), *value);
}

bool JsonFields::is_null(std::string_view name) {
    const Json* value = find(name);
    return value && value->is_null();
}

std::optional<Error> JsonFields::end() {
    if (error_) return error_;
    for (const auto& [name, value] : json_.items()) {
        if (std::ranges::find(known_, name) != known_.end()) continue;
        std::string allowed;
        for (const auto& known : known_) allowed.append(allowed.empty() ? "" : " ").append(known);
        const std::string hint = did_you_mean(name, known_);
        return Error{Code::invalid, "body: there is no field " + quote(name) +
                                        (hint.empty() ? ", use " + allowed : hint)};
    }
    return std::nullopt;
}

const Json* JsonFields::find(std::string_view name) {
    known_.emplace_back(name);
    if (error_) return nullptr;
    const auto found = json_.find(name);
    return found == json_.end() ? nullptr : &*found;
}

// A secret is sent as text; so what is not text is none, and may be shown.
void JsonFields::refuse_type(std::string_view name, const std::string& wanted, const Json& value) {
    refuse({Code::invalid, std::string(name) + ": must be " + wanted + ", got " + shown(value)});
}

void JsonFields::refuse(Error error) {
    if (!error_) error_ = std::move(error);
}

}  // namespace cronmon
