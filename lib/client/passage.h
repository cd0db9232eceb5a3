// One stream of a job on its way: from its pipe to where ours goes, and into the tail.
//
// Where our output goes may be slow, and only the job may wait for that, as it would without us:
// what was read and could not be written yet stops reading, so the pipe fills, so the job waits.
// Meanwhile signals and timeouts still count, because nothing here blocks: a write follows a
// poll(2) that allows it, in pieces that a pipe takes whole. Where our output cannot go at all
// (nobody reads, disk full) it is dropped, and the job goes on.
//
// Thread-safety: confined to its owner.
#pragma once

#include "base/descriptor.h"
#include "client/tail.h"

#include <poll.h>

#include <cstdint>
#include <string>

namespace cronmon {

enum class Through : std::uint8_t { no, yes };

class Passage {
public:
    // `to` stays somebody else's. An empty `from` is a stream that is not caught.
    Passage(Descriptor from, int to, Stream stream, Tail& tail, Through through)
        : from_(std::move(from)), to_(to), stream_(stream), tail_(tail), through_(through) {}

    // What poll(2) is to wait for; a negative descriptor is ignored by it.
    pollfd to_read() const { return {is_blocked() ? -1 : from_.number(), POLLIN, 0}; }
    pollfd to_write() const { return {is_blocked() ? to_ : -1, POLLOUT, 0}; }

    void read_some();   // what is there, once
    void write_some();  // as much as does not block

    bool is_open() const { return static_cast<bool>(from_); }
    bool is_blocked() const { return !unwritten_.empty(); }

    // From now on only what stands in the pipe at this moment is owed.
    void job_has_ended();
    bool is_settled() const { return !is_blocked() && (!is_open() || owed_ == 0); }
    void close() { from_.reset(); }

private:
    Descriptor from_;
    int to_;
    Stream stream_;
    Tail& tail_;
    Through through_;
    std::string unwritten_;
    std::size_t owed_ = 0;
};

// Prints all of it, however long that takes; what cannot be written is dropped.
void print(int to, std::string_view bytes);

}  // namespace cronmon
