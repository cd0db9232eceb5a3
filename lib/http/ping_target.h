// Where a ping's URL leads, and what it says.
//
// Two families with one engine behind:
//
//     /api/monlink/<uuid>[/start|/fail|/log|/N]        the original's; its manners are
//     spec/original.md's /ping/<uuid>[/...] and /ping/<key>/<slug>[/...]  those of Healthchecks'
//     clients
//
// In both, `rid` in the query names the run, and `create=1` lets a slug make its task. Anything
// else in a query is ignored. Reading allocates nothing, unless a URL of the original's family is
// written in an unusual way.
//
// Thread-safety: pure functions.
#pragma once

#include "engine/inbox.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace cronmon {

// Of the key and of the slug in a URL; longer ones are nobody's.
constexpr std::size_t url_word_bytes_max = 100;
constexpr int exit_status_max = 255;

struct PingTarget {
    enum class Place : std::uint8_t {
        elsewhere,  // not for us
        nowhere,    // below our prefixes, but nothing is there
        bad_slug,   // a slug with capital letters
        ping,
    };
    Place place = Place::elsewhere;
    PingFamily family = PingFamily::original;
    PingKind kind = PingKind::success;
    std::int16_t exit_status = -1;  // -1: none
    PingDefect defect = PingDefect::none;
    Provision provision = Provision::refuse;
    std::optional<Uuid> uuid = {};  // original: none if the id is malformed; check: none if by slug
    std::optional<Uuid> run = {};
    std::string_view key = {}, slug = {};  // views of the target
};

// The original's family: doubled slashes count as one, %XX is decoded first; blanks behind the id
// are ignored, as the original's database did.
PingTarget read_ping_target(std::string_view target);

}  // namespace cronmon
