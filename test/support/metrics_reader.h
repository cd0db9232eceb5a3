// Reads numbers in the text format of Prometheus (0.0.4) and is strict about it: names, HELP and
// TYPE once and in front, families in one piece, no line twice, histograms that are cumulative and
// whose +Inf is their count.
//
// Thread-safety: pure.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace cronmon {

// By `name` or `name{label="value"}` as they are written. Throws std::runtime_error with the line
// that is wrong.
std::map<std::string, double> read_metrics(std::string_view text);

}  // namespace cronmon
