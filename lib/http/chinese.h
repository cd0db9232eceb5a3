// The sentences of refusals in Chinese.
//
// Rules are written where they are kept, in English, with the values that break them. What they
// can say stands once more in chinese_sentences.cpp, as patterns with their Chinese counterparts;
// here a sentence is taken apart until a pattern fits:
//
//     field: rule, got 'value', did you mean 'name'?
//
// The field becomes its Chinese name, or stays as it is; the rule is looked up; the value and the
// proposal are taken over. So a rule stands in the table once, whatever it is said about. Of all
// patterns that fit the one with the most words of its own is meant: their order does not matter.
// A sentence that no pattern fits stays English; tests make sure that there is none.
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
