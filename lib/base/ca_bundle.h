// Whom this machine trusts: the file of certificates that its system keeps for everybody.
//
// The executable is static and runs on systems it was not built on, so the file is looked for
// where they have it, each time it is needed: it may be installed or replaced while we run.
//
// Thread-safety: pure but for the files it looks at.
#pragma once

#include <string>

namespace cronmon {

// The first file that is there, in the usual places of Debian, Alpine, RHEL, SUSE and the BSDs;
// empty if none is.
std::string find_ca_bundle();

}  // namespace cronmon
