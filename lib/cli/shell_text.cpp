#include "cli/shell_text.h"

#include <algorithm>

namespace cronmon {
namespace {

constexpr std::string_view operators = ";&|()<>\n";

bool is_blank(char c) { return c == ' ' || c == '\t'; }

// One pass over a command, character by character.
class Divider {
public:
    explicit Divider(std::string_view command) : rest_(command) {}

    std::vector<ShellWord> run() {
        while (!rest_.empty()) step();
        end_word();
        return std::move(words_);
    }

private:
    void step() {
        const char c = take();
        if (is_blank(c)) end_word();
        else if (operators.find(c) != operators.npos) add_operator(c);
        else if (c == '#' && !in_word_) skip_comment();
        else if (c == '\'') take_until('\'');
        else if (c == '"') take_double_quoted();
        else if (c == '\\') add(rest_.empty() ? c : take());
        else add(c);
    }

    char take() {
        const char c = rest_.front();
        rest_.remove_prefix(1);
        return c;
    }

    void add(char c) {
        in_word_ = true;
        word_ += c;
    }

    void take_until(char quote) {
        const std::string_view inside = rest_.substr(0, rest_.find(quote));
        in_word_ = true;
        word_.append(inside);
        rest_.remove_prefix(std::min(inside.size() + 1, rest_.size()));
    }

    // Within these a backslash speaks only before $ ` " and itself.
    void take_double_quoted() {
        in_word_ = true;
        while (!rest_.empty()) {
            char c = take();
            if (c == '"') return;
            const bool escapes =
                c == '\\' && !rest_.empty() &&
                std::string_view("$`\"\\").find(rest_.front()) != std::string::npos;
            if (escapes) c = take();
            word_ += c;
        }
    }

    void skip_comment() { rest_.remove_prefix(std::min(rest_.find('\n'), rest_.size())); }

    void add_operator(char c) {
        end_word();
        words_.push_back({std::string(1, c), true});
    }

    void end_word() {
        if (in_word_) words_.push_back({std::move(word_), false});
        word_.clear();
        in_word_ = false;
    }

    std::string_view rest_;
    std::string word_;
    bool in_word_ = false;
    std::vector<ShellWord> words_;
};

}  // namespace

std::string shell_word(std::string_view text) {
    const bool plain = !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("-._~:/%@+,=").find(c) != std::string_view::npos;
    });
    if (plain) return std::string(text);
    std::string quoted = "'";
    for (const char c : text) {
        if (c == '\'') quoted += "'\\''";
        else quoted += c;
    }
    return quoted + "'";
}

std::string crontab_escaped(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        if (c == '%') escaped += '\\';
        escaped += c;
    }
    return escaped;
}

std::vector<ShellWord> shell_words(std::string_view command) { return Divider(command).run(); }

}  // namespace cronmon
