// Businesses, notifiers, and who is told about what.
#include "engine/apply.h"

namespace cronmon {
namespace {

Error unknown(std::string_view noun, std::int64_t id) {
    return {Code::not_found, std::string(noun) + ": there is none with id " + std::to_string(id)};
}

Error taken(std::string_view field, std::string_view value) {
    return {Code::conflict, std::string(field) + ": '" + std::string(value) + "' is already taken"};
}

template <class Id>
bool held_by_other(std::optional<Id> holder, Id self) {
    return holder && *holder != self;
}

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
    Business business{{}, add.name, true, context.now};
    if (auto error = check_business(business, context.batch)) return *error;
    business.id = context.ledger.fresh<BusinessId>(&HighestIds::business);
    context.batch.save(business);
    return Done{raw(business.id)};
}

Result<Done> apply_change(const EditBusiness& edit, ChangeContext& context) {
    auto business = context.batch.business(edit.id);
    if (!business) return unknown("business", raw(edit.id));
    const bool disabled_now = business->enabled && edit.enabled == false;
    if (edit.name) business->name = *edit.name;
    if (edit.enabled) business->enabled = *edit.enabled;
    if (auto error = check_business(*business, context.batch)) return *error;
    context.batch.save(*business);
    if (disabled_now) pause_tasks_of(edit.id, context);
    return Done{raw(edit.id)};
}

Result<Done> apply_change(const RemoveBusiness& remove, ChangeContext& context) {
    if (!context.batch.business(remove.id)) return unknown("business", raw(remove.id));
    context.batch.remove(remove.id);
    for_each_task_of(context.ledger.roster(), remove.id,
                     [&](Seat seat) { context.ledger.remove_when_committed(seat); });
    return Done{raw(remove.id)};
}

Result<Done> apply_change(const AddNotifier& add, ChangeContext& context) {
    Notifier notifier{{}, add.name, add.email, add.phone, add.language, true, context.now};
    if (auto error = check_notifier(notifier, context.batch)) return *error;
    notifier.id = context.ledger.fresh<NotifierId>(&HighestIds::notifier);
    context.batch.save(notifier, context.ledger.fresh<ChannelId>(&HighestIds::channel));
    return Done{raw(notifier.id)};
}

Result<Done> apply_change(const EditNotifier& edit, ChangeContext& context) {
    auto notifier = context.batch.notifier(edit.id);
    const auto channel = context.batch.channel_of(edit.id);
    if (!notifier || !channel) return unknown("notifier", raw(edit.id));
    if (edit.name) notifier->name = *edit.name;
    if (edit.email) notifier->email = *edit.email;
    if (edit.phone)
        notifier->phone = edit.phone->empty() ? std::optional<std::string>{} : *edit.phone;
    if (edit.language) notifier->language = *edit.language;
    if (edit.enabled) notifier->enabled = *edit.enabled;
    if (auto error = check_notifier(*notifier, context.batch)) return *error;
    context.batch.save(*notifier, *channel);
    return Done{raw(edit.id)};
}

Result<Done> apply_change(const RemoveNotifier& remove, ChangeContext& context) {
    if (!context.batch.notifier(remove.id)) return unknown("notifier", raw(remove.id));
    context.batch.remove(remove.id);
    return Done{raw(remove.id)};
}

Result<Done> apply_change(const Assign& assign, ChangeContext& context) {
    if (!context.batch.business(assign.business)) return unknown("business", raw(assign.business));
    if (!context.batch.notifier(assign.notifier)) return unknown("notifier", raw(assign.notifier));
    context.batch.assign(assign.business, assign.notifier);
    return Done{};
}

Result<Done> apply_change(const Unassign& unassign, ChangeContext& context) {
    if (context.batch.unassign(unassign.business, unassign.notifier)) return Done{};
    return Error{Code::not_found, "notifier: is not told about this business"};
}

}  // namespace cronmon
