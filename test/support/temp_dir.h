// A directory of its own for a test, gone with everything in it when the test ends.
//
// Thread-safety: confined to the test.
#pragma once

#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <string>
#include <system_error>

namespace cronmon {

class TempDir {
public:
    // Below `parent`; by default $TMPDIR, or memory where there is some (a sync costs nothing
    // there), or /tmp.
    explicit TempDir(const std::filesystem::path& parent = usual_parent()) {
        std::string pattern = (parent / "cronmon-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr)
            throw std::system_error(errno, std::generic_category(), "mkdtemp " + pattern);
        path_ = pattern;
    }
    ~TempDir() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TempDir(const TempDir&) = delete;  // the directory is removed once
    TempDir& operator=(const TempDir&) = delete;

    const std::string& path() const { return path_; }
    std::string path(const std::string& name) const { return path_ + "/" + name; }

private:
    static std::filesystem::path usual_parent() {
        const char* memory = "/dev/shm";
        if (::getenv("TMPDIR") == nullptr && ::access(memory, W_OK | X_OK) == 0) return memory;
        return std::filesystem::temp_directory_path();
    }

    std::string path_;
};

}  // namespace cronmon
