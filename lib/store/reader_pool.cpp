#include "store/reader_pool.h"

namespace cronmon {
namespace {

constexpr std::size_t idle_readers_max = 8;

std::int64_t read_edition(Connection& connection) {
    Query row = connection.query("SELECT edition FROM task_edition");
    return row.next() ? row.take<std::int64_t>() : 0;
}

}  // namespace

std::unique_ptr<Reader> ReaderPool::take() {
    {
        const std::lock_guard lock(mutex_);
        if (!idle_.empty()) {
            std::unique_ptr<Reader> reader = std::move(idle_.back());
            idle_.pop_back();
            return reader;
        }
    }
    return std::make_unique<Reader>(path_);
}

std::shared_ptr<const Catalogue> ReaderPool::catalogue(Connection& connection) {
    const std::int64_t edition = read_edition(connection);
    {
        const std::lock_guard lock(mutex_);
        if (catalogue_ && catalogue_->edition() == edition) return catalogue_;
    }
    auto made = std::make_shared<const Catalogue>(connection, edition);
    const std::lock_guard lock(mutex_);
    if (!catalogue_ || catalogue_->edition() < edition) catalogue_ = made;
    return made;
}

std::shared_ptr<const StateHistory> ReaderPool::history(Connection& connection,
                                                        std::shared_ptr<const Catalogue> catalogue,
                                                        std::int64_t first_day) {
    const FlipId newest = newest_flip(connection);
    std::shared_ptr<const StateHistory> known;
    {
        const std::lock_guard lock(mutex_);
        if (history_ && history_->leads_to(*catalogue, first_day, newest)) known = history_;
    }
    if (known && known->newest() == newest) return known;
    auto made = known ? std::make_shared<const StateHistory>(connection, *known)
                      : std::make_shared<const StateHistory>(connection, catalogue, first_day);
    const std::lock_guard lock(mutex_);
    history_ = made;
    return made;
}

void ReaderPool::give_back(std::unique_ptr<Reader> reader) {
    const std::lock_guard lock(mutex_);
    if (idle_.size() < idle_readers_max) idle_.push_back(std::move(reader));
}

}  // namespace cronmon
