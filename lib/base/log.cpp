#include "base/log.h"

#include "base/clock.h"
#include "base/time_text.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <mutex>
#include <system_error>

namespace cronmon::log {
namespace {

std::mutex mutex;   // Guards the three below.
std::string path_;  // Empty: stderr.
int descriptor = STDERR_FILENO;
Format format_ = Format::text;

constexpr std::string_view level_name(Level level) {
    switch (level) {
        case Level::info: return "info";
        case Level::warning: return "warning";
        case Level::error: return "error";
    }
    return "error";
}

void append_quoted(std::string& line, std::string_view value) {
    constexpr char hex_digits[] = "0123456789abcdef";
    line += '"';
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            line += '\\';
            line += c;
        } else if (byte < 0x20 || byte == 0x7f) {
            line += "\\u00";
            line += hex_digits[byte >> 4];
            line += hex_digits[byte & 0x0f];
        } else {
            line += c;
        }
    }
    line += '"';
}

bool is_plain(std::string_view value) {
    for (const char c : value)
        if (static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '\\' || c == '=' || c == 0x7f)
            return false;
    return !value.empty();
}

std::string text_line(Level level, std::string_view event, std::initializer_list<Field> fields,
                      Instant at) {
    std::string line = utc_text(at) + ' ';
    line += level_name(level);
    line += ' ';
    line += event;
    for (const Field& field : fields) {
        line += ' ';
        line += field.key;
        line += '=';
        if (is_plain(field.value)) line += field.value;
        else append_quoted(line, field.value);
    }
    return line + '\n';
}

std::string json_line(Level level, std::string_view event, std::initializer_list<Field> fields,
                      Instant at) {
    std::string line = "{\"at\":\"" + utc_text(at) + "\",\"level\":\"";
    line += level_name(level);
    line += "\",\"event\":";
    append_quoted(line, event);
    for (const Field& field : fields) {
        line += ',';
        append_quoted(line, field.key);
        line += ':';
        if (field.is_number) line += field.value;
        else append_quoted(line, field.value);
    }
    return line + "}\n";
}

// Opens `path` for appending. Throws std::system_error naming it.
int open_file(const std::string& path) {
    if (path.empty()) return STDERR_FILENO;
    const int opened = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
    if (opened < 0) throw std::system_error(errno, std::generic_category(), "open " + path);
    return opened;
}

void replace_descriptor(int opened) {
    if (descriptor != STDERR_FILENO) ::close(descriptor);
    descriptor = opened;
}

}  // namespace

void open(const std::string& path, Format format) {
    const int opened = open_file(path);
    const std::lock_guard lock(mutex);
    replace_descriptor(opened);
    path_ = path;
    format_ = format;
}

void reopen() {
    const std::lock_guard lock(mutex);
    replace_descriptor(open_file(path_));
}

void write(Level level, std::string_view event, std::initializer_list<Field> fields) {
    const Instant at = SystemClock{}.now();
    const std::lock_guard lock(mutex);
    const std::string line = format_ == Format::text ? text_line(level, event, fields, at)
                                                     : json_line(level, event, fields, at);
    // A log that cannot be written must not stop the watch; there is nobody left to tell.
    [[maybe_unused]] const ssize_t written = ::write(descriptor, line.data(), line.size());
}

}  // namespace cronmon::log
