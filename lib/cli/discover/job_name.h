// What to call the task of a job: after the program that it runs.
//
// Never after its arguments, but for one word that stands right behind the program: they may be
// passwords, and a name is for everybody.
//
// Thread-safety: pure functions.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace cronmon {

// `cd / && nice -n 5 /opt/app/backup.sh --full` is `backup`, `apt-get update` is `apt-get-update`.
std::string job_name(std::string_view command);

// The name as a task can have it, with the prefix before it: 3 to 64 characters, and no digits
// only, which might be an id.
std::string task_name(std::string_view prefix, std::string_view name);

// The first of NAME, NAME-HOST, NAME-HOST-2, ... that is not taken; from now on it is.
std::string unique_name(const std::string& name, std::string_view host,
                        std::set<std::string>& taken);

}  // namespace cronmon
