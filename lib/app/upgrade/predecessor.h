// The server whose place we are to take, seen from here. See app/upgrade/successor.h.
//
// Thread-safety: confined to its owner.
#pragma once

#include "app/upgrade/legacy.h"
#include "net/channel.h"

#include <optional>
#include <string>

namespace cronmon {

class Predecessor {
public:
    // Nothing if this program was started by nobody who wants to be replaced. To be asked once: the
    // variable that tells is taken out of the environment.
    static std::optional<Predecessor> find();

    // We would do: now it hands over. Code::busy if it does not.
    Result<Legacy> take_over();

    // All is in our hands and nothing can fail any more: waits until it has let go, which takes no
    // time to speak of. If it is gone without a word we go on, because somebody must.
    void confirm();

    // It is to go on.
    void decline(const Error& why);

    // Of the server that it is.
    const std::string& version() const { return version_; }

private:
    explicit Predecessor(net::Channel channel) : channel_(std::move(channel)) {}

    net::Channel channel_;
    std::string version_;
};

}  // namespace cronmon
