// The bytes of a dump, through a buffer of a fixed size: however long the file, a line, a
// statement or a comment is, this is all that is ever in memory.
//
// Two things are read: the next bytes, one by one with a little foresight, and whole stretches up
// to a byte that means something, which is how a dump's gigabytes are passed. Lines are counted
// on the way, because every sentence about a dump begins with the number of one.
//
// Thread-safety: confined to one thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <istream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

// The dump cannot be understood. Ends the import; what it has written is undone with it.
struct DumpError : std::runtime_error {
    // `line 12: <what>`
    DumpError(std::int64_t line, const std::string& what)
        : std::runtime_error("line " + std::to_string(line) + ": " + what) {}
    explicit DumpError(const std::string& what) : std::runtime_error(what) {}  // of all of it
};

// Which bytes end a stretch.
class ByteSet {
public:
    explicit ByteSet(std::string_view bytes) {
        for (const char c : bytes) member_[static_cast<unsigned char>(c)] = true;
    }
    bool has(char c) const { return member_[static_cast<unsigned char>(c)]; }

private:
    std::array<bool, 256> member_{};
};

class DumpBytes {
public:
    // Reads from where `in` stands; a byte order mark is passed over.
    explicit DumpBytes(std::istream& in);

    // Whether there is no further byte. Throws DumpError if the medium cannot be read.
    bool at_end() { return next_ == end_ && !fill(1); }

    // The next byte but `ahead`; 0 behind the end.
    char peek(std::size_t ahead = 0) {
        return next_ + ahead < end_ || fill(ahead + 1) ? buffer_[next_ + ahead] : '\0';
    }

    // Passes over the next byte. Precondition: there is one.
    void skip() {
        line_ += buffer_[next_] == '\n' ? 1 : 0;
        ++next_;
    }

    // Passes over the next bytes up to one of `stops`, as many of them as lie in the buffer. Empty:
    // such a byte comes next, or the end. Good until the next call of anything.
    std::string_view stretch(const ByteSet& stops);

    std::int64_t line() const { return line_; }  // of the next byte, from 1
    std::int64_t position() const { return passed_ + static_cast<std::int64_t>(next_); }

private:
    bool fill(std::size_t wanted);

    std::istream& in_;
    std::vector<char> buffer_;
    std::size_t next_ = 0;  // buffer_[next_ .. end_) is still to come
    std::size_t end_ = 0;
    std::int64_t passed_ = 0;  // bytes before buffer_[0]
    std::int64_t line_ = 1;
};

}  // namespace cronmon
