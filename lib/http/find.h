// From the names that people write to the rows they mean, as far as whoever asks may see them:
// what they do not see is not there, by its name, by its id, and among what is suggested.
//
// Thread-safety: pure functions over a Snapshot, which is confined to whoever asked for it.
#pragma once

#include "base/error.h"
#include "http/ask.h"
#include "store/store.h"

#include <initializer_list>
#include <string_view>
#include <vector>

namespace cronmon {

// By name, or by id if the text is all digits and no name. Nothing there: Code::not_found, with
// the nearest name.
Result<TaskView> find_task(Snapshot& snapshot, const Who& who, std::string_view name_or_id);
Result<BusinessView> find_business(Snapshot& snapshot, const Who& who, std::string_view name_or_id);
// Every notifier, but only the businesses that may be seen are told of.
Result<NotifierView> find_notifier(Snapshot& snapshot, const Who& who, std::string_view name_or_id);
// For administrators only: there is nothing to hide from them.
Result<UserView> find_user(Snapshot& snapshot, std::string_view name_or_id);

// A notifier as they may see it.
void hide_foreign_businesses(Snapshot& snapshot, const Who& who, NotifierView& notifier);

constexpr std::size_t search_bytes_max = 256;

// What a list lets itself be asked.
struct ListRules {
    std::initializer_list<std::string_view> sorts;
    std::initializer_list<std::string_view> statuses;
    bool by_business = false;
    bool by_tag = false;
    std::initializer_list<std::string_view> more = {};  // parameters that the route reads itself
};

// Reads search, status, business, tag, sort, desc, page and length. `business` is not looked up;
// what is visible is as for whoever asks.
Result<ListQuery> read_list_query(const Ask& ask, const ListRules& rules, Instant now);

// The business that the query names (by name or id, if it names one) by its name, as a Snapshot
// wants it.
std::optional<Error> resolve_business(Snapshot& snapshot, const Who& who, ListQuery& query);

// Words separated by commas, each of which is among `words`; none when it is not given.
Result<std::vector<std::string>> read_words(const Ask& ask, std::string_view name,
                                            std::initializer_list<std::string_view> words);

// Ids separated by commas, 1 to `most` of them.
Result<std::vector<std::int64_t>> read_ids(const Ask& ask, std::string_view name, std::size_t most);

// Refuses a parameter that is not among `known`.
std::optional<Error> check_parameters(const Ask& ask, std::span<const std::string> known);

// What to look for: valid UTF-8 without control characters, at most search_bytes_max; may be empty.
Result<std::string> read_search(const Ask& ask);

// A whole number within bounds, or `standard` when it is not given.
Result<std::int64_t> read_number(const Ask& ask, std::string_view name, std::int64_t least,
                                 std::int64_t most, std::int64_t standard);

}  // namespace cronmon
