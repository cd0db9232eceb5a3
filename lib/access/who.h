// Somebody who asks: who they are, how they proved it, and what that proof is good for.
//
// Thread-safety: value.
#pragma once

#include "core/user.h"

#include <string>

namespace cronmon {

// How they came in. Whoever can open the operators' socket may do everything: the permissions of
// its file are the login.
enum class Way : std::uint8_t { socket, session, token, basic };

struct Who {
    Way way = Way::session;
    UserId user{};     // 0 at the operators' socket
    std::string name;  // as the audit log calls them
    Role role = Role::reader;
    Scope scope = Scope::write;  // less than that only for a token
    Visible businesses;          // sorted; empty: all
    Language language = Language::en;
    SessionId session{};  // 0 unless they came in by one
    TokenId token{};      // likewise
};

}  // namespace cronmon
