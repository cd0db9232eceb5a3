// The one file that sees cctz, which reads TZif (RFC 8536) and prolongs its last rule by centuries.
// These are internal headers of Debian's libabsl-dev: the same code as libcctz-dev, which has no
// static library.
#include "core/zone_load.h"

#include "embedded/zones.h"

#include <absl/time/internal/cctz/include/cctz/time_zone.h>
#include <absl/time/internal/cctz/include/cctz/zone_info_source.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <functional>
#include <memory>

namespace cronmon {
namespace {

namespace cctz = absl::time_internal::cctz;
namespace cctz_extension = absl::time_internal::cctz_extension;
namespace chrono = std::chrono;
using Source = std::unique_ptr<cctz::ZoneInfoSource>;
using Opener = std::function<Source(const std::string&)>;  // of $TZDIR or /usr/share/zoneinfo

// Beyond what an Instant can say, and far enough from the limits to add an offset.
constexpr UtcSeconds start_of_time{chrono::seconds{-(std::int64_t{1} << 55)}};
constexpr UtcSeconds end_of_time{chrono::seconds{std::int64_t{1} << 55}};

// cctz remembers every name it was ever asked for. Names that we do not know ourselves are asked
// of it this often, so that nobody can fill the memory with inventions.
constexpr int foreign_names_max = 1000;

// The release of the machine's rules, known as soon as a zone was opened.
std::atomic<const std::string*> machine_release{nullptr};

bool machine_goes_first(std::string_view release) {
    return release.empty() || release >= embedded::zones_version();
}

class EmbeddedSource final : public cctz::ZoneInfoSource {
public:
    explicit EmbeddedSource(std::string_view bytes) : rest_(bytes) {}

    std::size_t Read(void* to, std::size_t size) override {
        size = std::min(size, rest_.size());
        std::memcpy(to, rest_.data(), size);
        rest_.remove_prefix(size);
        return size;
    }
    int Skip(std::size_t size) override {
        rest_.remove_prefix(std::min(size, rest_.size()));
        return 0;
    }
    std::string Version() const override { return std::string(embedded::zones_version()); }

private:
    std::string_view rest_;
};

// The release of the system's tzdata, such as "2026b"; empty when it does not say.
std::string system_version(const Opener& open) {
    constexpr std::string_view mark = "# version ";
    const Source file = open("tzdata.zi");
    char head[32] = {};
    const std::string_view text(head, file ? file->Read(head, sizeof head) : 0);
    if (!text.starts_with(mark)) return "";
    return std::string(text.substr(mark.size(), text.find('\n') - mark.size()));
}

// The newer rules win, and the system's when nobody knows: who keeps a machine up to date should
// not have to wait for us. (Releases are called 2025b, 2026a: they compare as text.)
Source open_zone(const std::string& name, const Opener& system) {
    static const std::string release = system_version(system);
    machine_release = &release;
    const std::string_view ours = embedded::zone(name);
    if (ours.empty() || machine_goes_first(release)) {
        if (Source file = system(name)) return file;
    }
    return ours.empty() ? nullptr : std::make_unique<EmbeddedSource>(ours);
}

bool load(std::string_view name, cctz::time_zone& zone) {
    static const bool ready = [] {
        cctz_extension::zone_info_source_factory = open_zone;
        return true;
    }();
    static std::atomic<int> foreign_names{0};
    if (embedded::zone(name).empty() && foreign_names++ >= foreign_names_max) return false;
    return ready && cctz::load_time_zone(std::string(name), &zone);
}

UtcSeconds utc(cctz::time_point<cctz::seconds> at) {
    return UtcSeconds{chrono::seconds{at.time_since_epoch().count()}};
}

// Ends the last span and begins one that is `ahead`, unless the clock is not moved at all.
void move_clock(std::vector<ZoneSpan>& spans, UtcSeconds at, chrono::seconds ahead) {
    ZoneSpan& last = spans.back();
    if (last.ahead == ahead) return;
    last.end = at;
    last.unseen = LocalSeconds{at.time_since_epoch() + last.ahead};
    if (spans.size() > 1) last.unseen = std::max(last.unseen, spans[spans.size() - 2].unseen);
    spans.push_back({at, end_of_time, ahead, LocalSeconds{end_of_time.time_since_epoch()}});
}

}  // namespace

std::optional<ZoneRules> load_zone(std::string_view name) {
    cctz::time_zone zone;
    if (!load(name, zone)) return std::nullopt;
    auto at = cctz::convert(cctz::civil_second(1960, 1, 1), cctz::utc_time_zone());
    const auto until = cctz::convert(cctz::civil_second(2260, 1, 1), cctz::utc_time_zone());

    ZoneRules rules{std::string(name), {}};
    rules.spans.push_back({start_of_time, end_of_time, chrono::seconds{zone.lookup(at).offset},
                           LocalSeconds{end_of_time.time_since_epoch()}});
    cctz::time_zone::civil_transition moved;
    while (zone.next_transition(at, &moved)) {
        at = zone.lookup(moved.to).trans;
        if (at >= until) break;
        move_clock(rules.spans, utc(at), chrono::seconds{zone.lookup(at).offset});
    }
    return rules;
}

ZoneRelease zone_release() {
    cctz::time_zone any;  // but UTC, for which nothing is opened
    static_cast<void>(load("Europe/London", any));
    const std::string* release = machine_release;
    if (release && !release->empty() && machine_goes_first(*release)) return {*release, true};
    return {embedded::zones_version(), false};
}

}  // namespace cronmon
