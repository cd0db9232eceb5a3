// The table of all commands, and how to find one.
//
// Each noun brings its rows from a file of its own.
//
// Thread-safety: immutable after the first call, which must be made from one thread.
#pragma once

#include "cli/command.h"

#include <span>
#include <string_view>
#include <vector>

namespace cronmon {

struct Noun {
    std::string_view name;
    std::string_view help;
    Place place = Place::anywhere;
};

// In the order in which help lists them.
std::span<const Noun> nouns();
std::span<const Command> commands();
std::vector<const Command*> commands_of(std::string_view noun);

// The name of every flag that is followed by a value, of whichever command.
std::vector<std::string_view> flags_with_value();

// Null if there is none.
const Command* find_command(std::string_view noun, std::string_view verb);

// Why these words are no command, and what may have been meant. Code::usage.
Error no_such_command(std::string_view noun, std::string_view verb);

std::vector<Command> task_commands();
std::vector<Command> task_list_commands();
std::vector<Command> task_log_commands();
std::vector<Command> business_commands();
std::vector<Command> business_key_commands();
std::vector<Command> notifier_commands();
std::vector<Command> schedule_commands();
std::vector<Command> alert_commands();
std::vector<Command> blind_commands();
std::vector<Command> dashboard_commands();
std::vector<Command> user_commands();
std::vector<Command> user_access_commands();
std::vector<Command> token_commands();
std::vector<Command> audit_commands();
std::vector<Command> sample_commands();
std::vector<Command> config_commands();
std::vector<Command> doctor_commands();
std::vector<Command> upgrade_commands();
std::vector<Command> mail_commands();
std::vector<Command> import_commands();
std::vector<Command> apply_commands();
std::vector<Command> export_commands();
std::vector<Command> backup_commands();
std::vector<Command> verify_commands();
std::vector<Command> restore_commands();
std::vector<Command> reset_commands();
std::vector<Command> ping_commands();
std::vector<Command> exec_commands();
std::vector<Command> spool_commands();
std::vector<Command> discover_commands();
std::vector<Command> serve_commands();
std::vector<Command> completion_commands();
std::vector<Command> manual_commands();
std::vector<Command> version_commands();
std::vector<Command> help_commands();

}  // namespace cronmon
