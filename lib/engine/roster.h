// Every task as the engine watches it: what was agreed, how it stands, and when to look again.
//
// Kept small (a million tasks are a few hundred megabytes less than they could be): names and
// everything else that only people read stays in the store.
//
// Thread-safety: confined to the engine's thread.
#pragma once

#include "core/verdict.h"
#include "engine/deadlines.h"
#include "engine/seat_index.h"
#include "engine/slug_index.h"
#include "store/ping_id.h"

#include <deque>
#include <memory>
#include <vector>

namespace cronmon {

// What only some tasks have.
struct Manners {
    Listening listening;
    std::string slug;
};

struct Watch {
    TaskId id{};
    BusinessId business{};
    Uuid uuid;
    Terms terms;
    Standing standing;
    PingId last_ping{};                           // the head of the task's chain in the log
    bool unsaved = false;                         // the standing on disk is older than this one
    bool seated = true;                           // false: the seat is free
    std::shared_ptr<const Manners> manners = {};  // null: nothing out of the ordinary

    const std::string& slug() const;
};

Watch watch_of(const Task& task, const Standing& standing, PingId last_ping);

class Roster {
public:
    Roster();
    Roster(const Roster&) = delete;  // the indexes point into it
    Roster& operator=(const Roster&) = delete;

    // no_seat for a stranger.
    Seat find(const Uuid& uuid) const { return by_uuid_.find(uuid); }
    Seat find(TaskId id) const { return by_id_.find(id); }

    Watch& operator[](Seat seat) { return watches_[seat]; }
    const Watch& operator[](Seat seat) const { return watches_[seat]; }

    // Precondition: neither its id nor its uuid is here.
    Seat add(Watch watch);
    void remove(Seat seat);

    // Brings a changed standing to its seat, and when to look at it to the queue.
    void place(Seat seat, const Standing& standing);

    // Brings what was decided about a task to its seat.
    void change(Seat seat, Terms terms, BusinessId business,
                std::shared_ptr<const Manners> manners);

    SlugIndex& slugs() { return slugs_; }
    const SlugIndex& slugs() const { return slugs_; }

    const Deadlines& deadlines() const { return deadlines_; }

    std::size_t size() const { return seated_; }
    Seat end() const { return static_cast<Seat>(watches_.size()); }  // some seats may be free

private:
    struct UuidAt {
        const std::deque<Watch>* watches;
        const Uuid& operator()(Seat seat) const { return (*watches)[seat].uuid; }
    };
    struct IdAt {
        const std::deque<Watch>* watches;
        TaskId operator()(Seat seat) const { return (*watches)[seat].id; }
    };
    struct HashUuid {
        std::size_t operator()(const Uuid& uuid) const;
    };
    struct HashId {
        std::size_t operator()(TaskId id) const;
    };

    std::deque<Watch> watches_;  // a deque: growing must not move a million of them
    std::vector<Seat> free_;
    std::size_t seated_ = 0;
    SeatIndex<Uuid, UuidAt, HashUuid> by_uuid_;
    SeatIndex<TaskId, IdAt, HashId> by_id_;
    SlugIndex slugs_;
    Deadlines deadlines_;
};

}  // namespace cronmon
