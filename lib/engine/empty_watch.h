// Tells administrators of enabled businesses that have no notifier: their alarms reach no one.
//
// Every enabled administrator is told of all such businesses, every enabled manager of their own,
// each in one letter; readers and users without an address are told nothing. A letter is owed to
// somebody whose list is another than the one they were told last, or who was told it
// `empty_business.every` ago.
//
//     (due) read users, businesses, what was told -> compose -> relay -> note (engine) on disk
//
// The first look comes a minute after the start, the others an hour after the one before. Whoever
// has just set up cronmon should not wait an hour for the hint; and since what was told is on
// disk, a start repeats nothing. What the relay did not take, or the engine could not write down,
// is tried again five minutes later. What was told and is not on disk yet is remembered here: a
// full disk must not become a flood of mail. An address that is refused for good is left alone
// until it, or what there is to say, changes, or the next letter would be due.
//
// Looks are due on the steady clock, so that a wall clock set back delays none; what was told in
// the future, by a wall clock that was wrong, is told again.
//
// Thread-safety: synchronised; start, stop and step from the thread that owns it, and step not
// between start and stop.
#pragma once

#include "alert/relay.h"
#include "base/clock.h"
#include "core/settings.h"
#include "engine/change.h"
#include "store/store.h"

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace cronmon {

constexpr Millis empty_look_first = std::chrono::minutes{1};
constexpr Millis empty_look_every = std::chrono::hours{1};
constexpr Millis empty_retry_after = std::chrono::minutes{5};
// The wall clock may have been corrected by this much against the steady one between two letters.
constexpr Millis empty_clock_slack = std::chrono::minutes{1};
// The longest sleep: a retry that somebody else asked for is noticed then.
constexpr Millis empty_sleep_max = std::chrono::minutes{1};

class EmptyWatch {
public:
    using CurrentSettings = std::function<Settings()>;
    // Hands a note to the engine; false if it took none, and the receipt is not called then. The
    // receipt must not be called after the watch is gone.
    using Submit = std::function<bool(NoteEmptyBusinesses, Receipt)>;

    EmptyWatch(Store& store, const Clock& clock, Relay& relay, CurrentSettings settings,
               Submit submit);
    ~EmptyWatch();

    void start();
    // Returns within a second or two; a letter under way is broken off and stays owed.
    void stop();

    // Looks, if that is due, on the calling thread; returns how many letters were sent.
    std::size_t step();

private:
    struct Draft {
        EmptyNotice notice;  // to be written down if the letter is delivered
        Letter letter;
    };
    struct Refusal {
        std::string address;
        EmptyNotice notice;
    };

    void run(std::stop_token stop);
    bool take_due();
    void due_in(Millis delay);  // at the latest: an earlier time stays
    std::size_t look(const std::stop_token& stop);
    std::size_t tell(const std::stop_token& stop);
    std::vector<Draft> gather(const Settings& settings);
    std::map<UserId, EmptyNotice> unrecorded();
    bool is_refused(const User& user, const EmptyNotice& notice, Millis every) const;
    std::vector<Delivery> deliver(const std::vector<Draft>& drafts, const MailSettings& settings,
                                  const std::stop_token& stop);
    bool settle(const Draft& draft, const Delivery& delivery);
    void remember(EmptyNotice notice);
    void note_remembered();
    void noted(const EmptyNotice& notice, const Result<Done>& done);

    // Fixed after construction.
    Store& store_;
    const Clock& clock_;
    Relay& relay_;
    const CurrentSettings settings_;
    const Submit submit_;

    // Confined to the watch's thread.
    std::map<UserId, Refusal> refused_;

    std::mutex mutex_;
    std::condition_variable_any stopping_;

    // Guarded by mutex_.
    Millis due_;                                // on the steady clock
    std::map<UserId, EmptyNotice> unrecorded_;  // what was told and may not be on disk

    std::jthread thread_;
};

}  // namespace cronmon
