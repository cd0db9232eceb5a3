// Settings, and what the couriers and others of cronmon's own report.
#include "core/settings.h"
#include "engine/apply.h"

namespace cronmon {
namespace {

// A secret is not shown, but that it is a new one is.
Fields shown(const std::optional<std::string>& value, const SettingRule& rule,
             std::string_view instead) {
    if (!value) return {};
    return {{"value", rule.secret ? std::string(instead) : *value}};
}

}  // namespace

Result<Done> apply_change(const SaveSetting& save, ChangeContext& context) {
    const SettingRule* rule = find_setting(save.name);
    if (auto error =
            check_setting(save.name, save.value.value_or(std::string(rule ? rule->standard : ""))))
        return *error;
    const auto before = context.batch.setting(save.name);
    if (save.value) context.batch.save_setting(save.name, *save.value, context.now);
    else context.batch.remove_setting(save.name);
    context.ledger.touch(Topic::settings);
    record(context, {save.value ? "setting.set" : "setting.unset", 0, save.name,
                     shown(before, *rule, "set"), shown(save.value, *rule, "new")});
    context.ledger.when_committed([then = context.setting_saved, save] { then(save); });
    return Done{};
}

Result<Done> apply_change(const AlertOutcome& outcome, ChangeContext& context) {
    context.batch.settle(outcome.alert, outcome.status, outcome.attempts, outcome.next_try,
                         outcome.sent, outcome.error);
    context.ledger.touch(Topic::alerts);
    if (outcome.next_try)
        context.ledger.when_committed(
            [then = context.alert_postponed, owed = OwedAlert{outcome.alert, *outcome.next_try}] {
                then(owed);
            });
    return Done{raw(outcome.alert)};
}

Result<Done> apply_change(const RetryAlert& retry, ChangeContext& context) {
    const auto status = context.batch.alert_status(retry.id);
    if (!status) return no_such("alert", raw(retry.id));
    if (*status == AlertStatus::sent)
        return Error{Code::conflict, "alert: it was delivered already"};
    context.batch.owe_again(retry.id, context.now);
    context.ledger.touch(Topic::alerts);
    record(context, {"alert.retry", raw(retry.id), {}, {}, {}});
    context.ledger.when_committed(
        [then = context.alert_postponed, owed = OwedAlert{retry.id, context.now}] { then(owed); });
    return Done{raw(retry.id)};
}

Result<Done> apply_change(const LogApiRequest& log, ChangeContext& context) {
    ApiRequestRow row = log.row;
    row.id = raw(context.ledger.fresh_api_request(row.at));
    context.batch.add(row);
    return Done{};
}

Result<Done> apply_change(const NoteEmptyBusinesses& note, ChangeContext& context) {
    context.batch.save(note.notice);
    return Done{};
}

}  // namespace cronmon
