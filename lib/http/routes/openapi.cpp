// The description of this API (OpenAPI 3.1), for people and for generators of clients.
#include "embedded/openapi.h"

#include "access/base64.h"
#include "access/secret.h"
#include "http/find.h"
#include "http/inflate.h"
#include "http/problem.h"
#include "http/routes.h"

namespace cronmon {
namespace {

std::string tag_of(std::string_view document) {
    const Digest digest = digest_of(document);
    return "\"" + base64url_encode(std::span(digest).first<9>()) + "\"";
}

Reply show_document(const Ask& ask) {
    if (const auto error = check_parameters(ask, {})) return problem(*error);
    static const std::string document = inflate_gzip(embedded::openapi_json_gzip());
    static const std::string tag = tag_of(document);
    const bool unchanged = ask.field("If-None-Match").find(tag) != std::string_view::npos;
    Reply reply = unchanged ? Reply{304, {}, {}} : Reply{200, document};
    reply.fields.emplace_back("ETag", tag);
    reply.fields.emplace_back("Cache-Control", "no-cache");
    return reply;
}

}  // namespace

void add_openapi_route(Router& router) {
    router.add("GET", "/api/openapi.json", anybody, show_document);
}

}  // namespace cronmon
