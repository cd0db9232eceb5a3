#include "store/task_list.h"

#include "store/list.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <utility>

namespace cronmon {
namespace {

using Place = Catalogue::Place;
using Places = std::vector<Place>;
using Values = std::vector<std::int64_t>;  // by place

constexpr std::array<std::string_view, 5> ranked_words{"down", "late", "up", "new", "paused"};
constexpr std::int64_t rank_up = 2;
constexpr std::int64_t ranks_max = 8;
constexpr std::int64_t none = std::numeric_limits<std::int64_t>::max();  // comes last

constexpr std::size_t uuid_digits_min = 8;

// Below this part of all tasks each is looked up by itself.
constexpr std::size_t few_part = 16;

// A word that is no state matches nothing.
std::int64_t rank_of(std::string_view status) {
    return std::ranges::find(ranked_words, status) - ranked_words.begin();
}

// A walk over all standings also finds out which task becomes late next, if one does so soon.
constexpr std::int64_t soon_ms = 60'000;

// A value that a standing has, and when it becomes another one by the mere passing of time. ?1 is
// `parameter`.
struct Column {
    std::string value;
    std::string changes;
    std::string is_unusual;
    std::int64_t usual;
    std::int64_t parameter;
    std::optional<Instant> known_until = {};  // what is usual changes later than that, if ever
};

Column rank_at(Instant now) {
    return {rank_sql("?1"),
            "CASE WHEN standing.owed_ms > ?1 AND standing.deadline_ms IS NOT NULL "
            "THEN standing.owed_ms END",
            "standing.state <> 1 OR standing.owed_ms <= ?1 + " + std::to_string(soon_ms),
            rank_up,
            to_ms(now),
            now + Millis{soon_ms}};
}

Column time_in(const std::string& column) {
    return {"ifnull(" + column + ", ?1)", "NULL", column + " IS NOT NULL", none, none};
}

// What of a search may be found in a UUID: its hexadecimal digits in upper case, if it has no other
// letters behind its last slash, and as many as a UUID's first group; fewer are in too many.
std::string digits_of_uuid(std::string_view search) {
    std::string digits;
    for (const char c : search.substr(search.rfind('/') + 1)) {
        if (c == '-') continue;
        const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        if (!hex) return {};
        digits += c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return digits.size() >= uuid_digits_min ? digits : std::string{};
}

// Whether each of the wanted tags is among `tags`; both are separated by blanks.
bool has_tags(const std::string& tags, std::string_view wanted) {
    const std::string padded = ' ' + tags + ' ';
    while (!wanted.empty()) {
        const auto end = std::min(wanted.find(' '), wanted.size());
        const std::string tag(wanted.substr(0, end));
        if (!tag.empty() && padded.find(' ' + tag + ' ') == std::string::npos) return false;
        wanted.remove_prefix(std::min(end + 1, wanted.size()));
    }
    return true;
}

class TaskList {
public:
    TaskList(Connection& connection, const Catalogue& catalogue, const ListQuery& query)
        : connection_(connection), catalogue_(catalogue), query_(query) {}

    TaskIds page() {
        choose();
        if (!query_.status.empty()) {
            const Values& ranks = this->ranks();
            const std::int64_t rank = rank_of(query_.status);
            std::erase_if(places_, [&](Place place) { return ranks[place] != rank; });
        }
        TaskIds ids{{}, static_cast<std::int64_t>(places_.size()), {}};
        const auto begin = std::min(offset_of(query_), ids.total);
        const auto end = std::min(begin + query_.length, ids.total);
        order(begin, end);
        for (std::int64_t i = begin; i < end; ++i)
            ids.page.push_back(catalogue_.id(places_[static_cast<std::size_t>(i)]));
        ids.until = until_;
        return ids;
    }

    TaskCounts counts(Instant before) {
        choose();
        TaskCounts counts;
        counts.tasks.now = static_cast<std::int64_t>(places_.size());
        for (const Place place : places_) {
            counts.tasks.before += catalogue_.created(place) <= before;
            ++counts.states.at(static_cast<std::size_t>(ranks()[place]));
        }
        return counts;
    }

private:
    template <class... Values>
    std::vector<BusinessId> businesses(std::string_view sql, const Values&... values) {
        std::vector<BusinessId> ids;
        Query row = connection_.query(sql, values...);
        while (row.next()) ids.push_back(row.take<BusinessId>());
        return ids;
    }

    // Tasks whose UUID holds what is searched, if that can be a part of one, or a ping URL.
    void mark_uuids(Catalogue::Marks& found) {
        const std::string digits = digits_of_uuid(query_.search);
        if (digits.empty()) return;
        Query row = connection_.query("SELECT id FROM task WHERE instr(hex(uuid), ?) > 0", digits);
        while (row.next()) found[catalogue_.place(row.take<TaskId>())] = 1;
    }

    // Which groups the query leaves.
    Catalogue::Marks allowed_groups() {
        Catalogue::Marks allowed(catalogue_.groups(), 1);
        const auto allow_only = [&](const std::vector<BusinessId>& ids) {
            const Catalogue::Marks among = catalogue_.among(ids);
            for (std::size_t i = 0; i < allowed.size(); ++i) allowed[i] &= among[i];
        };
        if (query_.visible) allow_only(*query_.visible);
        if (!query_.business.empty())
            allow_only(businesses("SELECT id FROM business WHERE name = ?", query_.business));
        return allowed;
    }

    Catalogue::Marks tagged() {
        Catalogue::Marks marks(catalogue_.size(), query_.tags.empty());
        if (query_.tags.empty()) return marks;
        Query row = connection_.query("SELECT id, tags FROM task WHERE tags <> ''");
        while (row.next()) {
            const auto id = row.take<TaskId>();
            marks[catalogue_.place(id)] = has_tags(row.take<std::string>(), query_.tags);
        }
        return marks;
    }

    // Those of the query's businesses and tags whose name or UUID, or whose business's name, holds
    // what is searched.
    void choose() {
        const Catalogue::Marks allowed = allowed_groups();
        const Catalogue::Marks tagged = this->tagged();
        Catalogue::Marks named = catalogue_.named(query_.search);
        mark_uuids(named);
        const Catalogue::Marks grouped = catalogue_.among(
            businesses(R"sql(SELECT id FROM business WHERE name LIKE ? ESCAPE '\')sql",
                       like_pattern(query_.search)));
        for (Place place = 0; place < catalogue_.size(); ++place) {
            const Catalogue::Group group = catalogue_.group(place);
            if (allowed[group] && tagged[place] && (named[place] || grouped[group]))
                places_.push_back(place);
        }
    }

    const Values& ranks() {
        if (!ranks_.empty()) return ranks_;
        return ranks_ = values(rank_at(query_.now));
    }

    // What the column holds for the places that were chosen.
    Values values(const Column& column) {
        Values values(catalogue_.size(), column.usual);
        if (places_.size() < catalogue_.size() / few_part) look_up(column, values);
        else walk(column, values);
        return values;
    }

    void take(Query& row, std::int64_t& value) {
        value = row.take<std::int64_t>();
        if (const auto changes = row.take<std::optional<Instant>>()) stays_until(*changes);
    }

    void stays_until(Instant changes) { until_ = std::min(until_.value_or(changes), changes); }

    void look_up(const Column& column, Values& values) {
        const std::string sql =
            "SELECT " + column.value + ", " + column.changes + " FROM standing WHERE task_id = ?2";
        for (const Place place : places_) {
            Query row = connection_.query(sql, column.parameter, catalogue_.id(place));
            if (row.next()) take(row, values[place]);
        }
    }

    void walk(const Column& column, Values& values) {
        Query row =
            connection_.query("SELECT task_id, " + column.value + ", " + column.changes +
                                  " FROM standing WHERE " + column.is_unusual + " ORDER BY task_id",
                              column.parameter);
        auto task = catalogue_.by_id().begin();
        while (row.next()) {
            const auto id = row.take<TaskId>();
            while (task->id < id) ++task;
            take(row, values[task->place]);
        }
        if (column.known_until) stays_until(*column.known_until);
    }

    // Brings those into their order that belong between `begin` and `end`. They are in the order of
    // names, which is also that of equal ones.
    void order(std::int64_t begin, std::int64_t end) {
        if (query_.sort == "name") {
            if (query_.descending) std::ranges::reverse(places_);
            return;
        }
        const Values keys = this->keys();
        std::vector<std::pair<std::int64_t, Place>> sorted;
        sorted.reserve(places_.size());
        for (const Place place : places_) sorted.emplace_back(keys[place], place);
        const auto first = sorted.begin() + begin;
        const auto last = sorted.begin() + end;
        std::nth_element(sorted.begin(), first, sorted.end());
        std::partial_sort(first, last, sorted.end());
        for (auto at = first; at != last; ++at)
            places_[static_cast<std::size_t>(at - sorted.begin())] = at->second;
    }

    Values keys() {
        if (query_.sort == "last_ping") return turned(values(time_in("standing.last_ping_ms")));
        if (query_.sort == "deadline") return turned(values(time_in("standing.deadline_ms")));
        if (query_.sort == "created") return turned(ages());
        if (query_.sort == "state") return turned(ranks());
        if (query_.sort == "business") return by_business();
        return ranks();
    }

    // In the query's direction. What has no value comes last in either.
    Values turned(Values values) const {
        if (query_.descending)
            for (std::int64_t& value : values) value = value == none ? none : -value;
        return values;
    }

    Values ages() const {
        Values ages;
        for (Place place = 0; place < catalogue_.size(); ++place)
            ages.push_back(to_ms(catalogue_.created(place)));
        return ages;
    }

    // By the business's name, and within it in natural order.
    Values by_business() {
        const Values order =
            turned(catalogue_.positions(businesses("SELECT id FROM business ORDER BY name")));
        Values keys = ranks();
        for (Place place = 0; place < catalogue_.size(); ++place)
            keys[place] += order[catalogue_.group(place)] * ranks_max;
        return keys;
    }

    Connection& connection_;
    const Catalogue& catalogue_;
    const ListQuery& query_;
    Places places_;  // that were chosen
    Values ranks_;   // of those, once somebody asks
    std::optional<Instant> until_;
};

}  // namespace

TaskIds list_tasks(Connection& connection, const Catalogue& catalogue, const ListQuery& query) {
    return TaskList(connection, catalogue, query).page();
}

TaskCounts count_tasks(Connection& connection, const Catalogue& catalogue, const ListQuery& query,
                       Instant before) {
    return TaskList(connection, catalogue, query).counts(before);
}

}  // namespace cronmon
