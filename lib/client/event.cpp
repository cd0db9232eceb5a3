#include "client/event.h"

#include <array>

namespace cronmon {
namespace {

constexpr std::array<std::string_view, 4> words{"start", "log", "success", "fail"};

}  // namespace

std::string_view word(Event::Kind kind) { return words.at(static_cast<std::size_t>(kind)); }

std::optional<Event::Kind> event_kind(std::string_view word) {
    for (std::size_t i = 0; i < words.size(); ++i)
        if (words.at(i) == word) return static_cast<Event::Kind>(i);
    return std::nullopt;
}

std::string path_suffix(const Event& event) {
    const bool is_end = event.kind == Event::Kind::success || event.kind == Event::Kind::fail;
    if (is_end && event.exit_status) return "/" + std::to_string(*event.exit_status);
    if (event.kind == Event::Kind::success) return {};
    return "/" + std::string(word(event.kind));
}

}  // namespace cronmon
