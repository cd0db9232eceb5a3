// What a Framer makes of a stream, written down so that two readings of it can be compared:
// `GET /x "body" 4;` for a request, `!400;` for a refusal, nothing for what is incomplete. For the
// tests and the fuzzer.
#pragma once

#include "net/framing.h"

#include <string>
#include <string_view>
#include <vector>

namespace cronmon::net {

class Transcript {
public:
    explicit Transcript(BodyPolicy policy) : policy_(policy) {}

    // The next bytes from the wire, as the reactor would treat them.
    void feed(std::string_view wire) {
        const std::string buffer = carried_.append(wire);
        std::string_view bytes = buffer;
        while (!over_ && step(bytes)) {
        }
        carried_ = bytes;
    }

    const std::string& text() const { return text_; }

private:
    bool step(std::string_view& bytes) {
        switch (framer_.next(bytes, incoming_)) {
            case Found::nothing: return false;
            case Found::head:
                if (const auto refusal = framer_.admit(incoming_, policy_)) refuse(*refusal);
                return true;
            case Found::request: write_down(); return true;
            case Found::refusal: refuse(incoming_.refusal); return true;
        }
        return false;
    }

    void write_down() {
        text_.append(incoming_.method).append(" ").append(incoming_.target).append(" \"");
        text_.append(incoming_.body).append("\" ").append(std::to_string(incoming_.body_bytes));
        for (const Field& field : incoming_.fields)
            text_.append(" ").append(field.name).append("=").append(field.value);
        text_.append(";");
        framer_.release();
    }

    void refuse(const Refusal& refusal) {
        text_.append("!").append(std::to_string(refusal.status)).append(refusal.reason);
        over_ = true;
    }

    BodyPolicy policy_;
    Framer framer_;
    Incoming incoming_;
    std::string carried_;
    std::string text_;
    bool over_ = false;
};

inline std::string transcript(const std::vector<std::string_view>& packets,
                              BodyPolicy policy = {16, 64}) {
    Transcript transcript(policy);
    for (const std::string_view packet : packets) transcript.feed(packet);
    return transcript.text();
}

}  // namespace cronmon::net
