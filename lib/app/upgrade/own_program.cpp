#include "app/upgrade/own_program.h"

#include <filesystem>
#include <fstream>
#include <system_error>

namespace cronmon {

OwnProgram OwnProgram::find() {
    OwnProgram own;
    std::error_code unknown;
    own.path = std::filesystem::read_symlink("/proc/self/exe", unknown).string();
    std::ifstream arguments("/proc/self/cmdline", std::ios::binary);
    for (std::string text; std::getline(arguments, text, '\0');) own.arguments.push_back(text);
    return own;
}

}  // namespace cronmon
