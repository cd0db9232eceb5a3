#include "net/file_limit.h"

#include <sys/resource.h>

namespace cronmon::net {

std::size_t raise_file_limit() {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);  // Not worth stopping for: the old limit still serves.
    return file_limit();
}

std::size_t file_limit() {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    return static_cast<std::size_t>(limit.rlim_cur);
}

}  // namespace cronmon::net
