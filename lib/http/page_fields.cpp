#include "http/page_fields.h"

#include <utility>

namespace cronmon {
namespace {

constexpr std::string_view policy =
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

constexpr std::pair<std::string_view, std::string_view> types[] = {
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".txt", "text/plain; charset=utf-8"},
    {".woff2", "font/woff2"},
};

}  // namespace

std::string_view content_type_of(std::string_view path) {
    for (const auto& [ending, type] : types)
        if (path.ends_with(ending)) return type;
    return "application/octet-stream";
}

std::string_view cache_control_of(std::string_view path) {
    if (path.starts_with("/assets/")) return "public, max-age=31536000, immutable";
    return "no-cache";
}

std::vector<net::Field> page_fields(std::string_view cache_control, Scheme scheme) {
    std::vector<net::Field> fields{
        {"Cache-Control", cache_control},    {"Vary", "Accept-Encoding"},
        {"Content-Security-Policy", policy}, {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "same-origin"},
    };
    if (scheme == Scheme::https) fields.push_back({stay_at_https_field, stay_at_https});
    return fields;
}

}  // namespace cronmon
