#include "cli/discover/reference.h"

#include "cli/args.h"
#include "cli/commands.h"
#include "cli/shell_text.h"
#include "client/target.h"
#include "core/model.h"
#include "core/schedule_words.h"

#include <array>

namespace cronmon {
namespace {

constexpr int quotes_within_quotes_max = 4;
constexpr std::size_t shown_uuid_chars = 8;

// As written, the path behind `root`; suffixes such as /start may follow.
std::optional<Reference> reference_behind(std::string_view path) {
    path = path.substr(0, path.find_first_of("?#"));
    const auto segments = split(path, '/');
    if (const auto uuid = Uuid::parse(segments[0])) return Reference{.uuid = uuid};
    if (segments.size() < 2 || segments[0].size() != business_key_chars || segments[1].empty())
        return std::nullopt;
    return Reference{.key = std::string(segments[0]), .name = std::string(segments[1])};
}

std::optional<Reference> reference_of_url(std::string_view url) {
    constexpr std::array<std::string_view, 2> roots{"/api/monlink/", "/ping/"};
    for (const std::string_view root : roots) {
        const auto found = url.find(root);
        if (found == url.npos) continue;
        if (auto reference = reference_behind(url.substr(found + root.size()))) return reference;
    }
    return std::nullopt;
}

// `words` stand behind `cronmon`.
std::optional<Reference> reference_of_command(std::vector<std::string> words) {
    for (auto word = words.begin(); word != words.end(); ++word) {
        const bool is_verb = *word == "exec" || *word == "ping";
        if (!is_verb && word == words.begin() && !word->starts_with("--")) return std::nullopt;
        if (!is_verb) continue;
        const Command* command = find_command(*word, "");
        words.erase(word);
        const auto args = parse_args(*command, words);
        if (!args || args->has("help")) return std::nullopt;
        const std::string target = args->argument("TASK|URL");
        return is_url(target) ? reference_of_url(target) : Reference{.name = target};
    }
    return std::nullopt;
}

std::vector<std::string> words_behind(const std::vector<ShellWord>& words, std::size_t at) {
    std::vector<std::string> behind;
    for (++at; at < words.size() && !words[at].is_operator; ++at) behind.push_back(words[at].text);
    return behind;
}

std::optional<Reference> look(std::string_view command, int depth) {
    const auto words = shell_words(command);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i].text;
        std::optional<Reference> found;
        if (std::string_view(word).substr(word.rfind('/') + 1).starts_with("cronmon"))
            found = reference_of_command(words_behind(words, i));
        if (!found && is_url(word)) found = reference_of_url(word.substr(word.find("://")));
        const bool has_more = word.find_first_of(" \t`$") != word.npos;
        if (!found && has_more && word != command && depth > 0) found = look(word, depth - 1);
        if (found) return found;
    }
    return std::nullopt;
}

}  // namespace

std::optional<Reference> reference_in(std::string_view command) {
    return look(command, quotes_within_quotes_max);
}

std::string shown(const Reference& reference) {
    if (reference.uuid) return reference.uuid->text().substr(0, shown_uuid_chars) + "...";
    return reference.name;
}

}  // namespace cronmon
