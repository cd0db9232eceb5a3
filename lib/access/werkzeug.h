// Password hashes of the original cronmon, as Werkzeug writes them (werkzeug/security.py).
//
//     pbkdf2:sha256:260000$salt$64 hexadecimal digits    Werkzeug 0.10 to 2.x
//     scrypt:32768:8:1$salt$128 hexadecimal digits       Werkzeug 2.3 and later
//
// The salt is its text, not what the text might encode. The number of iterations is always there:
// the short form `pbkdf2:sha256$` is an argument of Werkzeug's, never its result, and means another
// number in each version. It is refused, and so is what Werkzeug could write only on request (other
// digests, `plain`).
//
// Thread-safety: pure functions.
#pragma once

#include <string_view>

namespace cronmon {

// True if `password` gives `hash`. False for anything malformed, and for costs of more than about
// three seconds or 256 MiB.
bool verify_werkzeug(std::string_view hash, std::string_view password);

}  // namespace cronmon
