#include "core/zone.h"

#include "base/quote.h"
#include "base/time_text.h"
#include "core/zone_load.h"
#include "core/zone_names.h"

#include <algorithm>
#include <atomic>
#include <memory>

namespace cronmon {
namespace {

// The loaded zones: a list that only grows at its head, so that it needs no lock. Two threads
// that load the same zone at the same moment leave two equal copies; that harms nobody.
struct Loaded {
    ZoneRules rules;
    const Loaded* next = nullptr;
};
std::atomic<const Loaded*> loaded{nullptr};

const ZoneRules* find_loaded(std::string_view name) {
    for (const Loaded* zone = loaded.load(); zone != nullptr; zone = zone->next) {
        if (zone->rules.name == name) return &zone->rules;
    }
    return nullptr;
}

const ZoneRules& keep(ZoneRules rules) {
    auto* zone = new Loaded{std::move(rules), loaded.load()};  // for the life of the process
    while (!loaded.compare_exchange_weak(zone->next, zone)) {
    }
    return zone->rules;
}

// UTC must be there whatever the machine has: one span for all of time.
const ZoneRules& utc_rules() {
    constexpr std::chrono::seconds far{std::int64_t{1} << 55};
    static const ZoneRules rules{
        "UTC", {{UtcSeconds{-far}, UtcSeconds{far}, std::chrono::seconds{0}, LocalSeconds{far}}}};
    return rules;
}

}  // namespace

Zone::Zone() : rules_(&utc_rules()) {}

Result<Zone> Zone::find(std::string_view name, std::string_view field) {
    if (name == "UTC") return Zone();
    if (is_zone_name(name)) {
        if (const ZoneRules* rules = find_loaded(name)) return Zone(*rules);
        if (auto rules = load_zone(name)) return Zone(keep(*std::move(rules)));
    }
    return Error{Code::invalid, std::string(field) + ": unknown time zone " + quote(name) + ", " +
                                    propose_zone_names(name)};
}

const ZoneSpan& Zone::span_of(UtcSeconds at) const {
    const auto& spans = rules_->spans;
    return *std::prev(std::ranges::upper_bound(spans, at, {}, &ZoneSpan::start));
}

UtcSeconds Zone::first_at(LocalSeconds time) const {
    const auto& spans = rules_->spans;
    const auto span = std::ranges::upper_bound(spans, time, {}, &ZoneSpan::unseen);
    return std::max(span->start, UtcSeconds{time.time_since_epoch() - span->ahead});
}

LocalSeconds Zone::first_unseen(UtcSeconds at) const {
    const ZoneSpan& span = span_of(at);
    const LocalSeconds next{at.time_since_epoch() + span.ahead + std::chrono::seconds{1}};
    return &span == rules_->spans.data() ? next : std::max(next, (&span - 1)->unseen);
}

std::optional<Instant> Zone::next_transition(Instant after) const {
    const ZoneSpan& span = span_of(std::chrono::floor<std::chrono::seconds>(after));
    if (&span == &rules_->spans.back()) return std::nullopt;
    return Instant{span.end};
}

std::string Zone::format(Instant at) const {
    return local_text(at, ahead(std::chrono::floor<std::chrono::seconds>(at)));
}

}  // namespace cronmon
