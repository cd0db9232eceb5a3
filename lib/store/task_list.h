// Which tasks a page shows, and in which order.
//
// Names, businesses and ages are in the catalogue. How tasks stand is asked of the database: of
// each that was found if they are few, else in one walk over all standings, which brings only those
// that are not as usual (up, and not late).
//
// Thread-safety: confined to the thread of the connection.
#pragma once

#include "store/catalogue.h"
#include "store/user_rows.h"

#include <array>
#include <cstdint>
#include <vector>

namespace cronmon {

struct TaskIds {
    std::vector<TaskId> page;
    std::int64_t total = 0;        // on all pages
    std::optional<Instant> until;  // they are the same in this order (see Page)
};

// Precondition of all: the catalogue is of the moment that the connection sees.
TaskIds list_tasks(Connection& connection, const Catalogue& catalogue, const ListQuery& query);

struct TaskCounts {
    Trend tasks;
    std::array<std::int64_t, 5> states{};  // down, late, up, new, paused
};

// Of the query's tasks; how many of them there were at `before`, and how they stand.
TaskCounts count_tasks(Connection& connection, const Catalogue& catalogue, const ListQuery& query,
                       Instant before);

}  // namespace cronmon
