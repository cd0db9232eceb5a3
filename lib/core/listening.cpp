#include "core/listening.h"

namespace cronmon {
namespace {

std::string_view trimmed(std::string_view word) {
    while (word.starts_with(' ')) word.remove_prefix(1);
    while (word.ends_with(' ')) word.remove_suffix(1);
    return word;
}

// Whether one of the words, separated by commas, is somewhere in the text.
bool has_one_of(std::string_view words, std::string_view text) {
    while (!words.empty()) {
        const auto comma = words.find(',');
        const std::string_view word = trimmed(words.substr(0, comma));
        if (!word.empty() && text.find(word) != std::string_view::npos) return true;
        if (comma == std::string_view::npos) return false;
        words.remove_prefix(comma + 1);
    }
    return false;
}

}  // namespace

PingKind heard(const Listening& listening, PingKind said, bool is_post, std::string_view body) {
    if (listening.post_only && !is_post) return PingKind::ignored;
    if (!listening.by_body) return said;
    if (has_one_of(listening.failure_words, body)) return PingKind::fail;
    if (has_one_of(listening.success_words, body)) return PingKind::success;
    if (has_one_of(listening.start_words, body)) return PingKind::start;
    return listening.else_fail ? PingKind::fail : PingKind::ignored;
}

bool hears_everything(const Listening& listening) {
    return !listening.post_only && !listening.by_body && !listening.manual_resume;
}

}  // namespace cronmon
