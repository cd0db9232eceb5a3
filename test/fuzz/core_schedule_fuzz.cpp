// Whatever somebody calls a schedule: it is refused with a sentence, or its times go forward.
#include "core/schedule.h"
#include "core/schedule_text.h"

#include <cstddef>
#include <cstdint>
#include <cstring>

using namespace cronmon;

namespace {

// The first eight bytes are the moment, the ninth the zone, the rest the text.
constexpr const char* zones[] = {"UTC",          "Europe/Berlin",     "Australia/Lord_Howe",
                                 "Pacific/Apia", "America/Sao_Paulo", "Asia/Shanghai"};

void try_times(const Schedule& schedule, Instant at) {
    for (int i = 0; i < 3; ++i) {
        const auto previous = schedule.previous(at);
        CHECK(!previous || *previous <= at);
        const auto next = schedule.next(at);
        if (!next) return;
        CHECK(*next > at);
        const auto back = schedule.previous(*next);
        CHECK(!back || *back == *next);
        at = *next;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t head = sizeof(std::int64_t) + 1;
    if (size < head) return 0;
    std::int64_t ms = 0;
    std::memcpy(&ms, data, sizeof ms);
    constexpr std::int64_t year_10000_ms = 253402300800000;  // an interval ends before time does
    const Zone zone = *Zone::find(zones[data[8] % std::size(zones)]);
    const std::string_view text(reinterpret_cast<const char*>(data) + head, size - head);

    for (const auto& schedule : {Schedule::parse(text, zone), Schedule::cron(text, zone),
                                 Schedule::calendar(text, zone)}) {
        if (!schedule) {
            CHECK(!schedule.error().message.empty() && schedule.error().message.size() < 500);
            continue;
        }
        CHECK(!describe(*schedule).en.empty());
        try_times(*schedule, from_ms(ms % year_10000_ms));
    }
    return 0;
}
