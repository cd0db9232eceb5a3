#include "net/framing.h"

namespace cronmon::net {

Found Framer::next(std::string_view& bytes, Incoming& into) {
    switch (stage_) {
        case Stage::head: return next_head(bytes, into);
        case Stage::admitted: return whole_body(bytes, into);
        case Stage::body_in_pieces: return more_body(bytes, into);
    }
    return Found::nothing;
}

Found Framer::next_head(std::string_view& bytes, Incoming& into) {
    if (!is_worth_parsing(bytes)) return Found::nothing;
    const HeadState state = parse_head(bytes, into);
    looked_at_ = state == HeadState::incomplete ? static_cast<std::uint32_t>(bytes.size()) : 0;
    if (state == HeadState::incomplete) return Found::nothing;
    if (state == HeadState::refused) return Found::refusal;
    bytes.remove_prefix(into.text.size());
    into.body = {};
    into.body_bytes = 0;
    return into.framing == Framing::none ? Found::request : Found::head;
}

// A head is parsed again only when a line of it was completed. A head has at most 102 of them, so
// one that comes in single bytes does not cost the square of its length.
bool Framer::is_worth_parsing(std::string_view bytes) {
    if (bytes.size() <= looked_at_) return false;
    if (looked_at_ == 0 || bytes.size() >= head_bytes_max) return true;
    if (bytes.find('\n', looked_at_) != bytes.npos) return true;
    looked_at_ = static_cast<std::uint32_t>(bytes.size());
    return false;
}

std::optional<Refusal> Framer::admit(const Incoming& head, BodyPolicy policy) {
    kept_max_ = policy.bytes_kept;
    body_ = Body(head.framing, head.length, policy);
    stage_ = Stage::admitted;
    if (body_.refusal().status != 0) return body_.refusal();
    return {};
}

Found Framer::whole_body(std::string_view& bytes, Incoming& into) {
    if (into.framing == Framing::sized && into.length <= bytes.size()) {
        const std::size_t length = static_cast<std::size_t>(into.length);
        into.body = bytes.substr(0, std::min(length, kept_max_));
        into.body_bytes = into.length;
        bytes.remove_prefix(length);
        stage_ = Stage::head;
        return Found::request;
    }
    text_.assign(into.text);
    head_bytes_ = static_cast<std::uint32_t>(into.text.size());
    stage_ = Stage::body_in_pieces;
    return more_body(bytes, into);
}

Found Framer::more_body(std::string_view& bytes, Incoming& into) {
    const Body::State state = body_.take(bytes, text_);
    if (state == Body::State::incomplete) return Found::nothing;
    if (state == Body::State::refused) {
        into.refusal = body_.refusal();
        return Found::refusal;
    }
    const std::string_view text = text_;
    CHECK(parse_head(text.substr(0, head_bytes_), into) == HeadState::complete);
    into.body = text.substr(head_bytes_);
    into.body_bytes = body_.bytes();
    stage_ = Stage::head;
    return Found::request;
}

void Framer::release() {
    if (text_.capacity() > std::string{}.capacity()) text_ = std::string{};
}

}  // namespace cronmon::net
