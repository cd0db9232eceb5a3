#include "engine/slug_index.h"

#include <algorithm>

namespace cronmon {

void SlugIndex::add(BusinessId business, const std::string& slug, Seat seat) {
    if (!slug.empty()) by_business_[business][slug].push_back(seat);
}

void SlugIndex::remove(BusinessId business, const std::string& slug, Seat seat) {
    const auto slugs = by_business_.find(business);
    if (slugs == by_business_.end()) return;
    const auto seats = slugs->second.find(slug);
    if (seats == slugs->second.end()) return;
    std::erase(seats->second, seat);
    if (seats->second.empty()) slugs->second.erase(seats);
    if (slugs->second.empty()) by_business_.erase(slugs);
}

void SlugIndex::set_key(BusinessId business, const std::string& key) {
    std::erase_if(by_key_, [business](const auto& entry) { return entry.second == business; });
    if (!key.empty()) by_key_.emplace(key, business);
}

std::optional<BusinessId> SlugIndex::business_with(std::string_view key) const {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return std::nullopt;
    return found->second;
}

std::span<const Seat> SlugIndex::find(BusinessId business, std::string_view slug) const {
    const auto slugs = by_business_.find(business);
    if (slugs == by_business_.end()) return {};
    const auto seats = slugs->second.find(slug);
    if (seats == slugs->second.end()) return {};
    return seats->second;
}

std::size_t SlugIndex::slugs_of(BusinessId business) const {
    const auto slugs = by_business_.find(business);
    return slugs == by_business_.end() ? 0 : slugs->second.size();
}

}  // namespace cronmon
