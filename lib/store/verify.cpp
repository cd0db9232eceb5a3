#include "store/verify.h"

#include "embedded/schema.h"
#include "store/migrate.h"

#include <algorithm>

namespace cronmon {
namespace {

constexpr std::int64_t findings_max = 20;  // more say nothing new

using Problems = std::vector<std::string>;

bool has_table(Connection& connection, std::string_view name) {
    return connection.query("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", name)
        .next();
}

void look_at_pages(Connection& connection, Problems& problems) {
    Query row = connection.query("PRAGMA integrity_check(" + std::to_string(findings_max) + ")");
    while (row.next())
        if (auto finding = row.take<std::string>(); finding != "ok")
            problems.push_back(std::move(finding));
}

void look_at_references(Connection& connection, Problems& problems) {
    Query row = connection.query(
        "SELECT \"table\", \"parent\", COUNT(*) FROM "
        "pragma_foreign_key_check GROUP BY 1, 2");
    while (row.next()) {
        const auto child = row.take<std::string>();
        const auto parent = row.take<std::string>();
        problems.push_back("table " + child + ": " + row.take<std::string>() + " rows refer to a " +
                           parent + " that is not there");
    }
}

std::vector<std::string> names(Connection& connection, std::string_view sql) {
    std::vector<std::string> found;
    Query row = connection.query(sql);
    while (row.next()) found.push_back(row.take<std::string>());
    return found;
}

// Tables of the log that are listed, and those that are there.
std::vector<std::string> look_at_buckets(Connection& connection, Problems& problems) {
    auto listed = names(connection, "SELECT name FROM bucket ORDER BY name");
    const auto present = names(connection, R"sql(
        SELECT name FROM sqlite_schema
        WHERE type = 'table' AND (name GLOB 'task_log_[0-9]*' OR name GLOB 'audit_[0-9]*'
                                  OR name GLOB 'api_request_log_[0-9]*') ORDER BY name)sql");
    for (const std::string& name : present)
        if (!std::ranges::binary_search(listed, name))
            problems.push_back("table " + name + ": is there, and not listed in bucket");
    std::erase_if(listed, [&](const std::string& name) {
        const bool missing = !std::ranges::binary_search(present, name);
        if (missing) problems.push_back("table " + name + ": is listed in bucket, and not there");
        return missing;
    });
    return listed;
}

std::int64_t rows_of(Connection& connection, std::string_view table) {
    if (!has_table(connection, table)) return 0;  // of an older version
    return connection.integer(std::string("SELECT COUNT(*) FROM \"").append(table) += '"');
}

std::int64_t pings_in(Connection& connection, const std::vector<std::string>& buckets) {
    std::int64_t pings = 0;
    for (const std::string& name : buckets)
        if (name.starts_with("task_log_")) pings += rows_of(connection, name);
    return pings;
}

}  // namespace

Verification verify_database(Connection& connection) {
    const auto newest = static_cast<std::int64_t>(schema_versions(embedded::schema_sql()).size());
    refuse_foreign(connection);
    Verification found{
        .version = version_of(connection, newest),
        .bytes = connection.integer("PRAGMA page_count") * connection.integer("PRAGMA page_size"),
        .alive_at = {},
        .problems = {},
        .counts = {}};
    try {
        look_at_pages(connection, found.problems);
        look_at_references(connection, found.problems);
        const auto buckets = look_at_buckets(connection, found.problems);
        for (const std::string_view noun : {"business", "notifier", "task", "user"})
            found.counts.emplace_back(noun, rows_of(connection, noun));
        found.counts.emplace_back("ping", pings_in(connection, buckets));
        found.counts.emplace_back("kept failure", rows_of(connection, "kept_log"));
        Query pulse = connection.query("SELECT tick_ms FROM pulse");
        if (pulse.next()) found.alive_at = pulse.take<Instant>();
    } catch (const StoreError& error) {
        found.problems.emplace_back(error.what());
    }
    return found;
}

}  // namespace cronmon
