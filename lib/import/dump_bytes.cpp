#include "import/dump_bytes.h"

#include <algorithm>

namespace cronmon {
namespace {

constexpr std::size_t buffer_bytes = 256 * 1024;

constexpr std::string_view utf8_mark = "\xef\xbb\xbf";

// What people have at hand instead of a dump, by its first two bytes.
void refuse_other_formats(char first, char second) {
    const std::string_view start[] = {"\x1f\x8b", "PK", "BZ", "\x28\xb5", "\xfd\x37"};
    const char bytes[] = {first, second};
    const std::string_view found(bytes, sizeof bytes);
    if (std::ranges::find(start, found) != std::end(start))
        throw DumpError(1, "the file is compressed: unpack it first");
    if (found == "\xff\xfe" || found == "\xfe\xff")
        throw DumpError(1,
                        "the file is UTF-16 (a shell's > did that): write the dump with "
                        "mysqldump --result-file");
}

}  // namespace

DumpBytes::DumpBytes(std::istream& in) : in_(in), buffer_(buffer_bytes) {
    refuse_other_formats(peek(0), peek(1));
    if (peek(0) == utf8_mark[0] && peek(1) == utf8_mark[1] && peek(2) == utf8_mark[2]) next_ += 3;
}

std::string_view DumpBytes::stretch(const ByteSet& stops) {
    if (at_end()) return {};
    const std::size_t from = next_;
    while (next_ < end_ && !stops.has(buffer_[next_])) skip();
    return {buffer_.data() + from, next_ - from};
}

// Makes at least `wanted` bytes ready; false if there are not so many.
bool DumpBytes::fill(std::size_t wanted) {
    std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(next_),
              buffer_.begin() + static_cast<std::ptrdiff_t>(end_), buffer_.begin());
    passed_ += static_cast<std::int64_t>(next_);
    end_ -= next_;
    next_ = 0;
    while (end_ < wanted && in_.good()) {
        in_.read(buffer_.data() + end_, static_cast<std::streamsize>(buffer_.size() - end_));
        end_ += static_cast<std::size_t>(in_.gcount());
    }
    if (in_.bad()) throw DumpError(line_, "the file cannot be read any further");
    return end_ >= wanted;
}

}  // namespace cronmon
