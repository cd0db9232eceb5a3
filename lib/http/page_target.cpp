#include "http/page_target.h"

#include "http/ask.h"

#include <algorithm>

namespace cronmon {
namespace {

constexpr std::string_view api_places[] = {"api",   "healthz", "metrics", "ping",
                                           "badge", "b",       "projects"};
constexpr std::string_view assets = "/assets/";

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

// Decoded first, as the routes are.
bool belongs_to_api(std::string_view path) {
    const std::string decoded = percent_decoded(path);
    std::string_view place = decoded;
    while (place.starts_with('/')) place.remove_prefix(1);
    place = place.substr(0, place.find('/'));
    return std::ranges::find(api_places, place) != std::end(api_places);
}

bool is_navigating(std::string_view accept) {
    return has(accept, "text/html") || has(accept, "application/xhtml+xml");
}

bool takes_anything(const net::Head& request) {
    const auto accept = request.find("accept");
    return !accept || has(*accept, "*/*") || has(*accept, "text/*");
}

bool may_be_index(const net::Head& request, std::string_view path) {
    if (path.starts_with(assets)) return false;
    const bool at_top = path.rfind('/') == 0;
    const bool looks_like_file = has(path.substr(path.rfind('/')), ".");
    if (looks_like_file && at_top) return false;
    if (is_navigating(request.find("accept").value_or(""))) return true;
    return !looks_like_file && takes_anything(request);
}

}  // namespace

std::optional<PageTarget> read_page_target(const net::Head& request) {
    if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
    const std::string_view path = request.target.substr(0, request.target.find('?'));
    if (path == "/") return PageTarget{index_file, true};
    if (!path.starts_with('/') || belongs_to_api(path)) return std::nullopt;
    return PageTarget{path, may_be_index(request, path)};
}

}  // namespace cronmon
