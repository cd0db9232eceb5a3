// The full list of what an operator, a courier or the keeper can make happen.
//
// Whatever changes the world is one of these (or a ping, or a passed deadline) and is submitted
// to the engine; there is no other way to write. The engine checks it against the rules inside
// the transaction that writes it, so that nothing can come between the check and the write.
//
// Thread-safety: values.
#pragma once

#include "core/model.h"
#include "engine/alert_outcome.h"
#include "store/ping_id.h"

#include <functional>
#include <optional>
#include <string>
#include <variant>

namespace cronmon {

struct AddBusiness {
    std::string name;
};
// Disabling a business pauses all its tasks; enabling it does not resume them.
struct EditBusiness {
    BusinessId id{};
    std::optional<std::string> name;
    std::optional<bool> enabled;
};
struct RemoveBusiness {  // with its tasks and assignments
    BusinessId id{};
};

struct AddNotifier {
    std::string name;
    std::string email;
    std::optional<std::string> phone;
    Language language = Language::zh;
};
struct EditNotifier {
    NotifierId id{};
    std::optional<std::string> name;
    std::optional<std::string> email;
    std::optional<std::string> phone;  // an empty text takes it away
    std::optional<Language> language;
    std::optional<bool> enabled;
};
struct RemoveNotifier {
    NotifierId id{};
};

struct Assign {
    BusinessId business{};
    NotifierId notifier{};
};
struct Unassign {
    BusinessId business{};
    NotifierId notifier{};
};

// A task of a disabled business starts paused. A schedule without a future time is refused.
struct AddTask {
    BusinessId business{};
    std::string name;
    Schedule schedule;
    Millis grace = grace_default;
    std::optional<Millis> tolerance;
    bool quiet_until_first_ping = false;
};
struct EditTask {
    TaskId id{};
    std::optional<BusinessId> business;
    std::optional<std::string> name;
    std::optional<Schedule> schedule;
    std::optional<Millis> grace;
    std::optional<std::optional<Millis>> tolerance;  // an empty inner value: derived again
    std::optional<bool> quiet_until_first_ping;
};
struct PauseTask {
    TaskId id{};
};
struct ResumeTask {  // refused while its business is disabled
    TaskId id{};
};
struct RemoveTask {
    TaskId id{};
};

struct SaveSetting {
    std::string name;
    std::optional<std::string> value;  // empty: back to the default
};

// Brings every standing that is saved lazily to the disk, so that a reader sees the present.
struct Settle {};

using Change = std::variant<AddBusiness, EditBusiness, RemoveBusiness, AddNotifier, EditNotifier,
                            RemoveNotifier, Assign, Unassign, AddTask, EditTask, PauseTask,
                            ResumeTask, RemoveTask, SaveSetting, AlertOutcome, Settle>;

// What became of a change: the id of what was added or changed (0 where there is none).
struct Done {
    std::int64_t id = 0;
};

// Called once, on the engine's thread, when the change is on disk or is known not to be: an Error
// for a value against a rule, Code::busy when the disk failed. Must not block.
using Receipt = std::function<void(Result<Done>)>;

}  // namespace cronmon
