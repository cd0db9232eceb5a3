// What a business's tasks are pinged and asked about by, without a user.
#include "engine/apply.h"

namespace cronmon {
namespace {

Result<Done> set_ping_key(BusinessId id, const std::string& key, std::string_view action,
                          ChangeContext& context) {
    auto business = context.batch.business(id);
    if (!business) return no_such("business", raw(id));
    const std::string before = std::exchange(business->ping_key, key);
    ++business->revision;
    context.batch.save(*business);
    context.ledger.set_ping_key(id, key, before);
    context.ledger.touch(Topic::businesses);
    record(context, {action, raw(id), business->name, {}, {}});
    return Done{raw(id)};
}

}  // namespace

Result<Done> apply_change(const RenewPingKey& renew, ChangeContext& context) {
    return set_ping_key(renew.business, random_word(business_key_chars), "business.ping_key",
                        context);
}

Result<Done> apply_change(const RemovePingKey& remove, ChangeContext& context) {
    return set_ping_key(remove.business, {}, "business.ping_key_off", context);
}

Result<Done> apply_change(const SaveCheckKey& save, ChangeContext& context) {
    CheckKey key = save.key;
    const auto business = context.batch.business(key.business);
    if (!business) return no_such("business", raw(key.business));
    key.created = context.now;
    context.batch.save(key);
    context.ledger.touch(Topic::businesses);
    record(context, {"business.key",
                     raw(business->id),
                     business->name,
                     {},
                     {{"may", std::string(word(key.may))}}});
    return Done{raw(business->id)};
}

Result<Done> apply_change(const RemoveCheckKey& remove, ChangeContext& context) {
    const auto business = context.batch.business(remove.business);
    if (!business) return no_such("business", raw(remove.business));
    const std::string may(word(remove.may));
    if (!context.batch.remove_check_key(remove.business, remove.may))
        return Error{Code::not_found, "key: business '" + business->name + "' has none to " + may};
    context.ledger.touch(Topic::businesses);
    record(context, {"business.key_off", raw(business->id), business->name, {{"may", may}}, {}});
    return Done{raw(business->id)};
}

}  // namespace cronmon
