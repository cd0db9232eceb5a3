// What went wrong, in words an operator can act on, and a code a caller can branch on.
//
// Three kinds, three means. An Error is an answer that a caller is expected to handle (a bad
// schedule, an unknown task). A failure that ends the current piece of work (disk full, relay
// unreachable) is an exception. A broken invariant of our own is CHECK, which stops the process.
//
// Thread-safety: values; share nothing.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

namespace cronmon {

// Each maps onto one HTTP status (http/) and one exit code (cli/), in one table each.
enum class Code {
    invalid,         // a value against a rule
    usage,           // a flag or argument that is not of the command's form
    not_found,       // no such thing
    conflict,        // taken, or not as things stand
    stale,           // changed by somebody else since the caller looked
    unknown_caller,  // nobody we know: sign in first
    throttled,       // too many tries, wait
    forbidden,       // not for this caller
    busy,            // cannot now, worth trying again
    unreachable,     // no server there, or the lock is held
};

struct Error {
    Code code;
    std::string message;  // One sentence naming the field and the value, lower case, no full stop.
    int retry_after_s = 1;  // for busy and throttled: when trying again makes sense
};

// A T, or the Error that explains why there is none.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return state_.index() == 0; }

    // Precondition: *this is true.
    T& operator*() & { return std::get<0>(state_); }
    const T& operator*() const& { return std::get<0>(state_); }
    T&& operator*() && { return std::get<0>(std::move(state_)); }
    T* operator->() { return &std::get<0>(state_); }
    const T* operator->() const { return &std::get<0>(state_); }

    // Precondition: *this is false.
    const Error& error() const { return std::get<1>(state_); }

private:
    std::variant<T, Error> state_;
};

// The medium failed: disk full, database locked or corrupt. The message names the attempt.
struct StoreError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Stops the process when one of our own invariants is broken, in every build.
#define CHECK(condition)                                                                         \
    ((condition) ? void()                                                                        \
                 : (std::fprintf(stderr, "%s:%d: broken: %s\n", __FILE__, __LINE__, #condition), \
                    std::abort()))

}  // namespace cronmon
