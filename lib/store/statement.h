// A prepared statement: bound in one call, its rows read column by column in the order of SELECT.
//
//     Query found = task_named.query(name);
//     if (found.next()) return found.take<TaskId>();
//
// Texts and blobs are bound without a copy: they must live until the last row has been read. A
// statement has one Query at a time, which frees it when it goes out of scope.
//
// Thread-safety: confined to the thread of its connection.
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "base/token.h"

#include <sqlite3.h>

#include <cerrno>
#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace cronmon {

// Bytes that are not text. None are stored as NULL.
struct Blob {
    std::string_view bytes;
};

namespace binding {

template <class T>
requires std::integral<T> || std::is_enum_v<T>
int bind_value(sqlite3_stmt* statement, int index, T value) {
    return sqlite3_bind_int64(statement, index, static_cast<std::int64_t>(value));
}
inline int bind_value(sqlite3_stmt* statement, int index, Instant at) {
    return sqlite3_bind_int64(statement, index, to_ms(at));
}
inline int bind_value(sqlite3_stmt* statement, int index, Millis duration) {
    return sqlite3_bind_int64(statement, index, duration.count());
}
inline int bind_value(sqlite3_stmt* statement, int index, std::string_view text) {
    const char* data = text.data() == nullptr ? "" : text.data();  // a null pointer would be NULL
    return sqlite3_bind_text64(statement, index, data, text.size(), SQLITE_STATIC, SQLITE_UTF8);
}
inline int bind_value(sqlite3_stmt* statement, int index, Blob blob) {
    if (blob.bytes.empty()) return sqlite3_bind_null(statement, index);
    return sqlite3_bind_blob64(statement, index, blob.bytes.data(), blob.bytes.size(),
                               SQLITE_STATIC);
}
inline int bind_value(sqlite3_stmt* statement, int index, const Uuid& uuid) {
    return sqlite3_bind_blob64(statement, index, uuid.bytes.data(), uuid.bytes.size(),
                               SQLITE_STATIC);
}
template <class T>
int bind_value(sqlite3_stmt* statement, int index, const std::optional<T>& value) {
    return value ? bind_value(statement, index, *value) : sqlite3_bind_null(statement, index);
}

template <class T>
constexpr bool is_optional = false;
template <class T>
constexpr bool is_optional<std::optional<T>> = true;

}  // namespace binding

// One execution of a statement.
class Query {
public:
    explicit Query(sqlite3_stmt* statement) : statement_(statement) {}
    ~Query() { sqlite3_reset(statement_); }
    Query(const Query&) = delete;  // nobody else may step or reset the statement meanwhile
    Query& operator=(const Query&) = delete;

    // Moves to the next row; false after the last. Throws StoreError.
    bool next() {
        column_ = 0;
        errno = 0;
        const int code = sqlite3_step(statement_);
        if (code == SQLITE_ROW) return true;
        if (code != SQLITE_DONE) fail_step();
        return false;
    }

    // The row's next column. NULL is an empty optional, and zero or empty for all other types.
    // Precondition: next() was true.
    template <class T>
    T take() {
        const int column = column_++;
        if constexpr (binding::is_optional<T>) {
            if (sqlite3_column_type(statement_, column) == SQLITE_NULL) return std::nullopt;
            return value<typename T::value_type>(column);
        } else {
            return value<T>(column);
        }
    }

    // The next column's text or bytes, without a copy; gone with the next call of next().
    std::string_view take_view();

    // Throws a StoreError: `what` is in the database and cannot be understood.
    [[noreturn]] void unreadable(std::string_view what) const;

private:
    template <class T>
    T value(int column) const {
        if constexpr (std::is_same_v<T, std::string>) return std::string(view(column));
        else if constexpr (std::is_same_v<T, Uuid>) return uuid(column);
        else if constexpr (std::is_same_v<T, Instant>) return from_ms(integer(column));
        else if constexpr (std::is_same_v<T, Millis>) return Millis{integer(column)};
        else return static_cast<T>(integer(column));
    }
    std::int64_t integer(int column) const { return sqlite3_column_int64(statement_, column); }
    std::string_view view(int column) const;
    Uuid uuid(int column) const;
    [[noreturn]] void fail_step() const;

    sqlite3_stmt* statement_;
    int column_ = 0;
};

class Statement {
public:
    // Throws StoreError if `sql` cannot be prepared.
    Statement(sqlite3* connection, std::string_view sql);

    // Binds the values to ?1, ?2, ... Nothing is executed before Query::next.
    template <class... Values>
    Query query(const Values&... values) {
        CHECK(sqlite3_stmt_busy(handle_.get()) == 0);
        bind(values...);
        return Query(handle_.get());
    }

    // Binds and executes a statement without rows.
    template <class... Values>
    void run(const Values&... values) {
        bind(values...);
        step_to_end();
    }

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };

    template <class... Values>
    void bind(const Values&... values) {
        int index = 0;
        int failed = SQLITE_OK;
        ((failed |= binding::bind_value(handle_.get(), ++index, values)), ...);
        if (failed != SQLITE_OK) fail_bind();
    }
    void step_to_end();
    [[noreturn]] void fail_bind() const;

    std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

}  // namespace cronmon
