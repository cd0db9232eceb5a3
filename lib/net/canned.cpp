#include "net/canned.h"

#include "base/error.h"
#include "net/date.h"

namespace cronmon::net {
namespace {

std::string status_line(int status) {
    return "HTTP/1.1 " + std::to_string(status) + " " + std::string(phrase_of(status)) + "\r\n";
}

std::string line(std::string_view name, std::string_view value) {
    return std::string(name) + ": " + std::string(value) + "\r\n";
}

}  // namespace

std::string_view phrase_of(int status) {
    switch (status) {
        case 200: return "OK";
        case 201: return "Created";
        case 202: return "Accepted";
        case 204: return "No Content";
        case 301: return "Moved Permanently";
        case 302: return "Found";
        case 303: return "See Other";
        case 304: return "Not Modified";
        case 308: return "Permanent Redirect";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 408: return "Request Timeout";
        case 409: return "Conflict";
        case 413: return "Content Too Large";
        case 414: return "URI Too Long";
        case 415: return "Unsupported Media Type";
        case 417: return "Expectation Failed";
        case 422: return "Unprocessable Content";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 500: return "Internal Server Error";
        case 501: return "Not Implemented";
        case 503: return "Service Unavailable";
        case 505: return "HTTP Version Not Supported";
        default: return "Unknown";
    }
}

Canned::Canned(int status, std::string_view content_type, std::string_view body,
               const std::vector<Field>& extra)
    : status_(status), body_bytes_(body.size()) {
    render_head(content_type, body.size(), extra);
    kept_ += body;
    closed_ += body;
}

Canned::Canned(int status, std::string_view content_type, Lent lent,
               const std::vector<Field>& extra)
    : status_(status), body_bytes_(0), lent_(lent.body) {
    render_head(content_type, lent.body.size(), extra);
}

void Canned::render_head(std::string_view content_type, std::size_t length,
                         const std::vector<Field>& extra) {
    const bool bodiless = status_ == 204 || status_ == 304;
    CHECK(!bodiless || length == 0);

    std::string head = status_line(status_);
    date_at_ = head.size() + line("Date", "").size() - 2;
    head += line("Date", std::string(date_bytes, '-'));
    if (!bodiless) {
        head += line("Content-Type", content_type);
        head += line("Content-Length", std::to_string(length));
    }
    for (const Field& field : extra) head += line(field.name, field.value);
    kept_ = head + "Connection: keep-alive\r\n\r\n";
    closed_ = head + "Connection: close\r\n\r\n";
}

void Canned::append_to(std::string& out, Then then, Part part, std::string_view date) const {
    const std::string& bytes = then == Then::keep ? kept_ : closed_;
    const std::size_t start = out.size();
    out.append(bytes, 0, bytes.size() - (part == Part::whole ? 0 : body_bytes_));
    date.copy(out.data() + start + date_at_, date_bytes);
}

}  // namespace cronmon::net
