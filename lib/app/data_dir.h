// The folder of the data: made, checked, and locked for one process at a time.
//
// The lock is flock(2) on DIR/cronmon.lock, which the kernel lets go of when the process ends,
// however it ends; the file's content (a process id) is only for people. Who holds it may write
// the database and listen at DIR/cronmon.sock.
//
// Thread-safety: confined to its owner.
#pragma once

#include "base/clock.h"
#include "base/descriptor.h"
#include "base/error.h"

#include <string>

namespace cronmon {

// The operators' socket of a server on this folder.
std::string socket_path(const std::string& directory);

class DataDir {
public:
    // Whether files are made as the folder's owner. A command that root runs on the folder of a
    // service must not leave files that the service cannot write.
    enum class Act { as_myself, as_owner };

    // Makes the folder (0700) if it is not there; one that is keeps its owner and mode. Waits for
    // the lock. Errors are Code::unreachable, or invalid for a path that cannot be one.
    static Result<DataDir> open(const std::string& path, Act act, Millis wait_for_lock);

    // The folder whose lock another server has left to us. Code::conflict: it is another folder's.
    static Result<DataDir> inherit(const std::string& path, Descriptor lock);

    // The lock, for somebody else.
    Descriptor leave() && { return std::move(lock_); }

    const std::string& path() const { return path_; }
    std::string socket() const { return socket_path(path_); }

private:
    DataDir(std::string path, Descriptor lock) : path_(std::move(path)), lock_(std::move(lock)) {}

    std::string path_;
    Descriptor lock_;
};

}  // namespace cronmon
