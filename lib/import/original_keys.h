// Do the rows of a dump belong together? What the original's database kept unique must be unique,
// and what a foreign key led to must be there; otherwise the dump was edited, or is of two pieces.
//
// Thread-safety: pure function.
#pragma once

#include "import/original_rows.h"

namespace cronmon {

// Throws DumpError with the line of the first row that is one too many or leads nowhere. User
// names and addresses differ in more than the case of letters, as do uuids.
void check_keys(const OriginalNouns& nouns);

}  // namespace cronmon
