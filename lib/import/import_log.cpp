#include "import/import_log.h"

#include "base/utf8.h"
#include "import/mojibake.h"

#include <algorithm>

namespace cronmon {
namespace {

constexpr std::int64_t ids_per_second = 1000 * ping_ids_per_ms;

constexpr std::string_view all_tasks_path = "/api/v1.0/tasks/all";
constexpr std::string_view tasks_path = "/api/v1.0/tasks";

// The first id to try: rows of the same second stay in the order of their old ids.
std::int64_t likely_id(Instant at, std::int64_t old_id) {
    return to_ms(at) * ping_ids_per_ms +
           (old_id % ids_per_second + ids_per_second) % ids_per_second;
}

// Calls add(id) with ids of that second until one is free. There are two million of them.
template <class Add>
bool find_free(Instant at, std::int64_t old_id, Add add) {
    const std::int64_t first = to_ms(at) * ping_ids_per_ms;
    std::int64_t id = likely_id(at, old_id);
    for (std::int64_t tries = 0; tries < ids_per_second; ++tries) {
        if (add(id)) return true;
        id = first + (id + 1 - first) % ids_per_second;
    }
    return false;
}

std::string_view endpoint_of(std::string_view url) {
    return url.starts_with(all_tasks_path) ? all_tasks_path : tasks_path;
}

}  // namespace

LogImport::LogImport(Batch& batch, const ImportedNouns& nouns, const OriginalNouns& rows,
                     const UserIds& users, const Zone& zone, Instant now, ImportReport& report)
    : batch_(batch), users_(users), zone_(zone), now_(now), report_(report) {
    for (const ImportedTask& task : nouns.tasks)
        tasks_.emplace(task.task.id, TaskLog{task.task.business, {}, {}});
    for (const OriginalTask& row : rows.tasks)
        if (!tasks_.contains(TaskId{row.id})) refused_tasks_.insert(row.id);
}

void LogImport::add(const OriginalPing& row) {
    ++report_.pings.found;
    const Instant at = instant_of(zone_, row.at);
    check_past(row.line, "taskmonitorlog.create_datetime", at, zone_, now_);
    const auto task = tasks_.find(TaskId{row.task});
    if (task != tasks_.end()) keep(task->first, task->second, row, at);
    else if (refused_tasks_.contains(row.task)) ++report_.pings_of_refused_tasks;
    else ++report_.pings_without_task;
}

void LogImport::keep(TaskId id, TaskLog& log, const OriginalPing& row, Instant at) {
    const std::int64_t day = day_of(at);
    if (days_.insert(day).second) batch_.open_bucket(day);
    PingRow ping;
    ping.task = id;
    ping.at = at;
    ping.method = "GET";  // HEAD was possible too; the original did not write it down
    ping.client_ip = row.client_ip;
    ping.user_agent = mended(row.user_agent);
    ping.previous = log.last;
    const bool kept = find_free(at, row.id, [&](std::int64_t free) {
        ping.id = PingId{free};
        return batch_.add_if_free(ping);
    });
    if (!kept) throw DumpError(row.line, "taskmonitorlog: this second has too many rows");
    in_order_ = in_order_ && ping.id > log.last;
    if (ping.id > log.last) log = {log.business, ping.id, at};
    newest_ = std::max(newest_, ping.id);
    ++counts_[{day, log.business}];
    ++report_.pings.imported;
    report_.oldest_ping = std::min(report_.oldest_ping.value_or(at), at);
    report_.newest_ping = std::max(report_.newest_ping.value_or(at), at);
}

void LogImport::add(const OriginalApiRequest& row) {
    ++report_.api_requests.found;
    ApiRequestRow request;
    request.at = instant_of(zone_, row.at);
    check_past(row.line, "apirequestlog.create_datetime", request.at, zone_, now_);
    const auto user = users_.find(row.user);
    if (user != users_.end()) request.user = user->second;
    else ++report_.requests_without_user;
    request.client_ip = row.client_ip;
    request.user_agent = mended(row.user_agent);
    request.method = row.method;
    request.url = shortened(row.url, api_request_url_bytes_max);
    request.endpoint = endpoint_of(row.url);
    request.code = row.code;
    const bool kept = find_free(request.at, row.id, [&](std::int64_t free) {
        request.id = free;
        return batch_.add_if_free(request);
    });
    if (!kept) throw DumpError(row.line, "apirequestlog: this second has too many rows");
    ++report_.api_requests.imported;
}

std::string_view LogImport::mended(std::string_view user_agent) {
    if (auto sent = unspoilt(user_agent)) {
        ++report_.user_agents_mended;
        mended_ = *std::move(sent);
        user_agent = mended_;
    }
    return shortened(user_agent, user_agent_bytes_max);
}

std::string_view LogImport::shortened(std::string_view text, std::size_t bytes_max) {
    if (text.size() > bytes_max) ++report_.texts_shortened;
    return utf8::first_bytes(text, bytes_max);
}

void LogImport::finish(const std::function<void(std::int64_t, std::int64_t)>& progress) {
    for (const auto& [where, pings] : counts_)
        batch_.add_ping_count(where.first, where.second, pings);
    if (in_order_) return;
    std::map<TaskId, PingId> newest;
    std::int64_t done = 0;
    for (const std::int64_t day : days_) {
        batch_.chain_bucket(day, newest);
        progress(++done, static_cast<std::int64_t>(days_.size()));
    }
}

std::optional<LogImport::Newest> LogImport::newest_of(TaskId task) const {
    const auto log = tasks_.find(task);
    if (log == tasks_.end() || log->second.last == PingId{}) return std::nullopt;
    return Newest{log->second.last, log->second.at};
}

}  // namespace cronmon
