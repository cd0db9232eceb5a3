// Every list of tasks that can be asked for, beside one that is made by looking at each task.
#include "store/store_world.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <random>
#include <sstream>
#include <tuple>

using namespace cronmon;

namespace {

constexpr std::array words{"down", "late", "up", "new", "paused"};

std::int64_t rank_of(const TaskView& view, Instant now) {
    const auto word = standing_word(view.standing, now);
    return std::find(words.begin(), words.end(), word) - words.begin();
}

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

bool holds(const std::string& text, const std::string& search) {
    return lower(text).find(lower(search)) != std::string::npos;
}

bool belongs(const TaskView& view, const ListQuery& query) {
    if (query.visible &&
        std::ranges::find(*query.visible, view.task.business) == query.visible->end())
        return false;
    if (!query.business.empty() && view.business != query.business) return false;
    std::istringstream wanted(query.tags);
    for (std::string tag; wanted >> tag;) {
        std::istringstream has(view.task.labels.tags);
        const std::vector<std::string> tags{std::istream_iterator<std::string>(has), {}};
        if (std::ranges::find(tags, tag) == tags.end()) return false;
    }
    if (!query.status.empty() && standing_word(view.standing, query.now) != query.status)
        return false;
    return query.search.empty() || holds(view.task.name, query.search) ||
           holds(view.business, query.search);
}

// What a sort compares: less comes first. What has no value comes last in either direction.
std::tuple<std::int64_t, std::string, std::int64_t> key_of(const TaskView& view,
                                                           const ListQuery& query) {
    const auto time = [&](std::optional<Instant> at) -> std::int64_t {
        if (!at) return INT64_MAX;
        return query.descending ? -to_ms(*at) : to_ms(*at);
    };
    const std::int64_t rank = rank_of(view, query.now);
    if (query.sort == "name") return {0, "", 0};
    if (query.sort == "last_ping") return {time(view.standing.last_ping), "", 0};
    if (query.sort == "deadline") return {time(view.standing.deadline), "", 0};
    if (query.sort == "created") return {time(view.task.created), "", 0};
    if (query.sort == "business") return {0, view.business, rank};
    return {query.sort == "state" && query.descending ? -rank : rank, "", 0};
}

Names expected(std::vector<TaskView> tasks, const ListQuery& query) {
    std::erase_if(tasks, [&](const TaskView& view) { return !belongs(view, query); });
    std::ranges::sort(tasks, [&](const TaskView& a, const TaskView& b) {
        auto left = key_of(a, query);
        auto right = key_of(b, query);
        if (query.sort == "business" && query.descending)
            std::swap(std::get<1>(left), std::get<1>(right));
        if (left != right) return left < right;
        if (query.sort == "name" && query.descending) return a.task.name > b.task.name;
        return a.task.name < b.task.name;
    });
    Names names;
    for (const TaskView& view : tasks) names.push_back(view.task.name);
    return names;
}

// Tasks of every kind, also such as stand in the same way and were made at the same moment.
struct ManyTasks : StoreWorld {
    static constexpr std::int64_t count = 300;
    std::mt19937 random{1};

    ManyTasks() {
        for (std::int64_t id = 1; id <= 7; ++id)
            business(id * 3, (id % 2 == 0 ? "Shop " : "backup ") + std::to_string(id));
        commit([&](Batch& batch) {
            for (std::int64_t id = 1; id <= count; ++id) add(batch, id);
        });
    }
    std::int64_t below(std::int64_t end) {
        return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(end));
    }
    void add(Batch& batch, std::int64_t id) {
        constexpr std::array kinds{"Nightly backup", "hourly report", "备份 SHOP", "a_b%c",
                                   R"(x\y)"};
        Task task = a_task(
            id * 11,
            std::string(kinds[static_cast<std::size_t>(below(5))]) + " " + std::to_string(id),
            3 * (1 + below(7)));
        task.created = monday + Millis{below(20)};
        constexpr std::array tags{"", "", "db", "db nightly", "nightly-2 db", "数据库"};
        task.labels.tags = tags[static_cast<std::size_t>(below(6))];
        batch.save(task);
        batch.save(task.id, a_standing(), PingId{});
    }
    Standing a_standing() {
        Standing standing;
        standing.state = static_cast<State>(below(4));
        if (below(3) > 0) standing.last_ping = monday - Millis{below(50)};
        if (standing.state == State::down) standing.owed = monday - Millis{5};
        if ((standing.state == State::up || standing.state == State::fresh) && below(4) > 0) {
            standing.owed = monday + Millis{below(100) - 50};
            standing.deadline = *standing.owed + Millis{below(100)};
        }
        return standing;
    }
    std::vector<TaskView> look_at_each() {
        std::vector<TaskView> views;
        const auto snapshot = now();
        for (std::int64_t id = 1; id <= count + 10; ++id)
            if (auto view = snapshot->task(TaskId{id * 11})) views.push_back(*std::move(view));
        return views;
    }
    ListQuery any_query() {
        const std::vector<std::string> searches{"",  "",   "backup",   "SHOP", "备份", "%",
                                                "_", "\\", "report 1", "zzz",  "1",    " 29"};
        const std::vector<std::string> statuses{"",   "",    "down",   "late",
                                                "up", "new", "paused", "sideways"};
        const std::vector<std::string> sorts{"",         "name",     "state",   "last_ping",
                                             "deadline", "business", "created", "1; DROP TABLE"};
        const auto one_of = [&](const std::vector<std::string>& all) {
            return all[static_cast<std::size_t>(below(static_cast<std::int64_t>(all.size())))];
        };
        ListQuery query;
        query.search = one_of(searches);
        query.status = one_of(statuses);
        query.sort = one_of(sorts);
        query.descending = below(2) == 1;
        if (below(4) == 0) query.business = below(5) == 0 ? "nobody's" : "Shop 2";
        if (below(3) == 0)
            query.tags = one_of({"db", "nightly", " nightly  db", "d", "数据库", "%"});
        if (below(3) == 0) {
            query.visible.emplace();
            for (std::int64_t id = 0; id <= 7; ++id)
                if (below(3) == 0) query.visible->push_back(BusinessId{id * 3});
        }
        query.length = 1 + below(60);
        query.now = monday + Millis{below(3) - 1};
        return query;
    }
    // The page shows the same until the time it has given.
    void stays_as_told(const Page<TaskView>& page, ListQuery query) {
        const Instant seen_at = query.now;
        query.now = page.until.value_or(seen_at + 10 * one_day) - Millis{1};
        CHECK(query.now >= seen_at);
        const auto later = now()->tasks(query);
        CHECK_EQ(later.total, page.total);
        CHECK_EQ(names_of(later), names_of(page));
        for (const TaskView& view : page.rows)
            CHECK_EQ(standing_word(view.standing, query.now),
                     standing_word(view.standing, seen_at));
    }
    void compare(int queries) {
        const std::vector<TaskView> all = look_at_each();
        for (int i = 0; i < queries; ++i) {
            ListQuery query = any_query();
            const Names names = expected(all, query);
            const auto pages = static_cast<std::int64_t>(names.size()) / query.length + 2;
            query.page = 1 + below(pages);
            const auto begin =
                std::min((query.page - 1) * query.length, static_cast<std::int64_t>(names.size()));
            const auto end =
                std::min(begin + query.length, static_cast<std::int64_t>(names.size()));
            const auto page = now()->tasks(query);
            INFO("search '" << query.search << "' status '" << query.status << "' sort '"
                            << query.sort << "' page " << query.page << " of " << query.length
                            << (query.descending ? " descending" : ""));
            CHECK_EQ(page.total, static_cast<std::int64_t>(names.size()));
            CHECK_EQ(names_of(page), Names(names.begin() + begin, names.begin() + end));
            stays_as_told(page, query);
        }
    }
};

}  // namespace

TEST_CASE_FIXTURE(ManyTasks, "any page of any list is what looking at each task gives") {
    compare(500);
}

TEST_CASE_FIXTURE(ManyTasks,
                  "lists follow tasks that are added, renamed, moved, removed and pinged") {
    for (int round = 0; round < 20; ++round) {
        compare(10);
        commit([&](Batch& batch) {
            const std::int64_t id = 1 + below(count);
            switch (below(5)) {
                case 0: batch.remove(TaskId{id * 11}); break;
                case 1: batch.remove(BusinessId{3 * (1 + below(7))}); break;
                case 2: batch.save(TaskId{id * 11}, a_standing(), PingId{}); break;
                default:
                    batch.save(Business{BusinessId{3}, "back again", true, monday});
                    batch.save(a_task(id * 11, "renamed " + std::to_string(round), 3));
            }
        });
    }
}

TEST_CASE_FIXTURE(ManyTasks, "a business is found under its new name at once") {
    CHECK_EQ(now()->tasks({.search = "renamed business"}).total, 0);
    business(3, "renamed business");
    CHECK_GT(now()->tasks({.search = "renamed business"}).total, 0);
}

TEST_CASE_FIXTURE(ManyTasks, "each of two snapshots lists the tasks of its own moment") {
    const auto before = now();
    const std::int64_t total = before->tasks({.length = 1}).total;
    commit([](Batch& batch) { batch.remove(TaskId{11}); });
    const auto after = now();
    for (int i = 0; i < 2; ++i) {
        CHECK_EQ(before->tasks({.length = 1}).total, total);
        CHECK_EQ(after->tasks({.length = 1}).total, total - 1);
        CHECK_EQ(now()->tasks({.length = 1}).total, total - 1);
    }
}

TEST_CASE_FIXTURE(StoreWorld,
                  "a name is found at its beginning, its end and as a whole, and no other is") {
    business(1, "backup");
    std::int64_t id = 0;
    for (const char* name : {"a one", "b", "one c", "one", "onf"}) task(++id, name);
    CHECK_EQ(names_of(now()->tasks({.search = "ONE", .sort = "name"})),
             Names{"a one", "one", "one c"});
    CHECK_EQ(now()->tasks({.search = "one\nb"}).total, 0);
    CHECK_EQ(now()->tasks({.search = "e"}).total, 3);
    CHECK_EQ(now()->tasks({.search = "f"}).total, 1);
}

TEST_CASE_FIXTURE(ManyTasks, "a page is told how long it holds, and never for too long") {
    commit([](Batch& batch) {
        for (std::int64_t id = 1; id <= count; ++id)
            batch.save(TaskId{id * 11}, Standing{State::paused, monday, {}, {}, {}, {}}, PingId{});
    });
    CHECK(now()->tasks({.now = monday}).until >= monday + std::chrono::minutes{1});
    CHECK_FALSE(now()->tasks({.sort = "name", .now = monday}).until.has_value());
    CHECK_FALSE(now()->tasks({.search = " 29", .now = monday}).until.has_value());
    const Instant owed = monday + Millis{20};
    stand(11, Standing{State::up, monday, {}, owed, monday + one_day, {}});
    CHECK_EQ(now()->tasks({.now = monday}).until, owed);
    CHECK_EQ(now()->tasks({.status = "late", .now = monday}).until, owed);
    CHECK_EQ(now()->tasks({.status = "late", .now = monday}).total, 0);
    CHECK_EQ(now()->tasks({.status = "late", .now = owed}).total, 1);
    CHECK_EQ(now()->tasks({.sort = "name", .length = 1000, .now = monday}).until, owed);
}
