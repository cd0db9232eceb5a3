#include "cli/local_zone.h"

#include "base/quote.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace cronmon {
namespace {

constexpr std::string_view zone_folder = "/zoneinfo/";

// The name at the end of /usr/share/zoneinfo/Asia/Shanghai; other texts as they are.
std::string_view name_in(std::string_view text) {
    const std::size_t folder = text.rfind(zone_folder);
    return folder == text.npos ? text : text.substr(folder + zone_folder.size());
}

std::optional<std::string> asked(const std::function<std::optional<std::string>()>& source) {
    return source ? source() : std::nullopt;
}

std::optional<std::string> variable() {
    const char* const value = std::getenv("TZ");
    if (value == nullptr) return std::nullopt;
    return value;
}

std::optional<std::string> link() {
    std::error_code problem;
    const auto target = std::filesystem::read_symlink("/etc/localtime", problem);
    if (problem) return std::nullopt;
    return target.string();
}

std::optional<std::string> file() {
    std::ifstream in("/etc/timezone");
    std::string line;
    if (!std::getline(in, line)) return std::nullopt;
    return line;
}

// tzset(3): a colon may stand before the name; an empty value means UTC.
Result<Zone> zone_of_variable(std::string_view value) {
    if (value.starts_with(':')) value.remove_prefix(1);
    if (value.empty()) return Zone();
    auto zone = Zone::find(name_in(value), "TZ");
    if (zone) return zone;
    return Error{Code::invalid, "TZ: " + quote(value) +
                                    " names no time zone; say which one with --tz, such as "
                                    "Asia/Shanghai"};
}

}  // namespace

LocalZoneSources this_machine() { return {variable, link, file}; }

Result<Zone> local_zone(const LocalZoneSources& sources) {
    if (const auto value = asked(sources.variable)) return zone_of_variable(*value);
    for (const auto& source : {sources.link, sources.file}) {
        const auto text = asked(source);
        if (!text) continue;
        if (auto zone = Zone::find(name_in(*text))) return zone;
    }
    return Zone();
}

}  // namespace cronmon
