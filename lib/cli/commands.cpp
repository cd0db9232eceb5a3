#include "cli/commands.h"

#include "base/nearest.h"
#include "base/quote.h"

#include <algorithm>

namespace cronmon {
namespace {

constexpr Noun all_nouns[] = {
    {"serve", "receives pings, watches deadlines, sends alerts", Place::here},
    {"exec", "runs a command, and tells of it", Place::running},
    {"ping", "tells that a task has run", Place::running},
    {"spool", "what could not be told yet", Place::running},
    {"discover", "what runs here already: crontabs and timers"},
    {"dashboard", "how many of what, and how they are"},
    {"task", "what should run"},
    {"business", "groups of tasks, with those who are told"},
    {"notifier", "who is told"},
    {"schedule", "what a schedule means"},
    {"alert", "letters that are owed, sent or failed"},
    {"blind", "times in which cronmon itself was not listening"},
    {"user", "who works with cronmon, and what they see"},
    {"token", "what programs ask cronmon with, instead of a password"},
    {"audit", "who changed what"},
    {"config", "options and settings"},
    {"doctor", "looks for what is wrong with this server"},
    {"upgrade", "another program in the place of the running server", Place::here},
    {"mail", "the way to the mail server"},
    {"apply", "all that is decided, from a file"},
    {"export", "all that is decided, into a file"},
    {"backup", "copies of the database"},
    {"verify", "whether a backup is sound", Place::here},
    {"restore", "a backup in the place of the database", Place::here},
    {"reset", "an empty database in its place", Place::here},
    {"import", "moving in from elsewhere", Place::here},
    {"sample", "something to look at in a new database"},
    {"completion", "what a shell completes a command line with", Place::here},
    {"manual", "the page for man(1)", Place::here},
    {"version", "which cronmon this is"},
    {"help", "how to use a command"},
};

// What people type who come from elsewhere.
struct Synonym {
    std::string_view written;
    std::string_view meant;
};
constexpr Synonym synonyms[] = {
    {"create", "add"},        {"new", "add"},
    {"delete", "remove"},     {"rm", "remove"},
    {"del", "remove"},        {"ls", "list"},
    {"get", "show"},          {"info", "show"},
    {"update", "edit"},       {"rename", "edit"},
    {"stop", "pause"},        {"disable", "pause"},
    {"start", "resume"},      {"enable", "resume"},
    {"logs", "log"},          {"assign", "notify"},
    {"unassign", "unnotify"}, {"invite", "setup-link"},
    {"link", "setup-link"},   {"reset-password", "passwd"},
    {"password", "passwd"},   {"set-password", "passwd"},
    {"allow", "grant"},       {"permit", "grant"},
    {"deny", "revoke"},       {"lock", "disable"},
    {"unlock", "enable"},     {"block", "disable"},
    {"unblock", "enable"},    {"logout", "sessions"},
    {"totp", "totp-off"},     {"2fa", "totp-off"},
    {"2fa-off", "totp-off"},  {"mfa-off", "totp-off"},
    {"modify", "edit"},       {"change", "edit"},
    {"set", "edit"},          {"search", "list"},
    {"find", "list"},         {"revoke", "remove"},
    {"resend", "retry"},      {"send", "retry"},
    {"try", "test"},          {"mail", "test"},
    {"history", "flips"},     {"events", "flips"},
    {"pings", "log"},         {"output", "body"},
    {"payload", "body"},      {"details", "show"},
};

Place place_of(std::string_view noun) {
    const auto found = std::ranges::find(all_nouns, noun, &Noun::name);
    CHECK(found != std::end(all_nouns));
    return found->place;
}

std::vector<Command> collect() {
    std::vector<Command> all;
    for (const auto part :
         {serve_commands,       exec_commands,      ping_commands,         spool_commands,
          discover_commands,    dashboard_commands, task_commands,         task_list_commands,
          task_log_commands,    business_commands,  business_key_commands, notifier_commands,
          schedule_commands,    alert_commands,     blind_commands,        user_commands,
          user_access_commands, token_commands,     audit_commands,        config_commands,
          doctor_commands,      upgrade_commands,   mail_commands,         import_commands,
          backup_commands,      verify_commands,    restore_commands,      reset_commands,
          sample_commands,      apply_commands,     export_commands,       completion_commands,
          manual_commands,      version_commands,   help_commands}) {
        for (Command& command : part()) {
            command.place = place_of(command.noun);
            all.push_back(std::move(command));
        }
    }
    return all;
}

std::string meant_by(std::string_view noun, std::string_view verb,
                     const std::vector<std::string>& verbs) {
    for (const auto& [written, meant] : synonyms) {
        if (written == verb && find_command(noun, meant) != nullptr)
            return ", did you mean " + quote(meant) + "?";
    }
    return did_you_mean(verb, verbs);
}

}  // namespace

std::span<const Noun> nouns() { return all_nouns; }

std::span<const Command> commands() {
    static const std::vector<Command> all = collect();
    return all;
}

std::vector<const Command*> commands_of(std::string_view noun) {
    std::vector<const Command*> found;
    for (const Command& command : commands())
        if (command.noun == noun) found.push_back(&command);
    return found;
}

std::vector<std::string_view> flags_with_value() {
    std::vector<std::string_view> names;
    const auto add = [&](std::span<const Flag> flags) {
        for (const Flag& flag : flags)
            if (!flag.is_switch() && std::ranges::find(names, flag.name) == names.end())
                names.push_back(flag.name);
    };
    add(flags_everywhere);
    for (const Command& command : commands()) add(command.flags);
    return names;
}

const Command* find_command(std::string_view noun, std::string_view verb) {
    const auto all = commands();
    const auto found = std::ranges::find_if(
        all, [&](const Command& c) { return c.noun == noun && c.verb == verb; });
    return found == all.end() ? nullptr : &*found;
}

Error no_such_command(std::string_view noun, std::string_view verb) {
    const auto of_noun = commands_of(noun);
    std::vector<std::string> known;
    if (of_noun.empty()) {
        for (const Noun& one : all_nouns) known.emplace_back(one.name);
        return {Code::usage, "unknown command " + quote(noun) + did_you_mean(noun, known)};
    }
    std::string list;
    for (const Command* command : of_noun) {
        known.emplace_back(command->verb);
        list.append(list.empty() ? "" : ", ").append(command->verb);
    }
    if (verb.empty()) return {Code::usage, std::string(noun) + ": say what to do: " + list};
    return {Code::usage,
            std::string(noun) + ": unknown command " + quote(verb) + meant_by(noun, verb, known)};
}

}  // namespace cronmon
