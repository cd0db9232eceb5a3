#include "http/etag.h"

#include "access/base64.h"
#include "access/secret.h"

#include <charconv>

namespace cronmon {
namespace {

constexpr std::string_view for_good = "0";
constexpr std::int64_t no_revision = -1;

// Who reads what: two readers may see different things under one address.
std::string reader_digest(const Ask& ask) {
    std::string text = ask.target;
    text.append("\n").append(word(ask.language()));
    if (ask.who) {
        text.append("\n").append(std::to_string(raw(ask.who->user)));
        text.append(word(ask.who->role));
        if (ask.who->businesses)
            for (const BusinessId id : *ask.who->businesses)
                text.append(" ").append(std::to_string(raw(id)));
    }
    const Digest digest = digest_of(text);
    return base64url_encode(std::span(digest).first<9>());
}

std::optional<std::int64_t> number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

ListTag::ListTag(const Services& services, const Ask& ask, std::initializer_list<Topic> topics)
    : now_(services.clock.now()), known_(ask.field("If-None-Match")), base_("W/\"") {
    for (const Topic topic : topics)
        base_.append(std::to_string(services.engine.versions().of(topic))).append(".");
    base_.append(reader_digest(ask)).append(".");
}

std::optional<Reply> ListTag::unchanged() const {
    const auto at = known_.find(base_);
    if (at == std::string::npos) return std::nullopt;
    std::string_view rest = std::string_view(known_).substr(at + base_.size());
    rest = rest.substr(0, rest.find('"'));
    const auto until = number(rest);
    if (!until || (rest != for_good && from_ms(*until) <= now_)) return std::nullopt;
    Reply reply{304, {}, {}};
    reply.fields.emplace_back("ETag", base_ + std::string(rest) + "\"");
    reply.fields.emplace_back("Cache-Control", "private, no-cache");
    return reply;
}

Reply ListTag::put_on(Reply reply, std::optional<Instant> until) const {
    const std::string good_until = until ? std::to_string(to_ms(*until)) : std::string(for_good);
    reply.fields.emplace_back("ETag", base_ + good_until + "\"");
    reply.fields.emplace_back("Cache-Control", "private, no-cache");
    return reply;
}

Reply with_content_tag(const Ask& ask, Reply reply) {
    const Digest digest = digest_of(reply.body);
    const std::string tag = "\"" + base64url_encode(std::span(digest).first<9>()) + "\"";
    if (ask.field("If-None-Match").find(tag) != std::string_view::npos) reply = {304, {}, {}};
    reply.fields.emplace_back("ETag", tag);
    reply.fields.emplace_back("Cache-Control", "no-cache");
    return reply;
}

std::string revision_tag(std::string_view noun, std::int64_t id, std::int64_t revision) {
    return std::string("\"").append(noun) + "-" + std::to_string(id) + "-r" +
           std::to_string(revision) + "\"";
}

Reply with_revision(Reply reply, std::string_view noun, std::int64_t id, std::int64_t revision) {
    reply.fields.emplace_back("ETag", revision_tag(noun, id, revision));
    return reply;
}

std::optional<std::int64_t> wanted_revision(const Ask& ask, std::string_view noun,
                                            std::int64_t id) {
    const std::string_view wanted = ask.field("If-Match");
    if (wanted.empty() || wanted == "*") return std::nullopt;
    const std::string prefix = std::string("\"").append(noun) + "-" + std::to_string(id) + "-r";
    if (!wanted.starts_with(prefix) || !wanted.ends_with('"')) return no_revision;
    return number(wanted.substr(prefix.size(), wanted.size() - prefix.size() - 1))
        .value_or(no_revision);
}

}  // namespace cronmon
