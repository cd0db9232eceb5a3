// How the tasks of each business stood at the end of each day, as far as flips tell.
//
// How tasks stand now is counted once; what flips and new tasks changed is added up by the day.
// From there one goes back: what a day changed is taken away again. In a database of a hundred
// thousand tasks all this takes some hundred milliseconds, so it is kept: later flips are added to
// it, and it is made anew when a task is added, moved or removed, which takes its flips along.
//
// Thread-safety: immutable.
#pragma once

#include "store/catalogue.h"
#include "store/chart_rows.h"
#include "store/connection.h"

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

namespace cronmon {

class StateHistory {
public:
    // The days from `first_day` on. Precondition: the catalogue is of the moment that the
    // connection sees.
    StateHistory(Connection& connection, std::shared_ptr<const Catalogue> catalogue,
                 std::int64_t first_day);

    // The same with the flips that came after it.
    StateHistory(Connection& connection, const StateHistory& before);

    // Whether the second constructor may go on from here.
    bool leads_to(const Catalogue& catalogue, std::int64_t first_day, FlipId newest) const;
    FlipId newest() const { return newest_; }

    // Of these businesses, each day from `first_day` to `today`.
    std::vector<StateDay> days(const Visible& visible, std::int64_t first_day,
                               std::int64_t today) const;

private:
    using Groups = std::vector<StateCounts>;  // for each business of the catalogue
    using States = std::vector<int>;          // a state's number for each place

    States count_present(Connection& connection);
    void count_births(const States& born_as);
    void pass(Catalogue::Group group, Instant at, std::size_t from, std::size_t to);
    Groups& changes_on(Instant at);
    StateCounts sum(const Groups& groups, const Catalogue::Marks& meant) const;

    std::shared_ptr<const Catalogue> catalogue_;
    std::int64_t first_day_;
    FlipId newest_{};
    Groups present_;
    std::map<std::int64_t, Groups> changes_;  // of each day on which there were any
};

// The newest flip that the connection sees; 0 for none.
FlipId newest_flip(Connection& connection);

}  // namespace cronmon
