#include "client/target.h"

#include "base/quote.h"
#include "base/utf8.h"

#include <algorithm>
#include <array>

namespace cronmon {
namespace {

constexpr std::string_view scheme_end = "://";
constexpr std::size_t shown_uuid_chars = 8;

// Views into the text of a URL. Precondition: is_url().
struct UrlParts {
    std::string_view scheme;     // with ://
    std::string_view authority;  // user:password@host:port
    std::string_view path;       // without slashes at its end
    std::string_view query;      // without ?
};

UrlParts parts_of(std::string_view url) {
    UrlParts parts;
    url = url.substr(0, url.find('#'));
    const auto authority = url.find(scheme_end) + scheme_end.size();
    parts.scheme = url.substr(0, authority);
    const auto question = std::min(url.find('?', authority), url.size());
    if (question < url.size()) parts.query = url.substr(question + 1);
    url = url.substr(0, question);
    const auto slash = std::min(url.find('/', authority), url.size());
    parts.authority = url.substr(authority, slash - authority);
    parts.path = url.substr(slash);
    while (parts.path.ends_with('/')) parts.path.remove_suffix(1);
    return parts;
}

std::string_view without_user(std::string_view authority) {
    const auto at = authority.rfind('@');
    return at == authority.npos ? authority : authority.substr(at + 1);
}

std::string joined(const UrlParts& parts, std::string_view behind_path, std::string_view query) {
    std::string url;
    url.append(parts.scheme).append(parts.authority).append(parts.path).append(behind_path);
    return query.empty() ? url : url.append("?").append(query);
}

bool is_one_word(std::string_view text) {
    return std::ranges::none_of(
        text, [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\x7f'; });
}

std::size_t segments_in(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count(text, '/')) + 1;
}

}  // namespace

bool is_url(std::string_view target) { return target.find(scheme_end) != target.npos; }

std::optional<Error> check_target(std::string_view field, std::string_view target) {
    const auto refuse = [&](std::string_view rule) {
        return Error{Code::usage, std::string(field).append(": ").append(rule)};
    };
    if (target.empty()) return refuse("must not be empty");
    if (target.size() > target_bytes_max)
        return refuse("must be at most " + std::to_string(target_bytes_max) + " bytes, got " +
                      std::to_string(target.size()));
    if (!is_url(target)) {
        if (utf8::length(target) && !utf8::has_control(target)) return std::nullopt;
        return refuse("must be a task's name or a ping URL, got " + quote(target));
    }
    const UrlParts parts = parts_of(target);
    const bool web = parts.scheme == "http://" || parts.scheme == "https://";
    if (web && !without_user(parts.authority).empty() && is_one_word(target)) return std::nullopt;
    return refuse(
        "must be a ping URL such as https://cron.example.org/ping/<uuid>, got one that "
        "begins with " +
        quote(target.substr(0, target.find(scheme_end) + scheme_end.size())));
}

std::string ping_url(std::string_view url, std::string_view suffix,
                     const std::optional<Uuid>& rid) {
    const UrlParts parts = parts_of(url);
    std::string query(parts.query);
    if (rid) query.append(query.empty() ? "" : "&").append("rid=").append(rid->text());
    return joined(parts, suffix, query);
}

std::string url_below(std::string_view url, std::string_view segment) {
    const UrlParts parts = parts_of(url);
    return joined(parts, "/" + std::string(segment), parts.query);
}

std::optional<LateTarget> late_target(std::string_view url) {
    struct Form {
        std::string_view root;
        std::size_t segments_max;  // behind the root
    };
    constexpr std::array<Form, 2> forms{Form{"/api/monlink/", 1}, Form{"/ping/", 2}};
    const UrlParts parts = parts_of(url);
    for (const auto& [root, segments_max] : forms) {
        const auto found = parts.path.rfind(root);
        if (found == std::string_view::npos) continue;
        const auto task = parts.path.substr(found + root.size());
        if (task.empty() || segments_in(task) > segments_max) continue;
        return LateTarget{origin_of(url).append(parts.path.substr(0, found)), std::string(task)};
    }
    return std::nullopt;
}

std::string origin_of(std::string_view url) {
    const UrlParts parts = parts_of(url);
    return std::string(parts.scheme).append(without_user(parts.authority));
}

std::string shown_target(std::string_view target) {
    if (!is_url(target)) return std::string(target);
    const auto late = late_target(target);
    if (!late) return origin_of(target);
    const auto slash = late->task.find('/');
    if (slash != late->task.npos) return origin_of(target) + " " + late->task.substr(slash + 1);
    return origin_of(target) + " " + late->task.substr(0, shown_uuid_chars) + "...";
}

}  // namespace cronmon
