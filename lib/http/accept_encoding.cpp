#include "http/accept_encoding.h"

#include "net/request.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace cronmon {
namespace {

constexpr int weight_full = 1000;

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
    return text;
}

// Cuts the text up to the border off its front; the border goes too.
std::string_view take_until(std::string_view& text, char border) {
    const auto part = text.substr(0, text.find(border));
    text.remove_prefix(std::min(part.size() + 1, text.size()));
    return trimmed(part);
}

// `0.5` -> 500. What is no weight wants nothing.
int parse_weight(std::string_view text) {
    if (text.starts_with('1')) return weight_full;
    if (!text.starts_with("0.")) return 0;
    text = text.substr(2, 3);
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0) return 0;
    for (auto digits = text.size(); digits < 3; ++digits) value *= 10;
    return value;
}

// The weight behind a coding: what its parameter `q` says, else the full one.
int weight_of(std::string_view parameters) {
    while (!parameters.empty()) {
        auto value = take_until(parameters, ';');
        if (net::same_word(take_until(value, '='), "q")) return parse_weight(trimmed(value));
    }
    return weight_full;
}

// Nothing where the list does not speak of that coding.
std::optional<int> weight_in(std::string_view list, std::string_view name) {
    while (!list.empty()) {
        auto parameters = take_until(list, ',');
        if (net::same_word(take_until(parameters, ';'), name)) return weight_of(parameters);
    }
    return std::nullopt;
}

}  // namespace

std::string_view word(Coding coding) {
    switch (coding) {
        case Coding::identity: return "";
        case Coding::gzip: return "gzip";
        case Coding::brotli: return "br";
    }
    return "";
}

Coding best_coding(std::string_view accept_encoding, Brotli brotli) {
    const int others = weight_in(accept_encoding, "*").value_or(0);
    const int gzip = weight_in(accept_encoding, "gzip").value_or(others);
    const int br = brotli == Brotli::there ? weight_in(accept_encoding, "br").value_or(others) : 0;
    // Acceptable even if it is not named, but then liked less than what is.
    const int identity = weight_in(accept_encoding, "identity").value_or(0);
    if (br > 0 && br >= gzip && br >= identity) return Coding::brotli;
    if (gzip > 0 && gzip >= identity) return Coding::gzip;
    return Coding::identity;
}

}  // namespace cronmon
