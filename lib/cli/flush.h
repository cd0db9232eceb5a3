// Empties the spool: tells what waits there, in order.
//
// In order for each server. If one cannot be reached, what waits for it stays, and what waits for
// another does not wait for that. Each folder is flushed by one process at a time; who only wants
// to help out leaves at once when somebody is at it.
//
// Thread-safety: confined to one thread at a time.
#pragma once

#include "cli/late_news.h"
#include "cli/reach.h"
#include "client/spool.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cronmon {

struct FlushLimits {
    std::size_t events;
    Millis whole;          // after that no other event is begun
    Millis each;           // for one request
    Millis wait_for_lock;  // while another process flushes
};
// Of cronmon spool flush.
constexpr FlushLimits flush_all{SIZE_MAX, std::chrono::hours{24}, patience_usual,
                                std::chrono::seconds{60}};
// Beside a ping that went well: little, so that nobody waits for old news.
constexpr FlushLimits flush_some{20, std::chrono::seconds{2}, std::chrono::seconds{2}, Millis{0}};

struct Flushed {
    std::int64_t delivered = 0;
    std::int64_t rejected = 0;  // moved aside
    std::int64_t dropped = 0;   // older than any server takes
    std::int64_t left = 0;
    std::vector<std::string> warnings{};  // of each that was rejected or dropped
    std::optional<Error> trouble{};       // why the first of those that are left is
};

class Flush {
public:
    Flush(Reach& reach, const Clock& clock, const FlushLimits& limits)
        : reach_(reach), clock_(clock), limits_(limits), start_(clock.steady()) {}

    // Folders that are not there hold nothing.
    Flushed run(const std::vector<std::string>& folders);

private:
    struct Server {
        std::unique_ptr<Api> api;
        bool stuck = false;  // what waits for it must wait on, or it would be overtaken
    };

    void flush(Spool& spool);
    void deliver(Spool& spool, const std::string& name);
    void settle(Spool& spool, const std::string& name, const Event& event, Server& server);
    void leave(const Error& why);
    void warn(const Event& event, const std::string& what);
    bool has_time() const;
    Server& server_of(const Event& event);

    Reach& reach_;
    const Clock& clock_;
    const FlushLimits limits_;
    const Millis start_;
    std::map<std::string, Server> servers_;  // by late_server()
    Flushed flushed_;
};

}  // namespace cronmon
