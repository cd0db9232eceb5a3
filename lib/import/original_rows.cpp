#include "import/original_rows.h"

#include "base/quote.h"
#include "base/utf8.h"

#include <algorithm>
#include <charconv>

namespace cronmon {
namespace {

using Name = std::string_view;

constexpr Name business_columns[] = {"id", "business_name", "status", "create_datetime"};
constexpr Name notifier_columns[] = {"id",         "notify_name", "notify_email",
                                     "notify_tel", "status",      "create_datetime"};
constexpr Name assignment_columns[] = {"business_id", "notifier_id", "create_datetime"};
constexpr Name task_columns[] = {"id",
                                 "name",
                                 "url",
                                 "period",
                                 "grace_time",
                                 "status",
                                 "last_check_time",
                                 "next_check_time",
                                 "warning",
                                 "create_datetime",
                                 "business_id"};
constexpr Name user_columns[] = {"id",           "username",       "password", "email",
                                 "phone",        "status",         "admin",    "api_username",
                                 "api_password", "create_datetime"};
constexpr Name permission_columns[] = {"perm_list", "perm_user_id"};
constexpr Name ping_columns[] = {"id", "create_datetime", "client_ip", "user_agent", "taskmon_id"};
constexpr Name api_request_columns[] = {"id",  "create_datetime", "client_ip", "user_agent",
                                        "url", "method",          "code",      "user_id"};

constexpr std::int64_t id_max = 4'294'967'295;  // INT UNSIGNED, the widest the original could have
constexpr int year_min = 1970;
constexpr int year_max = 2100;  // the ids of pings end in 2109 (store/ping_id)

std::optional<std::int64_t> parse_integer(std::string_view text) {
    std::int64_t value = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, value);
    if (problem != std::errc{} || stop != end) return std::nullopt;
    return value;
}

// `2026-11-22 07:12:47`, with fractions of a second cut off.
std::optional<LocalSeconds> parse_time(std::string_view text) {
    constexpr std::string_view form = "0000-00-00 00:00:00";
    if (text.size() < form.size()) return std::nullopt;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        const char wanted = i < form.size() ? form[i] : i == form.size() ? '.' : '0';
        if (wanted == '0' ? !digit : text[i] != wanted) return std::nullopt;
    }
    const auto part = [&](std::size_t at, std::size_t size) {
        return static_cast<int>(*parse_integer(text.substr(at, size)));
    };
    const std::chrono::year_month_day date{std::chrono::year{part(0, 4)},
                                           std::chrono::month{static_cast<unsigned>(part(5, 2))},
                                           std::chrono::day{static_cast<unsigned>(part(8, 2))}};
    const int hour = part(11, 2), minute = part(14, 2), second = part(17, 2);
    const int year = static_cast<int>(date.year());
    if (!date.ok() || year < year_min || year > year_max || hour > 23 || minute > 59 || second > 59)
        return std::nullopt;
    return LocalSeconds{std::chrono::local_days{date}} + std::chrono::hours{hour} +
           std::chrono::minutes{minute} + std::chrono::seconds{second};
}

}  // namespace

const TableNames original_noun_tables{"business",   "businessnotifier", "notifier",
                                      "permission", "taskmonitor",      "user"};
const TableNames original_log_tables{"apirequestlog", "taskmonitorlog"};

void OriginalFields::begin(const DumpRow& row) {
    row_ = &row;
    next_ = 0;
    if (row.statement == statement_) return;
    places_.clear();
    const auto& names = row.columns->names;
    for (const std::string_view column : columns_) {
        const auto found = std::ranges::find(names, column);
        if (found == names.end())
            throw DumpError(row.line, "table " + quote(row.columns->table) + " has no column " +
                                          quote(column) + ": this is no dump of the original");
        places_.push_back(static_cast<std::size_t>(found - names.begin()));
    }
    statement_ = row.statement;
}

const DumpValue& OriginalFields::take() { return row_->values[places_[next_++]]; }

bool OriginalFields::is_null_next() const {
    return row_->values[places_[next_]].kind == DumpValue::Kind::null;
}

// Of the value that was taken last.
void OriginalFields::fail(std::string_view what, std::string_view got) const {
    std::string sentence = row_->columns->table;
    sentence.append(".").append(columns_[next_ - 1]).append(": ").append(what);
    const bool null = row_->values[places_[next_ - 1]].kind == DumpValue::Kind::null;
    throw DumpError(row_->line, sentence + ", got " + (null ? "NULL" : quote(got)));
}

std::int64_t OriginalFields::integer() {
    const DumpValue& value = take();
    const auto number = parse_integer(value.text);
    if (!number) fail("must be a whole number", value.text);
    return *number;
}

std::int64_t OriginalFields::id() {
    const std::int64_t id = integer();
    if (id < 1 || id > id_max) fail("must be 1 to " + std::to_string(id_max), std::to_string(id));
    return id;
}

bool OriginalFields::flag() {
    const std::int64_t number = integer();
    if (number != 0 && number != 1) fail("must be 0 or 1", std::to_string(number));
    return number == 1;
}

int OriginalFields::http_status() {
    const std::int64_t status = integer();
    if (status < 100 || status > 599) fail("must be 100 to 599", std::to_string(status));
    return static_cast<int>(status);
}

std::string_view OriginalFields::text() {
    const DumpValue& value = take();
    if (value.kind == DumpValue::Kind::null) fail("must be a text", "");
    if (!utf8::length(value.text))
        fail("must be valid UTF-8 (dump with --default-character-set=utf8mb4)", value.text);
    return value.text;
}

LocalSeconds OriginalFields::time() {
    const DumpValue& value = take();
    const auto time = parse_time(value.text);
    if (!time) fail("must be a time such as 2026-11-22 07:12:47", value.text);
    return *time;
}

std::optional<std::string> OriginalFields::text_or_null() {
    if (!is_null_next()) return std::string(text());
    take();
    return std::nullopt;
}

std::optional<LocalSeconds> OriginalFields::time_or_null() {
    if (!is_null_next()) return time();
    take();
    return std::nullopt;
}

OriginalNounReader::OriginalNounReader()
    : business_(business_columns),
      notifier_(notifier_columns),
      assignment_(assignment_columns),
      task_(task_columns),
      user_(user_columns),
      permission_(permission_columns) {}

void OriginalNounReader::add(const DumpRow& row) {
    const std::string& table = row.columns->table;
    if (table == "business") add_business(row);
    else if (table == "notifier") add_notifier(row);
    else if (table == "businessnotifier") add_assignment(row);
    else if (table == "taskmonitor") add_task(row);
    else if (table == "user") add_user(row);
    else add_permission(row);
}

// Members in braces are evaluated in their order, which is that of the columns.
void OriginalNounReader::add_business(const DumpRow& row) {
    business_.begin(row);
    nouns.businesses.push_back({.line = row.line,
                                .id = business_.id(),
                                .name = std::string(business_.text()),
                                .enabled = business_.flag(),
                                .created = business_.time()});
}

void OriginalNounReader::add_notifier(const DumpRow& row) {
    notifier_.begin(row);
    nouns.notifiers.push_back({.line = row.line,
                               .id = notifier_.id(),
                               .name = std::string(notifier_.text()),
                               .email = std::string(notifier_.text()),
                               .phone = std::string(notifier_.text()),
                               .enabled = notifier_.flag(),
                               .created = notifier_.time()});
}

void OriginalNounReader::add_assignment(const DumpRow& row) {
    assignment_.begin(row);
    nouns.assignments.push_back({.line = row.line,
                                 .business = assignment_.id(),
                                 .notifier = assignment_.id(),
                                 .created = assignment_.time()});
}

void OriginalNounReader::add_task(const DumpRow& row) {
    task_.begin(row);
    nouns.tasks.push_back({.line = row.line,
                           .id = task_.id(),
                           .name = std::string(task_.text()),
                           .url = std::string(task_.text()),
                           .period = std::string(task_.text()),
                           .grace_minutes = task_.integer(),
                           .enabled = task_.flag(),
                           .last_check = task_.time_or_null(),
                           .next_check = task_.time_or_null(),
                           .warning = task_.flag(),
                           .created = task_.time(),
                           .business = task_.id()});
}

void OriginalNounReader::add_user(const DumpRow& row) {
    user_.begin(row);
    nouns.users.push_back({.line = row.line,
                           .id = user_.id(),
                           .name = std::string(user_.text()),
                           .password = std::string(user_.text()),
                           .email = std::string(user_.text()),
                           .phone = std::string(user_.text()),
                           .enabled = user_.flag(),
                           .admin = user_.flag(),
                           .api_name = user_.text_or_null(),
                           .api_password = user_.text_or_null(),
                           .created = user_.time()});
}

void OriginalNounReader::add_permission(const DumpRow& row) {
    permission_.begin(row);
    nouns.permissions.push_back({.line = row.line,
                                 .businesses = std::string(permission_.text()),
                                 .user = permission_.id()});
}

OriginalLogReader::OriginalLogReader() : ping_(ping_columns), api_request_(api_request_columns) {}

OriginalPing OriginalLogReader::ping(const DumpRow& row) {
    ping_.begin(row);
    return {.line = row.line,
            .id = ping_.integer(),
            .at = ping_.time(),
            .client_ip = ping_.text(),
            .user_agent = ping_.text(),
            .task = ping_.integer()};
}

OriginalApiRequest OriginalLogReader::api_request(const DumpRow& row) {
    api_request_.begin(row);
    return {.line = row.line,
            .id = api_request_.integer(),
            .at = api_request_.time(),
            .client_ip = api_request_.text(),
            .user_agent = api_request_.text(),
            .url = api_request_.text(),
            .method = api_request_.text(),
            .code = api_request_.http_status(),
            .user = api_request_.integer()};
}

}  // namespace cronmon
