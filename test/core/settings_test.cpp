#include "core/settings.h"

#include <doctest/doctest.h>

#include <set>

using namespace cronmon;

namespace {

std::string complaint(std::string_view name, std::string_view value) {
    const auto error = check_setting(name, value);
    return error ? error->message : "";
}

}  // namespace

TEST_CASE("every setting has a name of its own, help, and a default that passes its check") {
    std::set<std::string_view> names;
    for (const SettingRule& rule : setting_rules()) {
        CAPTURE(rule.name);
        CHECK(names.insert(rule.name).second);
        CHECK(!rule.help.empty());
        CHECK(!rule.check(rule.name, rule.standard));
        CHECK(find_setting(rule.name) == &rule);
        CHECK(Settings().value(rule.name) == rule.standard);
    }
    CHECK(find_setting("smtp.password")->secret);
    CHECK(find_setting("smtp") == nullptr);
}

TEST_CASE("a value against the rule is answered with a sentence") {
    struct Row {
        std::string_view name, value, sentence;
    };
    const Row rows[] = {
        {"smtp.port", "0", "smtp.port: must be 1 to 65535, got '0'"},
        {"smtp.port", "65536", "smtp.port: must be 1 to 65535, got '65536'"},
        {"smtp.port", "25 ", "smtp.port: must be 1 to 65535, got '25 '"},
        {"smtp.port", "", ""},
        {"smtp.port", "2525", ""},
        {"smtp.security", "ssl", "smtp.security: must be none, starttls or tls, got 'ssl'"},
        {"smtp.host", "", ""},
        {"smtp.host", "mail.example.org", ""},
        {"smtp.host", "10.0.0.1", ""},
        {"smtp.host", "::1", ""},
        {"smtp.host", "[fe80::1]", ""},
        {"smtp.host", "mail.example.org:25",
         "smtp.host: must be a host name or an address without a port, got 'mail.example.org:25'"},
        {"smtp.host", "a/b",
         "smtp.host: must be a host name or an address without a port, got 'a/b'"},
        {"smtp.user", "a\nb", "smtp.user: must not contain control characters"},
        {"smtp.password", "se\rcret", "smtp.password: must not contain control characters"},
        {"smtp.password", "\xff", "smtp.password: must be valid UTF-8"},
        {"smtp.from", "ops", "smtp.from: must be an address or Name <address>, got 'ops'"},
        {"smtp.from", "Ops <ops@example.org",
         "smtp.from: must be an address or Name <address>, got 'Ops <ops@example.org'"},
        {"smtp.from", "ops@example.org", ""},
        {"smtp.from", "监控 <ops@example.org>", ""},
        {"site.url", "", ""},
        {"site.url", "https://cron.example.org", ""},
        {"site.url", "http://[::1]:8080/cron/", ""},
        {"site.url", "ftp://a",
         "site.url: must be empty or http(s)://host[:port][/path], got 'ftp://a'"},
        {"site.url", "http://a b",
         "site.url: must be empty or http(s)://host[:port][/path], got 'http://a b'"},
        {"site.url", "http://a?x=1",
         "site.url: must be empty or http(s)://host[:port][/path], got 'http://a?x=1'"},
        {"site.url", "http://", "site.url: must have a host name, got 'http://'"},
        {"site.url", "http:///x", "site.url: must have a host name, got 'http:///x'"},
        {"site.url", "http://a:0", "site.url: must have a port of 1 to 65535, got 'http://a:0'"},
        {"mail.style", "fancy", "mail.style: must be cronmon or original, got 'fancy'"},
        {"retention.task_log_days", "0", "retention.task_log_days: must be 1 to 3650, got '0'"},
        {"retention.task_log_days", "3651",
         "retention.task_log_days: must be 1 to 3650, got '3651'"},
        {"ping.body_bytes", "-1", "ping.body_bytes: must be 0 to 1048576, got '-1'"},
        {"ping.body_bytes", "1048576", ""},
        {"backup.dir", "backups",
         "backup.dir: must be empty or a path that begins with /, got 'backups'"},
        {"backup.every", "5m", "backup.every: must be 1h to 365d, got '5m'"},
        {"backup.keep", "0", "backup.keep: must be 1 to 10000, got '0'"},
        {"retention.max_bytes", "1",
         "retention.max_bytes: must be 4000000 to 1000000000000000, got '1'"},
        {"ping.per_address", "1000001", "ping.per_address: must be 0 to 1000000, got '1000001'"},
        {"ping.per_task", "-1", "ping.per_task: must be 0 to 1000000, got '-1'"},
        {"smtp.hots", "x", "setting: there is no 'smtp.hots', did you mean 'smtp.host'?"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.value);
        CHECK(complaint(row.name, row.value) == row.sentence);
    }
    CHECK(check_setting("x", "")->code == Code::not_found);
    CHECK(check_setting("smtp.port", "0")->code == Code::invalid);
}

TEST_CASE("a password is never quoted") {
    CHECK(complaint("smtp.password", std::string(2000, 'x')) ==
          "smtp.password: must have at most 1024 bytes, got 2000");
}

TEST_CASE("mail settings: what is stored, and the default for the rest") {
    const MailSettings mail = Settings().mail();
    CHECK(mail.host.empty());
    CHECK(mail.port == 25);
    CHECK(mail.from.name == "CRONMON");
    CHECK(mail.from.address == "cronmon@localhost");
    CHECK(mail.from.domain() == "localhost");
    CHECK(mail.style == MailStyle::cronmon);

    const Settings changed({{"smtp.host", "m"},
                            {"smtp.security", "starttls"},
                            {"smtp.from", "\"A, B\" <a@b.example>"},
                            {"mail.style", "original"},
                            {"site.url", "https://x.example/cron//"},
                            {"ping.body_bytes", "7"},
                            {"ping.per_address", "600"},
                            {"retention.task_log_days", "90"}});
    CHECK(changed.mail().port == 587);
    CHECK(changed.mail().from.name == "A, B");
    CHECK(changed.mail().style == MailStyle::original);
    CHECK(changed.site_url() == "https://x.example/cron");
    CHECK(changed.ping_body_bytes() == 7);
    CHECK(changed.pings_per_address() == 600);
    CHECK(changed.pings_per_task() == 0);
    CHECK(changed.task_log_days() == 90);
    Settings::Stored stored{{"smtp.security", "tls"}};
    CHECK(Settings(stored).mail().port == 465);
    stored.emplace_back("smtp.port", "25");
    CHECK(Settings(stored).mail().port == 25);
}

TEST_CASE("a stored value that is not valid here, or not known, counts as not stored") {
    const Settings settings({{"smtp.port", "many"}, {"of.the.future", "1"}});
    CHECK(settings.mail().port == 25);
}
