#include "engine/apply.h"

#include "core/settings.h"

namespace cronmon {

Result<Done> carry_out(const Change& change, ChangeContext& context) {
    return std::visit([&](const auto& it) { return apply_change(it, context); }, change);
}

Result<Done> apply_change(const SaveSetting& save, ChangeContext& context) {
    const SettingRule* rule = find_setting(save.name);
    if (auto error =
            check_setting(save.name, save.value.value_or(std::string(rule ? rule->standard : ""))))
        return *error;
    if (save.value) context.batch.save_setting(save.name, *save.value, context.now);
    else context.batch.remove_setting(save.name);
    context.ledger.when_committed([then = context.setting_saved, save] { then(save); });
    return Done{};
}

Result<Done> apply_change(const AlertOutcome& outcome, ChangeContext& context) {
    context.batch.settle(outcome.alert, outcome.status, outcome.attempts, outcome.next_try,
                         outcome.sent, outcome.error);
    if (outcome.next_try)
        context.ledger.when_committed(
            [then = context.alert_postponed, owed = OwedAlert{outcome.alert, *outcome.next_try}] {
                then(owed);
            });
    return Done{raw(outcome.alert)};
}

Result<Done> apply_change(const Settle&, ChangeContext& context) {
    LazySaver& saver = context.ledger.saver();
    saver.save(context.batch, LazySaver::Pace::at_once, Millis{0}, context.ledger.newest_ping());
    return Done{};
}

}  // namespace cronmon
