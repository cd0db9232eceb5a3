// A user of the original.
#include "base/utf8.h"
#include "import/import_nouns.h"

namespace cronmon {
namespace {

// What access/werkzeug can verify.
bool is_known_hash(std::string_view hash) {
    return hash.starts_with("pbkdf2:sha256:") || hash.starts_with("scrypt:");
}

// An e-mail address or a phone number that may be missing.
std::optional<std::string> if_any(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

void look_at(const OriginalUser& row, const User& user, ImportReport& report) {
    const auto say = [&](const std::string& what) {
        note(report.changed, row.line, "user", row.id, row.name, what);
    };
    const auto judge = [&](const std::optional<Error>& error) {
        if (error) say(error->message + "; kept as it is");
    };
    judge(check_user_name(row.name));
    if (user.email) judge(check_email(*user.email));
    else if (!row.email.empty()) say(check_email(row.email)->message + "; left out");
    if (user.phone) judge(check_phone(*user.phone));
    if (user.api_name) judge(check_api_name(*user.api_name));
    if (!is_known_hash(row.password))
        say("password: the kind of its hash is not known; set a new password");
}

}  // namespace

ImportedUser import_user(const OriginalUser& row, const Zone& zone, ImportReport& report) {
    ImportedUser imported;
    imported.line = row.line;
    User& user = imported.user;
    user.id = UserId{row.id};
    user.name = row.name;
    if (!utf8::has_control(row.email)) user.email = if_any(row.email);
    user.phone = if_any(row.phone);
    user.role = row.admin ? Role::admin : Role::manager;
    user.all_businesses = row.admin;
    user.enabled = row.enabled;
    user.language = Language::zh;
    user.api_name = row.api_name ? if_any(*row.api_name) : std::nullopt;
    user.credentials.password = row.password;
    user.created = instant_of(zone, row.created);
    if (row.api_password) imported.api_password = *row.api_password;
    look_at(row, user, report);
    return imported;
}

}  // namespace cronmon
