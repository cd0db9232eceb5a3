// Businesses, notifiers, assignments, tasks and settings as one document wants them.
//
// What is wanted is compared with what there is in the transaction that changes it, and each
// difference is one of the usual changes: the rules, the audit log and what follows from an edit
// are the same as for a person. All of it is done or nothing is; a dry run does all of it, and then
// undoes it: so what it reports, or what it refuses, is what would happen.
//
// A part that is not in the document is left alone, and so is what the document does not name,
// unless it is pruned. An entry says all about its thing: a field that it does not name has its
// default.
//
// Thread-safety: values.
#pragma once

#include "store/user_rows.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cronmon {

struct Configuration;  // engine/change.h

// One thing that is, or would be, done; as in the audit log, where there is one.
struct ConfigureStep {
    std::string action;  // task.edit
    std::string name;
    std::vector<FieldChange> changes;
};

struct Configure {
    std::shared_ptr<const Configuration> wanted;
    bool prune = false;    // removes what the parts that are there do not name
    bool dry_run = false;  // undoes it in the end
    // What was done, in order; given by the engine, valid when the receipt is there.
    std::shared_ptr<std::vector<ConfigureStep>> steps =
        std::make_shared<std::vector<ConfigureStep>>();
};

}  // namespace cronmon
