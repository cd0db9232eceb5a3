// Where a command reads and writes, and what can be done there.
//
// Passed in, so that a test has strings where an operator has a screen.
//
// Thread-safety: confined to the command's thread.
#pragma once

#include "core/model.h"

#include <istream>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

namespace cronmon {

struct Terminal {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    std::optional<std::size_t> columns =
        std::nullopt;                  // nothing: `out` is no screen, lines may be long
    bool colours = false;              // on `out`
    bool can_ask = false;              // somebody reads `err` and can answer on `in`
    Language language = Language::en;  // of sentences that exist in several
};

// The one this process was started in: TIOCGWINSZ (then COLUMNS), NO_COLOR, TERM, LC_ALL,
// LC_MESSAGES and LANG.
Terminal this_terminal();

// Whether a locale such as `zh_CN.UTF-8` reads Chinese.
Language language_of_locale(std::string_view locale);

enum class Colour : std::uint8_t { plain, red, green, yellow, blue, faint };

// The text in that colour, where there are colours.
std::string coloured(const Terminal& terminal, Colour colour, std::string_view text);

// Text that others wrote, harmless for a terminal: control characters become '?', line ends
// a blank, broken UTF-8 U+FFFD.
std::string printable(std::string_view text);

// Asks and waits for a line: true for y or yes.
bool ask(Terminal& terminal, std::string_view question);

// A line from `in`, without its end; nothing at the end of the input. Somebody who types it is
// asked for it, and does not see it.
std::optional<std::string> read_secret(Terminal& terminal, std::string_view name);

}  // namespace cronmon
