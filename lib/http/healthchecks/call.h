// A request of the management API whose caller is known, and what its handlers answer.
//
// Thread-safety: confined to the request's thread.
#pragma once

#include "engine/engine.h"
#include "http/ask.h"
#include "http/healthchecks/check_view.h"
#include "store/store.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

struct CheckCall {
    const Ask& ask;
    Engine& engine;
    Store& store;
    Instant now;
    std::string base;                     // what stands in front of /ping/ and /api/
    int version = 3;                      // of the API
    std::vector<std::string> names = {};  // what the route's places stand for
    CheckKey key = {};                    // who asks; of nobody where no key is needed

    // The database as it is now, with the standings that were saved lazily.
    std::unique_ptr<Snapshot> present() const;

    // Submits and waits for the receipt.
    Result<Done> submit(Change change) const;

    CheckLight light(Snapshot& snapshot) const;
};

// The check that the first name means, or why it is not shown: nobody knows it, or it belongs to
// another business.
struct FoundCheck {
    std::optional<TaskView> task;
    Reply refusal;
};
FoundCheck find_check(const CheckCall& call, Snapshot& snapshot);

// One name of a route's path: `{uuid}` is a UUID, `{key}` a unique key, `{n}` a number.
bool fits_place(std::string_view place, std::string_view word);

// What is not even refused in JSON: Django's page for a path that leads nowhere.
Reply nowhere_page();
Reply refuse_check(int status, std::string_view sentence);  // {"error": "..."}
Reply refuse_change(const Error& error);                    // of the engine
Reply say_nothing(int status);                              // without a body

// Checks.
Reply list_checks(const CheckCall& call);
Reply create_check(const CheckCall& call);
Reply show_check(const CheckCall& call);
Reply update_check(const CheckCall& call);
Reply delete_check(const CheckCall& call);
Reply pause_check(const CheckCall& call);
Reply resume_check(const CheckCall& call);

// What they said, and what came of it.
Reply list_pings(const CheckCall& call);
Reply show_ping_body(const CheckCall& call);
Reply list_flips(const CheckCall& call);

// What is around them.
Reply list_channels(const CheckCall& call);
Reply list_badges(const CheckCall& call);
Reply show_status(const CheckCall& call);
Reply show_system_metrics(const CheckCall& call);

}  // namespace cronmon
