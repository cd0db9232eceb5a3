// What cronmon says about itself: one event, one line, on stderr or a file.
//
// A line is `2026-11-23T01:02:03.456Z info event key=value ...` or one JSON object. Events are
// few; a ping is not one. Secrets are never passed in: the caller logs the name of a setting,
// not its value.
//
// Thread-safety: synchronised; a line is written with one write(2).
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace cronmon::log {

enum class Level { info, warning, error };
enum class Format { text, json };

// A key with its value, rendered when it is made.
struct Field {
    std::string_view key;
    std::string value;
    bool is_number = false;

    Field(std::string_view k, std::string_view v) : key(k), value(v) {}
    Field(std::string_view k, const char* v) : key(k), value(v) {}
    Field(std::string_view k, const std::string& v) : key(k), value(v) {}
    template <std::integral N>
    Field(std::string_view k, N v) : key(k), value(std::to_string(v)), is_number(true) {}
};

// Where lines go from now on: an empty path is stderr. Throws std::system_error if the file
// cannot be opened; the old place stays in use then.
void open(const std::string& path, Format format);

// Opens the same path again (SIGHUP, after logrotate moved the file away).
void reopen();

void write(Level level, std::string_view event, std::initializer_list<Field> fields);

inline void info(std::string_view event, std::initializer_list<Field> fields = {}) {
    write(Level::info, event, fields);
}
inline void warning(std::string_view event, std::initializer_list<Field> fields = {}) {
    write(Level::warning, event, fields);
}
inline void error(std::string_view event, std::initializer_list<Field> fields = {}) {
    write(Level::error, event, fields);
}

}  // namespace cronmon::log
