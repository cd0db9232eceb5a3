// Settings, the options of this process, and a letter to try them.
#include "base/quote.h"
#include "http/json.h"
#include "http/problem.h"
#include "http/routes.h"

#include <algorithm>

namespace cronmon {
namespace {

using Stored = std::vector<std::pair<std::string, std::string>>;

SettingView view(const SettingRule& rule, const Settings& settings, const Stored& stored) {
    const bool set =
        std::ranges::find(stored, rule.name, &Stored::value_type::first) != stored.end();
    return {&rule, settings.value(rule.name), set};
}

// The rule of the setting that the path names, or why there is none.
Result<const SettingRule*> named_rule(const Ask& ask) {
    if (const SettingRule* rule = find_setting(ask.names[0])) return rule;
    return *check_setting(ask.names[0], {});
}

Reply show(const Services& services, const SettingRule& rule) {
    return {200, setting_json(view(rule, services.engine.settings(),
                                   services.store.snapshot()->settings()))};
}

Reply list_settings(const Services& services, const Ask&) {
    const Settings settings = services.engine.settings();
    const Stored stored = services.store.snapshot()->settings();
    std::vector<SettingView> views;
    for (const SettingRule& rule : setting_rules()) views.push_back(view(rule, settings, stored));
    return {200, settings_json(views)};
}

Reply show_setting(const Services& services, const Ask& ask) {
    const auto rule = named_rule(ask);
    if (!rule) return problem(rule.error());
    return show(services, **rule);
}

Reply save(const Services& services, const Ask& ask, std::optional<std::string> value) {
    const auto rule = named_rule(ask);
    if (!rule) return problem(rule.error());
    const auto done =
        await(services, ask, SaveSetting{std::string((*rule)->name), std::move(value)});
    if (!done) return problem(done.error());
    return show(services, **rule);
}

Reply save_setting(const Services& services, const Ask& ask) {
    auto value = read_text_body(ask.body, "value");
    if (!value) return problem(value.error());
    return save(services, ask, *std::move(value));
}

Reply reset_setting(const Services& services, const Ask& ask) {
    return save(services, ask, std::nullopt);
}

Reply list_options(const Services& services, const Ask&) {
    return {200, options_json(services.options)};
}

Reply show_backup(const Services& services, const Ask&) {
    return {200, backup_json(services.backup_facts(), services.clock.now())};
}

Reply test_mail(const Services& services, const Ask& ask) {
    const auto address = read_text_body(ask.body, "address");
    if (!address) return problem(address.error());
    if (const auto complaint = check_email(*address)) return problem(*complaint);
    return {200, mail_test_json(services.send_test_letter(*address))};
}

}  // namespace

void add_setting_routes(RouteTable add) {
    constexpr Action manage = Action::manage_settings;
    add("GET", "/settings", manage, list_settings);
    add("GET", "/settings/{}", manage, show_setting);
    add("PUT", "/settings/{}", manage, save_setting);
    add("DELETE", "/settings/{}", manage, reset_setting);
    add("GET", "/config", manage, list_options);
    add("GET", "/backup", manage, show_backup);
    add("POST", "/mail/test", manage, test_mail);
}

}  // namespace cronmon
