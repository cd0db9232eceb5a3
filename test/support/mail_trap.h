// A relay that keeps letters instead of sending them, and refuses them when it is told to.
//
// Thread-safety: synchronised.
#pragma once

#include "alert/relay.h"

#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace cronmon {

class MailTrap final : public Relay {
public:
    std::vector<Delivery> deliver(const MailSettings&, std::span<const Letter> letters,
                                  std::stop_token) override {
        const std::lock_guard lock(mutex_);
        ++connections_;
        tries_ += letters.size();
        std::vector<Delivery> deliveries;
        for (const Letter& letter : letters) deliveries.push_back(judge(letter));
        return deliveries;
    }

    Delivery log_in(const MailSettings&, std::stop_token) override {
        const std::lock_guard lock(mutex_);
        return {down_.empty(), false, down_};
    }

    // From now on nothing is taken: the server is down.
    void go_down(std::string error) {
        const std::lock_guard lock(mutex_);
        down_ = std::move(error);
    }
    void come_back() { go_down({}); }

    // This recipient is refused for good.
    void refuse(std::string address, std::string error) {
        const std::lock_guard lock(mutex_);
        refused_[std::move(address)] = std::move(error);
    }

    std::vector<Letter> letters() const {
        const std::lock_guard lock(mutex_);
        return letters_;
    }
    // The subjects, each with who got it: `ops@example.org: [DOWN] nightly (db)`.
    std::vector<std::string> subjects() const {
        std::vector<std::string> lines;
        for (const Letter& letter : letters()) lines.push_back(letter.to + ": " + letter.subject);
        return lines;
    }
    std::size_t tries() const {
        const std::lock_guard lock(mutex_);
        return tries_;
    }
    std::size_t connections() const {
        const std::lock_guard lock(mutex_);
        return connections_;
    }

private:
    Delivery judge(const Letter& letter) {
        if (!down_.empty()) return {false, false, down_};
        const auto refusal = refused_.find(letter.to);
        if (refusal != refused_.end()) return {false, true, refusal->second};
        letters_.push_back(letter);
        return {true, false, {}};
    }

    mutable std::mutex mutex_;
    std::string down_;
    std::map<std::string, std::string> refused_;
    std::vector<Letter> letters_;
    std::size_t tries_ = 0;
    std::size_t connections_ = 0;
};

}  // namespace cronmon
