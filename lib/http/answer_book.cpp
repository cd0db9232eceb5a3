#include "http/answer_book.h"

#include "http/problem.h"

#include <string>

namespace cronmon {
namespace {

Digest key_of(const Ask& ask, std::string_view key) {
    std::string text = std::to_string(raw(ask.who->user));
    text.append("\n").append(ask.target).append("\n").append(key);
    return digest_of(text);
}

}  // namespace

AnswerBook::Place AnswerBook::look(const Ask& ask, std::string_view key) {
    if (key.size() > idempotency_key_bytes_max)
        return {{}, problem({Code::invalid, "idempotency_key: must have at most 255 bytes"})};
    const Place place{key_of(ask, key), {}};
    const Digest request = digest_of(ask.body);
    const std::lock_guard lock(mutex_);
    forget_old();
    const auto [found, added] = entries_.try_emplace(place.key, Entry{request, clock_.now(), {}});
    if (added) {
        order_.push_back(place.key);
        return place;
    }
    const Entry& entry = found->second;
    if (entry.request != request)
        return {{}, problem({Code::invalid, "idempotency_key: was used for another request"})};
    if (!entry.reply)
        return {{}, problem({Code::conflict, "idempotency_key: the same request is on its way"})};
    Reply again = *entry.reply;
    again.fields.emplace_back("Idempotent-Replayed", "true");
    return {place.key, std::move(again)};
}

void AnswerBook::keep(const Digest& key, const Reply& reply) {
    if (reply.status >= 500 || reply.body.size() > answer_bytes_kept_max) return forget(key);
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(key);
    if (found != entries_.end()) found->second.reply = reply;
}

void AnswerBook::forget(const Digest& key) {
    const std::lock_guard lock(mutex_);
    entries_.erase(key);
}

void AnswerBook::forget_old() {
    const Instant oldest = clock_.now() - answers_kept_for;
    while (!order_.empty()) {
        const auto found = entries_.find(order_.front());
        const bool gone = found == entries_.end();
        if (!gone && found->second.at > oldest && order_.size() < answers_kept_max) return;
        if (!gone) entries_.erase(found);
        order_.pop_front();
    }
}

}  // namespace cronmon
