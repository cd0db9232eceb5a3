// Answers from other threads, on their way to the reactor.
//
// One lock and at most one wake-up a group: the engine answers a whole commit with one call, and
// a reactor that is awake anyway needs no waking.
//
// Thread-safety: synchronised. put() from any thread, the rest from the reactor's.
#pragma once

#include "net/canned.h"
#include "net/handler.h"

#include <mutex>
#include <span>
#include <string>
#include <vector>

namespace cronmon::net {

class Inbox {
public:
    struct Ready {
        Ticket ticket;
        const Canned* canned;
    };
    struct Rendered {
        Ticket ticket;
        std::string response;
        KeepOpen keep;
    };
    struct Mail {
        std::vector<Ready> ready;
        std::vector<Rendered> rendered;

        bool empty() const { return ready.empty() && rendered.empty(); }
        void clear() {
            ready.clear();
            rendered.clear();
        }
    };

    // Both: true if the reactor sleeps and the caller must wake it.
    [[nodiscard]] bool put(std::span<const Ticket> tickets, const Canned& canned) {
        std::lock_guard lock(mutex_);
        for (const Ticket ticket : tickets) mail_.ready.push_back({ticket, &canned});
        return std::exchange(asleep_, false);
    }

    [[nodiscard]] bool put(Ticket ticket, std::string response, KeepOpen keep) {
        std::lock_guard lock(mutex_);
        mail_.rendered.push_back({ticket, std::move(response), keep});
        return std::exchange(asleep_, false);
    }

    // The reactor is about to sleep. False if there is mail, and it must not.
    [[nodiscard]] bool fall_asleep() {
        std::lock_guard lock(mutex_);
        asleep_ = mail_.empty();
        return asleep_;
    }

    // The reactor is awake and takes what is there. `into` must be empty; its memory is reused.
    void take(Mail& into) {
        std::lock_guard lock(mutex_);
        asleep_ = false;
        std::swap(mail_, into);
    }

private:
    std::mutex mutex_;
    bool asleep_ = false;  // Guarded by mutex_, like the rest.
    Mail mail_;
};

}  // namespace cronmon::net
