#include "app/doctor/doctor.h"

#include "app/doctor/looks.h"

#include <cstdio>
#include <exception>

namespace cronmon {
namespace {

Finding look_at(const Look& look, const Patient& patient) {
    Finding finding;
    try {
        finding = look.look(patient);
    } catch (const std::exception& error) {
        const std::string why = error.what();
        finding = fault({"cannot be examined: " + why, "无法检查：" + why},
                        {"see the log of the server", "请查看服务器日志"});
    }
    finding.about = look.about;
    return finding;
}

}  // namespace

Finding fine(Said says) { return {{}, Finding::Grade::ok, std::move(says), {}}; }

Finding warning(Said says, Said advice) {
    return {{}, Finding::Grade::warning, std::move(says), std::move(advice)};
}

Finding fault(Said says, Said advice) {
    return {{}, Finding::Grade::fault, std::move(says), std::move(advice)};
}

Finding::Grade graded(std::int64_t value, Least least) {
    if (value < least.fault) return Finding::Grade::fault;
    return value < least.warning ? Finding::Grade::warning : Finding::Grade::ok;
}

Finding::Grade graded(std::int64_t value, Most most) {
    if (value > most.fault) return Finding::Grade::fault;
    return value > most.warning ? Finding::Grade::warning : Finding::Grade::ok;
}

Finding graded_finding(Finding::Grade grade, Said says, Said advice) {
    if (grade == Finding::Grade::ok) return fine(std::move(says));
    return {{}, grade, std::move(says), std::move(advice)};
}

std::string bytes_text(std::int64_t bytes) {
    constexpr std::string_view units[] = {"B", "kB", "MB", "GB", "TB"};
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 1000 && unit + 1 < std::size(units)) {
        value /= 1000;
        ++unit;
    }
    char text[32];
    std::snprintf(text, sizeof text, unit == 0 || value >= 100 ? "%.0f %s" : "%.1f %s", value,
                  units[unit].data());
    return text;
}

std::vector<Finding> examine(const Patient& patient) {
    std::vector<Finding> findings;
    for (const auto looks : {folder_looks(), machine_looks(), service_looks(), people_looks()})
        for (const Look& look : looks) findings.push_back(look_at(look, patient));
    return findings;
}

}  // namespace cronmon
