// What users prove who they are with.
#include "engine/apply.h"

#include <algorithm>

namespace cronmon {
namespace {

// Has anything that the edit replaces changed since its author looked?
bool is_stale(const Credentials& seen, const Credentials& present, const EditCredentials& edit) {
    const auto changed = [&](bool replaced, auto Credentials::*field) {
        return replaced && seen.*field != present.*field;
    };
    return changed(edit.password.has_value(), &Credentials::password) ||
           changed(edit.api_password.has_value(), &Credentials::api_password) ||
           changed(edit.totp_secret.has_value(), &Credentials::totp_secret) ||
           changed(edit.recovery.has_value(), &Credentials::recovery) ||
           changed(edit.setup_digest || edit.end_sessions, &Credentials::setup_digest);
}

// What is good only once must not be used by two who come at the same moment.
std::optional<Error> check_credentials(const User& user, const EditCredentials& edit) {
    const Credentials& present = user.credentials;
    if (edit.totp_step && !edit.totp_secret && *edit.totp_step <= present.totp_step)
        return Error{Code::unknown_caller, "code: is wrong, or was used before"};
    if (edit.seen && is_stale(*edit.seen, present, edit))
        return Error{Code::stale,
                     "user: what '" + user.name + "' signs in with was changed meanwhile"};
    return std::nullopt;
}

Credentials edited(Credentials credentials, const EditCredentials& edit, Instant now) {
    if (edit.password) credentials.password = *edit.password;
    if (edit.api_password) credentials.api_password = *edit.api_password;
    if (edit.totp_secret) credentials.totp_secret = *edit.totp_secret;
    if (edit.totp_step) credentials.totp_step = *edit.totp_step;
    if (edit.recovery) credentials.recovery = *edit.recovery;
    if (edit.setup_digest || edit.end_sessions) {
        credentials.setup_digest = edit.setup_digest.value_or("");
        credentials.setup_until.reset();
        if (!credentials.setup_digest.empty()) credentials.setup_until = now + setup_link_for;
    }
    return credentials;
}

// Of a secret that was replaced only that is told.
Fields with_new_secrets(Fields fields, const EditCredentials& edit) {
    const auto tell = [&](std::string_view field, const std::optional<std::string>& secret) {
        if (!secret || secret->empty()) return;
        std::erase_if(fields, [&](const auto& pair) { return pair.first == field; });
        fields.emplace_back(field, "new");
    };
    tell("password", edit.password);
    tell("api_password", edit.api_password);
    tell("totp", edit.totp_secret);
    tell("recovery", edit.recovery);
    tell("setup_link", edit.setup_digest);
    return fields;
}

}  // namespace

Result<Done> apply_change(const EditCredentials& edit, ChangeContext& context) {
    auto user = context.batch.user(edit.id);
    if (!user) return no_such("user", raw(edit.id));
    const Fields before = fields_of(*user);
    if (auto error = check_credentials(*user, edit)) return *error;
    user->credentials = edited(std::move(user->credentials), edit, context.now);
    if (!edit.silent) ++user->revision;
    context.batch.save(*user);
    if (edit.end_sessions) {
        context.batch.remove_sessions(edit.id, edit.keep);
        context.ledger.touch(Topic::sessions);
    }
    if (edit.silent) return Done{raw(edit.id)};
    context.ledger.touch(Topic::users);
    record(context, {"user.credentials", raw(user->id), user->name, before,
                     with_new_secrets(fields_of(*user), edit)});
    return Done{raw(edit.id)};
}

}  // namespace cronmon
