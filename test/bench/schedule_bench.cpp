// What the next time of a schedule costs. With a million tasks and 40,000 pings a second it is
// asked for at every ping, so it should stay below a microsecond.
#include "core/schedule.h"

#include <chrono>
#include <cstdio>
#include <iterator>
#include <random>
#include <vector>

namespace {

using namespace cronmon;

constexpr int questions = 2'000'000;

// Moments around one year, in no order, so that neither cache nor branch can learn them.
std::vector<Instant> moments() {
    std::mt19937_64 generator(1);
    std::uniform_int_distribution<std::int64_t> ms(1'767'225'600'000, 1'798'761'600'000);
    std::vector<Instant> all(4096);
    for (Instant& at : all) at = from_ms(ms(generator));
    return all;
}

double nanoseconds(const Schedule& schedule, const std::vector<Instant>& at) {
    std::int64_t sum = 0;
    const auto start = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i < questions; ++i) sum += to_ms(*schedule.next(at[i % at.size()]));
    const std::chrono::duration<double, std::nano> spent = std::chrono::steady_clock::now() - start;
    if (sum == 0) std::puts("");  // the sum is wanted, so nothing is left out
    return spent.count() / questions;
}

}  // namespace

int main() {
    const auto at = moments();
    double sum = 0;
    int count = 0;
    for (const char* zone_name : {"UTC", "Asia/Shanghai", "Europe/Berlin"}) {
        const Zone zone = *Zone::find(zone_name);
        for (const char* text : {"*/5 * * * *", "0 2 * * *", "30 9-17 * * 1-5", "0 0 1 * *",
                                 "0 0 * * MON#1", "0 0 29 2 *", "Mon..Fri 10:00"}) {
            const double ns = nanoseconds(*Schedule::parse(text, zone), at);
            std::printf("%-14s %-16s %6.0f ns\n", zone_name, text, ns);
            sum += ns;
            ++count;
        }
    }
    std::printf("schedule next: %.0f ns\n", sum / count);
}
