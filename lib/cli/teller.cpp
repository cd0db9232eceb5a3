#include "cli/teller.h"

#include "base/quote.h"
#include "cli/flush.h"
#include "client/spool.h"
#include "client/spool_folders.h"
#include "client/target.h"

#include <unistd.h>

namespace cronmon {
namespace {

constexpr const char* ping_url_variable = "CRONMON_PING_URL";
// For asking a server what a task's ping URL is, or whether there is one at all.
constexpr Millis patience_to_ask = std::chrono::seconds{5};
// For so long a server that was not there, or was silent, is taken to be so still: the end of a
// short run does not wait again for what its start has waited for.
constexpr Millis bad_news_last = std::chrono::seconds{30};

std::vector<std::string> folders_of(const Reach& reach) {
    return spool_folders([&](const std::string& name) { return reach.variable(name); }, geteuid());
}

}  // namespace

Teller::Teller(Reach& reach, const Clock& clock, std::string target)
    : reach_(reach),
      clock_(clock),
      target_(std::move(target)),
      folders_(folders_of(reach)),
      sender_(reach.ca_file()) {}

Fate Teller::tell(Event event, const Patience& patience, const std::stop_token& no_more) {
    Fate fate{Fate::Kind::lost};
    try {
        fate = tell_or_throw(event, patience, no_more);
    } catch (const std::exception& error) {
        fate.why = {Code::unreachable, error.what()};
    }
    if (fate.silent) silent_at_ = clock_.steady();
    delivered_ = fate.kind == Fate::Kind::delivered;
    note(fate);
    return fate;
}

Fate Teller::tell_or_throw(Event& event, const Patience& patience, const std::stop_token& no_more) {
    event.target = target_;
    if (auto error = check_target("target", target_))
        return {Fate::Kind::refused, *std::move(error)};
    if (auto error = find_url()) {
        if (error->code == Code::not_found) return {Fate::Kind::refused, *std::move(error)};
        return keep(event, {Fate::Kind::spooled, *std::move(error)});
    }
    event.target = url_;
    const Answer answer =
        sender_.post(ping_url(url_, path_suffix(event), event.rid), event.body,
                     is_recent(silent_at_) ? patience_when_slow : patience, no_more);
    Fate fate{Fate::Kind::delivered, {Code::invalid, answer.why}, answer.silent, answer.body_limit};
    if (answer.verdict == Answer::Verdict::delivered) return fate;
    fate.kind = Fate::Kind::refused;
    return answer.verdict == Answer::Verdict::refused ? fate : keep(event, fate);
}

bool Teller::is_recent(const std::optional<Millis>& at) const {
    return at && clock_.steady() - *at < bad_news_last;
}

// An Error: it is not known now. Code::not_found: there is no such task.
std::optional<Error> Teller::find_url() {
    if (!url_.empty()) return std::nullopt;
    if (is_url(target_)) {
        url_ = target_;
        return std::nullopt;
    }
    const auto root = reach_.variable(ping_url_variable);
    if (!root) {
        if (is_recent(asked_at_)) return no_url_;
        no_url_ = ask_for_url();
        asked_at_ = clock_.steady();
        return no_url_;
    }
    if (auto error = check_target(ping_url_variable, *root)) return error;
    if (!is_url(*root))
        return Error{Code::usage, std::string(ping_url_variable) +
                                      ": must be an address such as "
                                      "https://cron.example.org/ping/<ping key>, got " +
                                      quote(*root)};
    url_ = url_below(*root, percent_encoded(target_));
    return std::nullopt;
}

std::optional<Error> Teller::ask_for_url() {
    auto api = reach_.open("", patience_to_ask);
    if (!api) return api.error();
    Client client([&]() -> Result<std::unique_ptr<Api>> { return *std::move(api); });
    const auto task = client.get(path_of("tasks", target_), patience_to_ask);
    if (!task) return task.error();
    url_ = text_of(*task, "ping_url");
    if (is_url(url_)) return std::nullopt;
    url_.clear();
    return Error{Code::unreachable, "the server does not say how to ping " + quote(target_)};
}

Fate Teller::keep(const Event& event, const Fate& undelivered) {
    Fate fate = undelivered;
    std::optional<Error> last;
    for (const std::string& folder : folders_) {
        auto spool = Spool::open(folder, Make::yes);
        last = spool ? spool->put(event) : spool.error();
        if (last) continue;
        fate.kind = Fate::Kind::spooled;
        look_for_way(event);
        return fate;
    }
    fate.kind = Fate::Kind::lost;
    fate.why = {Code::unreachable, undelivered.why.message};
    if (last) fate.why.message += "; nor can it be kept: " + last->message;
    return fate;
}

// Who spools without a token should hear of it before the spool is full.
void Teller::look_for_way(const Event& event) {
    if (way_was_looked_for_) return;
    way_was_looked_for_ = true;
    const auto api = reach_.open(late_server(event), patience_to_ask);
    if (!api && api.error().code == Code::unknown_caller)
        spooled_.insert("what is spooled cannot be delivered later: " + api.error().message);
}

void Teller::note(const Fate& fate) {
    switch (fate.kind) {
        case Fate::Kind::delivered: return;
        case Fate::Kind::spooled:
            spooled_.insert("not delivered, but spooled: " + fate.why.message);
            return;
        case Fate::Kind::refused: lost_.insert("refused: " + fate.why.message); return;
        case Fate::Kind::lost: lost_.insert("lost: " + fate.why.message); return;
    }
}

void Teller::catch_up() {
    if (!delivered_) return;
    try {
        const Flushed flushed = Flush(reach_, clock_, flush_some).run(folders_);
        lost_.insert(flushed.warnings.begin(), flushed.warnings.end());
    } catch (const std::exception& error) {
        spooled_.insert("the spool could not be flushed: " + std::string(error.what()));
    }
}

void Teller::report(std::ostream& err, Say say) const {
    if (say == Say::all)
        for (const std::string& sentence : spooled_)
            err << "cronmon: " << printable(sentence) << '\n';
    for (const std::string& sentence : lost_) err << "cronmon: " << printable(sentence) << '\n';
    err.flush();
}

}  // namespace cronmon
