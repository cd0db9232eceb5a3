// Another program in the place of the running server, without a ping that is refused.
#include "app/data_dir.h"
#include "app/upgrade/successor.h"
#include "cli/commands.h"
#include "cli/context.h"
#include "cli/open_api.h"

#include <filesystem>
#include <thread>

namespace cronmon {
namespace {

constexpr Millis look_every{100};
// While the data change hands an answer waits as long as a migration takes.
constexpr Millis patience_for_upgrade = prove_within + take_over_within;

// A new connection each time: the one before may have been to a process that is gone.
Client server_at(const Config& config) {
    return Client([socket = socket_path(config.data()),
                   data = config.data()]() -> Result<std::unique_ptr<Api>> {
        auto server = connect_to_server(socket, patience_for_upgrade);
        if (server && !*server)
            return Error{Code::unreachable, "upgrade: no server is running on " + data};
        return server;
    });
}

Result<Json> facts_of(const Config& config) {
    return server_at(config).get("/upgrade", patience_for_upgrade);
}

Error failed(const Json& facts) {
    return {Code::conflict, "upgrade: " + text_of(facts, "why") + "; version " +
                                text_of(facts, "version") + " serves on (pid " +
                                text_of(facts, "pid") + ")"};
}

// Until another process answers, or the one that did says that it stays.
Result<Json> wait_for_another(const Config& config, const Json& before) {
    for (;;) {
        auto facts = facts_of(config);
        if (!facts) return facts.error();
        if (number_of(*facts, "pid") != number_of(before, "pid")) return facts;
        if (text_of(*facts, "stage") != "running") return failed(*facts);
        std::this_thread::sleep_for(look_every);
    }
}

std::string sentence(const Json& before, const Json& after) {
    const std::string version = text_of(after, "version");
    const std::string from = text_of(before, "version");
    return "version " + version + " serves (pid " + text_of(after, "pid") + ")" +
           (from == version ? "" : ", it was version " + from);
}

Outcome upgrade(Context& context) {
    const auto config = config_of(context.args);
    if (!config) return config.error();
    Json wanted = Json::object();
    const auto file = context.args.value("to");
    if (file && file->empty()) return context.usage("--to needs a file, got nothing");
    if (file) wanted["program"] = std::filesystem::absolute(*file).lexically_normal().string();
    const auto before = server_at(*config).post("/upgrade", wanted);
    if (!before) return before.error();
    const auto after = wait_for_another(*config, *before);
    if (!after) return after.error();
    say(context, *after, sentence(*before, *after));
    return std::nullopt;
}

}  // namespace

std::vector<Command> upgrade_commands() {
    Command command{
        "upgrade",
        "",
        "puts another program in the place of the running server; no ping is refused",
        {},
        {{"to", "FILE",
          "the program; else the file that the server was started from, as it is now"},
         json_flag},
        {"cronmon upgrade", "cronmon upgrade --to ./cronmon-2.0"},
        "The new program reads its options and certificates first. Then the old one answers what\n"
        "it has begun and hands over its sockets and data; who pings meanwhile waits. A program\n"
        "that does not come up leaves the old one serving, with the data as they were.\n"
        "With TLS the old process may stay for a minute or two, and carries what was connected.\n"
        "Its process is another one afterwards: see --pid-file of cronmon serve.",
        upgrade};
    command.exit_codes = {{"0", "the new program serves"},
                          {"1", "it does not, and the old one serves on"},
                          {"2", "usage: an unknown command or flag, or a missing argument"},
                          {"3", "no server is running, or it does not answer"}};
    return {command};
}

}  // namespace cronmon
