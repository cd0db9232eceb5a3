#include "engine/versions.h"

namespace cronmon {

std::string_view word(Topic topic) {
    constexpr std::array<std::string_view, topic_count> words{
        "businesses", "notifiers", "assignments", "tasks",  "pings",    "alerts",
        "blind",      "users",     "sessions",    "tokens", "settings", "audit"};
    return words[static_cast<std::size_t>(topic)];
}

Versions::Versions(Instant start) : newest_(to_ms(start) * 1000) {
    for (auto& version : at_) version = newest_.load();
}

// `newest` last: whoever continues from it has seen every topic that it covers.
void Versions::raise(const Topics& topics) {
    if (topics.none()) return;
    const std::int64_t next = newest_ + 1;
    for (std::size_t i = 0; i < topic_count; ++i)
        if (topics[i]) at_[i] = next;
    newest_ = next;
}

}  // namespace cronmon
