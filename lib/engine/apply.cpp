#include "engine/apply.h"

namespace cronmon {

Result<Done> carry_out(const Change& change, ChangeContext& context) {
    return std::visit([&](const auto& it) { return apply_change(it, context); }, change);
}

Error no_such(std::string_view noun, std::int64_t id) {
    return {Code::not_found, std::string(noun) + ": there is none with id " + std::to_string(id)};
}

Error taken(std::string_view field, std::string_view value) {
    return {Code::conflict, std::string(field) + ": '" + std::string(value) + "' is already taken"};
}

std::optional<Error> check_revision(std::string_view noun, const Revision& seen,
                                    std::int64_t present) {
    if (!seen || *seen == present) return std::nullopt;
    return Error{Code::stale, std::string(noun) + ": was changed meanwhile, revision " +
                                  std::to_string(*seen) + " is now " + std::to_string(present)};
}

bool is_idle(const ChangeContext& context, const Fields& before, const Fields& after) {
    return context.steps != nullptr && difference(before, after).empty();
}

void record(ChangeContext& context, Deed deed) {
    if (context.steps != nullptr)
        context.steps->push_back({std::string(deed.action), std::string(deed.name),
                                  difference(deed.before, deed.after)});
    if (context.by.name.empty()) return;
    context.batch.add(AuditRow{.id = raw(context.ledger.fresh_audit(context.now)),
                               .at = context.now,
                               .user = context.by.user,
                               .actor = context.by.name,
                               .address = context.by.address,
                               .action = std::string(deed.action),
                               .object_id = deed.id,
                               .object = std::string(deed.name),
                               .changes = difference(deed.before, deed.after)});
    context.ledger.touch(Topic::audit);
}

Result<Done> apply_change(const Settle&, ChangeContext& context) {
    LazySaver& saver = context.ledger.saver();
    saver.save(context.batch, LazySaver::Pace::at_once, Millis{0}, context.ledger.newest_ping());
    return Done{};
}

}  // namespace cronmon
