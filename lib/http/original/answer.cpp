#include "http/original/answer.h"

#include "http/json.h"
#include "net/request.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace cronmon {
namespace {

constexpr std::string_view html = "text/html; charset=utf-8";
constexpr std::string_view allowed = "GET, HEAD, OPTIONS";

// Its keys are sorted, which is what the original's framework did.
using Json = nlohmann::json;

std::string dump(const Json& json) {
    return json.dump(-1, ' ', true, Json::error_handler_t::replace);
}

enum class Ids { hidden, shown };

Json object(const ApiTask& task, Ids ids) {
    Json json{{"business_name", task.business_name},
              {"grace_time", std::chrono::ceil<std::chrono::minutes>(task.grace).count()},
              {"name", task.name},
              {"period", task.period},
              {"status", task.state != State::paused},
              {"url", task.uuid.text()},
              {"warning", task.state == State::down}};
    if (ids == Ids::hidden) return json;
    json["id"] = raw(task.id);
    json["bid"] = raw(task.business);
    return json;
}

// Text by text: of a hundred thousand tasks there is never more than one as objects.
std::string array(std::span<const ApiTask> tasks, Ids ids) {
    std::string text = "[";
    for (const ApiTask& task : tasks) {
        if (text.size() > 1) text += ',';
        text += dump(object(task, ids));
    }
    return text += ']';
}

std::string link(const std::string& url) { return url.empty() ? "null" : dump(Json(url)); }

Reply error(int status, std::string_view name, std::string_view message) {
    return {status, original_error_json(name, message)};
}

Reply page(int status, std::string_view title, std::string_view sentence) {
    const std::string number = std::to_string(status);
    std::string text = "<!doctype html>\n<html lang=en>\n<title>";
    text.append(number).append(" ").append(title).append("</title>\n<h1>").append(title);
    text.append("</h1>\n<p>").append(sentence).append("</p>\n");
    return {status, std::move(text), std::string(html)};
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

bool is_any_of(std::string_view type, std::initializer_list<std::string_view> types) {
    return std::ranges::any_of(types, [&](auto each) { return net::same_word(type, each); });
}

}  // namespace

Reply tell_page(const OriginalPage& page, std::span<const ApiTask> tasks) {
    std::string body = "{\"count\":" + std::to_string(page.count);
    body.append(",\"next\":").append(link(page.next)).append(",\"prev\":").append(link(page.prev));
    body.append(",\"tasks\":").append(array(tasks, Ids::hidden)).append("}\n");
    return {200, std::move(body)};
}

Reply tell_tasks(std::span<const ApiTask> tasks) {
    return {200, "{\"tasks\":" + array(tasks, Ids::shown) + "}\n"};
}

Reply refuse_request(std::string_view message) { return error(400, "Bad Request", message); }

Reply refuse_unproved() {
    Reply reply = error(401, "Unauthorized", "Invalid credentials");
    reply.fields.emplace_back("WWW-Authenticate", "Basic realm=\"Authentication Required\"");
    return reply;
}

Reply refuse_nobody() { return error(403, "Forbidden", "Active user only"); }

Reply refuse_for(Millis wait) {
    Reply reply = error(429, "Too Many Requests", "Too many wrong tries");
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
    reply.fields.emplace_back("Retry-After", std::to_string(seconds));
    return reply;
}

Reply tell_nowhere(const Ask& ask) {
    if (takes_json_only(ask.field("Accept"))) return error(404, "not found", {});
    return page(
        404, "Not Found",
        "There is nothing here. Tasks are told at /api/v1.0/tasks/all and /api/v1.0/tasks.");
}

Reply tell_wrong_method() {
    Reply reply =
        page(405, "Method Not Allowed", "The method is not allowed for the requested URL.");
    reply.fields.emplace_back("Allow", allowed);
    return reply;
}

Reply tell_methods() {
    Reply reply{200, {}};
    reply.fields = {{"Content-Type", std::string(html)}, {"Allow", std::string(allowed)}};
    return reply;
}

Reply tell_our_failure(int status, const Ask& ask) {
    const bool later = status == 503;
    const std::string_view title = later ? "Service Unavailable" : "Internal Server Error";
    Reply reply = page(status, title, "It went wrong on our side.");
    if (takes_json_only(ask.field("Accept")))
        reply = error(status, later ? "service unavailable" : "internal server error", {});
    if (later) reply.fields.emplace_back("Retry-After", "1");
    return reply;
}

bool takes_json_only(std::string_view accept) {
    bool json = false;
    while (!accept.empty()) {
        const auto part = accept.substr(0, accept.find(','));
        accept.remove_prefix(std::min(part.size() + 1, accept.size()));
        const auto type = trimmed(part.substr(0, part.find(';')));
        if (is_any_of(type, {"*/*", "text/*", "text/html", "application/*", "application/xhtml+xml",
                             "application/xml"}))
            return false;
        json = json || is_any_of(type, {"application/json"});
    }
    return json;
}

}  // namespace cronmon
