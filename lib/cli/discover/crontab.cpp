#include "cli/discover/crontab.h"

#include "core/schedule_words.h"

#include <algorithm>
#include <optional>

namespace cronmon {
namespace {

constexpr int fields_of_time = 5;

std::string_view without_leading_blanks(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    return text;
}

// The next word, which is then gone from `rest`; empty at the end.
std::string_view take_word(std::string_view& rest) {
    rest = without_leading_blanks(rest);
    const std::string_view word = rest.substr(0, rest.find_first_of(" \t"));
    rest.remove_prefix(word.size());
    return word;
}

struct Variable {
    std::string_view name;
    std::string_view value;
};

bool is_quoted(std::string_view text) {
    return text.size() >= 2 && (text[0] == '"' || text[0] == '\'') && text.back() == text[0];
}

std::string_view without_quotes(std::string_view text) {
    return is_quoted(text) ? text.substr(1, text.size() - 2) : text;
}

// `NAME = value`, either in quotes or not. A name without them ends at a blank, so no job with
// a variable in its command looks like one.
std::optional<Variable> read_variable(std::string_view line) {
    const bool quoted = line.starts_with('"') || line.starts_with('\'');
    const std::size_t end = quoted ? line.find(line[0], 1) : line.find_first_of("= \t");
    if (end == line.npos) return std::nullopt;
    const std::string_view name = line.substr(quoted, end - quoted);
    const std::string_view rest = without_leading_blanks(line.substr(end + quoted));
    if (name.empty() || !rest.starts_with('=')) return std::nullopt;
    return Variable{name, without_quotes(trim(rest.substr(1)))};
}

class Reader {
public:
    Reader(std::string_view text, UserColumn column) : text_(text), column_(column) {}

    Crontab run() {
        for (std::size_t at = 0, number = 1; at < text_.size(); ++number) {
            const std::size_t end = std::min(text_.find('\n', at), text_.size());
            read_line(number, text_.substr(at, end - at));
            at = end + 1;
        }
        note_line_ends();
        return std::move(crontab_);
    }

private:
    void read_line(std::size_t number, std::string_view whole) {
        const std::string_view line = without_leading_blanks(whole);
        if (trim(line).empty() || line.starts_with('#')) return;
        if (const auto variable = read_variable(line)) return set(*variable);
        CrontabJob job{.line = number, .shell = shell_, .zone = zone_};
        read_job(job, line);
        crontab_.jobs.push_back(std::move(job));
    }

    void set(const Variable& variable) {
        if (variable.name == "SHELL") shell_ = variable.value;
        if (variable.name != "CRON_TZ") return;
        if (zone_.empty())
            crontab_.notes.emplace_back(
                "CRON_TZ is taken for the zone of its schedules, as cronie does; Debian's cron "
                "does "
                "not know it (--tz says otherwise)");
        zone_ = variable.value;
    }

    void read_job(CrontabJob& job, std::string_view rest) {
        const int fields = rest.starts_with('@') ? 1 : fields_of_time;
        for (int i = 0; i < fields; ++i) {
            const std::string_view word = take_word(rest);
            job.schedule.append(i > 0 && !word.empty() ? " " : "").append(word);
        }
        if (column_ == UserColumn::yes) job.user = take_word(rest);
        rest = without_leading_blanks(rest);
        if (trim(rest).empty()) job.problem = "is neither a schedule with a command nor a variable";
        job.command_at = static_cast<std::size_t>(rest.data() - text_.data());
        job.command_end = job.command_at + rest.size();
    }

    void note_line_ends() {
        if (!text_.empty() && text_.back() != '\n')
            crontab_.notes.emplace_back(
                "there is no line end at its end, so cron ignores its last line, Debian's all of "
                "it");
        if (text_.find("\r\n") != text_.npos)
            crontab_.notes.emplace_back(
                "its lines end in CR LF, and cron takes the CR for a part of the command");
    }

    std::string_view text_;
    UserColumn column_;
    std::string shell_ = CrontabJob{}.shell;
    std::string zone_;
    Crontab crontab_;
};

}  // namespace

Crontab read_crontab(std::string_view text, UserColumn column) {
    return Reader(text, column).run();
}

}  // namespace cronmon
