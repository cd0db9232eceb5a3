#include "core/schedule_text.h"

#include "core/schedule_text_parts.h"

#include <algorithm>
#include <bit>

namespace cronmon {
namespace {

struct UnitText {
    Millis length;
    std::string_view en;
    std::string_view zh;      // 5 分钟
    std::string_view zh_one;  // 每分钟
};

constexpr UnitText units[] = {
    {std::chrono::days{1}, "day", "天", "天"},
    {std::chrono::hours{1}, "hour", "小时", "小时"},
    {std::chrono::minutes{1}, "minute", "分钟", "分钟"},
    {std::chrono::seconds{1}, "second", "秒", "秒"},
    {Millis{1}, "millisecond", "毫秒", "毫秒"},
};

Sentence describe_interval(Millis period) {
    for (const UnitText& unit : units) {
        if (period == unit.length)
            return {"every " + std::string(unit.en), "每" + std::string(unit.zh_one)};
    }
    Sentence text{"every", "每"};
    for (const UnitText& unit : units) {
        const std::int64_t number = period / unit.length;
        period %= unit.length;
        if (number == 0) continue;
        text.en.append(" ").append(std::to_string(number)).append(" ").append(unit.en);
        if (number != 1) text.en += 's';
        text.zh.append(" ").append(std::to_string(number)).append(" ").append(unit.zh);
    }
    return text;
}

// The same moments everywhere on earth (but for zones that are half an hour off).
bool depends_on_zone(const CivilPattern& pattern) {
    return pattern.hours != 0xFFFFFF || !is_every_day(pattern);
}

// No day of any year has been of this kind, and none will be: `0 0 30 2 *`.
bool never_comes(const CivilPattern& pattern) {
    CivilPattern any_year = pattern;
    any_year.years.set();
    return !any_year.at_or_after(LocalSeconds{});
}

Sentence describe_rule(const CivilPattern& pattern) {
    const TimesText times = describe_times(pattern);
    const Sentence days = describe_days(pattern, times.moments);
    Sentence text = times.text;
    if (times.moments) {
        text = {days.en + " at " + times.text.en, join_zh(days.zh, times.text.zh)};
    } else if (!days.en.empty()) {
        text = {times.text.en + ", " + days.en, days.zh + "，" + times.text.zh};
    }
    return never_comes(pattern)
               ? std::move(text) + Sentence{", which never comes", "，永远不会到来"}
               : text;
}

Sentence with_zone(Sentence text, const Zone& zone) {
    return std::move(text) + Sentence{" (" + zone.name() + ")", "（" + zone.name() + "）"};
}

}  // namespace

Sentence describe(const Schedule& schedule) {
    if (schedule.kind() == Schedule::Kind::interval) return describe_interval(schedule.period());
    Sentence text;
    for (const ScheduleRule& rule : schedule.rules()) {
        if (!text.en.empty()) text = std::move(text) + Sentence{"; ", "；"};
        const Sentence one = describe_rule(rule.pattern);
        text = std::move(text) + (depends_on_zone(rule.pattern) ? with_zone(one, rule.zone) : one);
    }
    return text;
}

Sentence operator+(Sentence a, const Sentence& b) {
    a.en += b.en;
    a.zh += b.zh;
    return a;
}

std::vector<int> members(std::uint64_t bits) {
    std::vector<int> numbers;
    for (; bits != 0; bits &= bits - 1) numbers.push_back(std::countr_zero(bits));
    return numbers;
}

std::vector<Stretch> runs(const std::vector<int>& numbers, std::size_t least) {
    std::vector<Stretch> found;
    for (std::size_t i = 0; i < numbers.size();) {
        std::size_t end = i + 1;
        while (end < numbers.size() && numbers[end] == numbers[end - 1] + 1) ++end;
        if (end - i < least) end = i + 1;
        found.push_back({numbers[i], numbers[end - 1]});
        i = end;
    }
    return found;
}

bool is_one_range(const std::vector<int>& numbers) {
    const auto found = runs(numbers);
    return found.size() == 1 && found[0].first != found[0].last;
}

Sentence numbers_text(const std::vector<int>& numbers) {
    std::vector<Sentence> parts;
    for (const Stretch& run : runs(numbers)) {
        const std::string first = std::to_string(run.first);
        const std::string last = std::to_string(run.last);
        if (run.first == run.last) parts.push_back({first, first});
        else parts.push_back({first + " to " + last, first + " 至 " + last});
    }
    return list_text(parts);
}

Sentence list_text(const std::vector<Sentence>& parts, const Sentence& last) {
    Sentence text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const bool is_last = i + 1 == parts.size();
        if (i > 0 && !is_last) text = std::move(text) + Sentence{", ", "、"};
        if (i > 0 && is_last) text = {text.en + " " + last.en + " ", join_zh(text.zh, last.zh)};
        text = {text.en + parts[i].en, join_zh(text.zh, parts[i].zh)};
    }
    return text;
}

std::string join_zh(const std::string& before, const std::string& after) {
    if (before.empty() || after.empty()) return before + after;
    const auto is_latin = [](char c) { return static_cast<unsigned char>(c) < 0x80 && c != ' '; };
    const bool mark = before.ends_with("、") || before.ends_with("，") || before.ends_with("；") ||
                      before.ends_with("）") || before.ends_with("（") || after.starts_with("（") ||
                      after.starts_with("，");
    const bool blank = !mark && (is_latin(before.back()) || is_latin(after.front()));
    return before + (blank ? " " : "") + after;
}

}  // namespace cronmon
