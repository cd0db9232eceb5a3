// One ping, told or kept.
#include "base/duration.h"
#include "base/quote.h"
#include "cli/commands.h"
#include "cli/context.h"
#include "cli/teller.h"

#include <cerrno>
#include <fstream>
#include <system_error>

namespace cronmon {
namespace {

// More than a server keeps, and less than one refuses (2.5 MiB).
constexpr std::size_t body_bytes_max = std::size_t{1} << 20;

// As much of it as is sent: the beginning, as a server keeps the beginning.
std::string read_body(std::istream& in) {
    std::string body(body_bytes_max, '\0');
    in.read(body.data(), static_cast<std::streamsize>(body.size()));
    body.resize(static_cast<std::size_t>(in.gcount()));
    return body;
}

Result<std::string> wanted_body(Context& context) {
    const auto path = context.args.value("body-file");
    if (!path) return std::string{};
    if (*path == "-") {
        if (context.args.value(token_flag.name) != "-") return read_body(context.terminal.in);
        return context.usage("--body-file - and --token - both want the standard input");
    }
    std::ifstream file(*path, std::ios::binary);
    if (file) return read_body(file);
    return Error{Code::invalid,
                 "body-file: " + quote(*path) + ": " + std::generic_category().message(errno)};
}

Result<Event> wanted_event(Context& context) {
    const Args& args = context.args;
    Event event{.at = context.clock.now()};
    if (args.has("start")) event.kind = Event::Kind::start;
    if (args.has("fail")) event.kind = Event::Kind::fail;
    if (args.has("log")) event.kind = Event::Kind::log;
    const auto status = args.number("exit", 0, 0, 255);
    if (!status) return status.error();
    if (args.has("exit")) event.exit_status = static_cast<int>(*status);
    if (*status != 0) event.kind = Event::Kind::fail;
    if (const auto text = args.value("rid")) {
        event.rid = Uuid::parse(*text);
        if (!event.rid) return Error{Code::usage, "rid: must be a UUID, got " + quote(*text)};
    }
    auto body = wanted_body(context);
    if (!body) return body.error();
    event.body = *std::move(body);
    return event;
}

Outcome ping(Context& context) {
    auto event = wanted_event(context);
    if (!event) return event.error();
    Teller teller(context.reach, context.clock, context.args.argument("TASK|URL"));
    const Fate fate = teller.tell(*std::move(event), patience_for_ping);
    if (fate.kind == Fate::Kind::refused || fate.kind == Fate::Kind::lost) return fate.why;
    teller.catch_up();
    teller.report(context.terminal.err, Teller::Say::all);
    context.exit = fate.kind == Fate::Kind::spooled ? Exit::spooled : Exit::done;
    return std::nullopt;
}

}  // namespace

std::vector<Command> ping_commands() {
    return {
        {"ping",
         "",
         "tells the server that a task has run, or how it goes",
         {{"TASK|URL", "the task's ping URL, or its name"}},
         {{"start", "", "it begins", Need::at_most_one},
          {"fail", "", "it has failed", Need::at_most_one},
          {"exit", "N", "it has ended with this exit code; 0 is success", Need::at_most_one},
          {"log", "", "only something to write down", Need::at_most_one},
          {"rid", "UUID", "of the run: the same for its start and its end"},
          {"body-file", "FILE", "what it has to say; - is the standard input"}},
         {"cronmon ping https://cron.example.org/ping/0b0f6b2e-7c1d-4b53-9d3e-0c9a1a2b3c4d",
          "cronmon ping nightly-backup --exit $? --body-file /var/log/backup.log"},
         "A task's name is looked for below CRONMON_PING_URL (https://cron.example.org/ping/KEY) "
         "if that is\nset, else the server is asked for its ping URL. A ping that cannot be "
         "delivered now is kept in the\nspool, and told when a later one goes through or by "
         "cronmon spool flush; for that a token is needed\n(CRONMON_TOKEN or --token-file), or "
         "the server's socket. One that is refused is not kept.",
         ping}};
}

}  // namespace cronmon
