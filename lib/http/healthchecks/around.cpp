// What is around checks: channels, badges, and whether anybody is at home.
#include "http/healthchecks/badge.h"
#include "http/healthchecks/call.h"
#include "http/healthchecks/python_json.h"

#include <set>

namespace cronmon {
namespace {

constexpr std::string_view plain = "text/plain; charset=utf-8";

}  // namespace

Reply list_channels(const CheckCall& call) {
    std::vector<std::string> channels;
    for (const ChannelView& channel : call.store.snapshot()->channels_of(call.key.business))
        channels.push_back(PythonObject()
                               .text("id", channel.uuid.text())
                               .text("name", channel.notifier)
                               .text("kind", word(channel.kind))
                               .done());
    return {200, PythonObject().json("channels", python_list(channels)).done()};
}

Reply list_badges(const CheckCall& call) {
    const auto snapshot = call.store.snapshot();
    const auto business = snapshot->business(call.key.business);
    if (!business) return say_nothing(404);
    std::set<std::string, std::less<>> tags;
    for (const TaskView& task : snapshot->tasks_of(call.key.business))
        for (const std::string_view tag : tags_of(task.task.labels.tags)) tags.emplace(tag);
    const BadgeLinks links(call.base, business->business.badge_key, snapshot->secret());
    PythonObject badges;
    for (const std::string& tag : tags)
        if (tag != all_tags) badges.json(tag, links.of(tag));
    badges.json(all_tags, links.of(all_tags));
    return {200, PythonObject().json("badges", badges.done()).done()};
}

// A database that cannot be read throws.
Reply show_status(const CheckCall& call) {
    static_cast<void>(call.store.snapshot()->secret());
    return {200, "OK", std::string(plain)};
}

// Of the whole server: for those who know a key that cronmon has none of.
Reply show_system_metrics(const CheckCall&) { return say_nothing(403); }

}  // namespace cronmon
