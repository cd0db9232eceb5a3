// A file that is there as a whole or not at all, whatever happens while it is written.
//
// It is written as PATH.part, which belongs to whoever holds a lock on it, is brought to the disk,
// and only then gets its name. A process that is killed leaves the part behind, and the next one
// that writes the same file begins it anew.
//
// Thread-safety: confined to its owner.
#pragma once

#include "base/descriptor.h"

#include <string>

namespace cronmon {

class WholeFile {
public:
    // Only its owner will be able to read it. Throws StoreError, also while another process is
    // writing the same file.
    explicit WholeFile(std::string path);
    ~WholeFile();  // what has no name by then goes
    WholeFile(const WholeFile&) = delete;
    WholeFile& operator=(const WholeFile&) = delete;

    const std::string& path() const { return path_; }
    const std::string& part() const { return part_; }

    // Brings to the disk what was written so far. Throws StoreError.
    void flush();

    enum class Existing { keep, replace };
    // Flushes it and gives it its name; false if something has that name already and is to be
    // kept. Throws StoreError.
    bool settle(Existing existing);

    // Flushes it and gives it the name `path` while what has that name now gets the name `aside`,
    // which must be free. At each moment the one or the other is there as a whole.
    void exchange(const std::string& aside);

private:
    [[noreturn]] void fail(int system_errno) const;

    const std::string path_;
    const std::string part_;
    Descriptor file_;
    bool settled_ = false;
};

// `path`, or `path.2`, `path.3`, ...: the first that is not there.
std::string free_name(const std::string& path);

// Bytes of a file; 0 if there is none.
std::int64_t file_bytes(const std::string& path);

}  // namespace cronmon
