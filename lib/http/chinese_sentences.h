// The table behind chinese.h: what refusals say, in English and in Chinese.
//
// In a pattern `{}` is any value. Both sides have as many, in the same order, and no two of them
// touch. A value that is one of the words below is said in Chinese, unless it stands in quotes:
// then it is somebody's own; any other is taken over as it is.
//
// Thread-safety: immutable.
#pragma once

#include <span>
#include <string_view>

namespace cronmon {

struct Counterpart {
    std::string_view english;
    std::string_view chinese;
};

// Titles, and sentences that are more in Chinese than a field and a rule.
std::span<const Counterpart> chinese_sentences();

// What follows `field: `. What says how a value must be may be followed by `, got {}`.
std::span<const Counterpart> chinese_rules();

// Fields that pages show. What people type as it is keeps its name: the parameters of a query, the
// names of settings.
std::span<const Counterpart> chinese_fields();

// Values that are words of ours.
std::span<const Counterpart> chinese_words();

}  // namespace cronmon
