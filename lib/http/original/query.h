// The query of a request as the original's framework read it: of a name that comes more than once
// the first value counts, and names are told apart by case.
//
// Thread-safety: value.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cronmon {

class OriginalQuery {
public:
    // `text` is what stands behind the question mark. Bytes that are no UTF-8 become U+FFFD.
    explicit OriginalQuery(std::string_view text);

    // How many different names there are; the empty one counts, too.
    std::size_t names() const { return first_.size(); }

    // Nothing if it was not given; it may be empty.
    std::optional<std::string> value(std::string_view name) const;

private:
    std::vector<std::pair<std::string, std::string>> first_;  // the first of each name
};

}  // namespace cronmon
