#include "cli/discover/sources.h"

#include "base/quote.h"
#include "cli/discover/files.h"
#include "cli/discover/user_crontab.h"
#include "core/schedule_words.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace cronmon {
namespace {

constexpr std::string_view system_crontab = "/etc/crontab";
constexpr std::string_view system_folder = "/etc/cron.d";
constexpr std::string_view spools[] = {"/var/spool/cron/crontabs", "/var/spool/cron"};

// cron(8) of Debian: letters, digits, underscores and hyphens.
bool is_name_for_cron(std::string_view name) {
    return std::ranges::all_of(
        name, [](char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-'; });
}

class Finder {
public:
    explicit Finder(const Where& where) : where_(where) {}

    Result<Sources> run() {
        for (const std::string& file : where_.files)
            if (auto error = add_named(file)) return *error;
        if (!where_.files.empty()) return std::move(found_);
        if (is_file(where_.root + std::string(system_crontab))) add(std::string(system_crontab));
        add_folder(system_folder);
        if (where_.reads_spool) add_spool();
        else add_own();
        return std::move(found_);
    }

private:
    std::optional<Error> add_named(const std::string& name) {
        const std::string path = real_path(name);
        auto text = text_in(path, name);
        if (!text) return text.error();
        put(path, path, *std::move(text));
        return std::nullopt;
    }

    void put(const std::string& path, const std::string& file, std::string text) {
        const auto usual = path.starts_with("/etc/") ? UserColumn::yes : UserColumn::no;
        found_.crontabs.push_back({path, file, std::move(text), where_.column.value_or(usual)});
    }

    void add(const std::string& path) {
        const std::string file = real_path(where_.root + path);
        auto text = text_in(file, path);
        if (text) put(path, file, *std::move(text));
        else found_.unreadable.push_back(text.error().message);
    }

    void add_folder(std::string_view folder) {
        errno = 0;
        const auto names = names_in(where_.root + std::string(folder));
        if (names.empty() && errno != 0 && errno != ENOENT)
            found_.unreadable.push_back(quote(folder) + " cannot be read: " + std::strerror(errno));
        for (const std::string& name : names) {
            const std::string path = std::string(folder) + "/" + name;
            if (!is_file(where_.root + path)) continue;
            if (folder != system_folder || is_name_for_cron(name)) add(path);
            else found_.notes.push_back(quote(path) + " is not read by cron: its name");
        }
    }

    void add_spool() {
        for (const std::string_view folder : spools) {
            add_folder(folder);
            if (errno == 0) return;
        }
    }

    // Through crontab(1), under the name that root knows it by.
    void add_own() {
        found_.notes.emplace_back("only root can read the crontabs of other users");
        auto text = read_own_crontab();
        if (text) put(std::string(spools[0]) + "/" + where_.user, {}, *std::move(text));
        else found_.unreadable.push_back(text.error().message);
    }

    const Where& where_;
    Sources found_;
};

}  // namespace

Result<Sources> read_sources(const Where& where) { return Finder(where).run(); }

std::string name_of_user(unsigned uid) {
    const auto text = text_in("/etc/passwd", "passwd");
    if (!text) return std::to_string(uid);
    for (const std::string_view line : split(*text, '\n')) {
        const auto fields = split(line, ':');
        if (fields.size() > 2 && fields[2] == std::to_string(uid)) return std::string(fields[0]);
    }
    return std::to_string(uid);
}

}  // namespace cronmon
