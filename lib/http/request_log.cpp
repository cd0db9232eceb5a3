#include "http/request_log.h"

#include "base/log.h"

#include <algorithm>

namespace cronmon {
namespace {

constexpr std::string_view status_line = "HTTP/1.1 ";
constexpr std::size_t status_digits = 3;

// A key, a UUID or a digest has digits among its letters; a word of the API has none.
bool is_secret(std::string_view segment) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    return segment.size() >= secret_chars_min && std::ranges::any_of(segment, is_digit);
}

}  // namespace

std::string without_secrets(std::string_view path) {
    std::string shown;
    while (!path.empty()) {
        const auto slash = std::min(path.find('/', 1), path.size());
        const std::string_view segment = path.substr(0, slash);
        shown.append(is_secret(segment) ? "/*" : segment);
        path.remove_prefix(slash);
    }
    return shown;
}

RequestLine::RequestLine(const net::Request& request, std::string_view address, const Clock& clock)
    : clock_(clock),
      began_(clock.steady()),
      method_(request.method),
      path_(without_secrets(request.target.substr(0, request.target.find('?')))),
      address_(address) {}

void RequestLine::write(std::string_view response) const {
    const std::string_view status =
        response.starts_with(status_line) ? response.substr(status_line.size(), status_digits) : "";
    log::info("request", {{"method", method_},
                          {"path", path_},
                          {"status", status},
                          {"ms", (clock_.steady() - began_).count()},
                          {"from", address_.empty() ? "operators" : address_}});
}

}  // namespace cronmon
