// What a person is told about an alert: which task, what was expected when, what came last, how
// long it was down, where to look and what to do, in the reader's own language.
//
// The subject is the same in both languages, `[DOWN] <task> (<business>)`, so that rules that
// sort mail are simple. In the style of the original the subject is `Status is Down` or
// `Status is Up` and the task's name is the whole letter.
//
// Thread-safety: pure functions.
#pragma once

#include "alert/letter.h"
#include "store/rows.h"

#include <string>
#include <string_view>

namespace cronmon {

// The letter for an alert, as it is sent at `now`.
Letter compose(const AlertMaterial& material, const MailSettings& settings, Instant now);

// A letter that only says that mail works, in both languages.
Letter compose_test(const MailSettings& settings, std::string_view to, Instant now);

// The name of an alert's letter among all letters: the same for every try, so that a repeat can be
// recognised, and known in advance to the letter that answers it. `flip` is the flip's time.
std::string message_id(AlertId alert, Instant flip, const Uuid& task, const Mailbox& from);

}  // namespace cronmon
