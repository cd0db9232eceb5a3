// A schedule in plain words, English and Chinese, to read back to who has just written it.
//
// The words are made from what the schedule means, not from how it was written, so that they
// cannot promise what will not happen: `*/7 * * * *` is not "every 7 minutes", because it comes at
// 56 and again at 0. Frequent patterns have their own words; all others are put together from
// each field that is restricted.
//
// Thread-safety: pure function.
#pragma once

#include "core/schedule.h"

#include <string>

namespace cronmon {

struct Sentence {
    std::string en;
    std::string zh;

    bool operator==(const Sentence&) const = default;
};

// `every day at 02:00 (Asia/Shanghai)` and `每天 02:00（Asia/Shanghai）`. The zone is named when
// the schedule depends on it.
Sentence describe(const Schedule& schedule);

}  // namespace cronmon
