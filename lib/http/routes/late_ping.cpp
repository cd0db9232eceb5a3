// Pings that were kept on their way: told later, with their own time, by who may ping the task.
//
// A ping's URL alone is not enough for that: who knows it may say what is, but not what has been.
#include "access/base64.h"
#include "base/quote.h"
#include "http/find.h"
#include "http/json.h"
#include "http/ping_route.h"
#include "http/problem.h"
#include "http/routes.h"

#include <algorithm>

namespace cronmon {
namespace {

// How far back news is taken, and by how much a clock elsewhere may be ahead of ours.
constexpr Millis late_at_most = std::chrono::days{7};
constexpr Millis ahead_at_most = std::chrono::minutes{1};
// Rows of the log among which the same news is looked for.
constexpr std::int64_t rows_compared = 200;

Error unknown_target(std::string_view target) {
    return {Code::not_found, "target: there is no " + quote(target)};
}

// A UUID, `<key>/<slug>`, or a name or id.
Result<TaskView> find_target(Snapshot& snapshot, const Who& who, const std::string& target) {
    std::optional<TaskView> task;
    const auto slash = target.find('/');
    if (const auto uuid = Uuid::parse(target)) {
        task = snapshot.task_with(*uuid);
    } else if (slash != std::string::npos) {
        const auto business = snapshot.business_with_ping_key(target.substr(0, slash));
        auto tasks = business ? snapshot.tasks_with_slug(business->id, target.substr(slash + 1))
                              : std::vector<TaskView>{};
        if (tasks.size() > 1) return Error{Code::invalid, "target: this slug is there twice"};
        if (!tasks.empty()) task = std::move(tasks.front());
    } else {
        return find_task(snapshot, who, target);
    }
    if (!task || !sees(who, task->task.business)) return unknown_target(target);
    return *std::move(task);
}

Result<Instant> read_time(std::int64_t at_ms, Instant now) {
    const Instant at = from_ms(at_ms);
    if (at > now + ahead_at_most)
        return Error{Code::invalid,
                     "at_ms: must not be in the future, got " + std::to_string(at_ms)};
    if (at < now - late_at_most)
        return Error{Code::invalid,
                     "at_ms: must be at most 7 days ago, got " + std::to_string(at_ms)};
    return std::min(at, now);
}

Result<PingKind> read_kind(const std::string& word) {
    const auto kind = ping_kind_of(word);
    if (kind && *kind != PingKind::ignored) return *kind;
    return Error{Code::invalid,
                 "kind: must be one of success, start, fail, log, got " + quote(word)};
}

Result<LatePing> read_late_ping(const LatePingBody& body, const Services& services) {
    LatePing late;
    const auto kind = read_kind(body.kind.value_or("success"));
    if (!kind) return kind.error();
    late.kind = *kind;
    if (!body.at_ms) return Error{Code::invalid, "at_ms: is missing"};
    const auto at = read_time(*body.at_ms, services.clock.now());
    if (!at) return at.error();
    late.at = *at;
    if (body.rid && !(late.run = Uuid::parse(*body.rid)))
        return Error{Code::invalid, "rid: must be a UUID, got " + quote(*body.rid)};
    if (body.exit_status) {
        if (*body.exit_status < 0 || *body.exit_status > 255)
            return Error{Code::invalid,
                         "exit_status: must be 0 to 255, got " + std::to_string(*body.exit_status)};
        late.exit_status = static_cast<int>(*body.exit_status);
    }
    const auto bytes = base64_decode(body.body_base64.value_or(""));
    if (!bytes) return Error{Code::invalid, "body_base64: must be base64"};
    late.body = bytes->substr(0, services.engine.settings().ping_body_bytes());
    return late;
}

bool is_same(const PingRecord& row, const LatePing& late) {
    return row.wire.late && row.at == late.at && row.kind == late.kind && row.run == late.run;
}

Reply tell_late_ping(const Services& services, const Ask& ask) {
    const auto body = read_late_ping_body(ask.body);
    if (!body) return problem(body.error());
    if (!body->target) return problem({Code::invalid, "target: is missing"});
    auto late = read_late_ping(*body, services);
    if (!late) return problem(late.error());
    const auto snapshot = present(services);
    const auto task = find_target(*snapshot, *ask.who, *body->target);
    if (!task) return problem(task.error());
    const auto rows = snapshot->pings(task->task.id, {}, rows_compared);
    if (std::ranges::any_of(rows, [&](const PingRecord& row) { return is_same(row, *late); }))
        return problem({Code::conflict, "ping: is known already"});
    late->task = task->task.id;
    late->client_ip = ask.address;
    std::string repaired;
    late->user_agent = stored_user_agent(ask.field("User-Agent"), repaired);
    late->by_https = ask.by_https;
    const auto done = await(services, ask, *std::move(late));
    if (!done) return problem(done.error());
    const auto after = present(services)->task(task->task.id);
    if (!after) return problem({Code::not_found, "task: was removed meanwhile"});
    return {201, late_ping_json(done->id, *after, services.clock.now())};
}

}  // namespace

void add_late_ping_route(RouteTable add) { add("POST", "/pings", Action::ping, tell_late_ping); }

}  // namespace cronmon
