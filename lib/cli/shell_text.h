// Commands as a shell reads them: words taken apart, and words put together.
//
// Only what is written counts: nothing is expanded, and $(...) stays in the word that it stands in.
//
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

// In single quotes if a shell would see more in it than a word.
std::string shell_word(std::string_view text);

// In a crontab % ends a command (crontab(5)): each gets a backslash.
std::string crontab_escaped(std::string_view text);

struct ShellWord {
    std::string text;          // without its quotes
    bool is_operator = false;  // ; & | ( ) < > or a line end, one character each
};

// The words of a command, as POSIX (Shell Command Language, 2.2 and 2.3) divides them. A comment is
// left out; a quote that nothing ends goes on to the end.
std::vector<ShellWord> shell_words(std::string_view command);

}  // namespace cronmon
