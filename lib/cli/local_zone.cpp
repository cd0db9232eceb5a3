#include "cli/local_zone.h"

#include "base/quote.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace cronmon {
namespace {

constexpr std::string_view zone_folder = "/zoneinfo/";

// The name at the end of /usr/share/zoneinfo/Asia/Shanghai; other texts as they are.
std::string name_in(const std::string& text) {
    const std::size_t folder = text.rfind(zone_folder);
    return folder == text.npos ? text : text.substr(folder + zone_folder.size());
}

std::optional<std::string> asked(const std::function<std::optional<std::string>()>& source) {
    return source ? source() : std::nullopt;
}

std::optional<std::string> variable() {
    const char* const value = std::getenv("TZ");
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

std::optional<std::string> link() {
    std::error_code problem;
    const auto target = std::filesystem::read_symlink("/etc/localtime", problem);
    return problem ? std::nullopt : std::optional(target.string());
}

std::optional<std::string> file() {
    std::ifstream in("/etc/timezone");
    std::string line;
    return std::getline(in, line) ? std::optional(line) : std::nullopt;
}

// tzset(3): a colon may stand before the name; an empty value means UTC.
Result<Zone> zone_of_variable(std::string value) {
    if (value.starts_with(':')) value.erase(0, 1);
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
    if (auto value = asked(sources.variable)) return zone_of_variable(*std::move(value));
    for (const auto& source : {sources.link, sources.file}) {
        const auto text = asked(source);
        if (!text) continue;
        if (auto zone = Zone::find(name_in(*text))) return zone;
    }
    return Zone();
}

}  // namespace cronmon
