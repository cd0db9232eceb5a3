// What this process was started from, and how.
//
// Thread-safety: to be asked at the start of the process: a file that is replaced later leaves no
// trace of its name.
#pragma once

#include <string>
#include <vector>

namespace cronmon {

struct OwnProgram {
    std::string path;                    // of the file; empty where there is no /proc
    std::vector<std::string> arguments;  // argv

    static OwnProgram find();
};

}  // namespace cronmon
