// What each change means: checked against the rules, then written, in the transaction at hand.
//
// Thread-safety: confined to the engine's thread.
#pragma once

#include "engine/change.h"
#include "engine/ledger.h"

#include <functional>

namespace cronmon {

// What a change may touch. `now` is the round's.
struct ChangeContext {
    Ledger& ledger;
    Batch& batch;
    Instant now;
    std::function<void(const SaveSetting&)> setting_saved;  // called when it is committed
    std::function<void(OwedAlert)> alert_postponed;         // called when it is committed
};

// Every check comes before the first write: an Error means that nothing was written.
Result<Done> carry_out(const Change& change, ChangeContext& context);

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
Result<Done> apply_change(const SaveSetting&, ChangeContext&);
Result<Done> apply_change(const AlertOutcome&, ChangeContext&);
Result<Done> apply_change(const Settle&, ChangeContext&);

}  // namespace cronmon
