// A job, run and told of.
#include "base/duration.h"
#include "base/quote.h"
#include "cli/commands.h"
#include "cli/exec_plan.h"
#include "cli/teller.h"
#include "client/background.h"
#include "client/run_lock.h"
#include "client/spool_folders.h"

#include <unistd.h>

#include <cerrno>
#include <memory>
#include <system_error>

namespace cronmon {
namespace {

// What a server keeps of a body if it does not say.
constexpr std::size_t body_limit_usual = 10'000;
// Of the output, for --quiet and for a server that keeps much.
constexpr std::size_t output_bytes_kept = std::size_t{1} << 20;

// The command instead of us. Comes back, with an exit code, if there is no such program.
int become(const std::vector<std::string>& words) {
    const auto argv = argv_of(words);
    execvp(argv.front(), argv.data());
    return Ending{.how = Ending::How::no_program, .number = errno}.exit_code();
}

// The run of one `cronmon exec`. The job comes first in everything: it is started before a server
// is looked for, and what goes wrong with the telling is said when it is over.
class Exec {
public:
    Exec(Context& context, ExecPlan plan)
        : context_(context),
          plan_(std::move(plan)),
          tail_(output_bytes_kept),
          teller_(context.reach, context.clock, plan_.target) {}

    int run() {
        if (plan_.alone && !take_lock()) return 0;
        const Ending ending = run_tries();
        const Instant ended = context_.clock.now();
        over_.request_stop();
        if (ending.how == Ending::How::no_process) return run_unwatched(ending);
        if (plan_.quiet && !ending.succeeded()) tail_.replay(print_again);
        say_what_was_unusual(ending);
        background_.add([this, ending, ended] { tell_end(ending, ended); });
        background_.finish();
        teller_.catch_up();
        teller_.report(context_.terminal.err, say());
        return ending.exit_code();
    }

private:
    Teller::Say say() const {
        return plan_.quiet ? Teller::Say::only_what_is_lost : Teller::Say::all;
    }

    void complain(const std::string& sentence) {
        context_.terminal.err << "cronmon: exec: " << printable(sentence) << std::endl;
    }

    static void print_again(Stream stream, std::string_view bytes) {
        print(stream == Stream::out ? STDOUT_FILENO : STDERR_FILENO, bytes);
    }

    // False: another run is still going; it was told. Without a lock the job runs unlocked.
    bool take_lock() {
        std::string why;
        for (const std::string& spool : teller_.folders()) {
            auto taken = RunLock::take(run_lock_folder(spool), plan_.target, context_.clock.now());
            if (taken) {
                lock_ = *std::move(taken);
                return true;
            }
            why = taken.error().message;
            if (taken.error().code != Code::conflict) continue;
            tell_log("not run: " + why, patience_for_ping);
            return false;
        }
        complain("no-overlap: there can be no lock, so it runs without: " + why);
        return true;
    }

    Ending run_tries() {
        for (tried_ = 1;; ++tried_) {
            const Attended run =
                attend(plan_.order, signals_, tail_, context_.clock, [this] { tell_start(); });
            const bool again = !run.ending.succeeded() && run.ending.started() &&
                               !run.told_to_stop && tried_ < plan_.tries;
            if (!again) return run.ending;
            note_try(run.ending);
            if (!rest(plan_.between_tries, signals_, context_.clock)) return run.ending;
        }
    }

    void note_try(const Ending& ending) {
        const std::string line = "[cronmon: " + sentence_of(ending) + "; again in " +
                                 duration_text(plan_.between_tries) + "]\n";
        tail_.add(Stream::err, line);
        if (!plan_.quiet) print(STDERR_FILENO, line);
    }

    std::string ending_words(const Ending& ending) const {
        return ending_text(ending, plan_.order.words.front(),
                           plan_.order.timeout.value_or(Millis{0}));
    }

    // `try 2 of 3: exit code 1 after 0.10 s; ...`
    std::string sentence_of(const Ending& ending) const {
        std::string sentence = ending_words(ending) + resources_text(ending);
        if (plan_.tries == 1) return sentence;
        return "try " + std::to_string(tried_) + " of " + std::to_string(plan_.tries) + ": " +
               sentence;
    }

    // An exit code speaks for itself.
    void say_what_was_unusual(const Ending& ending) {
        if (!ending.started() || ending.how == Ending::How::timed_out)
            complain(ending_words(ending));
    }

    void tell_start() {
        if (!plan_.tells_start || start_is_told_) return;
        start_is_told_ = true;
        Event event{.kind = Event::Kind::start, .at = context_.clock.now(), .rid = rid_};
        background_.add([this, event] {
            const Fate fate = teller_.tell(event, patience_for_ping, over_.get_token());
            if (fate.body_limit) body_limit_ = *fate.body_limit;
        });
    }

    void tell_end(const Ending& ending, Instant ended) {
        const std::string summary = "[cronmon: " + sentence_of(ending) + "]\n";
        Event event{.kind = ending.succeeded() ? Event::Kind::success : Event::Kind::fail,
                    .at = ended};
        if (start_is_told_) event.rid = rid_;
        if (ending.started()) event.exit_status = ending.exit_code();
        const Tail none(0);
        event.body = report(plan_.tells_output ? tail_ : none, summary, body_limit_);
        teller_.tell(std::move(event), patience_for_ping);
    }

    void tell_log(const std::string& sentence, const Patience& patience) {
        teller_.tell({.kind = Event::Kind::log,
                      .at = context_.clock.now(),
                      .body = "[cronmon: " + sentence + "]\n"},
                     patience);
        teller_.report(context_.terminal.err, say());
    }

    // There is no process for two of us, so the job gets this one. Comes back if there is no such
    // program.
    int run_unwatched(const Ending& ending) {
        const std::string why = ending_words(ending);
        background_.finish();
        complain(why + ", so the command runs unwatched");
        tell_log("runs unwatched: " + why, patience_when_slow);
        signals_.give_back();
        return become(plan_.order.words);
    }

    Context& context_;
    const ExecPlan plan_;
    Signals signals_;  // before any thread
    Tail tail_;
    const Uuid rid_ = Uuid::random();
    std::optional<RunLock> lock_;
    std::int64_t tried_ = 1;
    bool start_is_told_ = false;
    std::stop_source over_;  // the job is: nobody tries twice any more to tell that it began

    // The background's, until it has finished.
    Teller teller_;
    std::size_t body_limit_ = body_limit_usual;

    Background background_;  // last: it still works on all of these
};

Outcome exec(Context& context) {
    open_missing_standard_descriptors();
    auto plan = exec_plan(context);
    if (!plan) return plan.error();
    std::unique_ptr<Exec> run;
    try {
        run = std::make_unique<Exec>(context, *plan);
    } catch (const std::system_error& error) {
        context.terminal.err << "cronmon: exec: " << error.what()
                             << ", so the command runs unwatched" << std::endl;
    }
    context.exit = static_cast<Exit>(run ? run->run() : become(plan->order.words));
    return std::nullopt;
}

}  // namespace

std::vector<Command> exec_commands() {
    Command command{
        "exec",
        "",
        "runs a command, and tells when it began, how it ended and what it said",
        {{"TASK|URL", "the task's ping URL, or its name"},
         {"COMMAND...", "what to run, with its arguments", Need::required,
          Takes::words_behind_dashes}},
        {{"timeout", "DUR", "ends it after that: SIGTERM to it and all it started"},
         {"kill-after", "DUR", "and SIGKILL so long after that (10s)"},
         {"no-overlap", "", "does not run it while another run of the task is going here"},
         {"retry", "N", "runs it again after a failure, up to N times (0)"},
         {"retry-delay", "DUR", "so long after it (10s)"},
         {"quiet", "", "prints the output of a failure only, so that cron sends no other mail"},
         {"no-start", "", "does not tell that it began"},
         {"no-output", "", "does not tell what it printed"}},
        {"cronmon exec nightly-backup -- /usr/local/bin/backup --full",
         "cronmon exec https://cron.example.org/ping/KEY/report --quiet --timeout 1h --no-overlap "
         "-- make report"},
        "The command runs as it would without: its standard input, its environment, its output and "
        "its exit\ncode are the same. It never waits for the server. What cannot be told is kept "
        "in "
        "the spool (see\ncronmon ping). If another run is going, --no-overlap runs nothing, tells "
        "so "
        "as a log entry and\nanswers 0. Of tries that fail only the last one is told as a failure.",
        exec};
    command.exit_codes = {{"N", "what the command answered; 128 and the signal if one ended it"},
                          {"2", "usage: an unknown command or flag, or a missing argument"},
                          {"124", "timed out"},
                          {"125", "no process could be made"},
                          {"126", "the command cannot be executed"},
                          {"127", "the command cannot be found"}};
    return {command};
}

}  // namespace cronmon
