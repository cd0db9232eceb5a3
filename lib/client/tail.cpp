#include "client/tail.h"

#include "base/utf8.h"

#include <algorithm>

namespace cronmon {
namespace {

// Pieces that are remembered as such; a job that changes streams with each byte must not cost more.
constexpr std::size_t runs_max = 65536;
constexpr std::size_t character_bytes_max = 4;

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

std::string cut_line(std::uint64_t bytes) {
    return "[the first " + std::to_string(bytes) + " bytes are left out]\n";
}

std::string with_line_end(std::string_view text) {
    std::string result(text);
    if (!result.empty() && !result.ends_with('\n')) result += '\n';
    return result;
}

}  // namespace

void Tail::add(Stream stream, std::string_view bytes) {
    seen_ += bytes.size();
    if (bytes.size() > bytes_max_) bytes.remove_prefix(bytes.size() - bytes_max_);
    if (bytes.empty()) return;
    if (bytes_.size() + bytes.size() > 2 * bytes_max_)
        forget(bytes_.size() + bytes.size() - bytes_max_);
    bytes_ += bytes;
    if (!runs_.empty() && runs_.back().stream == stream) runs_.back().bytes += bytes.size();
    else runs_.push_back({stream, bytes.size()});
    if (runs_.size() > runs_max) forget(runs_.front().bytes);
}

void Tail::forget(std::size_t bytes) {
    bytes_.erase(0, bytes);
    while (bytes > 0) {
        const std::size_t part = std::min(bytes, runs_.front().bytes);
        runs_.front().bytes -= part;
        bytes -= part;
        if (runs_.front().bytes == 0) runs_.pop_front();
    }
}

std::string_view Tail::last(std::size_t bytes) const {
    std::string_view text = bytes_;
    const std::size_t keep = std::min({bytes, bytes_max_, text.size()});
    text.remove_prefix(text.size() - keep);
    if (keep == seen_) return text;
    for (std::size_t i = 1; i < character_bytes_max && !text.empty(); ++i)
        if (is_continuation(text.front())) text.remove_prefix(1);
    return text;
}

void Tail::replay(const std::function<void(Stream, std::string_view)>& print) const {
    std::string_view rest = bytes_;
    for (const Run& run : runs_) {
        print(run.stream, rest.substr(0, run.bytes));
        rest.remove_prefix(run.bytes);
    }
}

std::string report(const Tail& tail, std::string_view summary, std::size_t limit) {
    if (summary.size() >= limit) return std::string(utf8::first_bytes(summary, limit));
    const std::size_t room = limit - summary.size();
    const std::string all = with_line_end(tail.last(room));
    if (tail.last(room).size() == tail.bytes_seen() && all.size() <= room)
        return all + std::string(summary);
    // The line is as long as its number, which is that of what is left out in the end.
    const std::size_t line = cut_line(tail.bytes_seen()).size() + 1;
    if (room <= line) return std::string(summary);
    const std::string_view end = tail.last(room - line);
    return cut_line(tail.bytes_seen() - end.size()) + with_line_end(end) + std::string(summary);
}

}  // namespace cronmon
