// A request's path and query as the original wrote them down: readable, as far as that changes
// nothing.
//
// %XX is decoded where it stands for a letter, a digit, one of `-._~$!'()*+,;` or a part of a
// character beyond ASCII; everything else stays encoded or, if it came bare, is encoded:
//
//     bizname=%E5%85%A8%20%41  ->  bizname=全%20A
//
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>

namespace cronmon {

// The result is valid UTF-8; bytes that are not stay %FF.
std::string readable_query(std::string_view query);

// At most api_request_url_bytes_max, cut between two characters. No question mark without a query.
std::string logged_url(std::string_view path, std::string_view query);

}  // namespace cronmon
