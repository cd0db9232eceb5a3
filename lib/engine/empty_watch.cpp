#include "engine/empty_watch.h"

#include "alert/empty_business.h"
#include "base/log.h"

#include <algorithm>
#include <exception>
#include <iterator>

namespace cronmon {
namespace {

// `3 7 12`
std::string ids_of(const std::vector<Business>& businesses) {
    std::string ids;
    for (const Business& business : businesses)
        ids.append(ids.empty() ? "" : " ").append(std::to_string(raw(business.id)));
    return ids;
}

// What somebody is to be told of the businesses that have no notifier.
std::vector<Business> share_of(const UserView& reader, const std::vector<Business>& empty) {
    const User& user = reader.user;
    if (user.role == Role::reader) return {};
    if (user.role == Role::admin || user.all_businesses) return empty;
    std::vector<Business> share;
    std::ranges::copy_if(empty, std::back_inserter(share), [&](const Business& business) {
        return std::ranges::find(reader.businesses, business.id, &Business::id) !=
               reader.businesses.end();
    });
    return share;
}

bool is_news(const EmptyNotice& notice, const EmptyNotice& last, Millis every) {
    const Millis age = notice.told - last.told;
    return notice.businesses != last.businesses || age < Millis{0} ||
           age + empty_clock_slack >= every;
}

}  // namespace

EmptyWatch::EmptyWatch(Store& store, const Clock& clock, Relay& relay, CurrentSettings settings,
                       Submit submit)
    : store_(store),
      clock_(clock),
      relay_(relay),
      settings_(std::move(settings)),
      submit_(std::move(submit)),
      due_(clock.steady() + empty_look_first) {}

EmptyWatch::~EmptyWatch() { stop(); }

void EmptyWatch::start() {
    CHECK(!thread_.joinable());
    thread_ = std::jthread([this](std::stop_token stop) { run(std::move(stop)); });
}

void EmptyWatch::stop() {
    if (!thread_.joinable()) return;
    thread_.request_stop();
    thread_.join();
}

std::size_t EmptyWatch::step() { return take_due() ? look({}) : 0; }

void EmptyWatch::run(std::stop_token stop) {
    while (!stop.stop_requested()) {
        if (take_due()) look(stop);
        std::unique_lock lock(mutex_);
        const Millis left = std::clamp(due_ - clock_.steady(), Millis{1}, empty_sleep_max);
        stopping_.wait_for(lock, stop, left, [] { return false; });
    }
}

// A look that is due has begun: the next one is an hour away, unless something is found to fail.
bool EmptyWatch::take_due() {
    const std::lock_guard lock(mutex_);
    const Millis now = clock_.steady();
    if (now < due_) return false;
    due_ = now + empty_look_every;
    return true;
}

void EmptyWatch::due_in(Millis delay) {
    const std::lock_guard lock(mutex_);
    due_ = std::min(due_, clock_.steady() + delay);
}

std::size_t EmptyWatch::look(const std::stop_token& stop) {
    std::size_t sent = 0;
    try {
        sent = tell(stop);
    } catch (const std::exception& error) {
        log::error("empty_businesses_not_read", {{"error", error.what()}});
        due_in(empty_retry_after);
    }
    note_remembered();
    return sent;
}

// That mail is off is nobody's failure: what is owed stays owed, and nothing is said.
std::size_t EmptyWatch::tell(const std::stop_token& stop) {
    const Settings settings = settings_();
    const MailSettings mail = settings.mail();
    const std::vector<Draft> drafts = gather(settings);
    if (drafts.empty()) return 0;
    if (mail.host.empty()) {
        due_in(empty_retry_after);
        return 0;
    }
    const std::vector<Delivery> deliveries = deliver(drafts, mail, stop);
    CHECK(deliveries.size() == drafts.size());
    if (!stop.stop_requested()) log_failures("empty_businesses_not_told", deliveries);
    std::size_t sent = 0;
    for (std::size_t i = 0; i < drafts.size(); ++i)
        if (settle(drafts[i], deliveries[i])) ++sent;
    return sent;
}

// Reads all from one snapshot, which is closed before anything is sent. Who has nothing to be told
// any more has nothing to remember either: the same list, later, is a new one.
std::vector<EmptyWatch::Draft> EmptyWatch::gather(const Settings& settings) {
    auto last = unrecorded();  // before the snapshot: what leaves it meanwhile is in there
    const auto snapshot = store_.snapshot();
    for (EmptyNotice& notice : snapshot->empty_notices())
        last.try_emplace(notice.user, std::move(notice));
    const Instant now = clock_.now();
    const Millis every = settings.empty_business_every();
    const MailSettings mail = settings.mail();
    const std::vector<Business> empty = snapshot->businesses_without_notifier({});
    std::vector<Draft> drafts;
    for (const UserView& reader : snapshot->users_to_tell()) {
        const std::vector<Business> share = share_of(reader, empty);
        if (share.empty()) continue;
        const EmptyNotice notice{reader.user.id, ids_of(share), now};
        EmptyBusinessMaterial material{reader.user, share, every, {}};
        if (const auto before = last.extract(notice.user)) {
            if (!is_news(notice, before.mapped(), every)) continue;
            material.told_before = before.mapped().told;
        }
        if (is_refused(reader.user, notice, every)) continue;
        drafts.push_back({notice, compose_empty_business(material, mail, now)});
    }
    for (const auto& [user, notice] : last)
        if (!notice.businesses.empty()) remember({user, {}, now});
    return drafts;
}

std::map<UserId, EmptyNotice> EmptyWatch::unrecorded() {
    const std::lock_guard lock(mutex_);
    return unrecorded_;
}

bool EmptyWatch::is_refused(const User& user, const EmptyNotice& notice, Millis every) const {
    const auto found = refused_.find(user.id);
    if (found == refused_.end()) return false;
    const Refusal& refusal = found->second;
    return refusal.address == user.email && !is_news(notice, refusal.notice, every);
}

std::vector<Delivery> EmptyWatch::deliver(const std::vector<Draft>& drafts,
                                          const MailSettings& settings,
                                          const std::stop_token& stop) {
    std::vector<Letter> letters;
    letters.reserve(drafts.size());
    for (const Draft& draft : drafts) letters.push_back(draft.letter);
    try {
        return relay_.deliver(settings, letters, stop);
    } catch (const std::exception& error) {
        return std::vector<Delivery>(letters.size(), Delivery{false, false, error.what()});
    }
}

// True if the letter was sent.
bool EmptyWatch::settle(const Draft& draft, const Delivery& delivery) {
    refused_.erase(draft.notice.user);
    if (delivery.sent) remember(draft.notice);
    else if (delivery.permanent)
        refused_.emplace(draft.notice.user, Refusal{draft.letter.to, draft.notice});
    else due_in(empty_retry_after);
    return delivery.sent;
}

void EmptyWatch::remember(EmptyNotice notice) {
    const std::lock_guard lock(mutex_);
    unrecorded_.insert_or_assign(notice.user, std::move(notice));
}

// Some may be on their way to the disk already; to write them twice does no harm.
void EmptyWatch::note_remembered() {
    for (const auto& [user, notice] : unrecorded()) {
        auto receipt = [this, told = notice](const Result<Done>& done) { noted(told, done); };
        if (!submit_(NoteEmptyBusinesses{notice}, std::move(receipt))) due_in(empty_retry_after);
    }
}

// On the engine's thread.
void EmptyWatch::noted(const EmptyNotice& notice, const Result<Done>& done) {
    if (!done) {
        due_in(empty_retry_after);
        return;
    }
    const std::lock_guard lock(mutex_);
    const auto place = unrecorded_.find(notice.user);
    if (place == unrecorded_.end()) return;
    const EmptyNotice& newest = place->second;
    if (newest.told == notice.told && newest.businesses == notice.businesses)
        unrecorded_.erase(place);
}

}  // namespace cronmon
