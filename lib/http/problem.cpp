#include "http/problem.h"

#include "http/chinese.h"
#include "http/json.h"

#include <algorithm>

namespace cronmon {
namespace {

struct Row {
    Code code;
    int status;
    std::string_view word;  // a program can branch on it
    std::string_view title;
};

constexpr Row rows[] = {
    {Code::invalid, 422, "invalid", "A value is against a rule"},
    {Code::usage, 400, "usage", "The request is malformed"},
    {Code::not_found, 404, "not_found", "There is no such thing"},
    {Code::conflict, 409, "conflict", "It is taken, or not as things stand"},
    {Code::stale, 412, "stale", "It was changed meanwhile"},
    {Code::unknown_caller, 401, "unknown_caller", "Sign in first"},
    {Code::throttled, 429, "throttled", "Too many tries"},
    {Code::forbidden, 403, "forbidden", "Not for this caller"},
    {Code::busy, 503, "busy", "Not now, try again"},
    {Code::unreachable, 502, "unreachable", "Somebody else could not be reached"},
};

const Row& row_of(Code code) { return *std::ranges::find(rows, code, &Row::code); }

// `grace: must be positive, got -3` is about the field `grace`.
std::string_view field_of(std::string_view message) {
    const auto field = message.substr(0, message.find(": "));
    const bool is_word = std::ranges::all_of(field, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    });
    return is_word && field.size() < message.size() ? field : std::string_view{};
}

Reply problem_reply(Problem problem, int retry_after_s = 1) {
    Reply reply{problem.status, problem_json(problem), "application/problem+json"};
    if (problem.status == 503 || problem.status == 429)
        reply.fields.emplace_back("Retry-After", std::to_string(retry_after_s));
    if (problem.status == 401) reply.fields.emplace_back("WWW-Authenticate", "Bearer");
    reply.problem = std::make_shared<const Problem>(std::move(problem));
    return reply;
}

std::string_view title_of(int status) {
    switch (status) {
        case 400: return "The request is malformed";
        case 404: return "There is no such page";
        case 405: return "Not with this method";
        case 415: return "Not in this form";
        case 503: return "Not now, try again";
        default: return "It went wrong on our side";
    }
}

}  // namespace

int status_of(Code code) { return row_of(code).status; }

Reply problem(const Error& error) {
    const Row& row = row_of(error.code);
    return problem_reply({row.status, std::string(row.title), error.message, std::string(row.word),
                          std::string(field_of(error.message))},
                         error.retry_after_s);
}

Reply problem(int status, std::string_view detail) {
    return problem_reply({status, std::string(title_of(status)), std::string(detail), {}, {}});
}

Reply in_language(Reply reply, Language language) {
    if (!reply.problem || language == Language::en) return reply;
    Problem problem = *reply.problem;
    problem.title = in_chinese(problem.title);
    problem.detail = in_chinese(problem.detail);
    reply.body = problem_json(problem);
    return reply;
}

}  // namespace cronmon
