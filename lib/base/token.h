// Names that cannot be guessed: random UUIDs (RFC 9562, version 4) and the kernel's random bytes
// behind them.
//
// Thread-safety: Uuid is a value; the functions may be called from any thread.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cronmon {

struct Uuid {
    std::array<std::uint8_t, 16> bytes{};

    static constexpr std::size_t text_bytes = 36;

    static Uuid random();

    // Accepts `8-4-4-4-12` hexadecimal digits of any case, and nothing else.
    static std::optional<Uuid> parse(std::string_view text);

    // Lower case with hyphens.
    std::string text() const;

    auto operator<=>(const Uuid&) const = default;
};

// A word of lower-case letters and digits that cannot be guessed: five bits a character.
std::string random_word(std::size_t chars);

// Fills `bytes` from getrandom(2). Throws std::system_error if the kernel refuses.
void fill_random(std::span<std::uint8_t> bytes);

}  // namespace cronmon
