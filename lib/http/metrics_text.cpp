#include "http/metrics_text.h"

#include <cstdio>

namespace cronmon {
namespace {

std::string_view word(Metric type) {
    switch (type) {
        case Metric::counter: return "counter";
        case Metric::gauge: return "gauge";
        case Metric::histogram: return "histogram";
    }
    return "";
}

// In a label's value a backslash, a quote and a line's end are escaped.
std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '\\' || c == '"') result.push_back('\\');
        if (c == '\n') result.append("\\n");
        else result.push_back(c);
    }
    return result;
}

// Without rounding: 1.5, 0.000005, 12. (Microseconds of centuries are exact in a double.)
std::string seconds_text(std::chrono::microseconds length) {
    char digits[40];
    std::snprintf(digits, sizeof digits, "%.6f", static_cast<double>(length.count()) / 1e6);
    std::string text = digits;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

}  // namespace

void MetricsText::put(std::initializer_list<std::string_view> words) {
    for (const std::string_view each : words) text_.append(each);
}

void MetricsText::family(std::string_view name, Metric type, std::string_view help) {
    name_ = name;
    put({"# HELP ", name, " ", help, "\n# TYPE ", name, " ", word(type), "\n"});
}

void MetricsText::sample(std::string_view suffix, Labels labels, std::string_view value) {
    put({name_, suffix});
    std::string_view before = "{";
    for (const auto& [label, text] : labels)
        put({std::exchange(before, ","), label, "=\"", escaped(text), "\""});
    put({labels.size() > 0 ? "} " : " ", value, "\n"});
}

void MetricsText::add(Labels labels, std::int64_t value) {
    sample({}, labels, std::to_string(value));
}

void MetricsText::add_seconds(std::chrono::microseconds length) {
    sample({}, {}, seconds_text(length));
}

void MetricsText::one(std::string_view name, Metric type, std::string_view help,
                      std::int64_t value) {
    family(name, type, help);
    add(value);
}

void MetricsText::histogram(std::string_view name, std::string_view help,
                            const Histogram& histogram) {
    family(name, Metric::histogram, help);
    std::uint64_t count = 0;
    std::size_t place = 0;
    for (const auto bound : histogram.bounds()) {
        count += histogram.count(place++);
        sample("_bucket", {{"le", seconds_text(bound)}}, std::to_string(count));
    }
    count += histogram.count(place);
    sample("_bucket", {{"le", "+Inf"}}, std::to_string(count));
    sample("_sum", {}, seconds_text(histogram.sum()));
    sample("_count", {}, std::to_string(count));
}

}  // namespace cronmon
