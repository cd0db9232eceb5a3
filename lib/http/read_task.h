// What a body says of a task, as the values of the core.
//
// Thread-safety: pure functions.
#pragma once

#include "engine/change.h"
#include "http/json.h"
#include "http/read_schedule.h"

namespace cronmon {

ScheduleWords words_of(const TaskBody& body);

// What the body says, over what there is.
Result<RunRules> read_runs(const TaskBody& body, RunRules runs);
Listening read_listening(const TaskBody& body, Listening listening);

// A task that is to be made: what the body does not say has its default.
Result<AddTask> read_new_task(const TaskBody& body, BusinessId business);

}  // namespace cronmon
