#include "cli/terminal.h"

#include "base/utf8.h"

#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <charconv>
#include <cstdlib>
#include <iostream>

namespace cronmon {
namespace {

constexpr std::size_t usual_columns = 80;

// An empty variable counts as none, as POSIX has it for locales and no-color.org for NO_COLOR.
std::string_view variable(const char* name) {
    const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nobody sets one
    return value == nullptr ? std::string_view{} : value;
}

std::size_t columns_of(int descriptor) {
    winsize size{};
    if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    const std::string_view text = variable("COLUMNS");
    std::size_t columns = 0;
    std::from_chars(text.data(), text.data() + text.size(), columns);
    return columns > 0 ? columns : usual_columns;
}

std::string_view locale() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        if (const auto value = variable(name); !value.empty()) return value;
    }
    return {};
}

std::string_view escape(Colour colour) {
    switch (colour) {
        case Colour::plain: return "";
        case Colour::red: return "\x1b[31m";
        case Colour::green: return "\x1b[32m";
        case Colour::yellow: return "\x1b[33m";
        case Colour::blue: return "\x1b[36m";
        case Colour::faint: return "\x1b[2m";
    }
    return "";
}

// Keeps what is typed off the screen while it lives.
class NoEcho {
public:
    NoEcho() : was_echo_(tcgetattr(STDIN_FILENO, &before_) == 0) {
        if (!was_echo_) return;
        termios quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    ~NoEcho() {
        if (was_echo_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    NoEcho(const NoEcho&) = delete;
    NoEcho& operator=(const NoEcho&) = delete;

private:
    termios before_{};
    bool was_echo_;
};

}  // namespace

Terminal this_terminal() {
    Terminal terminal{.in = std::cin, .out = std::cout, .err = std::cerr};
    if (isatty(STDOUT_FILENO) != 0) {
        terminal.columns = columns_of(STDOUT_FILENO);
        terminal.colours = variable("NO_COLOR").empty() && variable("TERM") != "dumb";
    }
    terminal.can_ask = isatty(STDIN_FILENO) != 0 && isatty(STDERR_FILENO) != 0;
    terminal.language = language_of_locale(locale());
    return terminal;
}

Language language_of_locale(std::string_view locale) {
    return locale.starts_with("zh") ? Language::zh : Language::en;
}

std::string coloured(const Terminal& terminal, Colour colour, std::string_view text) {
    if (!terminal.colours || colour == Colour::plain) return std::string(text);
    return std::string(escape(colour)).append(text).append("\x1b[0m");
}

std::string printable(std::string_view text) {
    const std::string sound = utf8::repaired(text);
    std::string shown;
    shown.reserve(sound.size());
    for (std::string_view rest = sound; !rest.empty();) {
        const std::string_view letter = utf8::first(rest, 1);
        if (!utf8::has_control(letter)) shown += letter;
        else shown += letter == "\n" ? ' ' : '?';
        rest.remove_prefix(letter.size());
    }
    return shown;
}

bool ask(Terminal& terminal, std::string_view question) {
    terminal.err << question << " [y/N] " << std::flush;
    std::string answer;
    std::getline(terminal.in, answer);
    return answer == "y" || answer == "Y" || answer == "yes";
}

std::optional<std::string> read_secret(Terminal& terminal, std::string_view name) {
    std::optional<NoEcho> quiet;
    if (terminal.can_ask) {
        terminal.err << name << ": " << std::flush;
        quiet.emplace();
    }
    std::string line;
    const bool read = static_cast<bool>(std::getline(terminal.in, line));
    if (quiet) terminal.err << '\n';
    if (line.ends_with('\r')) line.pop_back();
    return read ? std::optional(line) : std::nullopt;
}

}  // namespace cronmon
