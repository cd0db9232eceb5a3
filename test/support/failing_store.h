// The real store behind a switch: while it is broken, every commit fails as on a full disk.
//
// Thread-safety: break_down and mend from any thread; the rest as Store.
#pragma once

#include "base/error.h"
#include "store/store.h"

#include <atomic>
#include <climits>
#include <memory>

namespace cronmon {

class FailingStore final : public Store {
public:
    explicit FailingStore(std::unique_ptr<Store> store) : store_(std::move(store)) {}

    void break_down() { breaks_at_ = 0; }
    void break_down_after(int commits) { breaks_at_ = commits_ + commits; }
    void mend() { breaks_at_ = INT_MAX; }
    bool is_broken() const { return commits_ >= breaks_at_; }
    int commits() const { return commits_; }

    void for_each_task(const std::function<void(TaskRow)>& visit) override {
        store_->for_each_task(visit);
    }
    std::vector<Business> businesses() override { return store_->businesses(); }
    std::vector<OwedAlert> owed_alerts() override { return store_->owed_alerts(); }
    std::vector<std::pair<std::string, std::string>> settings() override {
        return store_->settings();
    }
    HighestIds highest_ids() override { return store_->highest_ids(); }
    std::optional<Pulse> pulse() override { return store_->pulse(); }
    std::vector<std::int64_t> buckets() override { return store_->buckets(); }
    bool has_users() override { return store_->has_users(); }
    void for_each_ping_after(PingId after,
                             const std::function<void(const LoggedPing&)>& visit) override {
        store_->for_each_ping_after(after, visit);
    }

    // The batch is filled first and fails at its end, which is where a full disk shows.
    void commit(const std::function<void(Batch&)>& write) override {
        store_->commit([&](Batch& batch) {
            write(batch);
            if (is_broken()) throw StoreError("disk full while committing");
        });
        ++commits_;
    }

    std::int64_t checkpoint(Checkpoint how) override { return store_->checkpoint(how); }
    std::int64_t wal_bytes() const override { return store_->wal_bytes(); }
    StoreSize size() override { return store_->size(); }
    void limit_log(std::int64_t bytes) override { store_->limit_log(bytes); }
    Result<std::int64_t> back_up(const std::string& target, std::stop_token stop) override {
        return store_->back_up(target, std::move(stop));
    }
    std::unique_ptr<Snapshot> snapshot() override { return store_->snapshot(); }
    std::int64_t size_bytes() const override { return store_->size_bytes(); }

private:
    std::unique_ptr<Store> store_;
    std::atomic<int> commits_{0};
    std::atomic<int> breaks_at_{INT_MAX};
};

}  // namespace cronmon
