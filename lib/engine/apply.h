// What each change means: checked against the rules, then written, in the transaction at hand.
//
// Thread-safety: confined to the engine's thread.
#pragma once

#include "engine/change.h"
#include "engine/fields.h"
#include "engine/ledger.h"

#include <functional>
#include <span>
#include <string_view>

namespace cronmon {

// What a change may touch. `now` is the round's.
struct ChangeContext {
    Ledger& ledger;
    Batch& batch;
    Instant now;
    const By& by;
    std::function<void(const SaveSetting&)> setting_saved;  // called when it is committed
    std::function<void(OwedAlert)> alert_postponed;         // called when it is committed
    std::vector<ConfigureStep>* steps = nullptr;            // of a document, else null
};

// Every check comes before the first write: an Error means that nothing was written.
Result<Done> carry_out(const Change& change, ChangeContext& context);

// What the families share. `noun` is the field an error names.
Error no_such(std::string_view noun, std::int64_t id);
Error taken(std::string_view field, std::string_view value);
// Nothing if the caller has seen the present revision, or does not ask.
std::optional<Error> check_revision(std::string_view noun, const Revision& seen,
                                    std::int64_t present);

template <class Id>
bool held_by_other(std::optional<Id> holder, Id self) {
    return holder && *holder != self;
}

// What was done to what, for the audit log: `before` and `after` are what differed is found from.
struct Deed {
    std::string_view action;  // task.edit
    std::int64_t id = 0;
    std::string_view name;
    Fields before;
    Fields after;
};
// Writes it down if somebody did it (see By).
void record(ChangeContext& context, Deed deed);
// Whether an edit may be left out: a document is compared with what there is, and changes nothing
// where there is no difference.
bool is_idle(const ChangeContext& context, const Fields& before, const Fields& after);

// The families, one file each.
Result<Done> apply_change(const AddBusiness&, ChangeContext&);
Result<Done> apply_change(const EditBusiness&, ChangeContext&);
Result<Done> apply_change(const RemoveBusiness&, ChangeContext&);
Result<Done> apply_change(const AddNotifier&, ChangeContext&);
Result<Done> apply_change(const EditNotifier&, ChangeContext&);
Result<Done> apply_change(const RemoveNotifier&, ChangeContext&);
Result<Done> apply_change(const Assign&, ChangeContext&);
Result<Done> apply_change(const Unassign&, ChangeContext&);
Result<Done> apply_change(const AddTask&, ChangeContext&);
Result<Done> apply_change(const EditTask&, ChangeContext&);
Result<Done> apply_change(const PauseTask&, ChangeContext&);
Result<Done> apply_change(const ResumeTask&, ChangeContext&);
Result<Done> apply_change(const RemoveTask&, ChangeContext&);
Result<Done> apply_change(const LatePing&, ChangeContext&);
Result<Done> apply_change(const RenewPingKey&, ChangeContext&);
Result<Done> apply_change(const RemovePingKey&, ChangeContext&);
Result<Done> apply_change(const SaveCheckKey&, ChangeContext&);
Result<Done> apply_change(const RemoveCheckKey&, ChangeContext&);
Result<Done> apply_change(const AddUser&, ChangeContext&);
Result<Done> apply_change(const EditUser&, ChangeContext&);
Result<Done> apply_change(const RemoveUser&, ChangeContext&);
Result<Done> apply_change(const EditCredentials&, ChangeContext&);
Result<Done> apply_change(const Grant&, ChangeContext&);
Result<Done> apply_change(const Revoke&, ChangeContext&);
Result<Done> apply_change(const SetPermissions&, ChangeContext&);
Result<Done> apply_change(const OpenSession&, ChangeContext&);
Result<Done> apply_change(const TouchSession&, ChangeContext&);
Result<Done> apply_change(const EndSession&, ChangeContext&);
Result<Done> apply_change(const EndSessions&, ChangeContext&);
Result<Done> apply_change(const AddToken&, ChangeContext&);
Result<Done> apply_change(const TouchToken&, ChangeContext&);
Result<Done> apply_change(const RemoveToken&, ChangeContext&);
Result<Done> apply_change(const LogApiRequest&, ChangeContext&);
Result<Done> apply_change(const NoteEmptyBusinesses&, ChangeContext&);
Result<Done> apply_change(const RetryAlert&, ChangeContext&);
Result<Done> apply_change(const SaveSetting&, ChangeContext&);
Result<Done> apply_change(const AlertOutcome&, ChangeContext&);
Result<Done> apply_change(const Settle&, ChangeContext&);
Result<Done> apply_change(const Configure&, ChangeContext&);

}  // namespace cronmon
