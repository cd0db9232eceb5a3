// JSON as Python's json.dumps writes it: a blank behind each comma and colon, and nothing but
// ASCII. Clients of Healthchecks have seen no other, and some compare texts.
//
// Thread-safety: pure functions; a PythonObject is confined to its owner.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cronmon {

// In quotes. Bytes that are no UTF-8 become U+FFFD.
std::string python_string(std::string_view text);

// Of items that are JSON already.
std::string python_list(std::span<const std::string> items);

// Fields stand as they are written.
class PythonObject {
public:
    PythonObject& json(std::string_view name, std::string_view value);
    PythonObject& text(std::string_view name, std::string_view value);
    PythonObject& text_or_null(std::string_view name, const std::optional<std::string>& value);
    PythonObject& number(std::string_view name, std::int64_t value);
    PythonObject& flag(std::string_view name, bool value);

    std::string done() { return text_ + "}"; }

private:
    std::string text_ = "{";
};

// A refusal: {"error": "..."}.
std::string python_error(std::string_view sentence);

}  // namespace cronmon
