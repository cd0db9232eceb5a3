#include "http/healthchecks/check_change.h"

#include "http/healthchecks/check_view.h"
#include "http/healthchecks/slug.h"

#include <algorithm>

namespace cronmon {
namespace {

using Seconds = std::chrono::seconds;

constexpr std::int64_t timeout_default = 86'400;
constexpr std::int64_t grace_default_seconds = 3'600;

Error bad_channel(std::string_view why, std::string_view name = {}) {
    std::string sentence = std::string(why) + " channel identifier";
    if (!name.empty()) sentence.append(": ").append(name);
    return {Code::usage, std::move(sentence)};
}

// By its UUID or by the name of who is told there.
Result<ChannelId> find_channel(std::string_view name, std::span<const ChannelView> channels) {
    if (name.empty()) return bad_channel("empty");
    const auto fits = [&](const ChannelView& channel) {
        return channel.uuid.text() == name || channel.notifier == name;
    };
    const auto found = std::ranges::find_if(channels, fits);
    if (found == channels.end()) return bad_channel("invalid", name);
    if (std::ranges::count_if(channels, fits) > 1) return bad_channel("non-unique", name);
    return found->id;
}

template <class Value>
void set(Value& value, const std::optional<Value>& wanted) {
    if (wanted) value = *wanted;
}

// The two old fields are told first, so that what is said in the new ones counts.
Listening listening_after(Listening listening, const CheckSpec& spec) {
    set(listening.success_words, spec.subject);
    set(listening.failure_words, spec.subject_fail);
    if (spec.subject || spec.subject_fail)
        listening.by_mail_subject =
            !listening.success_words.empty() || !listening.failure_words.empty();
    set(listening.start_words, spec.start_kw);
    set(listening.success_words, spec.success_kw);
    set(listening.failure_words, spec.failure_kw);
    set(listening.by_mail_subject, spec.filter_subject);
    set(listening.by_mail_body, spec.filter_body);
    set(listening.by_body, spec.filter_http_body);
    set(listening.else_fail, spec.filter_default_fail);
    set(listening.manual_resume, spec.manual_resume);
    if (spec.methods) listening.post_only = *spec.methods == "POST";
    return listening;
}

bool is_interval(const Schedule& schedule) { return schedule.kind() == Schedule::Kind::interval; }

// A schedule counts for more than a timeout. It was found to be good in UTC before.
std::optional<Schedule> schedule_after(const CheckSpec& spec, const Schedule& before) {
    const Zone zone = spec.tz.value_or(before.zone());
    if (spec.schedule) return *check_schedule(*spec.schedule, zone);
    if (spec.timeout) return *Schedule::every(Seconds{*spec.timeout});
    if (!spec.tz || is_interval(before)) return std::nullopt;
    return before.kind() == Schedule::Kind::cron ? *Schedule::cron(before.text(), zone)
                                                 : *Schedule::calendar(before.text(), zone);
}

std::optional<std::string> slug_after(const CheckSpec& spec, int version) {
    if (spec.slug || version > 2 || !spec.name) return spec.slug;
    return slug_of_name(*spec.name);
}

// What clients call a check is what its task is called, where that can be.
bool can_be_called(Snapshot& snapshot, const Task& task, const std::string& name) {
    if (check_task_name(name)) return false;
    const auto holder = snapshot.task_named(name);
    return !holder || holder->task.id == task.id;
}

bool same(const Task& task, const CheckSpec& spec, std::string_view field) {
    const auto is = [](Millis length, const std::optional<std::int64_t>& seconds) {
        return seconds && length == Seconds{*seconds};
    };
    if (field == "name") return spec.name == check_name(task);
    if (field == "slug") return spec.slug == task.labels.slug;
    if (field == "tags") return spec.tags == task.labels.tags;
    if (field == "grace") return is(task.grace, spec.grace);
    return is_interval(task.schedule) && is(task.schedule.period(), spec.timeout);
}

}  // namespace

Result<Told> read_told(std::string_view text, std::span<const ChannelView> channels) {
    if (text == "*") return Told{};
    Told told{std::vector<ChannelId>{}};
    while (!text.empty()) {
        const auto end = std::min(text.find(','), text.size());
        const auto channel = find_channel(text.substr(0, end), channels);
        if (!channel) return channel.error();
        if (end + 1 == text.size()) return bad_channel("empty");
        told->push_back(*channel);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    std::ranges::sort(*told);
    const auto twice = std::ranges::unique(*told);
    told->erase(twice.begin(), twice.end());
    return told;
}

AddTask new_check(BusinessId business, const CheckSpec& spec, int version, const Told& told) {
    const Schedule usual = *Schedule::every(Seconds{timeout_default});
    AddTask add{.business = business,
                .name = {},
                .schedule = schedule_after(spec, usual).value_or(usual),
                .grace = Seconds{spec.grace.value_or(grace_default_seconds)},
                .tolerance = Millis{0},
                .quiet_until_first_ping = true,
                .runs = {},
                .listening = listening_after({}, spec),
                .labels = {},
                .told = told};
    add.labels.slug = slug_after(spec, version).value_or("");
    add.labels.tags = spec.tags.value_or("");
    add.labels.description = spec.desc.value_or("");
    add.labels.check_name = spec.name.value_or("");
    return add;
}

EditTask edited_check(Snapshot& snapshot, const Task& task, const CheckSpec& spec, int version,
                      const std::optional<Told>& told) {
    EditTask edit{.id = task.id,
                  .business = {},
                  .name = {},
                  .schedule = schedule_after(spec, task.schedule),
                  .grace = {},
                  .tolerance = {},
                  .quiet_until_first_ping = {}};
    if (spec.name && can_be_called(snapshot, task, *spec.name)) edit.name = spec.name;
    edit.check_name = spec.name;
    if (spec.grace) edit.grace = Seconds{*spec.grace};
    edit.listening = listening_after(task.listening, spec);
    edit.slug = slug_after(spec, version);
    edit.tags = spec.tags;
    edit.description = spec.desc;
    edit.told = told;
    return edit;
}

std::optional<TaskView> same_check(Snapshot& snapshot, BusinessId business, const CheckSpec& spec) {
    if (spec.unique.empty()) return std::nullopt;
    for (TaskView& view : snapshot.tasks_of(business)) {
        const auto equal = [&](const std::string& field) { return same(view.task, spec, field); };
        if (std::ranges::all_of(spec.unique, equal)) return std::move(view);
    }
    return std::nullopt;
}

}  // namespace cronmon
