#include "http/services.h"

#include <chrono>
#include <future>
#include <utility>

namespace cronmon {
namespace {

// An engine that takes longer than this for one change hangs on its disk.
constexpr std::chrono::seconds receipt_within{30};

Error busy(std::string_view why) { return {Code::busy, "engine: " + std::string(why)}; }

}  // namespace

Result<Done> await(const Services& services, const Ask& ask, Change change) {
    return await(services.engine, std::move(change), by(ask));
}

Result<Done> await(Engine& engine, Change change, By by) {
    // Shared with the receipt, which may come when nobody waits any more.
    auto promise = std::make_shared<std::promise<Result<Done>>>();
    auto receipt = promise->get_future();
    auto give = [promise = std::move(promise)](Result<Done> done) mutable {
        promise->set_value(std::move(done));
    };
    if (!engine.submit(std::move(change), std::move(give), std::move(by)))
        return busy("too many changes are waiting, try again");
    if (receipt.wait_for(receipt_within) != std::future_status::ready)
        return busy("it has not answered within 30s, the disk may hang");
    try {
        return receipt.get();
    } catch (const std::future_error&) {  // the receipt was thrown away
        return busy("it has stopped");
    }
}

std::unique_ptr<Snapshot> present(const Services& services) {
    // With a full disk the standings cannot be saved; what is on it can still be shown.
    static_cast<void>(await(services.engine, Settle{}));
    return services.store.snapshot();
}

std::string ping_base(const Services& services) {
    const std::string site_url = services.engine.settings().site_url();
    return site_url.empty() ? services.listen_url : site_url;
}

}  // namespace cronmon
