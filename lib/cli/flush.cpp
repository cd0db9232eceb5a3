#include "cli/flush.h"

#include "base/time_text.h"
#include "cli/terminal.h"
#include "client/target.h"

namespace cronmon {

Flushed Flush::run(const std::vector<std::string>& folders) {
    for (const std::string& folder : folders) {
        auto spool = Spool::open(folder, Make::no);
        if (spool) flush(*spool);
        else if (spool.error().code != Code::not_found && folders.size() == 1)
            flushed_.trouble = spool.error();
    }
    return std::move(flushed_);
}

void Flush::flush(Spool& spool) {
    if (spool.entries().empty()) return;
    const auto lock = spool.lock(clock_, limits_.wait_for_lock);
    const auto waiting = spool.entries();  // once more: somebody may have delivered it meanwhile
    if (!lock) {
        for (std::size_t i = 0; i < waiting.size(); ++i)
            leave({Code::busy, "another process is flushing this spool"});
        return;
    }
    spool.sweep(clock_.now());
    for (const auto& entry : waiting) deliver(spool, entry.name);
}

bool Flush::has_time() const {
    return clock_.steady() - start_ < limits_.whole &&
           flushed_.delivered <
               static_cast<std::int64_t>(std::min<std::size_t>(limits_.events, INT64_MAX));
}

void Flush::deliver(Spool& spool, const std::string& name) {
    if (!has_time()) return leave({Code::busy, "there was no time for more"});
    const auto event = spool.read(name);
    if (!event) {
        if (event.error().code == Code::not_found) return;
        if (event.error().code != Code::invalid) return leave(event.error());
        spool.reject(name);
        ++flushed_.rejected;
        flushed_.warnings.push_back(name + " was moved to rejected: " + event.error().message);
        return;
    }
    if (clock_.now() - event->at > late_max) {
        spool.remove(name);
        ++flushed_.dropped;
        return warn(*event, "was dropped: it is older than any server takes (7d)");
    }
    Server& server = server_of(*event);
    if (server.stuck) ++flushed_.left;
    else settle(spool, name, *event, server);
}

Flush::Server& Flush::server_of(const Event& event) {
    const auto [found, is_new] = servers_.try_emplace(late_server(event));
    if (!is_new) return found->second;
    auto api = reach_.open(found->first, limits_.each);
    if (api) found->second.api = *std::move(api);
    else {
        found->second.stuck = true;
        if (!flushed_.trouble) flushed_.trouble = api.error();
    }
    return found->second;
}

void Flush::settle(Spool& spool, const std::string& name, const Event& event, Server& server) {
    const LateAnswer answer = tell_late(*server.api, event, limits_.each);
    switch (answer.verdict) {
        case LateAnswer::Verdict::delivered:
            spool.remove(name);
            ++flushed_.delivered;
            return;
        case LateAnswer::Verdict::never:
            spool.reject(name);
            ++flushed_.rejected;
            return warn(event, "was moved to rejected: " + answer.why.message);
        case LateAnswer::Verdict::not_now: server.stuck = true; return leave(answer.why);
    }
}

void Flush::leave(const Error& why) {
    ++flushed_.left;
    if (!flushed_.trouble) flushed_.trouble = why;
}

void Flush::warn(const Event& event, const std::string& what) {
    flushed_.warnings.push_back("the " + std::string(word(event.kind)) + " of " +
                                shown_target(event.target) + " at " + utc_text(event.at) + ' ' +
                                what);
}

}  // namespace cronmon
