// What an examination of this server finds (app/doctor looks, routes and pages show): one line for
// each thing that was looked at, and what to do where it is not as it should be.
//
// Thread-safety: values.
#pragma once

#include "core/model.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace cronmon {

// A sentence for people of either language: lower case, no full stop.
struct Said {
    std::string en;
    std::string zh;

    const std::string& in(Language language) const { return language == Language::zh ? zh : en; }
};

struct Finding {
    enum class Grade : std::uint8_t { ok, warning, fault };

    std::string_view about;  // what was looked at: free_space
    Grade grade = Grade::ok;
    Said says;         // what was found, with its figures
    Said advice = {};  // what to do; empty if it is ok
};
std::string_view word(Finding::Grade grade);

}  // namespace cronmon
