// Numbers in the text format of Prometheus (version 0.0.4).
//
//     MetricsText text;
//     text.family("cronmon_tasks", Metric::gauge, "Tasks by state.");
//     text.add({{"state", "up"}}, 12);
//
// Source: the exposition formats in Prometheus' documentation.
//
// Thread-safety: confined to one thread.
#pragma once

#include "engine/histogram.h"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace cronmon {

enum class Metric : std::uint8_t { counter, gauge, histogram };

class MetricsText {
public:
    using Labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    // Begins a family: what follows belongs to it.
    void family(std::string_view name, Metric type, std::string_view help);

    void add(Labels labels, std::int64_t value);
    void add(std::int64_t value) { add({}, value); }
    void add_seconds(std::chrono::microseconds length);

    // A whole family. Its counts are read once, so they agree with each other.
    void histogram(std::string_view name, std::string_view help, const Histogram& histogram);

    // One number without labels.
    void one(std::string_view name, Metric type, std::string_view help, std::int64_t value);

    std::string take() { return std::move(text_); }

private:
    void put(std::initializer_list<std::string_view> words);
    void sample(std::string_view suffix, Labels labels, std::string_view value);

    std::string text_;
    std::string name_;
};

}  // namespace cronmon
