#include "app/upgrade/predecessor.h"

#include "app/upgrade/environment.h"
#include "app/upgrade/successor.h"
#include "base/version.h"

#include <fcntl.h>

namespace cronmon {
namespace {

// It has to answer what it has begun, and to close the data.
constexpr Millis hand_over_within{60'000};
constexpr Millis let_go_within{5'000};
constexpr std::string_view all = "all ";

Error gone(std::string_view why) {
    return {Code::busy, "upgrade: the old server " + std::string(why)};
}

}  // namespace

std::optional<Predecessor> Predecessor::find() {
    const auto number = take_number(handover_variable);
    if (!number || fcntl(*number, F_GETFD) < 0) return std::nullopt;
    return Predecessor(net::Channel(Descriptor{*number}));
}

Result<Legacy> Predecessor::take_over() {
    if (!channel_.send("ready " + std::string(cronmon::version))) return gone("is gone");
    Legacy legacy;
    for (;;) {
        auto message = channel_.receive(hand_over_within);
        if (message.kind == net::Channel::Message::Kind::gone) return gone("serves on");
        if (message.kind != net::Channel::Message::Kind::words) return gone("does not hand over");
        if (message.text.starts_with(all)) {
            version_ = message.text.substr(all.size());
            return legacy;
        }
        if (auto error = add_to_legacy(legacy, std::move(message))) return *std::move(error);
    }
}

void Predecessor::confirm() {
    channel_.send("taken");
    channel_.receive(let_go_within);
    channel_.close();
}

void Predecessor::decline(const Error& why) {
    channel_.send("failed " + why.message);
    channel_.close();
}

}  // namespace cronmon
