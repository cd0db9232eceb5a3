// How often somebody may guess: after a few failed logins each further one costs a longer wait.
//
// Counted per account and per address, because either alone is walked around: many addresses
// against one account, or one address against many accounts. An unknown account counts like a
// known one, so that the wait does not tell which exist. A guess made too early is refused without
// being looked at, and is not counted: who keeps knocking does not lock anybody out for longer.
//
// A try is counted as a failure when it begins, and taken back if it succeeds. So of a hundred
// tries at the same moment only the free ones pass; and a try that ends in an exception, or that
// somebody forgets to report, has failed.
//
// An address is an IPv4 address (also one that is mapped into IPv6), the /64 of an IPv6 address,
// since that is what one customer holds, or any other text (a Unix socket) as it stands.
//
// Thread-safety: synchronised.
#pragma once

#include "access/secret.h"
#include "base/clock.h"

#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <string_view>

namespace cronmon {

constexpr std::uint32_t free_failures = 5;
constexpr std::uint32_t free_failures_of_address = 20;  // many people may sit behind one
constexpr Millis throttle_wait_min = std::chrono::seconds{1};
constexpr Millis throttle_wait_max = std::chrono::minutes{15};
constexpr Millis throttle_memory = std::chrono::hours{24};  // after the last failure
constexpr std::size_t throttle_entries_max = 10'000;        // of each kind, about 3 MB in all

// The failures of all accounts, or of all addresses. Used under the lock of LoginThrottle.
class FailureBook {
public:
    explicit FailureBook(std::uint32_t free) : free_(free) {}

    // How long until this one may try again: zero or less is now.
    Millis wait_of(const Digest& who, Millis now) const;

    void count(const Digest& who, Millis now);

    // Takes back what was counted at `began`, and with it the wait, unless somebody tried since.
    void take_back(const Digest& who, Millis began);

    void forget(const Digest& who);

private:
    struct Entry {
        Digest who;
        std::uint32_t failures = 0;
        Millis last{};    // when the last of them began
        Millis before{};  // when the one before it did
    };
    using Entries = std::list<Entry>;

    Entries::iterator refreshed(const Digest& who, Millis now);

    const std::uint32_t free_;
    Entries entries_;  // who tried last stands last
    std::map<Digest, Entries::iterator> places_;
};

class LoginThrottle {
public:
    // Asks to try a password, a second factor or a recovery code for `account` (the case of ASCII
    // letters is ignored). Nothing: go on, and the try is counted. Else: how long to wait before
    // asking again. `steady_now` is the steady clock.
    std::optional<Millis> begin(std::string_view account, std::string_view address,
                                Millis steady_now);

    // The try that began at `began` (begin's `steady_now`) let somebody in: forgets the account's
    // failures, and this try of the address's. Only when the login is complete: to call it after
    // the password and before the second factor would give who knows the password any number of
    // guesses at the second.
    void succeeded(std::string_view account, std::string_view address, Millis began);

private:
    std::mutex mutex_;
    FailureBook accounts_{free_failures};
    FailureBook addresses_{free_failures_of_address};
};

}  // namespace cronmon
