// A document: compared with what there is, and brought about by the usual changes.
#include "core/settings.h"
#include "engine/apply.h"

#include <algorithm>
#include <set>

namespace cronmon {
namespace {

using Names = std::set<std::string, std::less<>>;

// What was refused, with the entry that asked for it: `tasks 'nightly': grace: must be positive`.
Error placed(std::string_view part, std::string_view name, Error error) {
    error.message = std::string(part).append(" '").append(name).append("': ") + error.message;
    return error;
}

Error unknown(std::string_view noun, std::string_view name) {
    return {Code::not_found, std::string(noun).append(": there is no '").append(name) += '\''};
}

EditBusiness edit_of(BusinessId id, const AddBusiness& wanted) {
    return {.id = id, .name = {}, .enabled = wanted.enabled};
}

EditNotifier edit_of(NotifierId id, const AddNotifier& wanted) {
    return {.id = id,
            .name = {},
            .email = wanted.email,
            .phone = wanted.phone.value_or(""),
            .language = wanted.language,
            .enabled = wanted.enabled};
}

// What a document cannot say of a task stays as it is.
EditTask edit_of(const Task& task, const AddTask& wanted) {
    Listening listening = wanted.listening;
    listening.by_mail_subject = task.listening.by_mail_subject;
    listening.by_mail_body = task.listening.by_mail_body;
    return {.id = task.id,
            .business = wanted.business,
            .name = {},
            .schedule = wanted.schedule,
            .grace = wanted.grace,
            .tolerance = wanted.tolerance,
            .quiet_until_first_ping = wanted.quiet_until_first_ping,
            .revision = {},
            .max_run = wanted.runs.max_run,
            .min_run = wanted.runs.min_run,
            .alert_after = wanted.runs.alert_after,
            .recover_after = wanted.runs.recover_after,
            .listening = listening,
            .slug = wanted.labels.slug,
            .tags = wanted.labels.tags,
            .description = wanted.labels.description};
}

// The parts of a document, one function each. All give what was refused, if anything was.
using Refusal = std::optional<Error>;

Refusal refusal(const Result<Done>& done, std::string_view part, std::string_view name) {
    return done ? Refusal{} : placed(part, name, done.error());
}

Refusal bring_about(const AddBusiness& wanted, ChangeContext& context) {
    const auto known = context.batch.business_named(wanted.name);
    const auto done =
        known ? apply_change(edit_of(*known, wanted), context) : apply_change(wanted, context);
    return refusal(done, "businesses", wanted.name);
}

Refusal bring_about(const AddNotifier& wanted, ChangeContext& context) {
    const auto known = context.batch.notifier_named(wanted.name);
    const auto done =
        known ? apply_change(edit_of(*known, wanted), context) : apply_change(wanted, context);
    return refusal(done, "notifiers", wanted.name);
}

Refusal bring_about(const Configuration::Assignment& wanted, ChangeContext& context) {
    const auto& [business, notifier] = wanted;
    const auto from = context.batch.business_named(business);
    if (!from) return placed("assignments", business, unknown("business", business));
    const auto to = context.batch.notifier_named(notifier);
    if (!to) return placed("assignments", business, unknown("notifier", notifier));
    return refusal(apply_change(Assign{*from, *to}, context), "assignments", business);
}

Refusal bring_about(const WantedTask& wanted, ChangeContext& context) {
    AddTask task = wanted.task;
    const auto business = context.batch.business_named(wanted.business);
    if (!business) return placed("tasks", task.name, unknown("business", wanted.business));
    task.business = *business;
    const auto known = context.batch.task_named(task.name);
    const auto present = known ? context.batch.task(*known) : std::nullopt;
    const auto done =
        present ? apply_change(edit_of(*present, task), context) : apply_change(task, context);
    return refusal(done, "tasks", task.name);
}

Refusal bring_about(const Configuration::Setting& wanted, ChangeContext& context) {
    const auto& [name, value] = wanted;
    if (context.batch.setting(name) == value) return std::nullopt;
    const SettingRule* rule = find_setting(name);
    if (rule != nullptr && !context.batch.setting(name) && rule->standard == value)
        return std::nullopt;
    return refusal(apply_change(SaveSetting{name, value}, context), "settings", name);
}

template <class Part>
Refusal bring_about(const std::optional<std::vector<Part>>& part, ChangeContext& context) {
    if (!part) return std::nullopt;
    for (const Part& wanted : *part)
        if (auto error = bring_about(wanted, context)) return error;
    return std::nullopt;
}

template <class Part, class NameOf>
Names names_of(const std::vector<Part>& part, NameOf name_of) {
    Names names;
    for (const Part& wanted : part) names.insert(name_of(wanted));
    return names;
}

// What nobody has named goes; each part answers for itself. A secret is never in a document that
// was exported, so it stays.
Refusal prune_settings(const std::vector<Configuration::Setting>& wanted, ChangeContext& context) {
    const Names named = names_of(wanted, [](const auto& setting) { return setting.name; });
    for (const SettingRule& rule : setting_rules()) {
        const std::string name(rule.name);
        if (rule.secret || named.contains(name) || !context.batch.setting(name)) continue;
        if (auto error = refusal(apply_change(SaveSetting{name, {}}, context), "settings", name))
            return error;
    }
    return std::nullopt;
}

Refusal prune_assignments(const std::vector<Configuration::Assignment>& wanted,
                          ChangeContext& context) {
    const std::set<Configuration::Assignment> named(wanted.begin(), wanted.end());
    for (const auto& [from, to] : context.batch.assignments()) {
        const std::string business = context.batch.business(from)->name;
        if (named.contains({business, context.batch.notifier(to)->name})) continue;
        if (auto error =
                refusal(apply_change(Unassign{from, to}, context), "assignments", business))
            return error;
    }
    return std::nullopt;
}

// Tasks whose business goes, go with it.
Refusal prune_tasks(const Configuration& wanted, const Names& businesses, ChangeContext& context) {
    const Names named = names_of(*wanted.tasks, [](const auto& each) { return each.task.name; });
    const Roster& roster = context.ledger.roster();
    for (Seat seat = 0; seat < roster.end(); ++seat) {
        if (!roster[seat].seated) continue;
        const auto task = context.batch.task(roster[seat].id);
        if (!task || named.contains(task->name)) continue;
        if (wanted.businesses && !businesses.contains(context.batch.business(task->business)->name))
            continue;
        if (auto error = refusal(apply_change(RemoveTask{task->id}, context), "tasks", task->name))
            return error;
    }
    return std::nullopt;
}

Refusal prune_people(const Configuration& wanted, const Names& businesses, ChangeContext& context) {
    if (wanted.notifiers) {
        const Names named = names_of(*wanted.notifiers, [](const auto& each) { return each.name; });
        for (const NotifierId id : context.batch.notifiers()) {
            const std::string name = context.batch.notifier(id)->name;
            if (named.contains(name)) continue;
            if (auto error = refusal(apply_change(RemoveNotifier{id}, context), "notifiers", name))
                return error;
        }
    }
    if (!wanted.businesses) return std::nullopt;
    for (const BusinessId id : context.batch.businesses()) {
        const std::string name = context.batch.business(id)->name;
        if (businesses.contains(name)) continue;
        if (auto error = refusal(apply_change(RemoveBusiness{id}, context), "businesses", name))
            return error;
    }
    return std::nullopt;
}

Refusal prune(const Configuration& wanted, ChangeContext& context) {
    Names businesses;
    if (wanted.businesses)
        businesses = names_of(*wanted.businesses, [](const auto& each) { return each.name; });
    if (wanted.settings)
        if (auto error = prune_settings(*wanted.settings, context)) return error;
    if (wanted.assignments)
        if (auto error = prune_assignments(*wanted.assignments, context)) return error;
    if (wanted.tasks)
        if (auto error = prune_tasks(wanted, businesses, context)) return error;
    return prune_people(wanted, businesses, context);
}

Refusal bring_about_all(const Configuration& wanted, ChangeContext& context) {
    if (auto error = bring_about(wanted.settings, context)) return error;
    if (auto error = bring_about(wanted.businesses, context)) return error;
    if (auto error = bring_about(wanted.notifiers, context)) return error;
    if (auto error = bring_about(wanted.assignments, context)) return error;
    return bring_about(wanted.tasks, context);
}

}  // namespace

Result<Done> apply_change(const Configure& configure, ChangeContext& context) {
    configure.steps->clear();
    context.steps = configure.steps.get();
    auto error = bring_about_all(*configure.wanted, context);
    if (!error && configure.prune) error = prune(*configure.wanted, context);
    context.steps = nullptr;
    if (error) return *std::move(error);
    return Done{};
}

}  // namespace cronmon
