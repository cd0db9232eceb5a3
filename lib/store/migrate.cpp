#include "store/migrate.h"

#include "store/bucket.h"
#include "store/safety_copy.h"

namespace cronmon {
namespace {

constexpr std::string_view version_mark = "-- version ";

bool is_empty(Connection& connection) {
    return connection.integer("SELECT COUNT(*) FROM sqlite_schema") == 0;
}

[[noreturn]] void refuse_newer(const std::string& path, std::int64_t version, std::int64_t newest) {
    const std::string copy = copy_name(path, version);
    throw StoreError("database " + path + " is newer (version " + std::to_string(version) +
                     ") than this cronmon (version " + std::to_string(newest) +
                     "); install the newer cronmon or restore " + copy.substr(copy.rfind('/') + 1));
}

void refuse_dangling(Connection& connection) {
    Statement check(connection.handle(), "PRAGMA foreign_key_check");
    if (check.query().next())
        throw StoreError("database " + connection.path() +
                         ": the upgrade would leave rows that refer to nothing");
}

void apply(Connection& connection, const std::string& sql, std::int64_t version) {
    const std::string attempt = "upgrading to version " + std::to_string(version);
    connection.execute("BEGIN IMMEDIATE", attempt);
    try {
        connection.execute(sql, attempt);
        widen_buckets(connection);
        refuse_dangling(connection);
        connection.execute("PRAGMA application_id = " + std::to_string(application_id) +
                               "; PRAGMA user_version = " + std::to_string(version),
                           attempt);
        connection.execute("COMMIT", attempt);
    } catch (...) {
        connection.roll_back();
        throw;
    }
}

}  // namespace

std::vector<std::string> schema_versions(std::string_view schema) {
    std::vector<std::string> versions;
    bool in_version = false;
    while (!schema.empty()) {
        const std::size_t line_bytes = std::min(schema.find('\n'), schema.size() - 1) + 1;
        const std::string_view line = schema.substr(0, line_bytes);
        schema.remove_prefix(line_bytes);
        if (line.starts_with(version_mark)) {
            versions.emplace_back();
            CHECK(std::stoul(std::string(line.substr(version_mark.size()))) == versions.size());
            in_version = true;
        } else if (in_version) {
            versions.back() += line;
        }
    }
    return versions;
}

std::int64_t version_of(Connection& connection, std::int64_t newest) {
    const std::int64_t owner = connection.integer("PRAGMA application_id");
    const std::int64_t version = connection.integer("PRAGMA user_version");
    if (owner == 0 && version == 0 && is_empty(connection)) return 0;
    refuse_foreign(connection);
    if (version > newest) refuse_newer(connection.path(), version, newest);
    return version;
}

void refuse_foreign(Connection& connection) {
    if (connection.integer("PRAGMA application_id") != application_id ||
        connection.integer("PRAGMA user_version") < 1)
        throw StoreError("database " + connection.path() + " is not a cronmon database");
}

void migrate(Connection& connection, std::string_view schema,
             const std::function<void()>& before_upgrade) {
    const std::vector<std::string> versions = schema_versions(schema);
    const auto newest = static_cast<std::int64_t>(versions.size());
    std::int64_t version = version_of(connection, newest);
    if (version == newest) return;
    if (version > 0) before_upgrade();
    // A table that is made anew under its old name must not take its children's rows with it; what
    // is left is checked before each commit.
    connection.execute("PRAGMA foreign_keys = OFF", "upgrading");
    while (version < newest) {
        apply(connection, versions[static_cast<std::size_t>(version)], version + 1);
        ++version;
    }
    connection.execute("PRAGMA foreign_keys = ON", "upgrading");
}

}  // namespace cronmon
