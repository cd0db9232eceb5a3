// The sentences of refusals in Chinese.
//
// Rules are written where they are kept, in English, with the values that break them. Here each
// sentence stands once more, as a pattern with its Chinese counterpart: `{}` is any value, which is
// taken over as it is. A sentence that no pattern fits stays English; tests make sure that there
// is none.
//
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>

namespace cronmon {

std::string in_chinese(std::string_view sentence);

// Whether some pattern fits.
bool is_known_in_chinese(std::string_view sentence);

}  // namespace cronmon
