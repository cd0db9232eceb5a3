#include "app/config_file.h"

#include "base/quote.h"

#include <nlohmann/json.hpp>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

namespace cronmon {
namespace {

using Json = nlohmann::json;

Error refuse(std::string_view path, const std::string& why) {
    return {Code::invalid, std::string(path) + ": " + why};
}

// A text, or a number, true or false as it is written.
std::optional<std::string> plain(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number_integer() || value.is_boolean()) return value.dump();
    return std::nullopt;
}

std::optional<std::vector<std::string>> texts(const Json& value) {
    std::vector<std::string> result;
    if (!value.is_array()) {
        auto text = plain(value);
        if (!text) return std::nullopt;
        return std::vector{*std::move(text)};
    }
    for (const Json& element : value) {
        auto text = plain(element);
        if (!text) return std::nullopt;
        result.push_back(*std::move(text));
    }
    return result;
}

// `... parse error at line 3, column 5: ...` without the library's own words before it.
std::string place_of(const Json::parse_error& error) {
    const std::string_view what = error.what();
    const auto at = what.find("parse error at ");
    const auto end = what.find(':', at);
    if (at == std::string_view::npos || end == std::string_view::npos) return "it is malformed";
    return "malformed at " + std::string(what.substr(at + 15, end - at - 15));
}

}  // namespace

Result<FileValues> parse_config(std::string_view text, std::string_view path) {
    Json json;
    try {
        json = Json::parse(text, nullptr, true, /*ignore_comments=*/true);
    } catch (const Json::parse_error& error) {
        return refuse(path, "must be JSON, and is " + place_of(error));
    }
    if (!json.is_object())
        return refuse(path, "must be a JSON object, such as {\"listen\": \":8000\"}");
    FileValues values;
    for (const auto& [key, value] : json.items()) {
        auto all = texts(value);
        if (!all)
            return refuse(
                path, key +
                          ": must be a text, a whole number, true, false or a list of texts, got " +
                          quote(value.dump(-1, ' ', true)));
        values.emplace(key, *std::move(all));
    }
    return values;
}

Result<FileValues> read_config_file(const std::string& path) {
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    if (file.bad() || !file.is_open())
        return refuse(path, "cannot be read: " + std::generic_category().message(errno));
    return parse_config(text, path);
}

}  // namespace cronmon
