#include "alert/relay.h"

#include "base/log.h"

#include <algorithm>

namespace cronmon {

void log_failures(std::string_view event, std::span<const Delivery> deliveries) {
    const auto failed = std::ranges::count(deliveries, false, &Delivery::sent);
    if (failed == 0) return;
    const auto first = std::ranges::find(deliveries, false, &Delivery::sent);
    log::warning(event,
                 {{"failed", failed}, {"tried", deliveries.size()}, {"error", first->error}});
}

}  // namespace cronmon
