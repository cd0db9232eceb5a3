// Every task by its name: what a search walks and a page is cut from, in memory.
//
// SQLite looks at a row in 50 to 100 ns, which is too long where a hundred thousand names have to
// be looked at for a page of fifty. So what operators have decided about the tasks is read once and
// kept until one is added, edited or removed; `task_edition` counts that, so a snapshot knows which
// catalogue is its own. What pings change stays in the tables.
//
// Thread-safety: immutable.
#pragma once

#include "store/connection.h"
#include "store/rows.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

class Catalogue {
public:
    using Place = std::uint32_t;      // a task's number in the order of names
    using Group = std::uint32_t;      // a business's number in the order of ids
    using Marks = std::vector<char>;  // for each place, or for each group, whether it is meant

    Catalogue(Connection& connection, std::int64_t edition);

    std::int64_t edition() const { return edition_; }
    std::size_t size() const { return ids_.size(); }

    TaskId id(Place place) const { return ids_[place]; }
    Instant created(Place place) const { return created_[place]; }
    Group group(Place place) const { return groups_[place]; }

    struct Entry {
        TaskId id;
        Place place;
    };
    std::span<const Entry> by_id() const { return by_id_; }  // all, in the order of ids
    Place place(TaskId task) const;                          // precondition: it is there

    // Those whose name holds `text`, without regard to the case of ASCII letters (as LIKE does).
    Marks named(std::string_view text) const;

    // An id that is no business's is passed over.
    std::size_t groups() const { return businesses_.size(); }
    Marks among(std::span<const BusinessId> businesses) const;
    // For each group its position in `businesses`, which holds them all.
    std::vector<std::int64_t> positions(std::span<const BusinessId> businesses) const;

private:
    std::size_t group_of(BusinessId business) const;  // groups() for none

    const std::int64_t edition_;
    std::string text_;                   // all names in lower case, each with a line feed behind it
    std::vector<std::uint32_t> begins_;  // of each place in the text, and the text's end
    std::vector<TaskId> ids_;            // of each place, and so on
    std::vector<Instant> created_;
    std::vector<Group> groups_;
    std::vector<BusinessId> businesses_;  // sorted
    std::vector<Entry> by_id_;
};

}  // namespace cronmon
