// How many descriptors this process may hold (RLIMIT_NOFILE, getrlimit(2)).
//
// Thread-safety: the limit belongs to the process; raise it before threads start.
#pragma once

#include <cstddef>

namespace cronmon::net {

// Raises the soft limit to the hard one, which needs no privilege; comes back with what holds.
// Programs that use select(2) would break above 1024: we and our libraries poll.
std::size_t raise_file_limit();

// What holds now.
std::size_t file_limit();

}  // namespace cronmon::net
