// What the lists have in common: a search text as a pattern, a page as LIMIT and OFFSET, the name
// of a sort as ORDER BY, and how many rows there are on all pages.
//
// Thread-safety: pure, but for total_of.
#pragma once

#include "store/connection.h"
#include "store/rows.h"

#include <span>
#include <string>
#include <string_view>

namespace cronmon {

// The pattern for `column LIKE pattern ESCAPE '\'`: `search` anywhere in the column, taken
// literally. Empty for an empty search.
std::string like_pattern(std::string_view search);

// How many rows lie before the page. Never more than a database can count.
std::int64_t offset_of(const ListQuery& query);

// `column IN (1, 2, ...)` for what somebody may see, `1` if that is everything, `0` if nothing. Ids
// are our own numbers, so they may stand in the statement.
std::string visible_sql(std::string_view column, const Visible& visible);

// What standing_word() calls a task at the time `now` (an expression), as its place in the natural
// order of tasks: down, late, up, new, paused. A test holds the two together.
std::string rank_sql(std::string_view now);

// A sort by its name. `by` is SQL from our own tables: what a caller asks for only chooses.
struct Sort {
    std::string_view name;
    std::string_view by;
};

// ` ORDER BY ...` for the query's sort; rows that are equal (and those of no known sort) come in
// `natural` order. What is NULL comes last in either direction.
std::string order_by(std::span<const Sort> sorts, const ListQuery& query, std::string_view natural);

// Counts all rows only if the page in hand does not tell.
template <class Row, class Count>
void set_total(Page<Row>& page, const ListQuery& query, const Count& count) {
    const auto rows = static_cast<std::int64_t>(page.rows.size());
    const bool is_last = rows < query.length && (rows > 0 || query.page == 1);
    page.total = is_last ? offset_of(query) + rows : count();
}

}  // namespace cronmon
