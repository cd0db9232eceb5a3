#include "http/find.h"

#include "access/permission.h"
#include "base/nearest.h"
#include "base/quote.h"
#include "base/utf8.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <ranges>
#include <string>

namespace cronmon {
namespace {

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<std::int64_t> id_of(std::string_view text) {
    const bool digits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    return digits ? whole_number(text) : std::nullopt;
}

Error unknown(std::string_view noun, std::string_view written,
              const std::vector<std::string>& known) {
    return {Code::not_found,
            std::string(noun) + ": there is no " + quote(written) + did_you_mean(written, known)};
}

// Names that may be suggested: all, or those on the first page of what is seen.
std::vector<std::string> known_names(Snapshot& snapshot, const Who& who, std::string_view noun) {
    if (!who.businesses || noun == "notifier") return snapshot.names(noun);
    ListQuery query;
    query.length = list_length_max;
    query.visible = who.businesses;
    std::vector<std::string> names;
    if (noun == "task")
        for (const TaskView& row : snapshot.tasks(query).rows) names.push_back(row.task.name);
    else
        for (const BusinessView& row : snapshot.businesses(query).rows)
            names.push_back(row.business.name);
    return names;
}

// What stands between commas; at least one part.
std::vector<std::string_view> parts_of(std::string_view text) {
    std::vector<std::string_view> parts;
    for (const auto part : std::views::split(text, ','))
        parts.emplace_back(part.begin(), part.end());
    return parts;
}

Result<std::string> check_word(std::string_view name, std::string_view text,
                               std::span<const std::string_view> words) {
    std::string word(text);
    if (std::ranges::find(words, word) != words.end()) return word;
    const std::vector<std::string> known(words.begin(), words.end());
    std::string allowed;
    for (const auto& each : known) allowed.append(allowed.empty() ? "" : ", ").append(each);
    return Error{Code::invalid, std::string(name) + ": must be one of " + allowed + ", got " +
                                    quote(word) + did_you_mean(word, known)};
}

Result<std::string> read_word(const Ask& ask, std::string_view name,
                              std::span<const std::string_view> words) {
    const auto word = ask.parameter(name);
    return word ? check_word(name, *word, words) : std::string();
}

}  // namespace

Result<TaskView> find_task(Snapshot& snapshot, const Who& who, std::string_view name_or_id) {
    auto task = snapshot.task_named(name_or_id);
    if (const auto id = id_of(name_or_id); id && !task) task = snapshot.task(TaskId{*id});
    if (task && sees(who, task->task.business)) return *std::move(task);
    return unknown("task", name_or_id, known_names(snapshot, who, "task"));
}

Result<BusinessView> find_business(Snapshot& snapshot, const Who& who,
                                   std::string_view name_or_id) {
    auto business = snapshot.business_named(name_or_id);
    if (const auto id = id_of(name_or_id); id && !business)
        business = snapshot.business(BusinessId{*id});
    if (business && sees(who, business->business.id)) return *std::move(business);
    return unknown("business", name_or_id, known_names(snapshot, who, "business"));
}

Result<NotifierView> find_notifier(Snapshot& snapshot, const Who& who,
                                   std::string_view name_or_id) {
    auto notifier = snapshot.notifier_named(name_or_id);
    if (const auto id = id_of(name_or_id); id && !notifier)
        notifier = snapshot.notifier(NotifierId{*id});
    if (!notifier) return unknown("notifier", name_or_id, known_names(snapshot, who, "notifier"));
    hide_foreign_businesses(snapshot, who, *notifier);
    return *std::move(notifier);
}

Result<UserView> find_user(Snapshot& snapshot, std::string_view name_or_id) {
    auto user = snapshot.user_named(name_or_id);
    if (const auto id = id_of(name_or_id); id && !user) user = snapshot.user(UserId{*id});
    if (user) return *std::move(user);
    return unknown("user", name_or_id, snapshot.names("user"));
}

void hide_foreign_businesses(Snapshot& snapshot, const Who& who, NotifierView& notifier) {
    if (!who.businesses) return;
    std::erase_if(notifier.businesses, [&](const std::string& name) {
        const auto business = snapshot.business_named(name);
        return !business || !sees(who, business->business.id);
    });
}

std::optional<Error> check_parameters(const Ask& ask, std::span<const std::string> known) {
    for (const auto& [name, value] : ask.query) {
        if (std::ranges::find(known, name) != known.end()) continue;
        return Error{Code::invalid,
                     "query: there is no parameter " + quote(name) + did_you_mean(name, known)};
    }
    return std::nullopt;
}

Result<std::int64_t> read_number(const Ask& ask, std::string_view name, std::int64_t least,
                                 std::int64_t most, std::int64_t standard) {
    const auto text = ask.parameter(name);
    if (!text) return standard;
    const auto number = whole_number(*text);
    if (number && *number >= least && *number <= most) return *number;
    return Error{Code::invalid, std::string(name) + ": must be " + std::to_string(least) + " to " +
                                    std::to_string(most) + ", got " + quote(*text)};
}

// SQLite's LIKE ends at a NUL: `%00` would match everything.
Result<std::string> read_text(const Ask& ask, std::string_view name) {
    const std::string field(name);
    std::string text = ask.parameter(name).value_or("");
    if (!utf8::length(text) || utf8::has_control(text))
        return Error{Code::invalid, field + ": must be valid UTF-8 without control characters"};
    if (text.size() <= search_bytes_max) return text;
    return Error{Code::invalid, field + ": must have at most " + std::to_string(search_bytes_max) +
                                    " bytes, got " + std::to_string(text.size())};
}

Result<std::string> read_search(const Ask& ask) { return read_text(ask, "search"); }

std::optional<Error> resolve_business(Snapshot& snapshot, const Who& who, ListQuery& query) {
    if (query.business.empty()) return std::nullopt;
    const auto business = find_business(snapshot, who, query.business);
    if (!business) return business.error();
    query.business = business->business.name;
    return std::nullopt;
}

Result<std::vector<std::string>> read_words(const Ask& ask, std::string_view name,
                                            std::initializer_list<std::string_view> words) {
    std::vector<std::string> found;
    const auto text = ask.parameter(name);
    if (!text) return found;
    for (const std::string_view part : parts_of(*text)) {
        auto word = check_word(name, part, words);
        if (!word) return word.error();
        found.push_back(*std::move(word));
    }
    return found;
}

Result<std::vector<std::int64_t>> read_ids(const Ask& ask, std::string_view name,
                                           std::size_t most) {
    const std::string field(name);
    const auto text = ask.parameter(name);
    if (!text) return Error{Code::invalid, field + ": is missing"};
    std::vector<std::int64_t> ids;
    for (const std::string_view part : parts_of(*text)) {
        const auto id = part.empty() ? std::nullopt : id_of(part);
        if (!id)
            return Error{Code::invalid,
                         field + ": must be ids separated by commas, got " + quote(*text)};
        ids.push_back(*id);
    }
    if (ids.size() <= most) return ids;
    return Error{Code::invalid, field + ": must have at most " + std::to_string(most) +
                                    " ids, got " + std::to_string(ids.size())};
}

Result<ListQuery> read_list_query(const Ask& ask, const ListRules& rules, Instant now) {
    std::vector<std::string> known{"search", "page", "length"};
    known.insert(known.end(), rules.more.begin(), rules.more.end());
    if (rules.by_business) known.emplace_back("business");
    if (rules.by_tag) known.emplace_back("tag");
    if (rules.statuses.size() > 0) known.emplace_back("status");
    if (rules.sorts.size() > 0) known.insert(known.end(), {"sort", "desc"});
    if (auto error = check_parameters(ask, known)) return *std::move(error);

    const auto search = read_search(ask);
    if (!search) return search.error();
    const auto tags = read_text(ask, "tag");
    if (!tags) return tags.error();
    const auto status = read_word(ask, "status", rules.statuses);
    if (!status) return status.error();
    const auto sort = read_word(ask, "sort", rules.sorts);
    if (!sort) return sort.error();
    const auto descending = read_number(ask, "desc", 0, 1, 0);
    if (!descending) return descending.error();
    const auto page = read_number(ask, "page", 1, std::numeric_limits<std::int32_t>::max(), 1);
    if (!page) return page.error();
    const auto length = read_number(ask, "length", 1, list_length_max, ListQuery{}.length);
    if (!length) return length.error();
    return ListQuery{.search = *search,
                     .status = *status,
                     .business = ask.parameter("business").value_or(""),
                     .tags = *tags,
                     .visible = ask.who ? ask.who->businesses : Visible{},
                     .sort = *sort,
                     .descending = *descending == 1,
                     .page = *page,
                     .length = *length,
                     .now = now};
}

}  // namespace cronmon
