// Bytes on their way to a socket: our own, and behind them some that somebody else keeps.
//
// What is lent is not copied, so a thousand slow readers of one big file cost a thousand times
// its head.
//
// Thread-safety: a value; what is lent must stay until it is sent.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cronmon::net {

struct Outgoing {
    std::string own;
    std::string_view lent;  // Nothing of our own may follow it.
    std::size_t sent = 0;   // Of both.

    std::size_t size() const { return own.size() + lent.size(); }
    bool empty() const { return size() == 0; }

    std::string_view unsent_own() const { return std::string_view(own).substr(own_sent()); }
    std::string_view unsent_lent() const { return lent.substr(sent - own_sent()); }

private:
    std::size_t own_sent() const { return sent < own.size() ? sent : own.size(); }
};

}  // namespace cronmon::net
