// The original's nouns as ours: what can be kept is kept, also against our rules for new things,
// and the report says so; what cannot be is refused, and the report says why.
//
//     original                          here
//     status = 0                        paused
//     warning = 1                       down, since the deadline it missed; nobody is told of it
//     pinged before                     up
//     never pinged                      new
//     perm_list '0', '', '1 3'          all businesses, none, these
//     a user with admin = 1 or 0        an admin, a manager
//
// A task owes the first slot after the import. Neither a disabled business nor anything else pauses
// a task that was not.
//
// Thread-safety: pure functions.
#pragma once

#include "core/user.h"
#include "core/verdict.h"
#include "import/import_report.h"
#include "import/original_rows.h"

#include <optional>
#include <string>
#include <vector>

namespace cronmon {

struct ImportedAssignment {
    BusinessId business{};
    NotifierId notifier{};
    Instant created;
};

struct ImportedTask {
    Task task;
    bool paused = false;
    bool down = false;
    std::optional<Instant> missed;     // the deadline that was missed, if it is known
    std::optional<Instant> last_ping;  // if it was ever pinged, as the task's row knows it
};

struct ImportedUser {
    std::int64_t line = 0;
    User user;
    std::string api_password;  // in the clear; empty: none
    std::vector<BusinessId> businesses;
};

struct ImportedNouns {
    std::vector<Business> businesses;
    std::vector<Notifier> notifiers;
    std::vector<ImportedAssignment> assignments;
    std::vector<ImportedTask> tasks;
    std::vector<ImportedUser> users;
};

// When the old server's clock showed `time`: the first such moment if it did so twice, and the end
// of the gap if it never did.
Instant instant_of(const Zone& zone, LocalSeconds time);

// Throws DumpError if `at`, which is past, is after `now` by more than clocks differ: the zone is
// not the right one.
void check_past(std::int64_t line, std::string_view column, Instant at, const Zone& zone,
                Instant now);

// Precondition: check_keys found nothing. Throws DumpError for a list of permissions that is none,
// and as check_past does.
ImportedNouns import_nouns(const OriginalNouns& nouns, const Zone& zone, Instant now,
                           ImportReport& report);

// How the task stands from `now` on. `newest` is its newest row in the log.
Standing standing_of(const ImportedTask& task, std::optional<Instant> newest, Instant now);

// What import_nouns consists of: a task (import_task.cpp), a user (import_user.cpp).
std::optional<ImportedTask> import_task(const OriginalTask& row, const Zone& zone, Instant now,
                                        ImportReport& report);
ImportedUser import_user(const OriginalUser& row, const Zone& zone, ImportReport& report);

// Writes down a finding about the row of a noun: task 7 'real1': <what>
void note(std::vector<ImportFinding>& findings, std::int64_t line, std::string_view noun,
          std::int64_t id, std::string_view name, std::string_view what);

}  // namespace cronmon
