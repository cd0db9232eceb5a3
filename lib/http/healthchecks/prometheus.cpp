#include "http/healthchecks/prometheus.h"

#include "http/healthchecks/check_view.h"

#include <algorithm>
#include <map>

namespace cronmon {
namespace {

// A label's value.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\' || c == '"') (out += '\\') += c;
        else if (c == '\n') out += "\\n";
        else out += c;
    }
    return out;
}

void begin(std::string& out, std::string_view name, std::string_view help) {
    out.append("# HELP ").append(name).append(" ").append(help);
    out.append("\n# TYPE ").append(name).append(" gauge\n");
}

std::string labels_of(const Task& task) {
    return "{name=\"" + escaped(check_name(task)) + "\",tags=\"" + escaped(task.labels.tags) +
           "\",unique_key=\"" + unique_key(task.uuid) + "\"} ";
}

bool is_up(const TaskView& task) { return task.standing.state != State::down; }

using IsSo = bool (*)(const TaskView& task, Instant now);

struct Gauge {
    std::string_view name;
    std::string_view help;
    IsSo is_so;
};
constexpr Gauge gauges[] = {
    {"hc_check_up", "1: the check is not down.",
     [](const TaskView& task, Instant) { return is_up(task); }},
    {"hc_check_started", "1: a run of it is on its way.",
     [](const TaskView& task, Instant) { return !task.standing.runs.empty(); }},
    {"hc_check_grace", "1: it is late, and its grace is not over.",
     [](const TaskView& task, Instant now) { return check_status(task.standing, now) == "grace"; }},
    {"hc_check_paused", "1: it is paused.",
     [](const TaskView& task, Instant) { return task.standing.state == State::paused; }},
};

std::string_view digit(bool is_so) { return is_so ? "1\n" : "0\n"; }

void tell_tags(std::string& out, std::span<const TaskView> tasks) {
    std::map<std::string_view, bool> all_up;
    for (const TaskView& task : tasks)
        for (const std::string_view tag : tags_of(task.task.labels.tags)) {
            const auto [place, fresh] = all_up.try_emplace(tag, true);
            place->second = place->second && is_up(task);
        }
    begin(out, "hc_tag_up", "1: none of the checks with this tag is down.");
    for (const auto& [tag, up] : all_up)
        out.append("hc_tag_up{tag=\"").append(escaped(tag)).append("\"} ").append(digit(up));
}

void tell_number(std::string& out, std::string_view name, std::string_view help,
                 std::int64_t number) {
    begin(out, name, help);
    out.append(name).append(" ").append(std::to_string(number)).append("\n");
}

}  // namespace

std::string check_metrics(std::span<const TaskView> tasks, Instant now) {
    std::string out;
    for (const auto& [name, help, is_so] : gauges) {
        begin(out, name, help);
        for (const TaskView& task : tasks)
            out.append(name).append(labels_of(task.task)).append(digit(is_so(task, now)));
    }
    tell_tags(out, tasks);
    tell_number(out, "hc_checks_total", "Checks.", std::ssize(tasks));
    tell_number(out, "hc_checks_down_total", "Checks that are down.",
                std::ranges::count_if(tasks, [](const TaskView& task) { return !is_up(task); }));
    return out;
}

}  // namespace cronmon
