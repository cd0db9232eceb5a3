// Businesses, notifiers, and who is told about what.
#include "engine/apply.h"

namespace cronmon {
namespace {

std::optional<Error> check_business(const Business& business, Batch& batch) {
    if (auto error = check_business_name(business.name)) return error;
    if (held_by_other(batch.business_named(business.name), business.id))
        return taken("business", business.name);
    return std::nullopt;
}

std::optional<Error> check_notifier(const Notifier& notifier, Batch& batch) {
    if (auto error = check_notifier_name(notifier.name)) return error;
    if (auto error = check_email(notifier.email)) return error;
    if (notifier.phone)
        if (auto error = check_phone(*notifier.phone)) return error;
    if (held_by_other(batch.notifier_named(notifier.name), notifier.id))
        return taken("notifier", notifier.name);
    if (held_by_other(batch.notifier_with_email(notifier.email), notifier.id))
        return taken("email", notifier.email);
    if (notifier.phone && held_by_other(batch.notifier_with_phone(*notifier.phone), notifier.id))
        return taken("phone", *notifier.phone);
    return std::nullopt;
}

template <class Visit>
void for_each_task_of(Roster& roster, BusinessId business, Visit visit) {
    for (Seat seat = 0; seat < roster.end(); ++seat)
        if (roster[seat].seated && roster[seat].business == business) visit(seat);
}

void pause_tasks_of(BusinessId business, ChangeContext& context) {
    Ledger& ledger = context.ledger;
    for_each_task_of(ledger.roster(), business, [&](Seat seat) {
        const Verdict verdict = on_pause(ledger.roster()[seat].standing, context.now);
        if (verdict.flip) ledger.settle(context.batch, seat, verdict, context.now);
    });
}

}  // namespace

Result<Done> apply_change(const AddBusiness& add, ChangeContext& context) {
    Business business{{}, add.name, add.enabled, context.now};
    business.uuid = Uuid::random();
    business.badge_key = random_word(business_key_chars);
    if (auto error = check_business(business, context.batch)) return *error;
    business.id = context.ledger.fresh<BusinessId>(&HighestIds::business);
    context.batch.save(business);
    context.ledger.touch(Topic::businesses);
    record(context, {"business.add", raw(business.id), business.name, {}, fields_of(business)});
    return Done{raw(business.id)};
}

Result<Done> apply_change(const EditBusiness& edit, ChangeContext& context) {
    auto business = context.batch.business(edit.id);
    if (!business) return no_such("business", raw(edit.id));
    if (auto error = check_revision("business", edit.revision, business->revision)) return *error;
    const bool disabled_now = business->enabled && edit.enabled == false;
    const Fields before = fields_of(*business);
    if (edit.name) business->name = *edit.name;
    if (edit.enabled) business->enabled = *edit.enabled;
    if (auto error = check_business(*business, context.batch)) return *error;
    if (is_idle(context, before, fields_of(*business))) return Done{raw(edit.id)};
    ++business->revision;
    context.batch.save(*business);
    context.ledger.touch(Topic::businesses);
    record(context, {"business.edit", raw(edit.id), business->name, before, fields_of(*business)});
    if (disabled_now) pause_tasks_of(edit.id, context);
    return Done{raw(edit.id)};
}

Result<Done> apply_change(const RemoveBusiness& remove, ChangeContext& context) {
    const auto business = context.batch.business(remove.id);
    if (!business) return no_such("business", raw(remove.id));
    if (auto error = check_revision("business", remove.revision, business->revision)) return *error;
    context.batch.remove(remove.id);
    for (const Topic topic : {Topic::businesses, Topic::assignments, Topic::tasks, Topic::users,
                              Topic::alerts, Topic::tokens})
        context.ledger.touch(topic);
    record(context, {"business.remove", raw(remove.id), business->name, fields_of(*business), {}});
    for_each_task_of(context.ledger.roster(), remove.id,
                     [&](Seat seat) { context.ledger.remove_when_committed(seat); });
    context.ledger.set_ping_key(remove.id, {}, business->ping_key);
    return Done{raw(remove.id)};
}

Result<Done> apply_change(const AddNotifier& add, ChangeContext& context) {
    Notifier notifier{{}, add.name, add.email, add.phone, add.language, add.enabled, context.now};
    if (auto error = check_notifier(notifier, context.batch)) return *error;
    notifier.id = context.ledger.fresh<NotifierId>(&HighestIds::notifier);
    context.batch.save(notifier, context.ledger.fresh<ChannelId>(&HighestIds::channel));
    context.ledger.touch(Topic::notifiers);
    record(context, {"notifier.add", raw(notifier.id), notifier.name, {}, fields_of(notifier)});
    return Done{raw(notifier.id)};
}

Result<Done> apply_change(const EditNotifier& edit, ChangeContext& context) {
    auto notifier = context.batch.notifier(edit.id);
    const auto channel = context.batch.channel_of(edit.id);
    if (!notifier || !channel) return no_such("notifier", raw(edit.id));
    if (auto error = check_revision("notifier", edit.revision, notifier->revision)) return *error;
    const Fields before = fields_of(*notifier);
    if (edit.name) notifier->name = *edit.name;
    if (edit.email) notifier->email = *edit.email;
    if (edit.phone)
        notifier->phone = edit.phone->empty() ? std::optional<std::string>{} : *edit.phone;
    if (edit.language) notifier->language = *edit.language;
    if (edit.enabled) notifier->enabled = *edit.enabled;
    if (auto error = check_notifier(*notifier, context.batch)) return *error;
    if (is_idle(context, before, fields_of(*notifier))) return Done{raw(edit.id)};
    ++notifier->revision;
    context.batch.save(*notifier, *channel);
    context.ledger.touch(Topic::notifiers);
    record(context, {"notifier.edit", raw(edit.id), notifier->name, before, fields_of(*notifier)});
    return Done{raw(edit.id)};
}

Result<Done> apply_change(const RemoveNotifier& remove, ChangeContext& context) {
    const auto notifier = context.batch.notifier(remove.id);
    if (!notifier) return no_such("notifier", raw(remove.id));
    if (auto error = check_revision("notifier", remove.revision, notifier->revision)) return *error;
    context.batch.remove(remove.id);
    for (const Topic topic : {Topic::notifiers, Topic::assignments, Topic::alerts})
        context.ledger.touch(topic);
    record(context, {"notifier.remove", raw(remove.id), notifier->name, fields_of(*notifier), {}});
    return Done{raw(remove.id)};
}

Result<Done> apply_change(const Assign& assign, ChangeContext& context) {
    const auto business = context.batch.business(assign.business);
    const auto notifier = context.batch.notifier(assign.notifier);
    if (!business) return no_such("business", raw(assign.business));
    if (!notifier) return no_such("notifier", raw(assign.notifier));
    if (!context.batch.assign(assign.business, assign.notifier, context.now)) return Done{};
    context.ledger.touch(Topic::assignments);
    record(context, {"business.notify",
                     raw(assign.business),
                     business->name,
                     {},
                     {{"notifier", notifier->name}}});
    return Done{};
}

Result<Done> apply_change(const Unassign& unassign, ChangeContext& context) {
    const auto business = context.batch.business(unassign.business);
    const auto notifier = context.batch.notifier(unassign.notifier);
    if (!business || !notifier || !context.batch.unassign(unassign.business, unassign.notifier))
        return Error{Code::not_found, "notifier: is not told about this business"};
    context.ledger.touch(Topic::assignments);
    record(context, {"business.unnotify",
                     raw(unassign.business),
                     business->name,
                     {{"notifier", notifier->name}},
                     {}});
    return Done{};
}

}  // namespace cronmon
