// A command, as a row of the table: what it is called, what it takes, what it does.
//
// Everything that is said about commands comes from this table: dispatch, help, "did you mean".
// So a command cannot exist without its help, nor a flag without a sentence.
//
// Thread-safety: immutable after construction; texts live as long as the program.
#pragma once

#include "base/error.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cronmon {

struct Context;

enum class Need : std::uint8_t {
    optional,
    required,
    one_of,       // exactly one of those so marked
    at_most_one,  // of those so marked
};

// `--name VALUE`, or a switch, which has no value.
struct Flag {
    std::string_view name;   // without the hyphens
    std::string_view value;  // what stands for it in help; empty: a switch
    std::string_view help;
    Need need = Need::optional;
    bool repeatable = false;

    bool is_switch() const { return value.empty(); }
};

enum class Takes : std::uint8_t {
    word,
    words,                // all that follow, as many as there are; only the last argument can
    words_behind_dashes,  // all that stands behind `--`, untouched; only the last argument can
};

struct Argument {
    std::string_view name;  // as help shows it: NAME
    std::string_view help;
    Need need = Need::required;
    Takes takes = Takes::word;
};

// What went wrong, or nothing.
using Outcome = std::optional<Error>;

// What a command is about.
enum class Place : std::uint8_t {
    anywhere,  // the data: of a folder here, or of a server elsewhere
    here,      // this machine
    running,   // a server that is running, here or elsewhere; it makes no data of its own
};

// What a command answers to the shell, and why.
using ExitCode = std::pair<std::string_view, std::string_view>;

struct Command {
    std::string_view noun;
    std::string_view verb;  // empty: the noun is the whole command
    std::string_view help;  // one line, lower case
    std::vector<Argument> arguments;
    std::vector<Flag> flags;
    std::vector<std::string_view> examples;
    std::string_view notes;  // what the flags do not say; may be empty
    Outcome (*run)(Context&) = nullptr;
    Place place = Place::anywhere;          // set by the table of nouns
    std::vector<ExitCode> exit_codes = {};  // empty: as every command does

    // `task add`
    std::string name() const {
        return std::string(noun).append(verb.empty() ? "" : " ").append(verb);
    }
};

// What every command takes; one that is about this machine only leaves out what is remote.
constexpr Flag data_flag{"data", "DIR", "folder of the data (CRONMON_DATA, else ./cronmon-data)"};
constexpr Flag config_flag{"config", "FILE", "options in a file of JSON (CRONMON_CONFIG)"};
constexpr Flag server_flag{"server", "URL",
                           "ask the server there instead of a folder here (CRONMON_SERVER)"};
constexpr Flag token_flag{"token", "T",
                          "API token for it (CRONMON_TOKEN); ps shows T to others, - reads stdin"};
constexpr Flag token_file_flag{"token-file", "FILE", "the same, read from a file"};
constexpr Flag insecure_flag{"insecure-http", "",
                             "send it even over http, where it can be read on the way"};
constexpr Flag help_flag{"help", "", "this help, and nothing else"};
inline constexpr std::array flags_everywhere{
    data_flag, config_flag, server_flag, token_flag, token_file_flag, insecure_flag, help_flag};

// What concerns a server elsewhere only.
constexpr bool is_remote(const Flag& flag) {
    return flag.name == server_flag.name || flag.name == token_flag.name ||
           flag.name == token_file_flag.name || flag.name == insecure_flag.name;
}

// Whether a command about this takes a flag of `flags_everywhere`.
constexpr bool takes(Place place, const Flag& everywhere) {
    return place != Place::here || !is_remote(everywhere);
}

constexpr Flag json_flag{"json", "", "JSON instead of text"};
constexpr Flag yes_flag{"yes", "", "do not ask"};

}  // namespace cronmon
