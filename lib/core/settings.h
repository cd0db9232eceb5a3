// What operators change while cronmon runs: mail, the site's address, retention.
//
// One table (settings.cpp) holds all there is to know about each: its name, its default, whether
// it is a secret, a line of help and the check of its value. Lists, commands, pages and this class
// read the table; a new setting is a new line there. The values lie in the store as text.
//
// Thread-safety: values; Settings is immutable and cheap to copy.
#pragma once

#include "base/clock.h"
#include "base/error.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cronmon {

struct SettingRule {
    std::string_view name;
    std::string_view standard;  // the default
    bool secret = false;        // never shown, logged or quoted
    std::string_view help;      // one line
    std::optional<Error> (*check)(std::string_view name, std::string_view value) = nullptr;
};

// In the order in which they are listed.
std::span<const SettingRule> setting_rules();

// Null if there is no such setting.
const SettingRule* find_setting(std::string_view name);

// What is wrong with the value, or with the name (Code::not_found, with the nearest name).
// A secret is never quoted.
std::optional<Error> check_setting(std::string_view name, std::string_view value);

// An address with the name it is shown with, which may be empty.
struct Mailbox {
    std::string name;
    std::string address;

    std::string_view domain() const;
};

// Reads `address` or `Name <address>` (the name may stand in double quotes).
Result<Mailbox> parse_mailbox(std::string_view field, std::string_view text);

enum class MailSecurity : std::uint8_t { none, starttls, tls };
enum class MailStyle : std::uint8_t { cronmon, original };

std::string_view word(MailSecurity security);

// Everything that writing and delivering a letter depends on.
struct MailSettings {
    std::string host;  // empty: mail is off
    std::uint16_t port = 0;
    MailSecurity security = MailSecurity::none;
    std::string user;  // empty: no authentication
    std::string password;
    Mailbox from;
    MailStyle style = MailStyle::cronmon;
    std::string site_url;  // without a slash at the end; may be empty
};

// Backups that the server makes by itself.
struct BackupPlan {
    Millis every{};         // zero: none are made
    std::int64_t keep = 0;  // so many; older ones are removed
    std::string directory;  // an absolute path

    bool wanted() const { return every > Millis{0} && !directory.empty(); }
};

// The settings in force: what is stored, and the default for what is not, or is no longer valid.
class Settings {
public:
    using Stored = std::vector<std::pair<std::string, std::string>>;

    Settings();
    explicit Settings(const Stored& stored);

    // Precondition: there is such a setting.
    const std::string& value(std::string_view name) const;

    MailSettings mail() const;
    std::string site_url() const;  // without a slash at the end; may be empty
    std::int64_t task_log_days() const;
    std::int64_t failure_days() const;
    std::int64_t api_request_log_days() const;
    std::int64_t audit_days() const;
    std::int64_t bytes_max() const;  // of the database; 0: no limit
    Millis empty_business_every() const;
    BackupPlan backup() const;
    std::size_t ping_body_bytes() const;
    std::int64_t pings_per_address() const;  // a minute; 0: no limit
    std::int64_t pings_per_task() const;     // the same

private:
    std::shared_ptr<const std::vector<std::string>> values_;  // in the order of the table
};

}  // namespace cronmon
