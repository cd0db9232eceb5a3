// How many pings a minute are taken in from one address, and for one task: off, unless a setting
// says so.
//
// A sender may save up one minute's worth and spend it at once; then it is the pace that counts.
// Of each sender one moment is remembered: until when its pings so far would have been spread out
// (GCRA, ITU-T I.371, A.1). The moments stand in a table of fixed size, on the reactor's thread: a
// ping costs neither a lock nor an allocation. Where more senders come than have room, the one
// that is nearest to being forgiven is forgotten.
//
// An IPv6 sender is its /64, the least that one of them owns.
//
// Thread-safety: set() on any thread; refuse() confined to the reactor's.
#pragma once

#include "http/latest.h"
#include "http/ping_target.h"
#include "net/address.h"
#include "net/canned.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace cronmon {

// Of one kind of sender, which is known by a number.
class PaceTable {
public:
    // 16 bytes each, taken when the first limit is set.
    static constexpr std::size_t senders = 16'384;
    static constexpr std::size_t senders_of_a_row = 4;

    PaceTable();

    // 0: no limit.
    void set(std::int64_t per_minute);

    bool is_on() const { return rule_.read().interval_us != 0; }

    // Null: it may; else what it is to be answered. `now` is on the steady clock.
    const net::Canned* refuse(std::uint64_t sender, Millis now);

private:
    struct Rule {
        explicit Rule(std::int64_t the_per_minute);

        std::int64_t per_minute;
        std::int64_t interval_us;  // between two pings at the pace; 0: no limit
        net::Canned refusal;
    };
    struct Place {
        std::uint64_t sender = 0;
        std::int64_t due_us = 0;  // until then its pings reach, spread out
    };

    Place& place_of(std::uint64_t sender);

    Latest<Rule> rule_;
    std::vector<Place> places_;
};

class PingLimit {
public:
    PingLimit();

    void set(std::int64_t per_address, std::int64_t per_task);

    bool is_on() const { return by_address_.is_on() || by_task_.is_on(); }

    // Null: the ping may come in. Without an address (a Unix socket's own peer) there is no limit
    // to those of one.
    const net::Canned* refuse(const std::optional<net::Ip>& address, const PingTarget& target,
                              Millis now);

private:
    std::uint64_t mixed(std::uint64_t a, std::uint64_t b) const;
    std::uint64_t sender_of(const net::Ip& address) const;
    std::uint64_t sender_of(const PingTarget& target) const;

    const std::uint64_t seed_;  // nobody can choose whom to share a row with
    PaceTable by_address_, by_task_;
};

}  // namespace cronmon
