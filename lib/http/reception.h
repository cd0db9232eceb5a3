// Where every request of the API begins: who is it, may it be listened to, has it been answered
// before, which route, and in which language is a refusal said.
//
//     identify -> same site? -> body in JSON? -> answered before? -> route -> language
//
// The original's API and that of Healthchecks are let through before all that: they know their
// callers by themselves, and their refusals are their own.
//
// Requests that change something and come with a session's cookie must come from our own pages:
// their body is JSON and their Origin is this site's. Another site can make a browser send neither.
//
// Thread-safety: answer() from any thread.
#pragma once

#include "http/answer_book.h"
#include "http/doorkeeper.h"
#include "http/healthchecks/api.h"
#include "http/original/api.h"
#include "http/router.h"

#include <functional>
#include <string>

namespace cronmon {

class Reception {
public:
    // All must outlive it. `site_url`: where people find this server; may give an empty text.
    Reception(const Router& router, Doorkeeper& doorkeeper, const Clock& clock,
              std::function<std::string()> site_url)
        : router_(router),
          doorkeeper_(doorkeeper),
          site_url_(std::move(site_url)),
          original_(doorkeeper, clock, site_url_),
          healthchecks_(doorkeeper, clock, site_url_),
          book_(clock) {}

    Reply answer(Ask ask);

private:
    Reply admit(Ask& ask);
    Reply route(Ask& ask);
    std::optional<Reply> refuse_form(const Ask& ask) const;
    bool is_from_our_site(const Ask& ask) const;

    const Router& router_;
    Doorkeeper& doorkeeper_;
    const std::function<std::string()> site_url_;
    const OriginalApi original_;
    const HealthchecksApi healthchecks_;
    AnswerBook book_;
};

}  // namespace cronmon
