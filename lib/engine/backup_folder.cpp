#include "engine/backup_folder.h"

#include "base/time_text.h"

#include <algorithm>
#include <filesystem>

namespace cronmon {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view before = "cronmon-";
constexpr std::string_view behind = ".db";
constexpr std::size_t stamp_chars = 16;  // 20261128T213304Z

}  // namespace

std::string backup_name(Instant at) {
    std::string stamp = utc_text(std::chrono::floor<std::chrono::seconds>(at));
    std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
    return std::string(before).append(stamp).append(behind);
}

std::optional<Instant> backup_time(std::string_view name) {
    if (name.size() != before.size() + stamp_chars + behind.size() || !name.starts_with(before) ||
        !name.ends_with(behind))
        return std::nullopt;
    std::string text(name.substr(before.size(), stamp_chars));
    for (const std::size_t place : {13UL, 11UL}) text.insert(place, ":");
    for (const std::size_t place : {6UL, 4UL}) text.insert(place, "-");
    const auto at = parse_instant("backup", text);
    return at ? std::optional(*at) : std::nullopt;
}

std::vector<BackupFile> backups_in(const std::string& directory) {
    std::vector<BackupFile> found;
    if (!fs::exists(directory)) return found;
    for (const fs::directory_entry& entry : fs::directory_iterator(directory)) {
        const auto at = backup_time(entry.path().filename().string());
        if (!at || !entry.is_regular_file()) continue;
        found.push_back({*at, entry.path().string(), static_cast<std::int64_t>(entry.file_size())});
    }
    std::ranges::sort(found, {}, &BackupFile::at);
    return found;
}

}  // namespace cronmon
