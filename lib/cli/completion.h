// What shells complete a command line with: scripts made from the table of commands.
//
// They ask nobody: what cronmon holds (names of tasks) is not offered, because a key that is
// pressed must neither wait for a server nor need the right to ask one.
//
// Thread-safety: pure functions.
#pragma once

#include "cli/command.h"

#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

void print_bash_completion(std::ostream& out);
void print_zsh_completion(std::ostream& out);
void print_fish_completion(std::ostream& out);

// What a value may be, as far as its placeholder in help tells.
enum class Offer : std::uint8_t { nothing, files, folders, words };
Offer offer_for(std::string_view placeholder);

// The words of `zh|en`, each followed by a blank but the last.
std::string words_of(std::string_view placeholder);

// Its own flags, then those of every command.
std::vector<Flag> flags_of(const Command& command);

// The text, with a backslash in front of each of `special`, and `apostrophe` for each of those.
std::string escaped(std::string_view text, std::string_view special, std::string_view apostrophe);

}  // namespace cronmon
