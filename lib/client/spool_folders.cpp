#include "client/spool_folders.h"

#include <fstream>
#include <string_view>

namespace cronmon {
namespace {

constexpr std::string_view usual_folder = "/var/spool/cronmon";
constexpr std::string_view temporary_folder = "/tmp/cronmon-spool-";

// name:password:uid:gid:gecos:home:shell (passwd(5))
std::string_view field_of(std::string_view line, int which) {
    for (; which > 0; --which) {
        const auto colon = line.find(':');
        if (colon == line.npos) return {};
        line.remove_prefix(colon + 1);
    }
    return line.substr(0, line.find(':'));
}

std::string home_in(const std::string& passwd_file, uid_t user) {
    std::ifstream file(passwd_file);
    const std::string number = std::to_string(user);
    for (std::string line; std::getline(file, line);)
        if (field_of(line, 2) == number) return std::string(field_of(line, 5));
    return {};
}

// XDG Base Directory Specification: a path that is not absolute is to be ignored.
std::string state_folder(const Variables& variable, uid_t user, const std::string& passwd_file) {
    if (const auto state = variable("XDG_STATE_HOME"); state && state->starts_with('/'))
        return *state;
    const std::string home = variable("HOME").value_or(home_in(passwd_file, user));
    return home.starts_with('/') ? home + "/.local/state" : std::string{};
}

}  // namespace

std::vector<std::string> spool_folders(const Variables& variable, uid_t user,
                                       const std::string& passwd_file) {
    if (const auto named = variable("CRONMON_SPOOL")) return {*named};
    std::vector<std::string> folders{std::string(usual_folder)};
    const std::string state = state_folder(variable, user, passwd_file);
    if (!state.empty()) folders.push_back(state + "/cronmon/spool");
    folders.push_back(std::string(temporary_folder) + std::to_string(user));
    return folders;
}

std::string run_lock_folder(const std::string& spool_folder) {
    std::string_view folder = spool_folder;
    while (folder.size() > 1 && folder.ends_with('/')) folder.remove_suffix(1);
    return std::string(folder) + "-locks";
}

}  // namespace cronmon
