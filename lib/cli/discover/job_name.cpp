#include "cli/discover/job_name.h"

#include "base/utf8.h"
#include "cli/shell_text.h"
#include "core/model.h"
#include "core/schedule_words.h"

#include <algorithm>
#include <array>
#include <span>

namespace cronmon {
namespace {

constexpr int shells_within_shells_max = 4;
constexpr std::size_t second_word_chars_max = 24;
constexpr std::size_t host_chars_max = 24;
constexpr std::string_view name_of_none = "job";
constexpr std::string_view before_short_names = "cron-";

// What prepares a job, but is none.
constexpr std::array<std::string_view, 17> preparations{
    "cd",    "test", "[",     "[[",   ".",  "source", "export", "set", "umask",
    "sleep", "true", "false", "echo", "if", "ulimit", "unset",  "exit"};
// What runs the command behind it.
constexpr std::array<std::string_view, 20> wrappers{
    "exec",    "nice", "ionice",  "nohup", "time", "chronic", "cronic", "sudo", "env",    "setsid",
    "timeout", "chrt", "command", "then",  "else", "do",      "!",      "{",    "stdbuf", "flock"};
// What runs a program that a file is.
constexpr std::array<std::string_view, 14> interpreters{
    "sh",   "bash", "dash", "ksh",  "zsh",  "python",  "python3",
    "perl", "php",  "ruby", "node", "java", "Rscript", "run-parts"};
constexpr std::array<std::string_view, 9> extensions{".sh", ".bash", ".py",  ".pl", ".php",
                                                     ".rb", ".js",   ".jar", ".R"};

bool is_one_of(std::span<const std::string_view> names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

std::string_view base_of(std::string_view path) {
    while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
    return path.substr(path.rfind('/') + 1);
}

std::string_view without_extension(std::string_view name) {
    for (const std::string_view extension : extensions)
        if (name.size() > extension.size() && name.ends_with(extension))
            return name.substr(0, name.size() - extension.size());
    return name;
}

bool is_assignment(std::string_view word) {
    const auto equal = word.find('=');
    return equal != word.npos && equal > 0 && word.find('/') >= equal && !word.starts_with('-');
}

// 10, 1h, 0x3: what a wrapper is told.
bool is_measure(std::string_view word) { return !word.empty() && is_digit(word.front()); }

bool is_plain_word(std::string_view word) {
    return word.size() <= second_word_chars_max && !word.empty() && is_letter(word.front()) &&
           std::ranges::all_of(word, [](char c) {
               return is_letter(c) || is_digit(c) || std::string_view("_.:-").find(c) < 4;
           });
}

using Words = std::span<const std::string>;

std::string name_in(std::string_view command, int depth);

// With a word that says which of the things it does.
std::string name_of_program(Words words) {
    std::string name(without_extension(base_of(words.front())));
    if (words.size() > 1 && is_plain_word(words[1])) name += '-' + words[1];
    return name;
}

// The words behind a wrapper: without its options, and what they want.
Words behind_wrapper(std::string_view wrapper, Words words) {
    bool takes_file = wrapper == "flock";
    while (!words.empty()) {
        const std::string& word = words.front();
        const bool of_user = wrapper == "sudo" && (word == "-u" || word == "-g");
        const bool option = word.starts_with('-') || is_assignment(word) || is_measure(word);
        if (!option && !takes_file) break;
        if (!option) takes_file = false;
        words = words.subspan(std::min<std::size_t>(of_user ? 2 : 1, words.size()));
    }
    return words;
}

// Of `python3 -u /opt/report.py daily`. Empty: the program stands in the command itself.
std::string name_of_script(std::string_view interpreter, Words words, int depth) {
    for (; !words.empty() && words.front().starts_with('-'); words = words.subspan(1)) {
        const std::string& option = words.front();
        if (interpreter.ends_with("sh") && option.ends_with('c') && words.size() > 1)
            return name_in(words[1], depth - 1);
        if (option == "-c" || option == "-e" || option == "-E" || option == "-r") return {};
    }
    return words.empty() ? std::string{} : name_of_program(words);
}

// Of one simple command. Empty: it only prepares.
std::string name_of_simple(Words words, int depth) {
    while (!words.empty() && is_assignment(words.front())) words = words.subspan(1);
    if (words.empty()) return {};
    const std::string_view program = base_of(words.front());
    if (is_one_of(preparations, program)) return {};
    if (words.front().find_first_of(" \t") != std::string::npos && depth > 0)
        return name_in(words.front(), depth - 1);
    if (is_one_of(wrappers, program))
        return name_of_simple(behind_wrapper(program, words.subspan(1)), depth);
    if (is_one_of(interpreters, program)) return name_of_script(program, words.subspan(1), depth);
    return name_of_program(words);
}

std::string name_in(std::string_view command, int depth) {
    if (depth < 0) return {};
    std::vector<std::string> simple;
    auto words = shell_words(command);
    words.push_back({";", true});
    bool redirected = false;  // a file's name follows
    for (const ShellWord& word : words) {
        if (word.is_operator && (word.text == ">" || word.text == "<")) {
            redirected = true;
        } else if (word.is_operator) {
            if (auto name = name_of_simple(simple, depth); !name.empty()) return name;
            simple.clear();
        } else {
            if (!redirected) simple.push_back(word.text);
            redirected = false;
        }
    }
    return {};
}

// Letters, digits and - _ . of any language, with one hyphen for everything else in a row.
std::string tidied(std::string_view text) {
    std::string name;
    for (const char c : utf8::repaired(text)) {
        const bool good = is_letter(c) || is_digit(c) || c == '.' || c == '_' ||
                          static_cast<unsigned char>(c) >= 0x80;
        if (good) name += c;
        else if (!name.empty() && name.back() != '-') name += '-';
    }
    while (name.ends_with('-') || name.ends_with('.')) name.pop_back();
    return utf8::has_control(name) ? std::string(name_of_none) : name;
}

}  // namespace

std::string job_name(std::string_view command) {
    const std::string name = tidied(name_in(command, shells_within_shells_max));
    return name.empty() ? std::string(name_of_none) : name;
}

std::string task_name(std::string_view prefix, std::string_view name) {
    std::string full = std::string(prefix).append(name);
    const bool only_digits = std::ranges::all_of(full, is_digit);
    if (only_digits || utf8::length(full).value_or(0) < task_name_chars_min)
        full.insert(0, before_short_names);
    return std::string(utf8::first(full, task_name_chars_max));
}

std::string unique_name(const std::string& name, std::string_view host,
                        std::set<std::string>& taken) {
    std::string candidate = name;
    for (int n = 1; !taken.insert(candidate).second; ++n) {
        std::string end = "-" + std::string(utf8::first(host, host_chars_max));
        if (n > 1) end += "-" + std::to_string(n);
        const std::size_t room = task_name_chars_max - *utf8::length(end);
        candidate = std::string(utf8::first(name, room)) + end;
    }
    return candidate;
}

}  // namespace cronmon
