#include "cli/discover/timers.h"

#include "cli/discover/files.h"
#include "core/schedule_words.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

namespace cronmon {
namespace {

// systemd.unit(5), table "Load path when running in system mode".
constexpr std::array<std::string_view, 5> folders{"/etc/systemd/system", "/run/systemd/system",
                                                  "/usr/local/lib/systemd/system",
                                                  "/usr/lib/systemd/system", "/lib/systemd/system"};
constexpr Millis accuracy_usual = std::chrono::minutes{1};  // systemd.timer(5), AccuracySec
constexpr int numbers_max = 1'000'000;
constexpr Millis span_max = std::chrono::days{365};

struct Unit {
    std::string file;  // without the root; empty: there is none
    std::vector<UnitSetting> settings;

    // The values that count: an empty one takes back those before it.
    std::vector<std::string> values(std::string_view section, std::string_view name) const {
        std::vector<std::string> found;
        for (const UnitSetting& each : settings) {
            if (each.section != section || each.name != name) continue;
            if (each.value.empty()) found.clear();
            else found.push_back(each.value);
        }
        return found;
    }
};

// `backup@db.timer` is made of `backup@.timer`.
std::string template_of(const std::string& name) {
    const auto at = name.find('@');
    const auto dot = name.rfind('.');
    return at == name.npos || dot < at ? name : name.substr(0, at + 1) + name.substr(dot);
}

bool add_settings(Unit& unit, const std::string& path) {
    if (!is_file(path)) return false;
    const auto text = text_in(path, path);
    if (text) read_unit(*text, unit.settings);
    return text.operator bool();
}

void add_drop_ins(Unit& unit, const std::string& root, const std::string& name) {
    std::set<std::string> done;  // the first folder wins here too
    for (const std::string_view folder : folders) {
        const std::string drop_ins = root + std::string(folder) + "/" + name + ".d/";
        for (const std::string& file : names_in(drop_ins))
            if (file.ends_with(".conf") && done.insert(file).second)
                add_settings(unit, drop_ins + file);
    }
}

Unit read(const std::string& root, const std::string& name) {
    Unit unit;
    for (const std::string& each : {name, template_of(name)})
        for (const std::string_view folder : folders) {
            const std::string file = std::string(folder) + "/" + each;
            if (unit.file.empty() && add_settings(unit, root + file)) unit.file = file;
        }
    add_drop_ins(unit, root, name);
    return unit;
}

bool is_masked(const std::string& root, const std::string& name) {
    for (const std::string_view folder : folders)
        if (link_at(root + std::string(folder) + "/" + name) == "/dev/null") return true;
    return false;
}

std::set<std::string> enabled_timers(const std::string& root) {
    std::set<std::string> names;
    for (const std::string_view folder : folders)
        for (const std::string& wants : names_in(root + std::string(folder))) {
            if (!wants.ends_with(".wants") && !wants.ends_with(".requires")) continue;
            for (const std::string& link : names_in(root + std::string(folder) + "/" + wants))
                if (link.ends_with(timer_end) && !is_masked(root, link)) names.insert(link);
        }
    return names;
}

Millis span_in(const Unit& unit, std::string_view name, Millis usual) {
    const auto values = unit.values("Timer", name);
    return values.empty() ? usual : time_span(values.back()).value_or(usual);
}

std::vector<std::string> commands_of(const Unit& service) {
    std::vector<std::string> commands;
    for (const char* name : {"ExecStart", "ExecStartPre", "ExecStartPost", "ExecStopPost"})
        for (std::string& command : service.values("Service", name)) {
            // systemd.service(5): what may stand before the path.
            command.erase(0, std::min(command.find_first_not_of("@-:+!"), command.size()));
            commands.push_back(std::move(command));
        }
    return commands;
}

Timer timer_of(const std::string& root, const std::string& name) {
    const Unit unit = read(root, name);
    Timer timer{.name = name, .file = unit.file};
    const auto services = unit.values("Timer", "Unit");
    timer.service = services.empty() ? name.substr(0, name.size() - timer_end.size()) + ".service"
                                     : services.back();
    for (const std::string& line : unit.values("Timer", "OnCalendar"))
        timer.calendar += (timer.calendar.empty() ? "" : "\n") + line;
    timer.slack = span_in(unit, "RandomizedDelaySec", Millis{0}) +
                  span_in(unit, "AccuracySec", accuracy_usual);
    timer.commands = commands_of(read(root, timer.service));
    return timer;
}

// The length of one unit; zero for microseconds, which are nothing to a schedule.
std::optional<Millis> length_of_unit(std::string_view unit) {
    struct Length {
        std::string_view names;  // with a blank around each
        std::int64_t ms;
    };
    constexpr Length lengths[] = {{" s sec second seconds ", 1000},
                                  {" min m minute minutes ", 60'000},
                                  {" h hr hour hours ", 3'600'000},
                                  {" d day days ", 86'400'000},
                                  {" w week weeks ", 7 * 86'400'000},
                                  {" ms msec ", 1},
                                  {" us usec ", 0}};
    if (unit.empty()) return Millis{1000};
    const std::string wanted = " " + std::string(unit) + " ";
    for (const auto& [names, ms] : lengths)
        if (names.find(wanted) != names.npos) return Millis{ms};
    return std::nullopt;
}

// The characters at the front that belong together, which are then gone from `rest`.
std::string_view take_while(std::string_view& rest, bool (*belongs)(char)) {
    const auto end = std::ranges::find_if_not(rest, belongs);
    const std::string_view taken(rest.data(), static_cast<std::size_t>(end - rest.begin()));
    rest = trim(rest.substr(taken.size()));
    return taken;
}

// In a unit file a % begins a specifier, and a $ a variable.
std::string unit_escaped(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        if (c == '%' || c == '$') escaped += c;
        escaped += c;
    }
    return escaped;
}

}  // namespace

void read_unit(std::string_view text, std::vector<UnitSetting>& settings) {
    std::string section, whole;
    for (std::string_view line : split(text, '\n')) {
        line = trim(line);
        if (line.starts_with('#') || line.starts_with(';')) continue;
        const bool goes_on = line.ends_with('\\');
        if (goes_on) line.remove_suffix(1);
        whole += line;
        if (goes_on) {
            whole += ' ';
            continue;
        }
        if (whole.starts_with('[')) section = whole.substr(1, whole.find(']') - 1);
        else if (const auto equal = whole.find('='); equal != whole.npos)
            settings.push_back({section, std::string(trim(whole.substr(0, equal))),
                                std::string(trim(whole.substr(equal + 1)))});
        whole.clear();
    }
}

std::optional<Millis> time_span(std::string_view text) {
    Millis sum{0};
    text = trim(text);
    if (text.empty()) return std::nullopt;
    while (!text.empty()) {
        const auto number = parse_number(take_while(text, is_digit));
        const auto unit = length_of_unit(take_while(text, is_letter));
        if (!number || !unit || *number > numbers_max) return std::nullopt;
        sum += *number * *unit;
    }
    return sum <= span_max ? std::optional(sum) : std::nullopt;
}

std::vector<Timer> read_timers(const std::string& root) {
    std::vector<Timer> timers;
    for (const std::string& name : enabled_timers(root)) timers.push_back(timer_of(root, name));
    return timers;
}

// ExecStopPost runs however the service ended, and systemd.exec(5) says in SERVICE_RESULT how.
std::string drop_in(const Timer& timer, std::string_view exec, std::string_view url) {
    const std::string ping = unit_escaped(exec) + " ping " + unit_escaped(url);
    return "# /etc/systemd/system/" + timer.service + ".d/cronmon.conf\n[Service]\nExecStartPre=-" +
           ping +
           " --start\nExecStopPost=-/bin/sh -c 'test \"$$SERVICE_RESULT\" = success && exec " +
           ping + "; exec " + ping + " --fail'\n";
}

}  // namespace cronmon
