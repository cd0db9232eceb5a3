// Brings an event to where it belongs: to the server, else to the spool.
//
// Whatever is in the way, it says so in the end and not before: a job comes first. What was kept,
// or lost, is one line each on `err`, however many events it concerns.
//
// Thread-safety: confined to one thread at a time.
#pragma once

#include "cli/reach.h"
#include "client/event.h"
#include "client/sender.h"

#include <cstdint>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

namespace cronmon {

struct Fate {
    enum class Kind : std::uint8_t { delivered, spooled, refused, lost };
    Kind kind;
    Error why{Code::unreachable, {}};         // if it was not delivered
    bool silent = false;                      // a server let the time run out
    std::optional<std::size_t> body_limit{};  // what the server keeps of a body, if it said so
};

class Teller {
public:
    // `target` as it was written; it is judged with the first event.
    Teller(Reach& reach, const Clock& clock, std::string target);

    // The event's own target is overwritten. Never throws.
    Fate tell(Event event, const Patience& patience, const std::stop_token& no_more = {});

    // What others left in the spool, for a short time, if the last event was delivered.
    void catch_up();

    // What is to be said, of warnings and of what was kept or lost.
    enum class Say : std::uint8_t { all, only_what_is_lost };
    void report(std::ostream& err, Say say) const;

    const std::vector<std::string>& folders() const { return folders_; }

private:
    Fate tell_or_throw(Event& event, const Patience& patience, const std::stop_token& no_more);
    Fate keep(const Event& event, const Fate& undelivered);
    std::optional<Error> find_url();
    std::optional<Error> ask_for_url();
    void look_for_way(const Event& event);
    bool is_recent(const std::optional<Millis>& at) const;
    void note(const Fate& fate);

    Reach& reach_;
    const Clock& clock_;
    const std::string target_;
    const std::vector<std::string> folders_;
    Sender sender_;
    std::string url_;                 // once it is known
    std::optional<Error> no_url_;     // why it was not, when it was asked for
    std::optional<Millis> asked_at_;  // then
    std::optional<Millis> silent_at_;
    bool delivered_ = false;
    bool way_was_looked_for_ = false;
    std::set<std::string> spooled_, lost_;  // sentences
};

}  // namespace cronmon
