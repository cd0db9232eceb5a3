#include "http/page_folder.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

namespace cronmon {
namespace {

namespace fs = std::filesystem;

bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
}

// No `..`, no hidden file, no %2e.
bool is_plain_name(std::string_view name) {
    return !name.empty() && !name.starts_with('.') && std::ranges::all_of(name, is_plain);
}

bool is_plain_path(std::string_view path) {
    if (!path.starts_with('/')) return false;
    while (!path.empty()) {
        path.remove_prefix(1);
        const auto name = path.substr(0, path.find('/'));
        if (!is_plain_name(name)) return false;
        path.remove_prefix(name.size());
    }
    return true;
}

bool is_below(const fs::path& file, const fs::path& folder) {
    return std::ranges::mismatch(folder, file).in1 == folder.end();
}

}  // namespace

std::optional<fs::path> PageFolder::find(std::string_view path) const {
    if (!is_plain_path(path)) return std::nullopt;
    std::error_code error;
    const fs::path folder = fs::canonical(folder_, error);
    if (error) return std::nullopt;
    const fs::path file = fs::canonical(folder / path.substr(1), error);
    if (error || !is_below(file, folder) || !fs::is_regular_file(file, error)) return std::nullopt;
    return file;
}

std::optional<std::string> PageFolder::read(std::string_view path) const {
    const auto file = find(path);
    if (!file) return std::nullopt;
    std::ifstream in(*file, std::ios::binary);
    std::string text(std::istreambuf_iterator<char>(in), {});
    if (!in.is_open() || in.bad()) return std::nullopt;
    return text;
}

}  // namespace cronmon
