#include "http/metrics_text.h"

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

// Without rounding: 1.5, 0.000005, 12.
std::string seconds_text(std::chrono::microseconds length) {
    constexpr std::int64_t a_second = 1'000'000;
    const std::int64_t us = length.count();
    std::string text = us < 0 ? "-" : "";
    const auto whole = us < 0 ? -us : us;
    text += std::to_string(whole / a_second);
    if (whole % a_second == 0) return text;
    std::string fraction = std::to_string(a_second + whole % a_second);
    fraction[0] = '.';
    fraction.erase(fraction.find_last_not_of('0') + 1);
    return text + fraction;
}

}  // namespace

void MetricsText::family(std::string_view name, Metric type, std::string_view help) {
    name_ = name;
    text_.append("# HELP ").append(name).append(" ").append(help).append("\n");
    text_.append("# TYPE ").append(name).append(" ").append(word(type)).append("\n");
}

void MetricsText::sample(std::string_view suffix, Labels labels, std::string_view value) {
    text_.append(name_).append(suffix);
    char before = '{';
    for (const auto& [label, text] : labels) {
        text_.push_back(std::exchange(before, ','));
        text_.append(label).append("=\"").append(escaped(text)).append("\"");
    }
    if (labels.size() > 0) text_.push_back('}');
    text_.append(" ").append(value).append("\n");
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
