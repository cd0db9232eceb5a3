#include "store/catalogue.h"

#include <algorithm>

namespace cronmon {
namespace {

void lower(std::string& text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

Catalogue::Catalogue(Connection& connection, std::int64_t edition) : edition_(edition) {
    Query business = connection.query("SELECT id FROM business ORDER BY id");
    while (business.next()) businesses_.push_back(business.take<BusinessId>());
    Query row =
        connection.query("SELECT name, id, business_id, created_ms FROM task ORDER BY name");
    while (row.next()) {
        begins_.push_back(static_cast<std::uint32_t>(text_.size()));
        text_.append(row.take_view()).append(1, '\n');
        ids_.push_back(row.take<TaskId>());
        groups_.push_back(static_cast<Group>(group_of(row.take<BusinessId>())));
        created_.push_back(row.take<Instant>());
        by_id_.push_back({ids_.back(), static_cast<Place>(by_id_.size())});
    }
    begins_.push_back(static_cast<std::uint32_t>(text_.size()));
    lower(text_);
    std::ranges::sort(by_id_, {}, &Entry::id);
}

std::size_t Catalogue::group_of(BusinessId business) const {
    const auto at = std::ranges::lower_bound(businesses_, business);
    if (at == businesses_.end() || *at != business) return groups();
    return static_cast<std::size_t>(at - businesses_.begin());
}

Catalogue::Place Catalogue::place(TaskId task) const {
    const auto at = std::ranges::lower_bound(by_id_, task, {}, &Entry::id);
    CHECK(at != by_id_.end() && at->id == task);
    return at->place;
}

// No name holds a line feed, so nothing is found across two of them.
Catalogue::Marks Catalogue::named(std::string_view text) const {
    Marks marks(size(), 0);
    std::string wanted(text);
    lower(wanted);
    if (wanted.find('\n') != std::string::npos) return marks;
    for (std::size_t place = 0; place < size(); ++place) {
        const std::size_t at = text_.find(wanted, begins_[place]);
        if (at == std::string::npos) break;
        if (at >= begins_[place + 1]) {
            const auto from = begins_.begin() + static_cast<std::ptrdiff_t>(place);
            place = static_cast<std::size_t>(std::upper_bound(from, begins_.end(), at) -
                                             begins_.begin() - 1);
        }
        marks[place] = 1;
    }
    return marks;
}

Catalogue::Marks Catalogue::among(std::span<const BusinessId> businesses) const {
    Marks marks(groups() + 1, 0);
    for (const BusinessId business : businesses) marks[group_of(business)] = 1;
    marks.pop_back();  // of those that are none
    return marks;
}

std::vector<std::int64_t> Catalogue::positions(std::span<const BusinessId> businesses) const {
    std::vector<std::int64_t> positions(groups() + 1);
    for (std::size_t i = 0; i < businesses.size(); ++i)
        positions[group_of(businesses[i])] = static_cast<std::int64_t>(i);
    return positions;
}

}  // namespace cronmon
