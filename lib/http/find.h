// From the names that people write to the rows they mean.
//
// Thread-safety: pure functions over a Snapshot, which is confined to whoever asked for it.
#pragma once

#include "base/error.h"
#include "http/ask.h"
#include "store/store.h"

#include <initializer_list>
#include <string_view>

namespace cronmon {

// By name, or by id if the text is all digits and no name. Nothing there: Code::not_found, with
// the nearest name.
Result<TaskView> find_task(Snapshot& snapshot, std::string_view name_or_id);
Result<BusinessView> find_business(Snapshot& snapshot, std::string_view name_or_id);
Result<NotifierView> find_notifier(Snapshot& snapshot, std::string_view name_or_id);

// What a list lets itself be asked.
struct ListRules {
    std::initializer_list<std::string_view> sorts;
    std::initializer_list<std::string_view> statuses;
    bool by_business = false;
};

// Reads search, status, business, sort, desc, page and length. `business` is not looked up.
Result<ListQuery> read_list_query(const Ask& ask, const ListRules& rules, Instant now);

// Refuses a parameter that is not among `known`.
std::optional<Error> check_parameters(const Ask& ask, std::span<const std::string> known);

// A whole number within bounds, or `standard` when it is not given.
Result<std::int64_t> read_number(const Ask& ask, std::string_view name, std::int64_t least,
                                 std::int64_t most, std::int64_t standard);

}  // namespace cronmon
