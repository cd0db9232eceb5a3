#include "http/healthchecks/open_door.h"

#include "access/secret.h"
#include "http/healthchecks/api_key.h"
#include "http/healthchecks/badge.h"
#include "http/healthchecks/prometheus.h"
#include "http/setup_link.h"

namespace cronmon {
namespace {

// `name.svg` in two, at the last dot.
struct FileName {
    std::string name;
    std::string format;
};
FileName cut(const std::string& file) {
    const auto dot = file.rfind('.');
    if (dot == file.npos) return {file, {}};
    return {file.substr(0, dot), file.substr(dot + 1)};
}

// The states that a signature says with what stands behind it, which is cut off.
BadgeStates take_states(std::string& signature) {
    if (signature.size() <= badge_signature_chars || !signature.ends_with("-2"))
        return BadgeStates::three;
    signature.resize(signature.size() - 2);
    return BadgeStates::two;
}

Reply show(const Badge& badge, std::string_view format) {
    return badge_reply(badge, format).value_or(nowhere_page());
}

}  // namespace

Reply answer_badge(const CheckCall& call, const std::vector<std::string>& words) {
    if (words.size() != 2 && words.size() != 3) return nowhere_page();
    const FileName file = cut(words.back());
    const std::string tag = words.size() == 3 ? percent_decoded(file.name) : std::string(all_tags);
    std::string signature = words.size() == 3 ? words[1] : file.name;
    const BadgeStates states = take_states(signature);
    const auto snapshot = call.present();
    const auto business = snapshot->business_with_badge_key(words[0]);
    if (!business) return nowhere_page();
    const BadgeLinks links(call.base, business->badge_key, snapshot->secret());
    if (!same_secret(links.signature(tag), signature)) return nowhere_page();
    Badge badge{.label = tag == all_tags ? business->name : tag};
    for (const TaskView& task : snapshot->tasks_of(business->id))
        if (tag == all_tags || has_tag(task.task.labels.tags, tag))
            badge.count(task.standing, states, call.now);
    return show(badge, file.format);
}

Reply answer_check_badge(const CheckCall& call, const std::vector<std::string>& words) {
    if (words.size() != 2 || (words[0] != "2" && words[0] != "3")) return nowhere_page();
    const FileName file = cut(words[1]);
    const auto uuid = Uuid::parse(file.name);
    const auto snapshot = call.present();
    const auto task = uuid ? snapshot->task_with_badge(*uuid) : std::nullopt;
    if (!task) return nowhere_page();
    Badge badge{.label = check_name(task->task)};
    if (badge.label.empty()) badge.label = task->task.name;
    badge.count(task->standing, words[0] == "2" ? BadgeStates::two : BadgeStates::three, call.now);
    return show(badge, file.format);
}

// The key stands in the path, or in the field Authorization.
Reply answer_metrics(const CheckCall& call, const std::vector<std::string>& words) {
    if (words.size() != 3 || words[1] != "metrics") return nowhere_page();
    const auto uuid = Uuid::parse(words[0]);
    if (!uuid) return nowhere_page();
    std::string key = words[2];
    if (key.empty()) {
        constexpr std::string_view bearer = "Bearer ";
        const std::string_view field = call.ask.field("Authorization");
        if (!field.starts_with(bearer)) return say_nothing(401);
        key = field.substr(bearer.size());
    }
    if (key.size() != api_key_chars) return say_nothing(400);
    const auto snapshot = call.present();
    const auto known = snapshot->check_key(digest_bytes(key));
    const auto business = snapshot->business_with(*uuid);
    if (!known || !business || known->business != business->id || known->may != CheckKey::May::read)
        return say_nothing(403);
    return {200, check_metrics(snapshot->tasks_of(business->id), call.now),
            "text/plain; version=0.0.4; charset=utf-8"};
}

}  // namespace cronmon
