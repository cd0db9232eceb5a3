#include "cli/api.h"

#include "cli/exit_code.h"
#include "http/routes.h"

namespace cronmon {
namespace {

// The sentence says what is not allowed; this, how it could be. Only a server elsewhere asks who we
// are.
std::string_view advice(int status, const Json& body) {
    if (status == 401) return " (cronmon token add, on the server's machine, makes a token)";
    if (status == 403 && text_of(body, "field") == "caller")
        return " (a token does what its scope and the role of its user allow: see --scope of "
               "cronmon token add, --role of cronmon user edit)";
    return {};
}

Error refusal(const Reply& reply, const Json& body) {
    std::string sentence = text_of(body, "detail");
    if (sentence.empty()) sentence = text_of(body, "title");
    if (sentence.empty())
        sentence = "the server answered with status " + std::to_string(reply.status);
    return {code_of_status(reply.status), sentence.append(advice(reply.status, body))};
}

}  // namespace

Result<Reply> Client::ask(std::string_view method, std::string_view path, std::string_view body,
                          Millis patience) {
    if (api_ == nullptr) {
        auto opened = open_();
        if (!opened) return opened.error();
        api_ = *std::move(opened);
    }
    auto reply = api_->call(method, std::string(api_root).append(path), body, patience);
    if (!reply || reply->status < 400) return reply;
    return refusal(*reply, Json::parse(reply->body, nullptr, false));
}

Result<std::string> Client::bytes(std::string_view path) {
    auto reply = ask("GET", path, {});
    if (!reply) return reply.error();
    return std::move(reply->body);
}

Result<Json> Client::send(std::string_view method, std::string_view path, std::string_view body,
                          Millis patience) {
    const auto reply = ask(method, path, body, patience);
    if (!reply) return reply.error();
    Json answer = Json::parse(reply->body, nullptr, false);
    if (reply->body.empty()) return Json::object();
    if (answer.is_discarded())
        return Error{Code::unreachable, "the server's answer is not JSON: is it a cronmon?"};
    return answer;
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (letter || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~')
            encoded += c;
        else (encoded += '%').append({digits[byte >> 4], digits[byte & 15]});
    }
    return encoded;
}

std::string path_of(std::string_view nouns, std::string_view name, std::string_view rest) {
    std::string path = "/" + std::string(nouns) + "/" + percent_encoded(name);
    return rest.empty() ? path : path.append("/").append(rest);
}

std::string query_of(const std::vector<std::pair<std::string, std::string>>& values) {
    std::string query;
    for (const auto& [name, value] : values) {
        if (value.empty()) continue;
        query.append(query.empty() ? "?" : "&").append(name).append("=");
        query.append(percent_encoded(value));
    }
    return query;
}

}  // namespace cronmon
