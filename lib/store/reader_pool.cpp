#include "store/reader_pool.h"

namespace cronmon {
namespace {

constexpr std::size_t idle_readers_max = 8;

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

void ReaderPool::give_back(std::unique_ptr<Reader> reader) {
    const std::lock_guard lock(mutex_);
    if (idle_.size() < idle_readers_max) idle_.push_back(std::move(reader));
}

}  // namespace cronmon
