#include "cli/api.h"

#include "cli/exit_code.h"
#include "http/routes.h"

namespace cronmon {
namespace {

Error refusal(const Reply& reply, const Json& body) {
    std::string sentence = text_of(body, "detail");
    if (sentence.empty()) sentence = text_of(body, "title");
    if (sentence.empty())
        sentence = "the server answered with status " + std::to_string(reply.status);
    return {code_of_status(reply.status), std::move(sentence)};
}

}  // namespace

Result<Json> Client::send(std::string_view method, std::string_view path, std::string_view body,
                          Millis patience) {
    if (api_ == nullptr) {
        auto opened = open_();
        if (!opened) return opened.error();
        api_ = *std::move(opened);
    }
    const auto reply = api_->call(method, std::string(api_root).append(path), body, patience);
    if (!reply) return reply.error();
    const Json answer = Json::parse(reply->body, nullptr, false);
    if (reply->status >= 400) return refusal(*reply, answer);
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
