#include "cli/exec_plan.h"

#include "base/duration.h"
#include "base/quote.h"

namespace cronmon {
namespace {

Result<Millis> duration(const Args& args, std::string_view flag, Millis usual, Millis low,
                        Millis high) {
    const auto text = args.value(flag);
    if (!text) return usual;
    const auto read = parse_duration(flag, *text);
    if (!read) return Error{Code::usage, read.error().message};
    if (*read >= low && *read <= high) return *read;
    return Error{Code::usage, std::string(flag) + ": must be " + duration_text(low) + " to " +
                                  duration_text(high) + ", got " + *text};
}

std::optional<Error> read_times(const Args& args, ExecPlan& plan) {
    const auto timeout = duration(args, "timeout", Millis{0}, timeout_min, timeout_max);
    if (!timeout) return timeout.error();
    if (args.has("timeout")) plan.order.timeout = *timeout;
    const auto kill_after =
        duration(args, "kill-after", kill_after_usual, Millis{0}, kill_after_max);
    if (!kill_after) return kill_after.error();
    plan.order.kill_after = *kill_after;
    const auto delay = duration(args, "retry-delay", retry_delay_usual, Millis{0}, retry_delay_max);
    if (!delay) return delay.error();
    plan.between_tries = *delay;
    const auto retries = args.number("retry", 0, 0, retries_max);
    if (!retries) return Error{Code::usage, retries.error().message};
    plan.tries = 1 + *retries;
    return std::nullopt;
}

}  // namespace

Result<ExecPlan> exec_plan(const Context& context) {
    const Args& args = context.args;
    if (args.value(token_flag.name) == "-")
        return context.usage(
            "the standard input is the command's; use --token-file or CRONMON_TOKEN");
    ExecPlan plan;
    plan.target = args.argument("TASK|URL");
    plan.order.words = args.words_behind_dashes();
    if (plan.order.words.front().empty()) return context.usage("COMMAND... must not be empty");
    plan.alone = args.has("no-overlap");
    plan.quiet = args.has("quiet");
    plan.tells_start = !args.has("no-start");
    plan.tells_output = !args.has("no-output");
    // What nobody keeps need not pass through our hands.
    if (!plan.tells_output && !plan.quiet) plan.order.output = Output::inherited;
    if (plan.quiet) plan.order.through = Through::no;
    if (auto error = read_times(args, plan)) return *std::move(error);
    return plan;
}

}  // namespace cronmon
