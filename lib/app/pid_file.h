// The number of this process in a file, for scripts that have nothing else to know it by.
//
// Thread-safety: confined to its owner.
#pragma once

#include "base/error.h"

#include <optional>
#include <string>

namespace cronmon {

class PidFile {
public:
    // Writes it as a whole, in the place of one that is there. An empty path: there is none.
    static Result<PidFile> write(const std::string& path);

    PidFile(PidFile&& other) noexcept;
    PidFile& operator=(PidFile&&) = delete;
    ~PidFile();  // takes it away, unless it names another process by now

    // Another process will write it at any moment: it is theirs.
    void leave() { path_.clear(); }

private:
    explicit PidFile(std::string path) : path_(std::move(path)) {}

    std::string path_;  // empty: there is none
};

}  // namespace cronmon
