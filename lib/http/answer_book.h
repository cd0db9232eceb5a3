// Answers to requests that carry an Idempotency-Key: who sends the same request again, because the
// first answer got lost on its way, gets the first answer again, and nothing is done twice.
//
// Kept in memory for a day. After a restart the uniqueness of names protects as it always does.
//
// Thread-safety: synchronised.
#pragma once

#include "access/secret.h"
#include "base/clock.h"
#include "http/ask.h"

#include <cstddef>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string_view>

namespace cronmon {

constexpr std::size_t idempotency_key_bytes_max = 255;
constexpr Millis answers_kept_for = std::chrono::hours{24};
constexpr std::size_t answers_kept_max = 1000;           // the oldest go first
constexpr std::size_t answer_bytes_kept_max = 64 << 10;  // a longer one is not kept

class AnswerBook {
public:
    explicit AnswerBook(const Clock& clock) : clock_(clock) {}

    struct Place {
        Digest key;                  // for keep() or forget()
        std::optional<Reply> reply;  // there already, or why this request cannot be answered
    };

    // Looks a request up. If there is no reply yet the place is taken: the same request is told to
    // wait (409) until keep() or forget().
    Place look(const Ask& ask, std::string_view key);

    void keep(const Digest& key,
              const Reply& reply);  // not if it is a 5xx: that may be tried again
    void forget(const Digest& key);

private:
    struct Entry {
        Digest request;
        Instant at;
        std::optional<Reply> reply;  // nothing: on its way
    };

    void forget_old();

    const Clock& clock_;
    std::mutex mutex_;
    std::map<Digest, Entry> entries_;  // guarded by mutex_
    std::deque<Digest> order_;         // guarded by mutex_: by age; some may be gone
};

}  // namespace cronmon
