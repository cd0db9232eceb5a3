#include "http/json_history.h"

#include "http/json_print.h"

namespace cronmon {
namespace {

using namespace json_print;

Json ms(const std::optional<Millis>& length) { return length ? Json(length->count()) : Json(); }

Json id_or_null(std::int64_t id) { return id == 0 ? Json() : Json(id); }

Json object(const PingRecord& ping) {
    return Json{
        {"id", static_cast<std::int64_t>(ping.id)},
        {"at_ms", to_ms(ping.at)},
        {"kind", word(ping.kind)},
        {"method", ping.method},
        {"client_ip", ping.client_ip},
        {"user_agent", ping.user_agent},
        {"exit_status", or_null(ping.exit_status)},
        {"duration_ms", ms(ping.duration)},
        {"body_bytes", ping.body_bytes},
        {"rid", ping.run ? Json(ping.run->text()) : Json()},
        {"late", ping.wire.late},
    };
}

Json object(const FlipRow& row) {
    const Flip& flip = row.flip;
    return Json{
        {"id", raw(row.id)},
        {"from_state", word(flip.from)},
        {"to_state", word(flip.to)},
        {"at_ms", to_ms(flip.at)},
        {"reason", word(flip.reason)},
        {"slot_ms", json_print::ms(flip.slot)},
        {"down_since_ms", json_print::ms(flip.down_since)},
        {"ping_id", id_or_null(raw(row.ping))},
    };
}

Json object(const Run& run) {
    return Json{
        {"at_ms", to_ms(run.at)},
        {"outcome", word(run.outcome)},
        {"ping_id", id_or_null(raw(run.ping))},
        {"slot_ms", json_print::ms(run.slot)},
        {"duration_ms", ms(run.duration)},
    };
}

Json object(const Suspicion& suspicion) {
    return Json{
        {"kind", word(suspicion.kind)},
        {"seen", suspicion.seen},
        {"of", suspicion.of},
        {"since_ms", to_ms(suspicion.since)},
        {"offset_ms", ms(suspicion.offset)},
        {"usual_ms", ms(suspicion.usual)},
        {"taken_ms", ms(suspicion.taken)},
        {"addresses", suspicion.addresses},
        {"before", suspicion.before},
    };
}

Json object(const Strip& strip);
Json object(const ReportMonth& month);

template <class Rows>
Json array(const Rows& rows) {
    Json result = Json::array();
    for (const auto& row : rows) result.push_back(object(row));
    return result;
}

Json object(const Strip& strip) {
    return Json{{"task", raw(strip.task)}, {"runs", array(strip.runs)}};
}

// 202611
int number_of(std::chrono::year_month month) {
    return static_cast<int>(month.year()) * 100 +
           static_cast<int>(static_cast<unsigned>(month.month()));
}

Json object(const ReportMonth& month) {
    return Json{
        {"month", number_of(month.month)},
        {"from_ms", to_ms(month.time.from)},
        {"to_ms", to_ms(month.time.to)},
        {"watched_ms", month.uptime.watched.count()},
        {"down_ms", month.uptime.down.count()},
        {"downs", month.uptime.downs},
        {"uptime_percent", or_null(month.uptime.percent())},
    };
}

}  // namespace

std::string log_json(std::span<const PingRecord> pings) { return dump(array(pings)); }

std::string flips_json(std::span<const FlipRow> flips) {
    return dump(Json{{"rows", array(flips)}});
}

std::string strips_json(std::span<const Strip> strips) {
    return dump(Json{{"rows", array(strips)}});
}

std::string suspicions_json(std::span<const Suspicion> suspicions) {
    return dump(Json{{"rows", array(suspicions)}});
}

std::string report_json(std::string_view tz, std::span<const ReportMonth> months) {
    return dump(Json{{"tz", tz}, {"months", array(months)}});
}

}  // namespace cronmon
