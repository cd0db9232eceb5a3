// Whether what is on the disk can be read and makes sense.
#include "store/sqlite_snapshot.h"

#include <chrono>

namespace cronmon {
namespace {

// Steps of SQLite's machine between two looks at the clock: about a millisecond.
constexpr int steps_between_looks = 10'000;

// Breaks off what a connection does when its time is over.
class TimeLimit {
public:
    TimeLimit(sqlite3* connection, Millis within)
        : connection_(connection), end_(std::chrono::steady_clock::now() + within) {
        sqlite3_progress_handler(connection_, steps_between_looks, &TimeLimit::is_over, this);
    }
    ~TimeLimit() { sqlite3_progress_handler(connection_, 0, nullptr, nullptr); }
    TimeLimit(const TimeLimit&) = delete;
    TimeLimit& operator=(const TimeLimit&) = delete;

    bool broke_off() const { return broke_off_; }

private:
    static int is_over(void* self) {
        auto& limit = *static_cast<TimeLimit*>(self);
        limit.broke_off_ = std::chrono::steady_clock::now() >= limit.end_;
        return limit.broke_off_ ? 1 : 0;
    }

    sqlite3* connection_;
    const std::chrono::steady_clock::time_point end_;
    bool broke_off_ = false;
};

}  // namespace

std::optional<std::string> SqliteSnapshot::integrity(Millis within) {
    TimeLimit limit(connection().handle(), within);
    try {
        Query row = connection().query("PRAGMA quick_check(1)");
        std::string complaint = row.next() ? row.take<std::string>() : "it cannot be read";
        return complaint == "ok" ? "" : complaint;
    } catch (const StoreError& error) {
        if (limit.broke_off()) return std::nullopt;
        return error.what();
    }
}

}  // namespace cronmon
