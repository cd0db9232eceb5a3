// Where pings and changes wait for the engine's next round.
//
// Pings are gathered by the reactor into a PingBatch, without an allocation or a lock for each,
// and handed over once a round. Each is stamped when it arrives, and the engine must not judge a
// deadline that lies behind a stamp it has not seen yet: that would be a false alarm. So a reactor
// opens its Door before it reads the clock for the first stamp of a round and closes it when the
// batch lies in the inbox; `horizon` tells the engine how far it may judge.
//
// Thread-safety: PingBatch is confined to one thread; Inbox is synchronised; a Door is used by
// one reactor, and read by the engine.
#pragma once

#include "base/clock.h"
#include "base/counter.h"
#include "base/token.h"
#include "core/model.h"
#include "engine/change.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

enum class PingMethod : std::uint8_t { get, head, post, put };
std::string_view word(PingMethod method);

// Which URLs it came by: the original's, or those of Healthchecks' clients.
enum class PingFamily : std::uint8_t { original, check };

// What is wrong with a ping, if its task is there to be told of.
enum class PingDefect : std::uint8_t { none, exit_status, run_id };

// What a task that is not there yet becomes of a slug.
enum class Provision : std::uint8_t { refuse, create };

// Several pings with their texts in one piece of memory that is used again and again.
class PingBatch {
public:
    struct Ping {
        Uuid uuid = {};
        Instant at = {};
        std::uint64_t ticket = 0;  // the asker's, returned with the answer
        PingKind kind = PingKind::success;
        PingMethod method = PingMethod::get;
        PingFamily family = PingFamily::original;
        PingDefect defect = PingDefect::none;
        Provision provision = Provision::refuse;
        bool has_run = false;
        bool by_https = false;
        std::int16_t exit_status = -1;  // -1: none was told
        Uuid run = {};                  // the run's id, if it has one
        std::uint8_t key_bytes = 0;     // 0: `uuid` names the task, and no slug does
        std::uint8_t slug_bytes = 0;
        std::uint16_t client_ip_bytes = 0;
        std::uint16_t user_agent_bytes = 0;
        std::uint32_t body_bytes = 0;
        std::uint32_t texts_at = 0;  // set by add()
    };

    // Precondition: key and slug have at most 255 bytes each.
    void add(Ping ping, std::string_view client_ip, std::string_view user_agent,
             std::string_view body, std::string_view key = {}, std::string_view slug = {});
    void append(const PingBatch& other);
    void clear();

    bool empty() const { return pings_.empty(); }
    std::size_t bytes() const { return texts_.size(); }
    std::span<const Ping> pings() const { return pings_; }
    std::string_view client_ip(const Ping& ping) const;
    std::string_view user_agent(const Ping& ping) const;
    std::string_view body(const Ping& ping) const;
    std::string_view key(const Ping& ping) const;
    std::string_view slug(const Ping& ping) const;

private:
    std::vector<Ping> pings_;
    std::string texts_;
};

// Past either of these the inbox is full, and pings are refused until the engine has caught up.
constexpr std::size_t inbox_pings_max = 65'536;
constexpr std::size_t inbox_bytes_max = 64u << 20;
// Changes waiting at once; more are refused.
constexpr std::size_t inbox_changes_max = 10'000;

// How a reactor tells that it may hold stamped pings (see the head).
class Door {
public:
    void open(const Clock& clock);
    void close() { stamp_ms_.store(closed); }

    // So many pings found the inbox full.
    void count_refused(std::size_t pings) { refused_.add(pings); }

private:
    friend class Inbox;
    static constexpr std::int64_t closed = INT64_MAX;
    static constexpr std::int64_t opening = INT64_MIN;
    std::atomic<std::int64_t> stamp_ms_{closed};
    Counter refused_;
};

struct PendingChange {
    Change change;
    Receipt receipt;
    By by;
};

class Inbox {
public:
    // The door stays valid as long as the inbox. Call before the engine runs.
    Door& add_door();

    // Takes the whole batch, or nothing when there is no room. `batch` is empty afterwards if it
    // was taken.
    bool put(PingBatch& batch);
    bool put(
        Change change, Receipt receipt = [](auto) {}, By by = {});

    // Swaps what waits into the (cleared) arguments.
    void take(PingBatch& pings, std::vector<PendingChange>& changes);

    // The latest time up to which a deadline may be judged, given a clock read at `now` before
    // take(): every ping stamped up to then has been put before take() or is in its result.
    Instant horizon(Instant now) const;

    // Sleeps until something waits, `wake()` was called or `most` has passed.
    void wait(Millis most);
    void wake();

    std::size_t depth() const;

    // Pings that their reactors had to refuse because there was no room.
    std::uint64_t refused() const;

private:
    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    PingBatch pings_;                           // guarded by mutex_
    std::vector<PendingChange> changes_;        // guarded by mutex_
    bool woken_ = false;                        // guarded by mutex_
    std::vector<std::unique_ptr<Door>> doors_;  // fixed before the threads start
};

}  // namespace cronmon
