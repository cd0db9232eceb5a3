#include "cli/late_news.h"

#include "access/base64.h"
#include "cli/exit_code.h"
#include "client/target.h"
#include "http/routes.h"

namespace cronmon {
namespace {

std::string task_of(const Event& event) {
    if (!is_url(event.target)) return event.target;
    const auto late = late_target(event.target);
    return late ? percent_decoded(late->task) : std::string{};
}

std::string sentence_of(const Reply& reply, const Json& body) {
    std::string sentence = text_of(body, "detail");
    if (!sentence.empty()) return sentence;
    return "the server answered with status " + std::to_string(reply.status);
}

// A server without this route says 404 too, but not that a task is not found.
bool is_final(int status, const Json& body) {
    if (status == 404) return text_of(body, "code") == "not_found";
    return status == 400 || status == 413 || status == 422;
}

std::string_view advice(int status) {
    if (status == 401 || status == 403)
        return " (a token of scope ping, read or write is needed, of a user who sees the task: "
               "cronmon token add --scope ping)";
    if (status == 404 || status == 405) return " (does this server take late news?)";
    return {};
}

LateAnswer judged(const Reply& reply) {
    using Verdict = LateAnswer::Verdict;
    const Json body = Json::parse(reply.body, nullptr, false);
    if (reply.status / 100 == 2 || reply.status == 409) return {.verdict = Verdict::delivered};
    const bool final = is_final(reply.status, body);
    std::string sentence = sentence_of(reply, body);
    if (!final) sentence += advice(reply.status);
    return {.verdict = final ? Verdict::never : Verdict::not_now,
            .why = {code_of_status(reply.status), sentence}};
}

}  // namespace

std::string late_server(const Event& event) {
    const auto late = is_url(event.target) ? late_target(event.target) : std::nullopt;
    return late ? late->server : std::string{};
}

Json late_body(const Event& event) {
    Json body{{"target", task_of(event)}, {"kind", word(event.kind)}, {"at_ms", to_ms(event.at)}};
    if (event.rid) body["rid"] = event.rid->text();
    if (event.exit_status) body["exit_status"] = *event.exit_status;
    if (!event.body.empty()) body["body_base64"] = base64_encode(event.body);
    return body;
}

LateAnswer tell_late(Api& api, const Event& event, Millis patience) {
    if (task_of(event).empty())
        return {.verdict = LateAnswer::Verdict::never,
                .why = {Code::invalid, "target: its URL names no task"}};
    const auto reply = api.call("POST", std::string(api_root).append("/pings"),
                                dump_line(late_body(event)), patience);
    if (!reply) return {.why = reply.error()};
    return judged(*reply);
}

}  // namespace cronmon
