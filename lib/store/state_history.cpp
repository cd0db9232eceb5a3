#include "store/state_history.h"

#include "store/row_map.h"

#include <algorithm>

namespace cronmon {
namespace {

constexpr std::int64_t kept_days_max = 30;  // before the first that is asked for

Instant begin_of(std::int64_t day) { return from_ms(day * ms_per_day); }

std::size_t number(State state) { return static_cast<std::size_t>(state); }

}  // namespace

StateHistory::StateHistory(Connection& connection, std::shared_ptr<const Catalogue> catalogue,
                           std::int64_t first_day)
    : catalogue_(std::move(catalogue)),
      first_day_(first_day),
      newest_(newest_flip(connection)),
      present_(catalogue_->groups()) {
    // What a task is now less all that its flips made of it is what it was at first.
    States states = count_present(connection);
    Query flip =
        connection.query("SELECT task_id, at_ms, from_state, to_state FROM flip WHERE at_ms >= ?",
                         begin_of(first_day));
    while (flip.next()) {
        const Catalogue::Place place = catalogue_->place(flip.take<TaskId>());
        const auto at = flip.take<Instant>();
        const std::size_t from = number(read_state(flip));
        const std::size_t to = number(read_state(flip));
        states[place] += static_cast<int>(from) - static_cast<int>(to);
        pass(catalogue_->group(place), at, from, to);
    }
    count_births(states);
}

StateHistory::StateHistory(Connection& connection, const StateHistory& before)
    : StateHistory(before) {
    Query flip = connection.query(
        "SELECT id, task_id, at_ms, from_state, to_state FROM flip WHERE id > ? ORDER BY id",
        before.newest_);
    while (flip.next()) {
        newest_ = flip.take<FlipId>();
        const Catalogue::Group group = catalogue_->group(catalogue_->place(flip.take<TaskId>()));
        const auto at = flip.take<Instant>();
        const std::size_t from = number(read_state(flip));
        const std::size_t to = number(read_state(flip));
        --present_[group][from];
        ++present_[group][to];
        pass(group, at, from, to);
    }
}

bool StateHistory::leads_to(const Catalogue& catalogue, std::int64_t first_day,
                            FlipId newest) const {
    return catalogue_->edition() == catalogue.edition() && newest_ <= newest &&
           first_day_ <= first_day && first_day - first_day_ <= kept_days_max;
}

StateHistory::States StateHistory::count_present(Connection& connection) {
    States states(catalogue_->size(), static_cast<int>(State::up));
    Query row = connection.query("SELECT task_id, state FROM standing WHERE state <> ?", State::up);
    while (row.next()) {
        const Catalogue::Place place = catalogue_->place(row.take<TaskId>());
        states[place] = static_cast<int>(read_state(row));
    }
    for (Catalogue::Place place = 0; place < catalogue_->size(); ++place)
        ++present_[catalogue_->group(place)][static_cast<std::size_t>(states[place])];
    return states;
}

void StateHistory::count_births(const States& born_as) {
    for (Catalogue::Place place = 0; place < catalogue_->size(); ++place) {
        const Instant at = catalogue_->created(place);
        if (at < begin_of(first_day_)) continue;
        const auto state = static_cast<std::size_t>(std::clamp(born_as[place], 0, 3));
        ++changes_on(at)[catalogue_->group(place)][state];
    }
}

void StateHistory::pass(Catalogue::Group group, Instant at, std::size_t from, std::size_t to) {
    if (at < begin_of(first_day_)) return;
    StateCounts& changes = changes_on(at)[group];
    --changes[from];
    ++changes[to];
}

StateHistory::Groups& StateHistory::changes_on(Instant at) {
    return changes_.try_emplace(day_of(at), present_.size()).first->second;
}

StateCounts StateHistory::sum(const Groups& groups, const Catalogue::Marks& meant) const {
    StateCounts sum{};
    for (std::size_t group = 0; group < groups.size(); ++group)
        for (std::size_t state = 0; state < sum.size(); ++state)
            sum[state] += meant[group] ? groups[group][state] : 0;
    return sum;
}

std::vector<StateDay> StateHistory::days(const Visible& visible, std::int64_t first_day,
                                         std::int64_t today) const {
    const Catalogue::Marks meant =
        visible ? catalogue_->among(*visible) : Catalogue::Marks(catalogue_->groups(), 1);
    std::vector<StateDay> days;
    StateCounts states = sum(present_, meant);
    auto later = changes_.rbegin();
    for (std::int64_t day = today; day >= first_day; --day) {
        for (; day < today && later != changes_.rend() && later->first > day; ++later) {
            const StateCounts changes = sum(later->second, meant);
            for (std::size_t state = 0; state < states.size(); ++state)
                states[state] -= changes[state];
        }
        days.push_back({day, states});
    }
    std::ranges::reverse(days);
    return days;
}

FlipId newest_flip(Connection& connection) {
    Query row = connection.query("SELECT MAX(id) FROM flip");
    return row.next() ? row.take<FlipId>() : FlipId{};
}

}  // namespace cronmon
