// The bytes of one connection: the only place that reads and writes its socket.
//
// TLS will live here and nowhere else: what is read and written below it changes, what a Dialogue
// sees does not.
//
// Thread-safety: confined to its connection.
#pragma once

#include "base/descriptor.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace cronmon::net {

// What a read or write did, and what to do next.
struct Io {
    enum class Then : std::uint8_t {
        again,  // There may be more.
        wait,   // Not now: the socket is empty, or full.
        over,   // The peer has gone, or will send nothing any more.
    };
    std::size_t bytes = 0;
    Then then = Then::over;
};

class Stream {
public:
    Stream() = default;
    explicit Stream(Descriptor descriptor) : descriptor_(std::move(descriptor)) {}

    Io read(std::span<char> into);
    Io write(std::string_view bytes, std::string_view behind = {});

    // Says that nothing more will be sent; reading goes on.
    void finish_sending();

    int descriptor() const { return descriptor_.number(); }

private:
    Descriptor descriptor_;
};

}  // namespace cronmon::net
