#include "import/import_users.h"

#include "access/password.h"
#include "base/quote.h"

namespace cronmon {
namespace {

// Takes a value away that somebody else has.
void give_up(std::optional<std::string>& value, std::optional<UserId> holder,
             std::string_view field, const ImportedUser& imported, ImportReport& report) {
    if (!holder) return;
    note(report.changed, imported.line, "user", raw(imported.user.id), imported.user.name,
         std::string(field) + ": " + quote(*value) + " is that of user " +
             std::to_string(raw(*holder)) + " here; left out");
    value.reset();
}

// The user as they can stand beside those who are here.
User unique_among(Batch& batch, const ImportedUser& imported, ImportReport& report) {
    User user = imported.user;
    if (user.email)
        give_up(user.email, batch.user_with_email(*user.email), "email", imported, report);
    if (user.phone)
        give_up(user.phone, batch.user_with_phone(*user.phone), "phone", imported, report);
    if (user.api_name)
        give_up(user.api_name, batch.user_with_api_name(*user.api_name), "api_name", imported,
                report);
    if (user.api_name && !imported.api_password.empty())
        user.credentials.api_password = hash_password(imported.api_password);
    return user;
}

}  // namespace

UserIds write_users(Batch& batch, const std::vector<ImportedUser>& users, std::int64_t highest,
                    ImportReport& report) {
    UserIds ids;
    std::int64_t next = highest;
    for (const ImportedUser& imported : users) {
        const std::string& name = imported.user.name;
        if (const auto holder = batch.user_named(name)) {
            note(report.refused, imported.line, "user", raw(imported.user.id), name,
                 "user " + std::to_string(raw(*holder)) + " here has this name");
            continue;
        }
        User user = unique_among(batch, imported, report);
        if (highest > 0) user.id = UserId{++next};
        batch.save(user);
        batch.set_permissions(user.id, imported.businesses);
        ids.emplace(raw(imported.user.id), user.id);
        ++report.users.imported;
    }
    return ids;
}

}  // namespace cronmon
