// Sends a ping, and says what became of it in three words: delivered, refused, unreached.
//
// By libcurl, over http or https with a certificate that this machine trusts. Unlike the way to the
// management API (cli/remote.h), which carries a token, a ping honours the proxies that the
// environment names: a job often stands where nothing else leads out.
//
// It never waits longer than it was told, whatever the server does: a server that accepts and then
// says nothing must not hold up a job's crontab. What was sent in vain may still have arrived; then
// the server gets it twice, which is better than never.
//
// Thread-safety: confined to one thread at a time.
#pragma once

#include "base/clock.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace cronmon {

// How long one ping may take.
struct Patience {
    Millis connect;  // for DNS, TCP and TLS
    Millis whole;    // for one try
    int tries;  // with what may pass: no connection, 408, 429, 5xx. A silence is not tried again
    Millis between;  // tries
};
constexpr Patience patience_for_ping{std::chrono::seconds{3}, std::chrono::seconds{10}, 2,
                                     Millis{500}};
// Of a server that has just been silent.
constexpr Patience patience_when_slow{std::chrono::seconds{2}, std::chrono::seconds{3}, 1,
                                      Millis{0}};

struct Answer {
    enum class Verdict : std::uint8_t {
        delivered,  // 200 or 201
        refused,    // a 4xx that asking again would not change
        unreached,  // nobody answered, or nobody who knows; it may go well later
    };
    Verdict verdict = Verdict::unreached;
    std::string why{};                        // a sentence if it was not delivered; shows no path
    bool silent = false;                      // the time was over before an answer came
    std::optional<std::size_t> body_limit{};  // of Ping-Body-Limit: as much as the server keeps
};

class Sender {
public:
    // Whom to trust: a file of certificates; empty: whom this machine trusts.
    explicit Sender(std::string ca_file);
    ~Sender();
    Sender(const Sender&) = delete;
    Sender& operator=(const Sender&) = delete;

    // Once `no_more` is asked to stop, a try that is under way is the last.
    Answer post(const std::string& url, std::string_view body, const Patience& patience,
                const std::stop_token& no_more = {});

private:
    class Handle;

    Answer post_once(const std::string& url, std::string_view body, const Patience& patience);

    const std::string ca_file_;
    std::unique_ptr<Handle> handle_;  // made with the first ping
};

}  // namespace cronmon
