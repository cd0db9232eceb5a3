#include "net/request.h"

#include <algorithm>

namespace cronmon::net {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

}  // namespace

bool same_word(std::string_view a, std::string_view b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                              [](char x, char y) { return lower(x) == lower(y); });
}

std::optional<std::string_view> Head::find(std::string_view name) const {
    for (const Field& field : fields)
        if (same_word(field.name, name)) return field.value;
    return {};
}

}  // namespace cronmon::net
