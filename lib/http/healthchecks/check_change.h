// From what a client of Healthchecks wants to what the engine can do about it.
//
// Thread-safety: pure functions over a Snapshot, which is confined to whoever asked for it.
#pragma once

#include "engine/change.h"
#include "http/healthchecks/check_spec.h"
#include "store/store.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace cronmon {

// Who is told: nothing for everybody.
using Told = std::optional<std::vector<ChannelId>>;

// `*`, nothing, or UUIDs and names of channels between commas. Else the sentence that clients know.
Result<Told> read_told(std::string_view text, std::span<const ChannelView> channels);

// A check that is made here owes nothing before its first ping, and comes when it says. `version`:
// of the API; the first two make a slug of a name.
AddTask new_check(BusinessId business, const CheckSpec& spec, int version, const Told& told);

// `told`: nothing if it stays as it is.
EditTask edited_check(Snapshot& snapshot, const Task& task, const CheckSpec& spec, int version,
                      const std::optional<Told>& told);

// The oldest check that is equal in all fields that `spec.unique` names; nothing if one of them
// is not in `spec`.
std::optional<TaskView> same_check(Snapshot& snapshot, BusinessId business, const CheckSpec& spec);

}  // namespace cronmon
