#include "cli/discover/sources.h"

#include "base/quote.h"
#include "cli/discover/user_crontab.h"
#include "core/schedule_words.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace cronmon {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view system_crontab = "/etc/crontab";
constexpr std::string_view system_folder = "/etc/cron.d";
constexpr std::string_view spools[] = {"/var/spool/cron/crontabs", "/var/spool/cron"};

Error unreadable(std::string_view path, std::string_view why) {
    return {Code::invalid, quote(path) + " cannot be read: " + std::string(why)};
}

std::string reason(int error) { return std::generic_category().message(error); }

Result<std::string> text_of(const std::string& file, const std::string& path) {
    std::error_code problem;
    if (!fs::is_regular_file(file, problem))
        return unreadable(path, problem ? problem.message() : "it is no file");
    std::ifstream in(file, std::ios::binary);
    if (!in) return unreadable(path, reason(errno));
    std::string text(crontab_bytes_max + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (in.bad()) return unreadable(path, reason(errno));
    if (text.size() > crontab_bytes_max || text.find('\0') != text.npos)
        return unreadable(path, "it is no crontab");
    return text;
}

// Absolute and without links; as it is, if there is no such file.
std::string real_path(const std::string& path) {
    char* const real = realpath(path.c_str(), nullptr);
    std::string found = real == nullptr ? path : real;
    std::free(real);
    return found;
}

// cron(8) of Debian: letters, digits, underscores and hyphens.
bool is_name_for_cron(std::string_view name) {
    return std::ranges::all_of(
        name, [](char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-'; });
}

class Finder {
public:
    explicit Finder(const Where& where) : where_(where) {}

    Result<Sources> run() {
        if (!where_.files.empty()) {
            for (const std::string& file : where_.files)
                if (auto error = add_named(file)) return *error;
            return std::move(found_);
        }
        if (fs::exists(where_.root + std::string(system_crontab), problem_))
            add(std::string(system_crontab), UserColumn::yes);
        add_folder(system_folder, UserColumn::yes);
        if (where_.reads_spool) add_spool();
        else add_own();
        return std::move(found_);
    }

private:
    std::optional<Error> add_named(const std::string& name) {
        const std::string path = real_path(name);
        auto text = text_of(path, name);
        if (!text) return text.error();
        const bool of_system = path.starts_with("/etc/");
        const auto column = where_.column.value_or(of_system ? UserColumn::yes : UserColumn::no);
        found_.crontabs.push_back({path, path, *std::move(text), column});
        return std::nullopt;
    }

    void add(const std::string& path, UserColumn column) {
        const std::string file = real_path(where_.root + path);
        auto text = text_of(file, path);
        if (!text) return found_.unreadable.push_back(text.error().message);
        found_.crontabs.push_back({path, file, *std::move(text), column});
    }

    void add_folder(std::string_view folder, UserColumn column) {
        std::vector<std::string> names;
        fs::directory_iterator entries(where_.root + std::string(folder), problem_);
        if (problem_ && problem_ != std::errc::no_such_file_or_directory)
            found_.unreadable.push_back(unreadable(folder, problem_.message()).message);
        for (; entries != fs::directory_iterator(); entries.increment(problem_))
            if (!entries->is_directory(problem_))
                names.push_back(entries->path().filename().string());
        std::ranges::sort(names);
        for (const std::string& name : names) {
            if (name.starts_with('.')) continue;
            const std::string path = std::string(folder) + "/" + name;
            if (folder != system_folder || is_name_for_cron(name)) add(path, column);
            else found_.notes.push_back(quote(path) + " is not read by cron: its name");
        }
    }

    void add_spool() {
        for (const std::string_view folder : spools) {
            if (!fs::is_directory(where_.root + std::string(folder), problem_)) continue;
            return add_folder(folder, UserColumn::no);
        }
    }

    // Through crontab(1), under the name that root knows it by.
    void add_own() {
        found_.notes.push_back("only root can read the crontabs of other users");
        auto text = read_own_crontab();
        if (!text) return found_.unreadable.push_back(text.error().message);
        found_.crontabs.push_back(
            {std::string(spools[0]) + "/" + where_.user, {}, *std::move(text), UserColumn::no});
    }

    const Where& where_;
    Sources found_;
    std::error_code problem_;
};

}  // namespace

Result<Sources> read_sources(const Where& where) { return Finder(where).run(); }

std::string name_of_user(unsigned uid) {
    std::ifstream file("/etc/passwd");
    for (std::string line; std::getline(file, line);) {
        const auto fields = split(line, ':');
        if (fields.size() > 2 && fields[2] == std::to_string(uid)) return std::string(fields[0]);
    }
    return std::to_string(uid);
}

}  // namespace cronmon
