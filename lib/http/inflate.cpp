#include "http/inflate.h"

#include "base/error.h"

#include <zlib.h>

#include <cstddef>

namespace cronmon {
namespace {

// The last four bytes say how long the text is (RFC 1952, 2.3.1: ISIZE), little end first.
std::size_t bytes_within(std::string_view compressed) {
    CHECK(compressed.size() > 4);
    std::size_t bytes = 0;
    for (int i = 1; i <= 4; ++i)
        bytes = bytes << 8 | static_cast<unsigned char>(compressed[compressed.size() - i]);
    return bytes;
}

}  // namespace

std::string inflate_gzip(std::string_view compressed) {
    constexpr int gzip_only = 16;  // zlib.h: added to windowBits
    std::string text(bytes_within(compressed), '\0');
    z_stream stream{};
    CHECK(inflateInit2(&stream, MAX_WBITS + gzip_only) == Z_OK);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(compressed.data()));
    stream.avail_in = static_cast<uInt>(compressed.size());
    stream.next_out = reinterpret_cast<Bytef*>(text.data());
    stream.avail_out = static_cast<uInt>(text.size());
    const int result = inflate(&stream, Z_FINISH);
    inflateEnd(&stream);
    CHECK(result == Z_STREAM_END && stream.avail_out == 0);
    return text;
}

}  // namespace cronmon
