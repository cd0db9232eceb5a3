#include "http/healthchecks/badge.h"

#include "access/base64.h"
#include "base/utf8.h"
#include "http/healthchecks/check_view.h"
#include "http/healthchecks/python_json.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

namespace cronmon {
namespace {

struct Look {
    std::string_view status;
    std::string_view colour;  // of the picture
    std::string_view word;    // the same for shields.io
};
constexpr std::array looks{Look{"up", "#4c1", "success"}, Look{"late", "#fe7d37", "important"},
                           Look{"down", "#e05d44", "critical"}};

const Look& look_of(std::string_view status) {
    for (const Look& look : looks)
        if (look.status == status) return look;
    return looks.front();
}

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-_.~").find(c) != std::string_view::npos;
}

std::string quoted(std::string_view text) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (is_unreserved(c)) out += c;
        else ((out += '%') += hex[byte >> 4]) += hex[byte & 0xF];
    }
    return out;
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '<') out += "&lt;";
        else if (c == '>') out += "&gt;";
        else if (c == '&') out += "&amp;";
        else if (c == '"') out += "&quot;";
        else out += c;
    }
    return out;
}

// Two fields beside each other. No font is known here, so the texts are made to fit the fields.
std::string svg_of(const Badge& badge) {
    constexpr std::size_t column = 7, margin = 10;
    const auto width = [](std::string_view text) { return utf8::columns(text) * column; };
    const std::string label = escaped(badge.label);
    const std::size_t left = width(badge.label) + margin, right = width(badge.status) + margin;
    const auto number = [](std::size_t value) { return std::to_string(value); };
    std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" height=\"20\" width=\"";
    svg += number(left + right) + "\"><title>" + label + ": ";
    svg.append(badge.status).append("</title><rect rx=\"3\" height=\"20\" width=\"");
    svg += number(left + right) + "\" fill=\"#555\"/><rect rx=\"3\" height=\"20\" x=\"";
    svg += number(left) + "\" width=\"" + number(right) + "\" fill=\"";
    svg.append(look_of(badge.status).colour);
    svg +=
        "\"/><g fill=\"#fff\" text-anchor=\"middle\" "
        "font-family=\"DejaVu Sans,Verdana,sans-serif\" font-size=\"11\">";
    const auto write = [&](const std::string& text, std::size_t middle, std::size_t length) {
        svg += "<text y=\"14\" x=\"" + number(middle) + "\" textLength=\"" + number(length) +
               "\" lengthAdjust=\"spacingAndGlyphs\">" + text + "</text>";
    };
    write(label, left / 2, left - margin);
    write(std::string(badge.status), left + right / 2, right - margin);
    return svg + "</g></svg>";
}

std::string json_of(const Badge& badge) {
    return PythonObject()
        .text("status", badge.status)
        .number("total", badge.total)
        .number("grace", badge.grace)
        .number("down", badge.down)
        .done();
}

std::string shields_of(const Badge& badge) {
    return PythonObject()
        .number("schemaVersion", 1)
        .text("label", badge.label)
        .text("message", badge.status)
        .text("color", look_of(badge.status).word)
        .done();
}

}  // namespace

std::string BadgeLinks::signature(std::string_view tag) const {
    const std::string text = key_ + ":" + std::string(tag);
    std::array<unsigned char, 32> digest{};
    CHECK(HMAC(EVP_sha256(), secret_.data(), static_cast<int>(secret_.size()),
               reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(),
               nullptr) != nullptr);
    return base64url_encode(digest).substr(0, badge_signature_chars);
}

// Quoted twice: servers on the way, and a tag may hold a slash.
std::string BadgeLinks::of(std::string_view tag) const {
    PythonObject links;
    const std::string start = base_ + "/badge/" + key_ + "/" + signature(tag);
    const std::string rest = tag == all_tags ? "" : "/" + quoted(quoted(tag));
    for (const std::string format : {"svg", "json", "shields"}) {
        links.text(format, start + "-2" + rest + "." + format);
        links.text(format + "3", start + rest + "." + format);
    }
    return links.done();
}

void Badge::count(const Standing& standing, BadgeStates states, Instant now) {
    const std::string_view state = check_status(standing, now);
    ++total;
    if (state == "down") {
        ++down;
        status = "down";
    } else if (state == "grace") {
        ++grace;
        if (states == BadgeStates::three && status == "up") status = "late";
    }
}

std::optional<Reply> badge_reply(const Badge& badge, std::string_view format) {
    if (format == "json") return Reply{200, json_of(badge)};
    if (format == "shields") return Reply{200, shields_of(badge)};
    if (format != "svg") return std::nullopt;
    Reply reply{200, svg_of(badge), "image/svg+xml"};
    reply.fields.emplace_back("Content-Security-Policy", "default-src 'none'");
    return reply;
}

}  // namespace cronmon
