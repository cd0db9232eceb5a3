// Who changed what, from where.
#include "cli/commands.h"
#include "cli/list.h"
#include "cli/when.h"

namespace cronmon {
namespace {

// `grace 5m -> 10m`, `email + a@b.c`, `phone - 138...`
std::string words_of(const Json& change) {
    const std::string before = text_of(change, "before"), after = text_of(change, "after");
    std::string words = text_of(change, "field");
    if (before.empty()) return words.append(" + ").append(after);
    if (after.empty()) return words.append(" - ").append(before);
    return words.append(" ").append(before).append(" -> ").append(after);
}

std::string changes_of(const Json& row) {
    std::string text;
    for (const Json& change : array_of(row, "changes"))
        text.append(text.empty() ? "" : "; ").append(words_of(change));
    return text;
}

std::vector<Cell> audit_row(const Context&, const Json& row) {
    const std::string address = text_of(row, "address");
    return {local_time(instant_of(row, "at_ms"), "UTC"),
            text_of(row, "actor"),
            address.empty() ? "here" : address,
            text_of(row, "action"),
            text_of(row, "object"),
            changes_of(row)};
}

Outcome list(Context& context) {
    return print_list(context, {"/audit",
                                "change",
                                "nothing was changed yet",
                                {{"AT"},
                                 {"WHO"},
                                 {"FROM", Column::Side::left, Column::Keep::if_there_is_room},
                                 {"ACTION"},
                                 {"WHAT"},
                                 {"CHANGES"}},
                                audit_row});
}

}  // namespace

std::vector<Command> audit_commands() {
    return {
        {"audit",
         "list",
         "lists who changed what, newest first",
         {},
         list_flags("", {{"action", "ACTION",
                          "only this, such as task.edit, or task. for all "
                          "that begins so"}}),
         {"cronmon audit list --action user.", "cronmon audit list --search wang.wei --json"},
         "",
         list},
    };
}

}  // namespace cronmon
