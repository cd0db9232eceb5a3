#include "core/settings.h"

#include "base/duration.h"
#include "base/nearest.h"
#include "base/quote.h"
#include "base/utf8.h"
#include "core/model.h"

#include <algorithm>
#include <charconv>

namespace cronmon {
namespace {

using Complaint = std::optional<Error>;

constexpr std::size_t text_bytes_max = 1024;
constexpr std::size_t host_bytes_max = 255;  // RFC 1035, 3.1
constexpr std::int64_t log_days_max = 3650;
constexpr Millis every_min = std::chrono::hours{1};
constexpr Millis every_max = std::chrono::days{365};
constexpr std::int64_t backups_max = 10'000;
constexpr std::int64_t budget_min = 4'000'000;
constexpr std::int64_t budget_max = 1'000'000'000'000'000;
constexpr std::int64_t body_bytes_max = 1 << 20;
constexpr std::int64_t pings_per_minute_max = 1'000'000;
constexpr std::string_view digits = "0123456789";
constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

Error refuse(std::string_view name, std::string_view rule) {
    return Error{Code::invalid, std::string(name).append(": ").append(rule)};
}

Error refuse(std::string_view name, std::string_view rule, std::string_view value) {
    return refuse(name, std::string(rule).append(", got ").append(quote(value)));
}

bool consists_of(std::string_view text, std::initializer_list<std::string_view> sets) {
    return std::ranges::all_of(text, [&](char c) {
        return std::ranges::any_of(
            sets, [c](std::string_view set) { return set.find(c) != std::string_view::npos; });
    });
}

std::optional<std::int64_t> parse_whole(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole ? std::optional(number) : std::nullopt;
}

Complaint check_whole(std::string_view name, std::string_view value, std::int64_t least,
                      std::int64_t most) {
    const auto number = parse_whole(value);
    if (number && *number >= least && *number <= most) return std::nullopt;
    return refuse(name, "must be " + std::to_string(least) + " to " + std::to_string(most), value);
}

Complaint check_one_of(std::string_view name, std::string_view value,
                       std::initializer_list<std::string_view> words) {
    if (std::ranges::find(words, value) != words.end()) return std::nullopt;
    std::string rule = "must be ";
    for (auto word = words.begin(); word != words.end(); ++word) {
        if (word != words.begin()) rule += word + 1 == words.end() ? " or " : ", ";
        rule += *word;
    }
    return refuse(name, rule, value);
}

// Never quotes the value: it may be a secret.
Complaint check_line(std::string_view name, std::string_view value) {
    if (!utf8::length(value)) return refuse(name, "must be valid UTF-8");
    if (utf8::has_control(value)) return refuse(name, "must not contain control characters");
    if (value.size() <= text_bytes_max) return std::nullopt;
    return refuse(name, "must have at most " + std::to_string(text_bytes_max) + " bytes, got " +
                            std::to_string(value.size()));
}

// A name, an IPv4 address, or an IPv6 address with or without brackets.
Complaint check_host(std::string_view name, std::string_view value) {
    constexpr std::string_view form = "must be a host name or an address without a port";
    const auto colons = std::ranges::count(value, ':');
    const bool bracketed = value.starts_with('[') && value.ends_with(']') && colons > 1;
    const auto inner = bracketed ? value.substr(1, value.size() - 2) : value;
    const bool sound = colons > 1 ? consists_of(inner, {digits, "abcdefABCDEF:."})
                                  : consists_of(inner, {digits, letters, ".-_"});
    if (sound && value.size() <= host_bytes_max && !value.starts_with('-')) return std::nullopt;
    return refuse(name, form, value);
}

Complaint check_port(std::string_view name, std::string_view value) {
    return value.empty() ? std::nullopt : check_whole(name, value, 1, 65535);
}

Complaint check_from(std::string_view name, std::string_view value) {
    const auto mailbox = parse_mailbox(name, value);
    return mailbox ? std::nullopt : Complaint(mailbox.error());
}

Complaint check_authority(std::string_view name, std::string_view value, std::string_view host) {
    const auto bracket = host.find(']');
    const auto colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
    if (colon != std::string_view::npos) {
        const auto port = parse_whole(host.substr(colon + 1));
        if (!port || *port < 1 || *port > 65535)
            return refuse(name, "must have a port of 1 to 65535", value);
        host = host.substr(0, colon);
    }
    if (!host.empty() && !check_host(name, host)) return std::nullopt;
    return refuse(name, "must have a host name", value);
}

Complaint check_url(std::string_view name, std::string_view value) {
    if (value.empty()) return std::nullopt;
    constexpr std::string_view form = "must be empty or http(s)://host[:port][/path]";
    auto rest = value;
    if (rest.starts_with("http://")) rest.remove_prefix(7);
    else if (rest.starts_with("https://")) rest.remove_prefix(8);
    else return refuse(name, form, value);
    const bool sound = std::ranges::all_of(rest, [](char c) { return c > ' ' && c < 0x7F; }) &&
                       rest.find_first_of("?#@\"'<>\\^`{|}") == std::string_view::npos;
    if (!sound || rest.size() > text_bytes_max) return refuse(name, form, value);
    return check_authority(name, value, rest.substr(0, rest.find('/')));
}

Complaint check_security(std::string_view name, std::string_view value) {
    return check_one_of(name, value, {"none", "starttls", "tls"});
}

Complaint check_style(std::string_view name, std::string_view value) {
    return check_one_of(name, value, {"cronmon", "original"});
}

Complaint check_days(std::string_view name, std::string_view value) {
    return check_whole(name, value, 1, log_days_max);
}

Complaint check_failure_days(std::string_view name, std::string_view value) {
    return check_whole(name, value, 0, log_days_max);
}

Complaint check_bytes(std::string_view name, std::string_view value) {
    return check_whole(name, value, 0, body_bytes_max);
}

Complaint check_pace(std::string_view name, std::string_view value) {
    return check_whole(name, value, 0, pings_per_minute_max);
}

Complaint check_every(std::string_view name, std::string_view value) {
    const auto every = parse_duration(name, value);
    if (!every) return every.error();
    if (*every >= every_min && *every <= every_max) return std::nullopt;
    return refuse(name, "must be 1h to 365d", value);
}

Complaint check_backup_every(std::string_view name, std::string_view value) {
    return value.empty() ? std::nullopt : check_every(name, value);
}

Complaint check_backups(std::string_view name, std::string_view value) {
    return check_whole(name, value, 1, backups_max);
}

// The server has a folder of its own to stand in, so only a whole path means the same to all.
Complaint check_directory(std::string_view name, std::string_view value) {
    if (auto complaint = check_line(name, value)) return complaint;
    if (value.empty() || value.starts_with('/')) return std::nullopt;
    return refuse(name, "must be empty or a path that begins with /", value);
}

Complaint check_budget(std::string_view name, std::string_view value) {
    return value == "0" ? std::nullopt : check_whole(name, value, budget_min, budget_max);
}

constexpr SettingRule rules[] = {
    {"smtp.host", "", false, "mail server that delivers alerts; empty: mail is off", check_host},
    {"smtp.port", "", false,
     "port of the mail server; empty: 25, 587 or 465 as smtp.security is none, starttls or tls",
     check_port},
    {"smtp.security", "none", false, "none, starttls (must succeed) or tls (from the first byte)",
     check_security},
    {"smtp.user", "", false, "user name at the mail server; empty: no authentication", check_line},
    {"smtp.password", "", true, "password at the mail server", check_line},
    {"smtp.from", "CRONMON <cronmon@localhost>", false,
     "sender of letters: an address or Name <address>", check_from},
    {"site.url", "", false, "where people find these pages, for links in letters; may be empty",
     check_url},
    {"mail.style", "cronmon", false,
     "cronmon, or original: Status is Down, and the task's name as the whole letter", check_style},
    {"retention.task_log_days", "31", false, "days that the log of pings is kept", check_days},
    {"retention.failure_days", "183", false,
     "days that failures are kept when the log of their day is gone; 0: not longer",
     check_failure_days},
    {"retention.api_request_log_days", "183", false,
     "days that requests of the original's API are kept, in whole months", check_days},
    {"retention.audit_days", "400", false,
     "days that the record of who changed what is kept, in whole months", check_days},
    {"retention.max_bytes", "0", false,
     "bytes that the database may have; the oldest pings go first, failures last; 0: no limit",
     check_budget},
    {"backup.every", "", false, "how often a backup is made: 1h to 365d; empty: never",
     check_backup_every},
    {"backup.keep", "14", false, "backups that are kept; older ones are removed", check_backups},
    {"backup.dir", "", false, "folder of the backups; empty: none are made", check_directory},
    {"empty_business.every", "1d", false,
     "how often people are told again of businesses without a notifier: 1h to 365d", check_every},
    {"ping.body_bytes", "10000", false, "bytes of a ping's body that are kept; 0: none",
     check_bytes},
    {"ping.per_address", "0", false,
     "pings a minute from one address, more are answered 429; 0: no limit", check_pace},
    {"ping.per_task", "0", false, "pings a minute for one task, more are answered 429; 0: no limit",
     check_pace},
};

std::string_view without_slashes(std::string_view url) {
    while (url.ends_with('/')) url.remove_suffix(1);
    return url;
}

std::uint16_t usual_port(MailSecurity security) {
    switch (security) {
        case MailSecurity::none: return 25;
        case MailSecurity::starttls: return 587;
        case MailSecurity::tls: return 465;
    }
    return 25;
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

}  // namespace

std::span<const SettingRule> setting_rules() { return rules; }

const SettingRule* find_setting(std::string_view name) {
    const auto* rule = std::ranges::find(rules, name, &SettingRule::name);
    return rule == std::end(rules) ? nullptr : rule;
}

std::optional<Error> check_setting(std::string_view name, std::string_view value) {
    if (const SettingRule* rule = find_setting(name)) return rule->check(name, value);
    std::vector<std::string> names;
    for (const SettingRule& rule : rules) names.emplace_back(rule.name);
    return Error{Code::not_found,
                 "setting: there is no " + quote(name) + did_you_mean(name, names)};
}

std::string_view Mailbox::domain() const {
    return std::string_view(address).substr(address.rfind('@') + 1);
}

Result<Mailbox> parse_mailbox(std::string_view field, std::string_view text) {
    constexpr std::string_view form = "must be an address or Name <address>";
    if (auto complaint = check_line(field, text)) return *complaint;
    auto address = trimmed(text);
    std::string_view name;
    if (const auto open = address.find('<'); open != std::string_view::npos) {
        name = trimmed(address.substr(0, open));
        address = address.substr(open);
        if (!address.ends_with('>')) return refuse(field, form, text);
        address = address.substr(1, address.size() - 2);
    }
    if (name.size() > 1 && name.starts_with('"') && name.ends_with('"'))
        name = name.substr(1, name.size() - 2);
    if (check_email(address)) return refuse(field, form, text);
    return Mailbox{std::string(name), std::string(address)};
}

std::string_view word(MailSecurity security) {
    switch (security) {
        case MailSecurity::none: return "none";
        case MailSecurity::starttls: return "starttls";
        case MailSecurity::tls: return "tls";
    }
    return "";
}

Settings::Settings() : Settings(Stored{}) {}

Settings::Settings(const Stored& stored) {
    std::vector<std::string> values;
    for (const SettingRule& rule : rules) values.emplace_back(rule.standard);
    for (const auto& [name, value] : stored) {
        const SettingRule* rule = find_setting(name);  // null: of a newer version
        if (rule && !rule->check(name, value))
            values[static_cast<std::size_t>(rule - rules)] = value;
    }
    values_ = std::make_shared<const std::vector<std::string>>(std::move(values));
}

const std::string& Settings::value(std::string_view name) const {
    const SettingRule* rule = find_setting(name);
    CHECK(rule != nullptr);
    return (*values_)[static_cast<std::size_t>(rule - rules)];
}

MailSettings Settings::mail() const {
    MailSettings mail;
    mail.host = value("smtp.host");
    const std::string& security = value("smtp.security");
    if (security == word(MailSecurity::starttls)) mail.security = MailSecurity::starttls;
    if (security == word(MailSecurity::tls)) mail.security = MailSecurity::tls;
    const auto port = parse_whole(value("smtp.port"));
    mail.port = port ? static_cast<std::uint16_t>(*port) : usual_port(mail.security);
    mail.user = value("smtp.user");
    mail.password = value("smtp.password");
    mail.from = *parse_mailbox("smtp.from", value("smtp.from"));
    if (value("mail.style") == "original") mail.style = MailStyle::original;
    mail.site_url = site_url();
    return mail;
}

std::string Settings::site_url() const { return std::string(without_slashes(value("site.url"))); }

std::int64_t Settings::task_log_days() const {
    return parse_whole(value("retention.task_log_days")).value_or(0);
}

std::int64_t Settings::failure_days() const {
    return parse_whole(value("retention.failure_days")).value_or(0);
}

std::int64_t Settings::api_request_log_days() const {
    return parse_whole(value("retention.api_request_log_days")).value_or(0);
}

std::int64_t Settings::audit_days() const {
    return parse_whole(value("retention.audit_days")).value_or(0);
}

Millis Settings::empty_business_every() const {
    const auto every = parse_duration("empty_business.every", value("empty_business.every"));
    return every ? *every : Millis{std::chrono::days{1}};
}

std::int64_t Settings::bytes_max() const {
    return parse_whole(value("retention.max_bytes")).value_or(0);
}

BackupPlan Settings::backup() const {
    const std::string& every = value("backup.every");
    return {every.empty() ? Millis{0} : *parse_duration("backup.every", every),
            parse_whole(value("backup.keep")).value_or(0), value("backup.dir")};
}

std::size_t Settings::ping_body_bytes() const {
    return static_cast<std::size_t>(parse_whole(value("ping.body_bytes")).value_or(0));
}

std::int64_t Settings::pings_per_address() const {
    return parse_whole(value("ping.per_address")).value_or(0);
}

std::int64_t Settings::pings_per_task() const {
    return parse_whole(value("ping.per_task")).value_or(0);
}

}  // namespace cronmon
