// Configuration as code: what a document wants is compared with what there is, shown, and done.
#include "base/quote.h"
#include "cli/commands.h"
#include "cli/list.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace cronmon {
namespace {

// The server does it in one transaction, in which thousands of tasks may take a while.
constexpr Millis patience_for_all = std::chrono::seconds{40};

Result<std::string> read_document(Context& context, const std::string& path) {
    std::string text;
    if (path == "-") {
        text.assign(std::istreambuf_iterator<char>(context.terminal.in), {});
    } else {
        errno = 0;
        std::ifstream file(path, std::ios::binary);
        text.assign(std::istreambuf_iterator<char>(file), {});
        if (file.bad() || !file.is_open())
            return Error{Code::invalid,
                         "file: cannot read " + quote(path) + ": " + std::strerror(errno)};
    }
    try {
        return dump_line(Json::parse(text, nullptr, true, /*ignore_comments=*/true));
    } catch (const Json::parse_error& error) {
        const std::string_view what = error.what();
        const auto at = what.find("at line ");
        const auto end = what.find(':', at);
        const bool placed = at != what.npos && end != what.npos;
        return Error{Code::invalid,
                     path + ": must be JSON, and is malformed" +
                         (placed ? " " + std::string(what.substr(at, end - at)) : "")};
    }
}

// `task.edit` is an edit of a task.
struct Deed {
    char sign;  // + - ~
    std::string noun;
};

Deed deed_of(const std::string& action) {
    const auto dot = action.find('.');
    const std::string verb = action.substr(dot + 1);
    if (verb == "notify") return {'+', "assignment"};
    if (verb == "unnotify") return {'-', "assignment"};
    return {verb == "add" ? '+' : verb == "remove" ? '-' : '~', action.substr(0, dot)};
}

std::string changes_text(const Json& step, char sign) {
    std::string text;
    for (const Json& change : array_of(step, "changes")) {
        const std::string before = text_of(change, "before");
        const std::string after = text_of(change, "after");
        const std::string field = text_of(change, "field");
        if (field == "name" || (sign == '-' && field != "notifier")) continue;
        if (sign == '+' && after.empty()) continue;
        text.append(text.empty() ? "  " : ", ").append(field).append(": ");
        if (sign == '~') text.append(before.empty() ? "''" : before).append(" -> ");
        const std::string& value = sign == '-' ? before : after;
        text.append(value.empty() ? "''" : value);
    }
    return text;
}

void print_steps(Context& context, const Json& steps) {
    for (const Json& step : steps) {
        const auto [sign, noun] = deed_of(text_of(step, "action"));
        const Colour colour = sign == '+'   ? Colour::green
                              : sign == '-' ? Colour::red
                                            : Colour::yellow;
        context.out() << coloured(context.terminal, colour, std::string(1, sign)) << ' ' << noun
                      << ' ' << printable(text_of(step, "name"))
                      << printable(changes_text(step, sign)) << '\n';
    }
    context.out().flush();
}

std::string path_for(const Context& context, bool dry_run) {
    return "/configuration" + query_of({{"dry_run", dry_run ? "1" : ""},
                                        {"prune", context.args.has("prune") ? "1" : ""}});
}

Outcome finish(Context& context, const Json& answer, bool done) {
    const auto count = static_cast<std::int64_t>(array_of(answer, "steps").size());
    say(context, answer,
        count == 0 ? "nothing differs"
        : done     ? "done: " + counted(count, "change")
                   : counted(count, "change") + " to make, nothing was changed");
    return std::nullopt;
}

// What is asked about is what would happen at this moment; what is said in the end, what happened.
Outcome apply(Context& context) {
    const auto document = read_document(context, context.args.argument("FILE"));
    if (!document) return document.error();
    const auto wanted =
        context.client.post_text(path_for(context, true), *document, patience_for_all);
    if (!wanted) return wanted.error();
    const Json& steps = array_of(*wanted, "steps");
    if (!context.json()) print_steps(context, steps);
    if (steps.empty() || context.args.has("dry-run")) return finish(context, *wanted, false);
    const auto count = static_cast<std::int64_t>(steps.size());
    if (auto no = confirm(context, "make " + counted(count, "change") + "?")) return no;
    const auto done =
        context.client.post_text(path_for(context, false), *document, patience_for_all);
    if (!done) return done.error();
    return finish(context, *done, true);
}

}  // namespace

std::vector<Command> apply_commands() {
    return {
        {"apply",
         "",
         "makes businesses, notifiers, assignments, tasks and settings as a file says",
         {{"FILE", "JSON, as cronmon export writes it; - reads the standard input"}},
         {{"dry-run", "", "shows the difference, and changes nothing"},
          {"prune", "", "removes what is not named, in the parts that the file has"},
          yes_flag,
          json_flag},
         {"cronmon apply cronmon.json --dry-run", "cronmon apply cronmon.json --prune --yes"},
         "It shows the difference first, and asks. All of it is done, or nothing is; a second\n"
         "time there is nothing left to do. An entry says all about its thing: a field that is\n"
         "not there has its default. A part that is not there is left alone.",
         apply}};
}

}  // namespace cronmon
