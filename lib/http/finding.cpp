#include "http/finding.h"

namespace cronmon {

std::string_view word(Finding::Grade grade) {
    switch (grade) {
        case Finding::Grade::ok: return "ok";
        case Finding::Grade::warning: return "warning";
        case Finding::Grade::fault: return "fault";
    }
    return "";
}

}  // namespace cronmon
