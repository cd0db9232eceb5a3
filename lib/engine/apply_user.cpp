// Users, and which businesses they see.
#include "engine/apply.h"

#include <algorithm>

namespace cronmon {
namespace {

std::optional<Error> check_form(const User& user) {
    if (auto error = check_user_name(user.name)) return error;
    if (user.email)
        if (auto error = check_email(*user.email)) return error;
    if (user.phone)
        if (auto error = check_phone(*user.phone)) return error;
    if (user.api_name)
        if (auto error = check_api_name(*user.api_name)) return error;
    return std::nullopt;
}

std::optional<Error> check_user(const User& user, Batch& batch) {
    if (auto error = check_form(user)) return error;
    if (held_by_other(batch.user_named(user.name), user.id)) return taken("user", user.name);
    if (user.email && held_by_other(batch.user_with_email(*user.email), user.id))
        return taken("email", *user.email);
    if (user.phone && held_by_other(batch.user_with_phone(*user.phone), user.id))
        return taken("phone", *user.phone);
    if (user.api_name && held_by_other(batch.user_with_api_name(*user.api_name), user.id))
        return taken("api_name", *user.api_name);
    return std::nullopt;
}

// Somebody has to be left who can let others in.
std::optional<Error> check_last_admin(const User& before, bool stays_admin, Batch& batch) {
    const bool was_admin = before.role == Role::admin && before.enabled;
    if (!was_admin || stays_admin || batch.enabled_admins() > 1) return std::nullopt;
    return Error{Code::conflict,
                 "user: '" + before.name +
                     "' is the last administrator and cannot be removed, disabled or demoted"};
}

std::optional<std::string> text_or_none(const std::string& text) {
    return text.empty() ? std::optional<std::string>{} : text;
}

User edited(User user, const EditUser& edit) {
    const bool was_admin = user.role == Role::admin;
    if (edit.name) user.name = *edit.name;
    if (edit.email) user.email = text_or_none(*edit.email);
    if (edit.phone) user.phone = text_or_none(*edit.phone);
    if (edit.api_name) user.api_name = text_or_none(*edit.api_name);
    if (edit.role) user.role = *edit.role;
    if (was_admin) user.all_businesses = false;  // unless they stay one, or are given them
    if (edit.all_businesses) user.all_businesses = *edit.all_businesses;
    if (user.role == Role::admin) user.all_businesses = true;
    if (edit.enabled) user.enabled = *edit.enabled;
    if (edit.language) user.language = *edit.language;
    ++user.revision;
    return user;
}

std::optional<Error> check_businesses(const std::vector<BusinessId>& businesses, Batch& batch) {
    for (const BusinessId business : businesses)
        if (!batch.business(business)) return no_such("business", raw(business));
    return std::nullopt;
}

std::vector<BusinessId> sorted(std::vector<BusinessId> businesses) {
    std::ranges::sort(businesses);
    businesses.erase(std::ranges::unique(businesses).begin(), businesses.end());
    return businesses;
}

Fields::value_type names_of(const std::vector<BusinessId>& businesses, Batch& batch) {
    std::string names;
    for (const BusinessId id : businesses) {
        const auto business = batch.business(id);
        if (business) names.append(names.empty() ? "" : ", ").append(business->name);
    }
    return {"businesses", names};
}

// `businesses` are sorted.
Result<Done> save_permissions(User user, const std::vector<BusinessId>& businesses,
                              ChangeContext& context) {
    const auto before = context.batch.permissions(user.id);
    if (businesses == before) return Done{raw(user.id)};
    ++user.revision;
    context.batch.save(user);
    context.batch.set_permissions(user.id, businesses);
    context.ledger.touch(Topic::users);
    record(context, {"user.permissions",
                     raw(user.id),
                     user.name,
                     {names_of(before, context.batch)},
                     {names_of(businesses, context.batch)}});
    return Done{raw(user.id)};
}

}  // namespace

Result<Done> apply_change(const AddUser& add, ChangeContext& context) {
    User user = add.user;
    user.id = UserId{};
    user.created = context.now;
    user.revision = 1;
    if (user.role == Role::admin) user.all_businesses = true;
    if (!user.credentials.setup_digest.empty())
        user.credentials.setup_until = context.now + setup_link_for;
    if (auto error = check_user(user, context.batch)) return *error;
    if (auto error = check_businesses(add.businesses, context.batch)) return *error;
    user.id = context.ledger.fresh<UserId>(&HighestIds::user);
    context.batch.save(user);
    context.batch.set_permissions(user.id, add.businesses);
    context.ledger.touch(Topic::users);
    Fields fields = fields_of(user);
    fields.push_back(names_of(sorted(add.businesses), context.batch));
    record(context, {"user.add", raw(user.id), user.name, {}, fields});
    return Done{raw(user.id)};
}

Result<Done> apply_change(const EditUser& edit, ChangeContext& context) {
    const auto before = context.batch.user(edit.id);
    if (!before) return no_such("user", raw(edit.id));
    if (auto error = check_revision("user", edit.revision, before->revision)) return *error;
    const User user = edited(*before, edit);
    if (auto error = check_user(user, context.batch)) return *error;
    const bool stays_admin = user.role == Role::admin && user.enabled;
    if (auto error = check_last_admin(*before, stays_admin, context.batch)) return *error;
    context.batch.save(user);
    if (before->role == Role::admin && user.role != Role::admin)
        context.batch.set_permissions(user.id, {});
    context.ledger.touch(Topic::users);
    record(context, {"user.edit", raw(user.id), user.name, fields_of(*before), fields_of(user)});
    if (user.enabled) return Done{raw(user.id)};
    context.batch.remove_sessions(user.id, SessionId{});
    context.ledger.touch(Topic::sessions);
    return Done{raw(user.id)};
}

Result<Done> apply_change(const RemoveUser& remove, ChangeContext& context) {
    const auto user = context.batch.user(remove.id);
    if (!user) return no_such("user", raw(remove.id));
    if (auto error = check_revision("user", remove.revision, user->revision)) return *error;
    if (auto error = check_last_admin(*user, false, context.batch)) return *error;
    context.batch.remove(remove.id);
    for (const Topic topic : {Topic::users, Topic::sessions, Topic::tokens})
        context.ledger.touch(topic);
    record(context, {"user.remove", raw(user->id), user->name, fields_of(*user), {}});
    return Done{raw(remove.id)};
}

Result<Done> apply_change(const Grant& grant, ChangeContext& context) {
    const auto user = context.batch.user(grant.user);
    if (!user) return no_such("user", raw(grant.user));
    if (!context.batch.business(grant.business)) return no_such("business", raw(grant.business));
    auto businesses = context.batch.permissions(grant.user);
    businesses.push_back(grant.business);
    return save_permissions(*user, sorted(std::move(businesses)), context);
}

Result<Done> apply_change(const Revoke& revoke, ChangeContext& context) {
    const auto user = context.batch.user(revoke.user);
    if (!user) return no_such("user", raw(revoke.user));
    auto businesses = context.batch.permissions(revoke.user);
    if (std::erase(businesses, revoke.business) == 0)
        return Error{Code::not_found, "business: was not granted to '" + user->name + "'"};
    return save_permissions(*user, businesses, context);
}

Result<Done> apply_change(const SetPermissions& set, ChangeContext& context) {
    const auto user = context.batch.user(set.user);
    if (!user) return no_such("user", raw(set.user));
    if (auto error = check_revision("user", set.revision, user->revision)) return *error;
    if (auto error = check_businesses(set.businesses, context.batch)) return *error;
    return save_permissions(*user, sorted(set.businesses), context);
}

}  // namespace cronmon
