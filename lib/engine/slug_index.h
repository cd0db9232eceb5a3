// Which tasks a ping URL without a UUID means: the key of a business, and a slug.
//
// Few tasks are pinged so, so this is a pair of ordinary maps and not a table for a million.
//
// Thread-safety: confined to the engine's thread.
#pragma once

#include "core/model.h"
#include "engine/seat_index.h"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cronmon {

class SlugIndex {
public:
    // An empty slug or key is none. Removing what is not there changes nothing.
    void add(BusinessId business, const std::string& slug, Seat seat);
    void remove(BusinessId business, const std::string& slug, Seat seat);
    void set_key(BusinessId business, const std::string& key);

    std::optional<BusinessId> business_with(std::string_view key) const;
    // In the order in which they were added.
    std::span<const Seat> find(BusinessId business, std::string_view slug) const;
    std::size_t slugs_of(BusinessId business) const;

private:
    using Slugs = std::map<std::string, std::vector<Seat>, std::less<>>;

    std::map<std::string, BusinessId, std::less<>> by_key_;
    std::map<BusinessId, Slugs> by_business_;
};

}  // namespace cronmon
