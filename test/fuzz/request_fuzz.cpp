// Any bytes, cut anywhere: the framing must say the same as for the bytes in one piece, and keep
// its hands off what it does not own.
//
//     clang++ -std=c++20 -g -O1 -fsanitize=fuzzer,address,undefined -Ilib -Itest
//         test/fuzz/request_fuzz.cpp lib/net/{head,body,framing,request,address}.cpp -o fuzz
//     ./fuzz -max_len=4096 -max_total_time=60
#include "net/transcript.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using cronmon::net::transcript;
    if (size < 4) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 4, size - 4);
    const std::size_t first = (data[0] | data[1] << 8) % (bytes.size() + 1);
    const std::size_t second = first + (data[2] | data[3] << 8) % (bytes.size() - first + 1);

    // The line end behind: of a line that is not complete the verdict may come later.
    const std::string whole = transcript({bytes, "\n"});
    const std::string cut = transcript(
        {bytes.substr(0, first), bytes.substr(first, second - first), bytes.substr(second), "\n"});
    if (whole != cut) std::abort();
    return 0;
}
