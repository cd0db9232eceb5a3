// What waits for a server.
#include "client/spool.h"

#include "base/time_text.h"
#include "cli/commands.h"
#include "cli/flush.h"
#include "cli/list.h"
#include "cli/when.h"
#include "client/spool_folders.h"
#include "client/target.h"

#include <unistd.h>

namespace cronmon {
namespace {

std::vector<std::string> folders_of(const Context& context) {
    return spool_folders([&](const std::string& name) { return context.reach.variable(name); },
                         geteuid());
}

struct Kept {
    std::string folder;
    std::string name;
    Spool::Shelf shelf;
    Result<Event> event;
};

// Those of every folder that there is. An Error if the only folder cannot be looked into.
Result<std::vector<Spool>> open_spools(const Context& context) {
    std::vector<Spool> spools;
    const auto folders = folders_of(context);
    for (const std::string& folder : folders) {
        auto spool = Spool::open(folder, Make::no);
        if (spool) spools.push_back(*std::move(spool));
        else if (spool.error().code != Code::not_found && folders.size() == 1) return spool.error();
    }
    return spools;
}

std::vector<Kept> all_of(const std::vector<Spool>& spools) {
    std::vector<Kept> all;
    for (const Spool& spool : spools)
        for (const auto shelf : {Spool::Shelf::waiting, Spool::Shelf::rejected})
            for (const auto& entry : spool.entries(shelf))
                all.push_back({spool.folder(), entry.name, shelf, spool.read(entry.name, shelf)});
    return all;
}

std::string_view word(Spool::Shelf shelf) {
    return shelf == Spool::Shelf::waiting ? "waiting" : "rejected";
}

Json json_of(const Kept& kept) {
    Json row{{"state", word(kept.shelf)}, {"folder", kept.folder}, {"file", kept.name}};
    if (!kept.event) {
        row["error"] = kept.event.error().message;
        return row;
    }
    const Event& event = *kept.event;
    row["event"] = event.id.text();
    row["target"] = event.target;
    row["kind"] = word(event.kind);
    row["at_ms"] = to_ms(event.at);
    row["rid"] = event.rid ? Json(event.rid->text()) : Json();
    row["exit_status"] = event.exit_status ? Json(*event.exit_status) : Json();
    row["body_bytes"] = event.body.size();
    return row;
}

std::vector<Cell> row_of(const Kept& kept) {
    const std::string state(word(kept.shelf));
    const Colour colour = kept.shelf == Spool::Shelf::waiting ? Colour::plain : Colour::yellow;
    if (!kept.event) return {"-", "-", kept.event.error().message, "-", {state, colour}};
    const Event& event = *kept.event;
    std::string kind(word(event.kind));
    if (event.exit_status) kind += " " + std::to_string(*event.exit_status);
    return {utc_text(event.at),
            kind,
            shown_target(event.target),
            std::to_string(event.body.size()),
            {state, colour}};
}

Outcome list(Context& context) {
    const auto spools = open_spools(context);
    if (!spools) return spools.error();
    const auto all = all_of(*spools);
    if (context.json()) {
        ArrayPrinter printer(context.out());
        for (const Kept& kept : all) printer.add(json_of(kept));
        printer.end();
        return std::nullopt;
    }
    Table table({{"AT"}, {"KIND"}, {"TASK"}, {"BODY", Column::Side::right}, {"STATE"}});
    for (const Kept& kept : all) table.add(row_of(kept));
    if (table.empty()) context.out() << "nothing is spooled\n";
    else table.print(context.terminal);
    return std::nullopt;
}

Outcome flush(Context& context) {
    const auto flushed = Flush(context.reach, context.clock, flush_all).run(folders_of(context));
    for (const std::string& warning : flushed.warnings)
        context.terminal.err << "cronmon: " << printable(warning) << '\n';
    std::string sentence = counted(flushed.delivered, "event") + " delivered";
    if (flushed.rejected > 0) sentence += ", " + std::to_string(flushed.rejected) + " rejected";
    if (flushed.dropped > 0) sentence += ", " + std::to_string(flushed.dropped) + " dropped";
    if (flushed.left > 0) sentence += ", " + std::to_string(flushed.left) + " left";
    say(context,
        {{"delivered", flushed.delivered},
         {"rejected", flushed.rejected},
         {"dropped", flushed.dropped},
         {"left", flushed.left}},
        sentence);
    if (!flushed.trouble) return std::nullopt;
    // A token that is missing or wrong is no mistake in how the command was written.
    const Code code = flushed.trouble->code == Code::usage ? Code::invalid : flushed.trouble->code;
    return Error{code, flushed.trouble->message};
}

Outcome drop(Context& context) {
    auto spools = open_spools(context);
    if (!spools) return spools.error();
    std::int64_t count = 0;
    for (const Spool& spool : *spools)
        for (const auto shelf : {Spool::Shelf::waiting, Spool::Shelf::rejected})
            count += static_cast<std::int64_t>(spool.entries(shelf).size());
    if (auto no = confirm(context, "drop " + counted(count, "event") + "?")) return no;
    count = 0;
    for (Spool& spool : *spools)
        for (const auto shelf : {Spool::Shelf::waiting, Spool::Shelf::rejected})
            for (const auto& entry : spool.entries(shelf)) {
                spool.remove(entry.name, shelf);
                ++count;
            }
    say(context, {{"dropped", count}}, "dropped " + counted(count, "event"));
    return std::nullopt;
}

}  // namespace

std::vector<Command> spool_commands() {
    return {
        {"spool",
         "flush",
         "delivers what is spooled, in the order in which it happened",
         {},
         {json_flag},
         {"cronmon spool flush --token-file /etc/cronmon/token",
          "cronmon spool flush --server https://cron.example.org --token-file /etc/cronmon/token"},
         "What happened under a ping URL is told to the server of that URL, if none is named. It "
         "is "
         "told with\nthe time at which it happened. A token of scope ping suffices.",
         flush},
        {"spool",
         "list",
         "lists what is spooled, and what was rejected for good",
         {},
         {json_flag},
         {"cronmon spool list", "cronmon spool list --json"},
         "The spool of a user is in CRONMON_SPOOL, else in /var/spool/cronmon if it is theirs, "
         "else "
         "in\n$XDG_STATE_HOME/cronmon/spool or ~/.local/state/cronmon/spool, else in "
         "/tmp/cronmon-spool-UID.",
         list},
        {"spool",
         "drop",
         "throws away what is spooled and what was rejected",
         {},
         {yes_flag, json_flag},
         {"cronmon spool drop --yes"},
         "",
         drop},
    };
}

}  // namespace cronmon
