// The full list of what an operator, a courier or the keeper can make happen.
//
// Whatever changes the world is one of these (or a ping, or a passed deadline) and is submitted
// to the engine; there is no other way to write. The engine checks it against the rules inside
// the transaction that writes it, so that nothing can come between the check and the write.
//
// Thread-safety: values.
#pragma once

#include "core/user.h"
#include "engine/alert_outcome.h"
#include "engine/configuration.h"
#include "store/user_rows.h"

#include <compare>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace cronmon {

// Who submits a change, for the audit log. An empty name: cronmon itself, which keeps no such log.
struct By {
    UserId user{};        // 0: at this machine's command line
    std::string name;     // as they are called
    std::string address;  // where from; empty: the operators' socket
};

// An edit may say which revision it was made from; Code::stale if there is a newer one.
using Revision = std::optional<std::int64_t>;

struct AddBusiness {
    std::string name;
    bool enabled = true;
};
// Disabling a business pauses all its tasks; enabling it does not resume them.
struct EditBusiness {
    BusinessId id{};
    std::optional<std::string> name;
    std::optional<bool> enabled;
    Revision revision = {};
};
struct RemoveBusiness {  // with its tasks and assignments
    BusinessId id{};
    Revision revision = {};
};

struct AddNotifier {
    std::string name;
    std::string email;
    std::optional<std::string> phone;
    Language language = Language::zh;
    bool enabled = true;
};
struct EditNotifier {
    NotifierId id{};
    std::optional<std::string> name;
    std::optional<std::string> email;
    std::optional<std::string> phone;  // an empty text takes it away
    std::optional<Language> language;
    std::optional<bool> enabled;
    Revision revision = {};
};
struct RemoveNotifier {
    NotifierId id{};
    Revision revision = {};
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
    RunRules runs = {};
    Listening listening = {};
    Labels labels = {};  // with a check_name, the name is made to fit
    std::optional<std::vector<ChannelId>> told = {};
};
struct EditTask {
    TaskId id{};
    std::optional<BusinessId> business;
    std::optional<std::string> name;
    std::optional<Schedule> schedule;
    std::optional<Millis> grace;
    std::optional<std::optional<Millis>> tolerance;  // an empty inner value: derived again
    std::optional<bool> quiet_until_first_ping;
    Revision revision = {};
    std::optional<std::optional<Millis>> max_run = {};  // an empty inner value: none
    std::optional<std::optional<Millis>> min_run = {};
    std::optional<std::uint8_t> alert_after = {};
    std::optional<std::uint8_t> recover_after = {};
    std::optional<Listening> listening = {};
    std::optional<std::string> slug = {};
    std::optional<std::string> tags = {};
    std::optional<std::string> description = {};
    std::optional<std::string> check_name = {};
    std::optional<std::optional<std::vector<ChannelId>>> told = {};  // empty inner: everybody
};
struct PauseTask {
    TaskId id{};
};
struct ResumeTask {  // refused while its business is disabled
    TaskId id{};
    Memory memory = Memory::keep;
};
struct RemoveTask {
    TaskId id{};
    Revision revision = {};
};

// A ping that was kept on its way, with its own time (see on_late_signal).
struct LatePing {
    TaskId task{};
    PingKind kind = PingKind::success;
    Instant at = {};
    std::optional<Uuid> run = {};
    std::optional<int> exit_status = {};
    std::string body = {};
    std::string client_ip = {};
    std::string user_agent = {};
    bool by_https = false;
};

// The key in the URLs by which a business's tasks are pinged by slug: a new one, or none.
struct RenewPingKey {
    BusinessId business{};
};
struct RemovePingKey {
    BusinessId business{};
};
// What a program asks for this business's tasks with. One that may the same is replaced.
struct SaveCheckKey {
    CheckKey key;  // its time is given by the engine
};
struct RemoveCheckKey {
    BusinessId business{};
    CheckKey::May may = CheckKey::May::read;
};

// A user with their credentials, which are hashes already. Names, addresses and phones are unique.
struct AddUser {
    User user;  // id, created and revision are given by the engine
    std::vector<BusinessId> businesses;
};
// The last enabled administrator cannot be removed, disabled or demoted. Whoever becomes one sees
// all businesses; whoever was one begins with none. Whoever is disabled is signed out.
struct EditUser {
    UserId id{};
    std::optional<std::string> name;
    std::optional<std::string> email;  // an empty text takes it away; so for the next two
    std::optional<std::string> phone;
    std::optional<std::string> api_name;
    std::optional<Role> role;
    std::optional<bool> all_businesses;
    std::optional<bool> enabled;
    std::optional<Language> language;
    Revision revision = {};
};
struct RemoveUser {
    UserId id{};
    Revision revision = {};
};
// Replaces what is given. `end_sessions`: all but `keep`; and a set-up link is used up. `seen`:
// what the caller has judged by; Code::stale if any of what is replaced (or the link) has changed
// since, so that a link or a recovery code is good for once, and a hash is made stronger only if it
// is still that of the password in force. A `totp_step` has to be newer than the one before it.
struct EditCredentials {
    UserId id{};
    std::optional<std::string> password = {};
    std::optional<std::string> api_password = {};
    std::optional<std::string> totp_secret = {};  // empty: no second factor any more
    std::optional<std::int64_t> totp_step = {};
    std::optional<std::string> recovery = {};
    std::optional<std::string> setup_digest = {};  // good for setup_link_for
    bool end_sessions = false;
    SessionId keep{};
    bool silent = false;  // nothing that a person did: a hash made stronger, a code used up
    std::optional<Credentials> seen = {};
};
// Which businesses a user sees and, as a manager, manages. A change of it is an edit of the user.
struct Grant {
    UserId user{};
    BusinessId business{};
};
struct Revoke {
    UserId user{};
    BusinessId business{};
};
struct SetPermissions {
    UserId user{};
    std::vector<BusinessId> businesses;
    Revision revision = {};
};

struct OpenSession {
    Session session;  // id and times are given by the engine
};
struct TouchSession {  // refused when it has expired
    SessionId id{};
};
struct EndSession {
    SessionId id{};
};
struct EndSessions {  // of a user, but not `except`
    UserId user{};
    SessionId except{};
};

struct AddToken {
    Token token;  // id and times of use are given by the engine
};
struct TouchToken {
    TokenId id{};
};
struct RemoveToken {
    TokenId id{};
};

struct LogApiRequest {
    ApiRequestRow row;  // id is given by the engine
};
struct NoteEmptyBusinesses {
    EmptyNotice notice;
};
// Tries a letter that is owed or was given up again, at once.
struct RetryAlert {
    AlertId id{};
};

struct SaveSetting {
    std::string name;
    std::optional<std::string> value;  // empty: back to the default
};

// What one document wants (see engine/configuration.h). Nothing: it does not speak of that.
struct WantedTask {
    std::string business;
    AddTask task;  // its business is found by name, in the transaction
};
struct Configuration {
    struct Assignment {
        std::string business;
        std::string notifier;
        auto operator<=>(const Assignment&) const = default;
    };
    struct Setting {
        std::string name;
        std::string value;
    };

    std::optional<std::vector<AddBusiness>> businesses;
    std::optional<std::vector<AddNotifier>> notifiers;
    std::optional<std::vector<Assignment>> assignments;
    std::optional<std::vector<WantedTask>> tasks;
    std::optional<std::vector<Setting>> settings;
};

// Brings every standing that is saved lazily to the disk, so that a reader sees the present.
struct Settle {};

using Change =
    std::variant<AddBusiness, EditBusiness, RemoveBusiness, AddNotifier, EditNotifier,
                 RemoveNotifier, Assign, Unassign, AddTask, EditTask, PauseTask, ResumeTask,
                 RemoveTask, LatePing, RenewPingKey, RemovePingKey, SaveCheckKey, RemoveCheckKey,
                 AddUser, EditUser, RemoveUser, EditCredentials, Grant, Revoke, SetPermissions,
                 OpenSession, TouchSession, EndSession, EndSessions, AddToken, TouchToken,
                 RemoveToken, LogApiRequest, NoteEmptyBusinesses, RetryAlert, SaveSetting,
                 AlertOutcome, Settle, Configure>;

// What became of a change: the id of what was added or changed (0 where there is none).
struct Done {
    std::int64_t id = 0;
};

// Called once, on the engine's thread, when the change is on disk or is known not to be: an Error
// for a value against a rule, Code::busy when the disk failed. Must not block.
using Receipt = std::function<void(Result<Done>)>;

}  // namespace cronmon
