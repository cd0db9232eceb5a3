// A task, seen as a check: the object that clients of Healthchecks read, and what it is told by.
//
// Thread-safety: pure functions.
#pragma once

#include "store/rows.h"

#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

// What a check's object says beyond the row.
struct CheckLight {
    std::string base;  // what stands in front of /ping/ and /api/
    int version = 3;   // of the API
    CheckKey::May may = CheckKey::May::read;
    Instant now;
    std::vector<ChannelView> channels;  // of its business
};

// The first version says `started` of a check that is; nobody who may only read learns its UUID.
std::string check_json(const TaskView& task, const CheckLight& light);

// new, up, grace, down or paused; late is late, even while a run is on its way.
std::string_view check_status(const Standing& standing, Instant now);

// What its clients call it, else its task's name.
const std::string& check_name(const Task& task);

// By which those who may only read know it: SHA-1 of the first half of its UUID, as hex.
std::string unique_key(const Uuid& uuid);

// The words between the blanks.
std::vector<std::string_view> tags_of(std::string_view tags);
bool has_tag(std::string_view tags, std::string_view tag);

// `2026-11-23T01:02:03+00:00`, whole seconds.
std::string check_time(Instant at);

// Where it is asked for.
std::string check_url(const CheckLight& light, const Uuid& uuid);

}  // namespace cronmon
