#include "http/healthchecks/check_view.h"

#include "base/time_text.h"
#include "http/healthchecks/python_json.h"

#include <openssl/sha.h>

#include <algorithm>
#include <array>

namespace cronmon {
namespace {

using Seconds = std::chrono::seconds;

std::int64_t seconds(Millis length) { return std::chrono::duration_cast<Seconds>(length).count(); }

bool is_started(const Standing& standing) { return !standing.runs.empty(); }

// When it is late: as its schedule says, or from the start of a run on that has not ended.
std::optional<Instant> next_ping(const Standing& standing) {
    if (standing.state == State::down) return std::nullopt;
    auto at = standing.state == State::paused ? std::nullopt : standing.owed;
    if (is_started(standing)) {
        const Instant started = standing.runs.all().front().started;
        at = std::min(started, at.value_or(started));
    }
    return at;
}

std::optional<std::string> time_or_null(std::optional<Instant> at) {
    if (!at) return std::nullopt;
    return check_time(*at);
}

std::string_view status_of(const Standing& standing, const CheckLight& light) {
    if (light.version == 1 && is_started(standing)) return "started";
    return check_status(standing, light.now);
}

std::string channels_text(const Task& task, const std::vector<ChannelView>& channels) {
    std::vector<std::string> uuids;
    for (const ChannelView& channel : channels)
        if (!task.told || std::ranges::find(*task.told, channel.id) != task.told->end())
            uuids.push_back(channel.uuid.text());
    std::ranges::sort(uuids);
    std::string text;
    for (const std::string& uuid : uuids) text.append(text.empty() ? "" : ",").append(uuid);
    return text;
}

void tell_listening(PythonObject& json, const Listening& listening) {
    const bool by_subject = listening.by_mail_subject;
    json.flag("manual_resume", listening.manual_resume)
        .text("methods", listening.post_only ? "POST" : "")
        .text("subject", by_subject ? listening.success_words : "")
        .text("subject_fail", by_subject ? listening.failure_words : "")
        .text("start_kw", listening.start_words)
        .text("success_kw", listening.success_words)
        .text("failure_kw", listening.failure_words)
        .flag("filter_subject", by_subject)
        .flag("filter_body", listening.by_mail_body)
        .flag("filter_http_body", listening.by_body)
        .flag("filter_default_fail", listening.else_fail);
}

void tell_addresses(PythonObject& json, const Task& task, const CheckLight& light) {
    if (light.may == CheckKey::May::read) {
        json.text("unique_key", unique_key(task.uuid));
        return;
    }
    const std::string url = check_url(light, task.uuid);
    json.text("uuid", task.uuid.text())
        .text("ping_url", light.base + "/ping/" + task.uuid.text())
        .text("update_url", url)
        .text("pause_url", url + "/pause")
        .text("resume_url", url + "/resume")
        .text("channels", channels_text(task, light.channels));
}

void tell_schedule(PythonObject& json, const Schedule& schedule) {
    if (schedule.kind() == Schedule::Kind::interval)
        json.number("timeout", seconds(schedule.period()));
    else json.text("schedule", schedule.text()).text("tz", schedule.zone().name());
}

}  // namespace

std::string check_json(const TaskView& view, const CheckLight& light) {
    const auto& [task, standing, business, enabled, last] = view;
    PythonObject json;
    json.text("name", check_name(task))
        .text("slug", task.labels.slug)
        .text("tags", task.labels.tags)
        .text("desc", task.labels.description)
        .number("grace", seconds(task.grace))
        .number("n_pings", standing.pings)
        .text("status", status_of(standing, light))
        .flag("started", is_started(standing))
        .text_or_null("last_ping", time_or_null(standing.last_ping))
        .text_or_null("next_ping", time_or_null(next_ping(standing)));
    tell_listening(json, task.listening);
    json.text("badge_url", light.base + "/b/2/" + task.badge.text() + ".svg");
    if (standing.last_duration) json.number("last_duration", seconds(*standing.last_duration));
    tell_addresses(json, task, light);
    tell_schedule(json, task.schedule);
    return json.done();
}

std::string_view check_status(const Standing& standing, Instant now) {
    const bool watched = standing.state == State::up || standing.state == State::fresh;
    return watched && standing.owed && now >= *standing.owed ? "grace" : word(standing.state);
}

const std::string& check_name(const Task& task) {
    return task.labels.check_name ? *task.labels.check_name : task.name;
}

std::string unique_key(const Uuid& uuid) {
    std::string half = uuid.text();
    std::erase(half, '-');
    half.resize(16);
    std::array<unsigned char, SHA_DIGEST_LENGTH> digest{};
    CHECK(SHA1(reinterpret_cast<const unsigned char*>(half.data()), half.size(), digest.data()) !=
          nullptr);
    constexpr std::string_view hex = "0123456789abcdef";
    std::string key;
    for (const unsigned char byte : digest) (key += hex[byte >> 4]) += hex[byte & 0xF];
    return key;
}

std::vector<std::string_view> tags_of(std::string_view tags) {
    std::vector<std::string_view> words;
    while (!tags.empty()) {
        const auto end = std::min(tags.find(' '), tags.size());
        if (end > 0) words.push_back(tags.substr(0, end));
        tags.remove_prefix(std::min(end + 1, tags.size()));
    }
    return words;
}

bool has_tag(std::string_view tags, std::string_view tag) {
    const auto words = tags_of(tags);
    return std::ranges::find(words, tag) != words.end();
}

std::string check_time(Instant at) {
    std::string text = utc_text(Instant{std::chrono::floor<Seconds>(at)});
    text.pop_back();  // the Z
    return text + "+00:00";
}

std::string check_url(const CheckLight& light, const Uuid& uuid) {
    return light.base + "/api/v" + std::to_string(light.version) + "/checks/" + uuid.text();
}

}  // namespace cronmon
