// Fills an empty data folder with many tasks through the store's own door, for the benchmarks:
//
//     seed_tasks DIRECTORY TASKS DUE
//
// TASKS tasks that are up, with hourly, daily and interval schedules; and DUE more whose deadlines
// pass one after the other in the half minute that begins 40 s from now. Writes DIRECTORY/uuids.
#include "store/store.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>

using namespace cronmon;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t tasks_per_batch = 50'000;
constexpr Millis due_from = 40s;
constexpr Millis due_for = 30s;
