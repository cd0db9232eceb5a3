// An option of this process as a reader sees it: app/config knows them, http/ only shows them.
//
// Thread-safety: values.
#pragma once

#include <string>

namespace cronmon {

struct OptionView {
    std::string name;     // listen
    std::string value;    // several are joined by commas
    std::string origin;   // default, file, environment or flag
    bool secret = false;  // its value is never shown
};

}  // namespace cronmon
