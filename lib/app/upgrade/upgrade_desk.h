// Where an upgrade is asked for, and where the main thread, which makes it, learns of that.
//
// Thread-safety: synchronised.
#pragma once

#include "http/upgrader.h"

#include <mutex>
#include <optional>
#include <string>

namespace cronmon {

// Wakes the main thread. From outside it asks for an upgrade to the own file.
extern const int upgrade_signal;

class UpgradeDesk final : public Upgrader {
public:
    // `own_path`: the file that this process was started from.
    explicit UpgradeDesk(std::string own_path);

    std::optional<Error> begin(const std::string& program) override;
    UpgradeFacts facts() const override;

    // For the main thread: the program that was asked for and not taken yet, or nothing.
    std::optional<std::string> take();
    void failed(const std::string& why);
    void took_over_from(const std::string& version);

private:
    std::optional<Error> refuse(const std::string& program) const;

    const std::string own_path_;

    mutable std::mutex mutex_;
    UpgradeFacts facts_;                // guarded by mutex_
    std::optional<std::string> asked_;  // the same
};

}  // namespace cronmon
