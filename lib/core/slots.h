// The arithmetic of slots, for the rules in core/verdict: which slot comes when, which is owed,
// and which have passed without a run.
//
// Thread-safety: pure functions.
#pragma once

#include "core/verdict.h"

#include <optional>

namespace cronmon::slots {

using Slot = std::optional<Instant>;

bool is_interval(const Terms& terms);

// The first of `slot`, `slot` + period, ... that is later than `after`.
Instant on_grid(Instant slot, Millis period, Instant after);

// The first slot later than both `slot` and `after`, for a task that owed `slot`.
Slot slot_past(const Terms& terms, Instant slot, Instant after);

// From now on `slot` is owed, and what it needs until its grace is over.
void owe(const Terms& terms, Standing& standing, Slot slot);

// What a task owes that begins to be watched (again) at `now`.
void owe_from(const Terms& terms, Standing& standing, Instant now);

// Something is owed, and its deadline will be judged.
bool is_watched(const Standing& standing);

// Every slot up to here is answered by a ping at `at`. Where slots lie unevenly the tolerance
// shrinks from one ping to the next; what the ping before it answered stays answered.
Instant reach_of(const Terms& terms, const Standing& standing, Instant at);

// What an edited schedule owes: no slot that was not one when it passed, none already answered.
Slot slot_after_edit(const Terms& after, const Standing& standing, Instant now);

// The first slot after the present state was entered; nothing if it owes nothing yet.
Slot first_since(const Terms& terms, const Standing& standing);

// Adds the slots from `first` on that lie before `end`, the newest missed_slots_noted_max of them.
void note_missed(const Terms& terms, Slot first, Instant end, MissedSlot::Why why,
                 std::vector<MissedSlot>& missed);

}  // namespace cronmon::slots
