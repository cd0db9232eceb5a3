// How a reader learns that nothing has changed, and a writer that somebody else was faster.
//
// A list's tag is made from the versions of what it shows, from who reads it and from what they
// asked for; so an unchanged list is answered with 304 from memory alone. What changes by the mere
// passing of time (a task becomes late) is in the tag as the time until which it is good.
//
// A thing's tag is its revision: whoever edits it may send it back (If-Match) and is refused when
// there is a newer one.
//
// Thread-safety: values and pure functions.
#pragma once

#include "engine/engine.h"
#include "http/ask.h"
#include "http/services.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace cronmon {

class ListTag {
public:
    // Reads the versions: make it before the snapshot that the list is read from.
    ListTag(const Services& services, const Ask& ask, std::initializer_list<Topic> topics);

    // The 304 if the reader has this very list.
    std::optional<Reply> unchanged() const;

    // `until`: when the list changes by itself, if it does.
    Reply put_on(Reply reply, std::optional<Instant> until = {}) const;

private:
    const Instant now_;
    const std::string known_;  // If-None-Match as it was sent
    std::string base_;         // all of the tag but its time
};

// A reply that depends on nothing but its body, with a tag made from that; 304 if the reader has
// it.
Reply with_content_tag(const Ask& ask, Reply reply);

// `"task-12-r5"`
std::string revision_tag(std::string_view noun, std::int64_t id, std::int64_t revision);
Reply with_revision(Reply reply, std::string_view noun, std::int64_t id, std::int64_t revision);

// What If-Match asks for: nothing if it is not there or `*`; a revision that no thing has if it
// names another thing or none.
std::optional<std::int64_t> wanted_revision(const Ask& ask, std::string_view noun, std::int64_t id);

}  // namespace cronmon
