// A statically linked OpenSSL would read the openssl.cnf of whatever machine it runs on, before
// main, and fail on a file written for another version. This runs earlier and says: do not.
#include <openssl/crypto.h>

namespace {

[[gnu::constructor(101)]] void ignore_openssl_cnf() {
    OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr);
}

}  // namespace
