// The single looks of the doctor, by what they are about. For doctor.cpp and tests.
//
// Thread-safety: as examine().
#pragma once

#include "app/doctor/doctor.h"

#include <cstdint>

namespace cronmon {

// A look answers with what was found; the doctor adds what it was about.
struct Look {
    std::string_view about;
    Finding (*look)(const Patient&);
};

std::span<const Look> folder_looks();   // folder.cpp
std::span<const Look> machine_looks();  // machine.cpp
std::span<const Look> service_looks();  // service.cpp
std::span<const Look> people_looks();   // people.cpp

Finding fine(Said says);
Finding warning(Said says, Said advice);
Finding fault(Said says, Said advice);

// Below the first is a fault, below the second a warning.
struct Least {
    std::int64_t fault;
    std::int64_t warning;
};
// Above the first is a warning, above the second a fault.
struct Most {
    std::int64_t warning;
    std::int64_t fault;
};
Finding::Grade graded(std::int64_t value, Least least);
Finding::Grade graded(std::int64_t value, Most most);

// With the advice only where there is something to do.
Finding graded_finding(Finding::Grade grade, Said says, Said advice);

std::string bytes_text(std::int64_t bytes);  // 1.5 GB

}  // namespace cronmon
