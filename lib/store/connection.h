// One connection to the database, set up for its role, with the statements it has prepared.
//
// There is one writer in the process, which makes every write and every checkpoint: SQLite up to
// 3.51.2 can corrupt a database when two connections write or checkpoint at the same instant.
// Readers are opened read-only and do not even checkpoint when they are closed.
//
// Thread-safety: confined to one thread at a time.
#pragma once

#include "store/statement.h"

#include <SQLiteCpp/Database.h>

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace cronmon {

constexpr int busy_timeout_ms = 2000;  // how long to wait for another program's lock

class Connection {
public:
    // At rest: a file that nobody writes; nothing is written beside it either.
    enum class Role { writer, reader, at_rest };

    // Opens what is there. Throws StoreError.
    Connection(const std::string& path, Role role);

    // The statement for `sql`, prepared when first asked for.
    Statement& prepared(std::string_view sql);

    template <class... Values>
    void run(std::string_view sql, const Values&... values) {
        prepared(sql).run(values...);
    }
    template <class... Values>
    Query query(std::string_view sql, const Values&... values) {
        return prepared(sql).query(values...);
    }

    // Runs any number of statements, none of which is kept.
    void execute(const std::string& sql, std::string_view attempt);

    // The first column of the first row; 0 if there is none. The statement is not kept.
    std::int64_t integer(std::string_view sql);

    // How many rows the latest statement inserted, updated or deleted.
    std::int64_t changes() const { return sqlite3_changes64(handle()); }

    // Ends a transaction if there is one; what failed before may have ended it already.
    void roll_back() noexcept;

    // Forgets prepared statements once they are many. Precondition: no Query is alive.
    void trim();
    void forget() { statements_.clear(); }

    const std::string& path() const { return path_; }
    sqlite3* handle() const { return database_.getHandle(); }
    SQLite::Database& database() { return database_; }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view sql) const {
            return std::hash<std::string_view>{}(sql);
        }
    };

    std::string path_;
    SQLite::Database database_;
    std::unordered_map<std::string, Statement, Hash, std::equal_to<>> statements_;
};

}  // namespace cronmon
