#include "support/api_document.h"

#include "support/json_schema.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <optional>
#include <ranges>
#include <stdexcept>

namespace cronmon {
namespace {

using nlohmann::json;

json read_document() {
    std::ifstream file(CRONMON_SOURCE_DIR "/lib/http/openapi.json");
    return json::parse(file);
}

std::vector<ApiOperation> read_operations() {
    std::vector<ApiOperation> operations;
    for (const auto& [path, item] : api_document().at("paths").items()) {
        for (const auto& [name, operation] : item.items()) {
            if (name == "parameters") continue;
            std::string method = name;
            std::ranges::transform(method, method.begin(),
                                   [](char c) { return static_cast<char>(c - 'a' + 'A'); });
            operations.push_back({method, path, &item, &operation});
        }
    }
    return operations;
}

// A part of the document that may be given as a reference.
const json& resolved(const json& part) {
    return part.contains("$ref") ? referred(part.at("$ref"), api_document()) : part;
}

bool fits(const std::vector<std::string>& pattern, const std::vector<std::string>& segments) {
    return std::ranges::equal(pattern, segments, [](const auto& wanted, const auto& segment) {
        return wanted.starts_with('{') || wanted == segment;
    });
}

// What the document says about a request; nothing if it has no such path and method.
std::optional<ApiOperation> operation_for(const Ask& ask, std::string_view method) {
    for (const std::string_view wanted : {method, std::string_view(ask.method)})  // HEAD, or as GET
        for (const ApiOperation& one : api_operations())
            if (one.method == wanted && fits(make_ask("", one.path, "").segments, ask.segments))
                return one;
    return std::nullopt;
}

std::string media_type(std::string_view content_type) {
    return std::string(content_type.substr(0, content_type.find(';')));
}

bool has_field(const Reply& reply, std::string_view name) {
    return std::ranges::any_of(reply.fields,
                               [&](const auto& field) { return field.first == name; });
}

// A body as the value that a schema can judge: JSON parsed, everything else a text.
json value_of(std::string_view media_type, std::string_view body) {
    return media_type.ends_with("json") ? json::parse(body) : json(body);
}

std::string judge_content(const json& content, std::string_view type, std::string_view body) {
    const std::string media = media_type(type);
    const auto found = content.contains(media) ? content.find(media) : content.find("*/*");
    if (found == content.end()) return "Content-Type: is not expected, got '" + media + "'";
    if (!found->contains("schema")) return {};
    return misfit(value_of(media, body), found->at("schema"), api_document());
}

std::string judge_head(const json& response, const Reply& reply) {
    const json headers = response.value("headers", json::object());
    for (const auto& [name, header] : headers.items())
        if (resolved(header).value("required", false) && !has_field(reply, name))
            return name + ": is missing";
    return {};
}

std::string judge_response(const json& response, const Reply& reply, bool with_body) {
    if (auto found = judge_head(response, reply); !found.empty()) return found;
    if (!with_body) return {};
    if (response.contains("content"))
        return judge_content(response.at("content"), reply.content_type, reply.body);
    return reply.body.empty() ? "" : "body: is not expected, got " + reply.body;
}

// Refusals that depend on no operation have their own responses.
const json* response_of(const ApiOperation* operation, int status) {
    const std::string name = std::to_string(status);
    const json& everywhere = api_document().at("components").at("responses");
    const bool of_all = !operation || status == 500;
    const json& responses = of_all ? everywhere : operation->operation->at("responses");
    const auto found = responses.find(name);
    return found == responses.end() ? nullptr : &resolved(*found);
}

std::string judge_reply(const ApiOperation* operation, const Reply& reply, bool with_body) {
    const json* response = response_of(operation, reply.status);
    if (!response) return "status: is not expected, got " + std::to_string(reply.status);
    return judge_response(*response, reply, with_body);
}

// Text that a schema of a number judges as one, and a list with commas as an array.
json parameter_value(const json& part, const std::string& text) {
    const json& schema = resolved(part);
    if (schema.value("type", "") == "array") {
        json values = json::array();
        for (const auto each : std::views::split(text, ','))
            values.push_back(parameter_value(schema.at("items"), {each.begin(), each.end()}));
        return values;
    }
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return schema.value("type", "") == "integer" && whole ? json(number) : json(text);
}

std::string judge_query(const ApiOperation& operation, const Ask& ask) {
    const auto parameters = operation.parameters("query");
    if (parameters.empty()) return {};  // the route does not look at it
    for (const auto& [name, text] : ask.query) {
        const auto found = std::ranges::find_if(
            parameters, [&](const json& one) { return one.at("name") == name; });
        if (found == parameters.end()) return name + ": is not expected in the query";
        if (text.empty()) continue;  // counts as not given
        const json& schema = found->at("schema");
        auto wrong = misfit(parameter_value(schema, text), schema, api_document());
        if (!wrong.empty()) return name + " in the query: " + wrong;
    }
    return {};
}

std::string judge_request(const ApiOperation& operation, const Ask& ask) {
    if (auto found = judge_query(operation, ask); !found.empty()) return found;
    const auto wanted = operation.operation->find("requestBody");
    const bool there = wanted != operation.operation->end();
    if (!there && ask.body == "{}") return {};  // says nothing
    if (ask.body.empty()) {
        const bool missing = there && wanted->value("required", false);
        return missing ? "body of the request: is missing" : "";
    }
    if (!there) return "body of the request: is not expected, got " + ask.body;
    auto found = judge_content(wanted->at("content"), "application/json", ask.body);
    return found.empty() ? "" : "body of the request: " + found;
}

}  // namespace

const json& api_document() {
    static const json document = read_document();
    return document;
}

std::vector<json> ApiOperation::parameters(std::string_view in) const {
    std::vector<json> found;
    for (const json* place : {item, operation})
        for (const json& parameter : place->value("parameters", json::array()))
            if (resolved(parameter).at("in") == in) found.push_back(resolved(parameter));
    return found;
}

const std::vector<ApiOperation>& api_operations() {
    static const std::vector<ApiOperation> operations = read_operations();
    return operations;
}

std::string shape_of(std::string_view path) {
    std::string shape;
    bool inside = false;
    for (const char c : path) {
        if (c == '}') inside = false;
        if (!inside) shape += c;
        if (c == '{') inside = true;
    }
    return shape;
}

std::string nonconformity(std::string_view method, std::string_view target, std::string_view body,
                          const Reply& reply) {
    if (method == "OPTIONS" && reply.status == 200)
        return has_field(reply, "Allow") ? "" : "Allow: is missing";
    const Ask ask = make_ask(method, target, body);
    const auto operation = operation_for(ask, method);
    const bool refused = reply.status >= 400;
    if (!operation && !refused) return "path: is not in the document";
    auto found = judge_reply(operation ? &*operation : nullptr, reply, method != "HEAD");
    return found.empty() && !refused ? judge_request(*operation, ask) : found;
}

void expect_conformity(std::string_view method, std::string_view target, std::string_view body,
                       const Reply& reply) {
    std::string found;
    try {
        found = nonconformity(method, target, body, reply);
    } catch (const std::exception& error) {
        found = error.what();
    }
    CHECK_MESSAGE(found.empty(),
                  method << " " << target << " -> " << reply.status << ": " << found);
}

}  // namespace cronmon
