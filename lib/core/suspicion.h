// What looks wrong with a task although each of its pings is in order: the job runs by the clock
// of another time zone, it always comes too early, it has become too quick to have done its work,
// it comes from an address that is new, or two hosts run it.
//
// Judged from the newest rows of its log by comparing them with each other, so nothing is said
// before there are enough of them, and a run by hand or a ping that failed on its way is outvoted.
// What is behind proxies that were not named as trusted, or changes its address often, is not
// suspected for its addresses.
//
// Thread-safety: pure.
#pragma once

#include "core/verdict.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

// A row of the log, as far as it says something about how the job runs. Borrows its address.
struct Heard {
    Instant at;
    PingKind kind = PingKind::success;
    std::optional<Millis> duration = {};
    std::string_view address = {};
};

struct Suspicion {
    enum class Kind : std::uint8_t { zone, early, fast, new_address, two_hosts };

    Kind kind = Kind::zone;
    std::size_t seen = 0;                     // the runs that show it (two hosts: the slots),
    std::size_t of = 0;                       // among so many
    Instant since = {};                       // of the oldest that shows it
    std::optional<Millis> offset = {};        // zone, early: from the schedule; < 0: before it
    std::optional<Millis> usual = {};         // fast: what the runs took before
    std::optional<Millis> taken = {};         // fast: what the new ones take at most
    std::vector<std::string> addresses = {};  // the new one; those of the hosts
    std::vector<std::string> before = {};     // new address: those until then
};
std::string_view word(Suspicion::Kind kind);

// Rows of the log that are worth reading for it.
constexpr std::int64_t suspicion_rows = 100;

// How many of the newest runs are held against the schedule, how many there must be, and how many
// of ten must agree: few are asked, so that what was put right is soon forgotten.
constexpr std::size_t suspected_runs_max = 10;
constexpr std::size_t suspected_runs_min = 5;
constexpr std::size_t suspected_of_ten = 8;
constexpr bool are_enough(std::size_t seen, std::size_t of) {
    return seen >= suspected_runs_min && seen * 10 >= of * suspected_of_ten;
}
// The newest ones must show it, too, or it has been put right.
constexpr std::size_t suspected_newest = 3;

// A zone is UTC-12:00 to UTC+14:00.
constexpr int zone_hours_max = 14;
// How long after its slot a job begins (or ends, if that is all it tells) that is started in time,
// and how far the clocks of two machines are apart. More would call a long run a wrong zone.
constexpr Millis start_within = std::chrono::minutes{5};
constexpr Millis clocks_apart = std::chrono::minutes{1};
// Pings are early, not late, in the last part of the gap between two slots.
constexpr std::int64_t early_share_of_gap = 4;

// A run is too quick that takes less than a fifth of what nine of ten took before; short ones vary
// too much to tell. Three in a row, because a job may find nothing to do.
constexpr std::size_t quick_runs_min = 3;
constexpr std::size_t usual_runs_min = 8;
constexpr std::int64_t quick_share = 5;
constexpr Millis usual_run_min = std::chrono::seconds{10};

// An address is new that came twice (a run by hand comes once) after at least so many runs from
// few others (a job behind many addresses has no usual one), and for a week.
constexpr std::size_t runs_from_new_address_min = 2;
constexpr std::size_t runs_before_new_address_min = 10;
constexpr std::size_t usual_addresses_max = 2;
constexpr Millis address_is_new_for = std::chrono::days{7};

// More than so many addresses are those of a pool in front of the job. Two runs of an interval are
// for the same one if they are no further apart than this part of it: a job that tells of itself
// more often than it must is not two.
constexpr std::size_t hosts_max = 3;
constexpr std::int64_t together_share_of_period = 4;

// Precondition: `log` holds rows of one task, the newest first.
std::vector<Suspicion> suspicions(const Terms& terms, const Standing& standing,
                                  std::vector<Heard> log);

}  // namespace cronmon
