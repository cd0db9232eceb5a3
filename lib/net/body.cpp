#include "net/body.h"

#include "net/octets.h"

#include <algorithm>

namespace cronmon::net {
namespace {

constexpr int size_digits_max = 8;  // 4 GiB a chunk.

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

Body::Body(Framing framing, std::uint64_t length, BodyPolicy policy) : policy_(policy) {
    if (framing == Framing::chunked) {
        place_ = Place::chunk_size;
    } else if (length > policy.bytes_accepted) {
        refuse(413, "The body is longer than is accepted here.");
    } else if (length > 0) {
        place_ = Place::sized;
        left_ = length;
    }
}

Body::State Body::take(std::string_view& bytes, std::string& kept) {
    while (place_ < Place::end && !bytes.empty()) {
        if (place_ == Place::sized || place_ == Place::chunk_data) {
            take_data(bytes, kept);
        } else {
            take_byte(bytes.front());
            bytes.remove_prefix(1);
        }
    }
    if (place_ == Place::refused) return State::refused;
    return place_ == Place::end ? State::complete : State::incomplete;
}

void Body::take_data(std::string_view& bytes, std::string& kept) {
    const std::string_view data = bytes.substr(0, std::min<std::uint64_t>(left_, bytes.size()));
    const std::uint64_t room =
        policy_.bytes_kept - std::min<std::uint64_t>(policy_.bytes_kept, bytes_);
    kept.append(data.substr(0, std::min<std::uint64_t>(room, data.size())));
    bytes.remove_prefix(data.size());
    bytes_ += data.size();
    left_ -= data.size();
    if (left_ == 0) place_ = place_ == Place::sized ? Place::end : Place::chunk_cr;
}

void Body::take_byte(char c) {
    switch (place_) {
        case Place::chunk_size: return take_size(c);
        case Place::chunk_size_lf:
            if (c == '\n') return end_of_size();
            return expect(c, '\n', Place::refused);
        case Place::chunk_cr: return expect(c, '\r', Place::chunk_lf);
        case Place::chunk_lf: return expect(c, '\n', Place::chunk_size);
        case Place::trailer_start:
            if (c == '\r') return expect(c, '\r', Place::last_lf);
            return take_trailer(c);
        case Place::trailer: return take_trailer(c);
        case Place::trailer_lf: return expect(c, '\n', Place::trailer_start);
        case Place::last_lf: return expect(c, '\n', Place::end);
        case Place::sized:
        case Place::chunk_data:
        case Place::end:
        case Place::refused: return;
    }
}

void Body::take_size(char c) {
    const int digit = hex_value(c);
    if (digit >= 0 && size_digits_ < size_digits_max) {
        left_ = left_ * 16 + static_cast<unsigned>(digit);
        ++size_digits_;
    } else if (c == '\r' && size_digits_ > 0) {
        place_ = Place::chunk_size_lf;
    } else {
        refuse(400, "A chunk size is not one to eight hex digits.");
    }
}

void Body::end_of_size() {
    size_digits_ = 0;
    if (left_ > policy_.bytes_accepted - bytes_)
        return refuse(413, "The body is longer than is accepted here.");
    place_ = left_ == 0 ? Place::trailer_start : Place::chunk_data;
}

void Body::take_trailer(char c) {
    if (++trailer_bytes_ > trailer_bytes_max)
        return refuse(431, "The trailers are longer than 4 KiB.");
    if (c == '\r') {
        place_ = Place::trailer_lf;
    } else if (is_control(c)) {
        refuse(400, "A trailer contains a control character.");
    } else {
        place_ = Place::trailer;
    }
}

void Body::expect(char c, char wanted, Place next) {
    if (c == wanted) place_ = next;
    else refuse(400, "A chunk does not end with CRLF where it should.");
}

void Body::refuse(int status, std::string_view reason) {
    refusal_ = {status, reason};
    place_ = Place::refused;
}

}  // namespace cronmon::net
