#include "engine/keeper.h"

#include "store/ping_id.h"

#include <algorithm>

namespace cronmon {

void Keeper::load(std::vector<std::int64_t> days) {
    days_ = std::move(days);
    std::sort(days_.begin(), days_.end());
}

bool Keeper::has(std::int64_t day) const {
    return std::binary_search(days_.begin(), days_.end(), day);
}

void Keeper::opened(std::int64_t day) {
    if (!has(day)) days_.insert(std::upper_bound(days_.begin(), days_.end(), day), day);
}

void Keeper::dropped(std::int64_t day) { std::erase(days_, day); }

std::int64_t Keeper::to_give_back(const StoreSize& size, std::int64_t budget) {
    if (!size.gives_back) return 0;
    const std::int64_t free_bytes = size.file_bytes - size.used_bytes;
    std::int64_t surplus = free_bytes - std::max(free_bytes_kept, size.file_bytes / 8);
    if (budget > 0)
        surplus = std::max(surplus, std::min(free_bytes, size.file_bytes - file_bytes_max(budget)));
    const std::int64_t pages = (surplus + size.page_bytes - 1) / size.page_bytes;
    return std::clamp(pages, std::int64_t{0}, give_back_pages);
}

std::vector<std::int64_t> Keeper::missing(Instant now) const {
    std::vector<std::int64_t> days;
    for (std::int64_t ahead = 0; ahead <= bucket_days_ahead; ++ahead)
        if (!has(day_of(now) + ahead)) days.push_back(day_of(now) + ahead);
    return days;
}

std::optional<std::int64_t> Keeper::outlived(Instant now, std::int64_t keep_days) const {
    if (days_.empty() || days_.front() >= day_of(now) - keep_days) return std::nullopt;
    return days_.front();
}

}  // namespace cronmon
