#include "http/json_numbers.h"

#include "base/version.h"
#include "http/json_print.h"

#include <chrono>

namespace cronmon {
namespace {

using namespace json_print;

// In per cent of what there was; null when there was nothing to compare with.
Json object(const Trend& trend) {
    Json change;
    if (trend.before > 0)
        change = 100.0 * static_cast<double>(trend.now - trend.before) /
                 static_cast<double>(trend.before);
    return Json{{"now", trend.now}, {"before", trend.before}, {"change_percent", change}};
}

std::string day_text(std::int64_t day) {
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text;
}

std::string month_text(std::int64_t month) {
    return day_text(month_begin(month).time_since_epoch() / std::chrono::days{1}).substr(0, 7);
}

Trend log_entries(const Dashboard& board) {
    Trend trend;
    for (const DayCount& day : board.pings) {
        trend.now += day.pings;
        if (day.day <= board.first_day) trend.before += day.pings;
    }
    return trend;
}

Json pings_a_day(const Dashboard& board) {
    Json days = Json::array();
    auto count = board.pings.begin();
    for (std::int64_t day = board.first_day; day <= board.today; ++day) {
        while (count != board.pings.end() && count->day < day) ++count;
        const bool here = count != board.pings.end() && count->day == day;
        days.push_back({{"day", day_text(day)}, {"pings", here ? count->pings : 0}});
    }
    return days;
}

Json states_a_day(const std::vector<StateDay>& rows) {
    Json days = Json::array();
    for (const StateDay& row : rows) {
        Json day{{"day", day_text(row.day)}};
        for (const State state : {State::fresh, State::up, State::down, State::paused})
            day[std::string(word(state))] = row.states[static_cast<std::size_t>(state)];
        days.push_back(std::move(day));
    }
    return days;
}

// The original's two series: /tasks/all and /tasks.
Json requests_a_month(const Dashboard& board) {
    Json months = Json::array();
    for (std::int64_t month = board.first_month; month <= board.this_month; ++month) {
        std::int64_t all = 0;
        std::int64_t some = 0;
        for (const MonthCount& count : board.api_requests)
            if (count.month == month)
                (count.endpoint.ends_with("/all") ? all : some) += count.requests;
        months.push_back({{"month", month_text(month)}, {"tasks_all", all}, {"tasks", some}});
    }
    return months;
}

Json blind_times(const std::vector<BlindRow>& rows) {
    Json times = Json::array();
    for (const BlindRow& row : rows)
        times.push_back({{"from_ms", to_ms(row.time.from)},
                         {"to_ms", to_ms(row.time.to)},
                         {"reason", row.reason}});
    return times;
}

Json day_or_null(const std::optional<std::int64_t>& day) {
    return day ? Json(day_text(*day)) : Json();
}

Json buckets(const StorageFacts& storage) {
    return Json{{"days", storage.log_days},
                {"oldest_day", day_or_null(storage.oldest_day)},
                {"newest_day", day_or_null(storage.newest_day)},
                {"api_request_months", storage.api_request_months},
                {"audit_months", storage.audit_months}};
}

Json names_of(const std::vector<Business>& businesses) {
    Json names = Json::array();
    for (const Business& business : businesses) names.push_back(business.name);
    return names;
}

}  // namespace

std::string dashboard_json(const Dashboard& board) {
    const Counts& counts = board.counts;
    constexpr std::array<std::string_view, 5> words{"down", "late", "up", "new", "paused"};
    Json states = Json::object();
    for (std::size_t i = 0; i < words.size(); ++i) states[std::string(words[i])] = counts.states[i];
    return dump(Json{
        {"businesses", object(counts.businesses)},
        {"assignments", object(counts.assignments)},
        {"tasks", object(counts.tasks)},
        {"log_entries", object(log_entries(board))},
        {"states", std::move(states)},
        {"states_a_day", states_a_day(board.states)},
        {"alerts", {{"owed", board.alerts.owed}, {"failed", board.alerts.failed}}},
        {"pings_a_day", pings_a_day(board)},
        {"api_requests_a_month", requests_a_month(board)},
        {"blind", blind_times(board.blind)},
        {"businesses_without_notifier", names_of(board.businesses_without_notifier)},
    });
}

std::string changes_json(const Versions& versions, std::int64_t since) {
    const std::int64_t newest = versions.newest();  // before the topics: none is missed
    Json changed = Json::array();
    for (std::size_t i = 0; i < topic_count; ++i)
        if (versions.of(static_cast<Topic>(i)) > since)
            changed.push_back(word(static_cast<Topic>(i)));
    return dump(Json{{"version", newest}, {"changed", std::move(changed)}});
}

Json object(const net::CertificateView& certificate, Instant now) {
    return Json{{"file", certificate.file},
                {"names", certificate.names},
                {"from_ms", to_ms(certificate.from)},
                {"until_ms", to_ms(certificate.until)},
                {"ends_soon", certificate.ends_soon(now)}};
}

std::string about_json(const About& about) {
    const auto& [health, database_bytes, storage, shown, pings_limited, now] = about;
    Json certificates = Json::array();
    for (const auto& certificate : shown) certificates.push_back(object(certificate, now));
    return dump(Json{{"version", version},
                     {"started_ms", to_ms(health.started)},
                     {"tasks", health.tasks},
                     {"writing", health.writing},
                     {"database_bytes", database_bytes},
                     {"disk_free_bytes", storage ? Json(storage->disk_free_bytes) : Json()},
                     {"sqlite_version", storage ? Json(storage->engine_version) : Json()},
                     {"pings_per_minute", storage ? Json(health.pings_last_minute) : Json()},
                     {"pings_limited", storage ? Json(pings_limited) : Json()},
                     {"certificates", storage ? std::move(certificates) : Json()},
                     {"buckets", storage ? buckets(*storage) : Json()}});
}

std::string findings_json(const std::vector<Finding>& findings, Language language) {
    Json rows = Json::array();
    auto worst = Finding::Grade::ok;
    for (const Finding& finding : findings) {
        worst = std::max(worst, finding.grade);
        rows.push_back({{"about", finding.about},
                        {"grade", word(finding.grade)},
                        {"says", finding.says.in(language)},
                        {"advice", finding.advice.in(language)}});
    }
    return dump(Json{{"grade", word(worst)}, {"findings", std::move(rows)}});
}

}  // namespace cronmon
