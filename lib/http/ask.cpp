#include "http/ask.h"

#include "engine/change.h"
#include "net/request.h"

#include <algorithm>
#include <ranges>

namespace cronmon {
namespace {

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// A query is a form: a plus sign is a blank (WHATWG URL, application/x-www-form-urlencoded).
std::string form_decoded(std::string_view text) {
    std::string copy(text);
    std::ranges::replace(copy, '+', ' ');
    return percent_decoded(copy);
}

// Cuts the text up to the border off its front; the border goes too.
std::string_view take_until(std::string_view& text, char border) {
    const auto part = text.substr(0, text.find(border));
    text.remove_prefix(std::min(part.size() + 1, text.size()));
    return part;
}

}  // namespace

std::optional<std::string> Ask::parameter(std::string_view name) const {
    for (auto pair = query.rbegin(); pair != query.rend(); ++pair)
        if (pair->first == name && !pair->second.empty()) return pair->second;
    return std::nullopt;
}

std::string_view Ask::field(std::string_view name) const {
    for (const auto& [each, value] : fields)
        if (net::same_word(each, name)) return value;
    return {};
}

// Weights are ignored: people list what they read best first.
Language Ask::language() const {
    const std::string_view accepted = field("Accept-Language");
    const auto zh = accepted.find("zh");
    const auto en = accepted.find("en");
    const bool said = zh != en;  // else neither is there
    const bool has_account = who && who->way != Way::socket;
    if (has_account && (who->way == Way::session || !said)) return who->language;
    return zh < en ? Language::zh : Language::en;
}

By by(const Ask& ask) { return By{ask.who->user, ask.who->name, ask.address}; }

std::string percent_decoded(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool room = text[i] == '%' && i + 2 < text.size();
        const int high = room ? hex_value(text[i + 1]) : -1;
        const int low = room ? hex_value(text[i + 2]) : -1;
        if (high < 0 || low < 0) {
            result += text[i];
            continue;
        }
        result += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return result;
}

Ask make_ask(std::string_view method, std::string_view target, std::string_view body) {
    Ask ask;
    ask.head_only = method == "HEAD";
    ask.method = ask.head_only ? "GET" : method;
    ask.target = target;
    ask.body = body;
    auto query = target;
    auto path = take_until(query, '?');
    while (!path.empty()) {
        const auto segment = take_until(path, '/');
        if (!segment.empty()) ask.segments.push_back(percent_decoded(segment));
    }
    while (!query.empty()) {
        auto value = take_until(query, '&');
        const auto name = take_until(value, '=');
        if (!name.empty()) ask.query.emplace_back(form_decoded(name), form_decoded(value));
    }
    return ask;
}

}  // namespace cronmon
