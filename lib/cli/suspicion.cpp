#include "cli/suspicion.h"

#include "base/duration.h"

#include <chrono>

namespace cronmon {
namespace {

// In whole seconds, where there is one: a run's milliseconds say nothing here.
std::string length_of(const Json& suspicion, std::string_view field) {
    const Millis length{std::abs(number_of(suspicion, field))};
    if (length < std::chrono::seconds{1}) return duration_text(length);
    return duration_text(std::chrono::floor<std::chrono::seconds>(length));
}

std::string runs(const Json& suspicion) {
    return text_of(suspicion, "seen") + " of the last " + text_of(suspicion, "of") + " runs";
}

std::string off_words(const Json& suspicion) {
    const bool early = number_of(suspicion, "offset_ms") < 0;
    return runs(suspicion) + " came " + length_of(suspicion, "offset_ms") +
           (early ? " before" : " after") + " their time";
}

}  // namespace

Result<Json> suspicions_of(Client& client, std::string_view task) {
    auto found = client.get(path_of("tasks", task, "suspicions"));
    if (found) return array_of(*found, "rows");
    if (found.error().code == Code::not_found) return Json::array();
    return found.error();
}

std::string suspicion_words(const Json& suspicion) {
    const std::string kind = text_of(suspicion, "kind");
    if (kind == "zone") return off_words(suspicion) + ": is its time zone right?";
    if (kind == "early") return off_words(suspicion) + ", and that is too early to count";
    if (kind == "fast")
        return "the last " + text_of(suspicion, "seen") + " runs took at most " +
               length_of(suspicion, "taken_ms") + ", those before about " +
               length_of(suspicion, "usual_ms") + ": do they still do their work?";
    if (kind == "new_address")
        return "runs come from " + names_of(suspicion, "addresses") + " now, until then from " +
               names_of(suspicion, "before");
    if (kind == "two_hosts")
        return runs(suspicion) +
               " came from several hosts at once: " + names_of(suspicion, "addresses");
    return kind;
}

}  // namespace cronmon
