#include "engine/inbox.h"

#include <algorithm>

namespace cronmon {

std::string_view word(PingMethod method) {
    switch (method) {
        case PingMethod::get: return "GET";
        case PingMethod::head: return "HEAD";
        case PingMethod::post: return "POST";
        case PingMethod::put: return "PUT";
    }
    return "";
}

void PingBatch::add(Ping ping, std::string_view client_ip, std::string_view user_agent,
                    std::string_view body, std::string_view key, std::string_view slug) {
    ping.texts_at = static_cast<std::uint32_t>(texts_.size());
    ping.client_ip_bytes = static_cast<std::uint16_t>(client_ip.size());
    ping.user_agent_bytes = static_cast<std::uint16_t>(user_agent.size());
    ping.body_bytes = static_cast<std::uint32_t>(body.size());
    ping.key_bytes = static_cast<std::uint8_t>(key.size());
    ping.slug_bytes = static_cast<std::uint8_t>(slug.size());
    texts_.append(client_ip).append(user_agent).append(body).append(key).append(slug);
    pings_.push_back(ping);
}

void PingBatch::append(const PingBatch& other) {
    const auto shift = static_cast<std::uint32_t>(texts_.size());
    const std::size_t before = pings_.size();
    pings_.insert(pings_.end(), other.pings_.begin(), other.pings_.end());
    texts_ += other.texts_;
    for (std::size_t i = before; i < pings_.size(); ++i) pings_[i].texts_at += shift;
}

void PingBatch::clear() {
    pings_.clear();
    texts_.clear();
    // A burst of large bodies must not be kept for ever.
    constexpr std::size_t texts_kept_max = 1u << 20;
    if (texts_.capacity() > texts_kept_max) texts_.shrink_to_fit();
}

std::string_view PingBatch::client_ip(const Ping& ping) const {
    return std::string_view(texts_).substr(ping.texts_at, ping.client_ip_bytes);
}

std::string_view PingBatch::user_agent(const Ping& ping) const {
    return std::string_view(texts_).substr(ping.texts_at + ping.client_ip_bytes,
                                           ping.user_agent_bytes);
}

std::string_view PingBatch::body(const Ping& ping) const {
    return std::string_view(texts_).substr(
        ping.texts_at + ping.client_ip_bytes + ping.user_agent_bytes, ping.body_bytes);
}

std::string_view PingBatch::key(const Ping& ping) const {
    const std::size_t before = ping.texts_at + ping.client_ip_bytes + ping.user_agent_bytes;
    return std::string_view(texts_).substr(before + ping.body_bytes, ping.key_bytes);
}

std::string_view PingBatch::slug(const Ping& ping) const {
    const std::size_t before = ping.texts_at + ping.client_ip_bytes + ping.user_agent_bytes;
    return std::string_view(texts_).substr(before + ping.body_bytes + ping.key_bytes,
                                           ping.slug_bytes);
}

void Door::open(const Clock& clock) {
    // All sequentially consistent: an engine that still reads `closed` has read its clock before
    // the one below is read, so no stamp of this round is earlier than the engine's `now`.
    stamp_ms_.store(opening);
    stamp_ms_.store(to_ms(clock.now()));
}

Door& Inbox::add_door() { return *doors_.emplace_back(std::make_unique<Door>()); }

bool Inbox::put(PingBatch& batch) {
    {
        const std::lock_guard lock(mutex_);
        if (pings_.pings().size() + batch.pings().size() > inbox_pings_max ||
            pings_.bytes() + batch.bytes() > inbox_bytes_max)
            return false;
        if (pings_.empty()) std::swap(pings_, batch);
        else pings_.append(batch);
    }
    arrived_.notify_one();
    batch.clear();
    return true;
}

bool Inbox::put(Change change, Receipt receipt, By by) {
    {
        const std::lock_guard lock(mutex_);
        if (changes_.size() >= inbox_changes_max) return false;
        changes_.push_back({std::move(change), std::move(receipt), std::move(by)});
    }
    arrived_.notify_one();
    return true;
}

void Inbox::take(PingBatch& pings, std::vector<PendingChange>& changes) {
    pings.clear();
    changes.clear();
    const std::lock_guard lock(mutex_);
    std::swap(pings, pings_);
    std::swap(changes, changes_);
    woken_ = false;
}

Instant Inbox::horizon(Instant now) const {
    Instant horizon = now;
    for (const auto& door : doors_) {
        const std::int64_t stamp_ms = door->stamp_ms_.load();
        if (stamp_ms == Door::opening) return Instant::min();
        if (stamp_ms != Door::closed) horizon = std::min(horizon, from_ms(stamp_ms) - Millis{1});
    }
    return horizon;
}

std::uint64_t Inbox::refused() const {
    std::uint64_t pings = 0;
    for (const auto& door : doors_) pings += door->refused_.read();
    return pings;
}

void Inbox::wait(Millis most) {
    std::unique_lock lock(mutex_);
    // The steady clock: a stepped wall clock must neither wake nor delay the engine.
    arrived_.wait_for(lock, most,
                      [this] { return woken_ || !pings_.empty() || !changes_.empty(); });
}

void Inbox::wake() {
    {
        const std::lock_guard lock(mutex_);
        woken_ = true;
    }
    arrived_.notify_one();
}

std::size_t Inbox::depth() const {
    const std::lock_guard lock(mutex_);
    return pings_.pings().size() + changes_.size();
}

}  // namespace cronmon
