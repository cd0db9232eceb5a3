// Events that wait for a server: one file each, in a folder of this user.
//
// - A file's name sorts by time (and start before end), so order needs no index:
//   0001763900000000-2fail-<id>.event. It is written under another name, synced, renamed, and the
//   folder synced: after a power cut it is there as a whole or not at all. Mode 0600: a ping URL is
//   a secret.
// - The folder is bounded (spool_events_max, spool_bytes_max). If it is full, the oldest event that
//   is no failure gives way, then the oldest failure: news that something went wrong is worth most,
//   and what is recent more than what is old.
// - On a full disk an event is kept without its body rather than not at all.
// - Who delivers holds the spool's lock, so several processes neither deliver an event twice nor
//   overtake each other; who only adds one does not wait for it.
// - What can never be delivered goes to rejected/ (rejected_events_max), for a person to look at.
// - Files of other users are none of our business: an event that somebody else could have written
//   would send our token to where they like.
//
// Thread-safety: confined to one thread at a time; processes are kept apart by the lock.
#pragma once

#include "base/descriptor.h"
#include "base/error.h"
#include "client/event.h"
#include "client/private_folder.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

constexpr std::size_t spool_events_max = 10'000;  // starts and ends of 7 days of a job every 2 min
constexpr std::uint64_t spool_bytes_max = std::uint64_t{32} << 20;
constexpr std::size_t rejected_events_max = 100;
// As much as a server keeps of a body if nobody says otherwise.
constexpr std::size_t spooled_body_bytes_max = std::size_t{64} << 10;
// No server takes what is older (POST /pings).
constexpr Millis late_max = std::chrono::days{7};

struct SpoolLimits {
    std::size_t events = spool_events_max;
    std::uint64_t bytes = spool_bytes_max;
};

class Spool {
public:
    enum class Shelf : std::uint8_t { waiting, rejected };

    struct Entry {
        std::string name;
        std::uint64_t bytes = 0;
    };

    // Code::not_found if there is no such folder and none is to be made.
    static Result<Spool> open(const std::string& folder, Make make, SpoolLimits limits = {});

    const std::string& folder() const { return folder_; }

    // An Error: it is not kept, and why.
    std::optional<Error> put(const Event& event);

    // In the order in which they happened.
    std::vector<Entry> entries(Shelf shelf = Shelf::waiting) const;

    // Code::not_found: somebody has delivered it meanwhile. Code::invalid: it is no event.
    Result<Event> read(const std::string& name, Shelf shelf = Shelf::waiting) const;

    void remove(const std::string& name, Shelf shelf = Shelf::waiting);
    void reject(const std::string& name);

    // Nothing if another process holds it for longer than `wait`. It ends with its descriptor.
    std::optional<Descriptor> lock(const Clock& clock, Millis wait);

    // What a process that was killed has left half written.
    void sweep(Instant now);

private:
    Spool(std::string folder, Descriptor descriptor, SpoolLimits limits)
        : folder_(std::move(folder)), descriptor_(std::move(descriptor)), limits_(limits) {}

    Descriptor shelf(Shelf which, Make make) const;
    void make_room(std::uint64_t bytes);
    int write(const std::string& name, std::string_view text);

    std::string folder_;
    Descriptor descriptor_;
    SpoolLimits limits_;
};

}  // namespace cronmon
