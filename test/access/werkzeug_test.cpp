#include "access/werkzeug.h"

#include "access/password.h"

#include <doctest/doctest.h>
#include <openssl/err.h>

#include <chrono>
#include <string>

using namespace cronmon;

namespace {

// Made with Python's hashlib, which is what Werkzeug calls.
const std::string horse_pbkdf2 =
    "pbkdf2:sha256:260000$ltx6sNQiAYOw6GHW$"
    "fa4b63549d7b5edd1b9ce4169c1fe11a1d3f07a4473ce15066cfeae3984cea26";
const std::string empty_pbkdf2 =
    "pbkdf2:sha256:1000$a1B2c3D4$6b62995b34db61bf6747bb5f54c650c5e492fa49fd8086c85c85dde0872bd8dc";
const std::string horse_scrypt =
    "scrypt:32768:8:1$p6YIyVfuDbsM85n8$"
    "81a699c3afa10eb8124dd9ec451bbb77263a42e926ca0a8c48b5c71fbd99eefe"
    "ba2c73366e5a97060005511dadf3da467be684a842858735c31a7dd3a02ea139";
const std::string rfc_scrypt_key =  // RFC 7914, 12
    "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
    "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640";

bool malformed(const std::string& hash) {
    CAPTURE(hash);
    return !verify_werkzeug(hash, "") && !verify_werkzeug(hash, "password");
}

}  // namespace

TEST_CASE("pbkdf2 hashes of the original verify") {
    CHECK(verify_password(horse_pbkdf2, "correct horse"));
    CHECK(!verify_password(horse_pbkdf2, "correct horsf"));
    CHECK(!verify_password(horse_pbkdf2, ""));
    CHECK(
        verify_password("pbkdf2:sha256:50000$a1B2c3D4$"
                        "0de72824b0d56c028741020ab7e3d6b554c5be46d471f53dd750f02f31a74a87",
                        "备份密码八个字"));
    CHECK(verify_password(empty_pbkdf2, ""));
}

TEST_CASE("scrypt hashes of newer versions verify") {
    CHECK(verify_password(horse_scrypt, "correct horse"));
    CHECK(!verify_password(horse_scrypt, "correct horsf"));
    CHECK(verify_password("scrypt:1024:8:16$NaCl$" + rfc_scrypt_key, "password"));
    CHECK(
        verify_password("scrypt:1024:8:16$NaCl$"
                        "dcc11573eab0aaf418c9f1f3caa276aca7d9eb36a2510cc7dbb92b4a898c4735"
                        "cb4fff1b8abd619e0dce984b48a34f4866eb2cb23301226b1ea33e153c0cac3e",
                        "备份密码八个字"));
}

TEST_CASE("hashes of the original are outdated") {
    CHECK(is_outdated(horse_pbkdf2));
    CHECK(is_outdated(horse_scrypt));
}

TEST_CASE("the hashes of the sample are well formed: computed, and nobody's") {
    const std::string sample =
        "pbkdf2:sha256:260000$ILDA8IhKQ5jXEEGn$"
        "5e41a63970330fe8a64d94ee3a00b286f4ea8ab096dbbdbcf2cc7238515b036f";
    const auto start = std::chrono::steady_clock::now();
    CHECK(!verify_password(sample, "not its password"));
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    MESSAGE("pbkdf2 of 260000 iterations: " << took.count() << " ms");
    CHECK(took.count() > 1);
}

TEST_CASE("a pbkdf2 hash that is not whole is nobody's") {
    const std::string key = "6b62995b34db61bf6747bb5f54c650c5e492fa49fd8086c85c85dde0872bd8dc";
    for (std::size_t bytes = 0; bytes < empty_pbkdf2.size(); ++bytes)
        CHECK(malformed(empty_pbkdf2.substr(0, bytes)));
    CHECK(malformed(empty_pbkdf2 + "0"));
    CHECK(malformed(empty_pbkdf2 + "00"));
    CHECK(malformed(empty_pbkdf2 + "$"));
    CHECK(malformed(" " + empty_pbkdf2));
    CHECK(malformed("pbkdf2:sha256$a1B2c3D4$" + key));  // no number of iterations
    CHECK(malformed("pbkdf2:sha256:$a1B2c3D4$" + key));
    CHECK(malformed("pbkdf2:sha256:0$a1B2c3D4$" + key));
    CHECK(malformed("pbkdf2:sha256:-1000$a1B2c3D4$" + key));
    CHECK(malformed("pbkdf2:sha256:1000:1$a1B2c3D4$" + key));
    CHECK(malformed("pbkdf2:sha1:1000$a1B2c3D4$" + key));
    CHECK(malformed("pbkdf2:sha256:1000$$" + key));
    CHECK(malformed("pbkdf2:sha256:1000$" + key));
    CHECK(malformed("pbkdf2:sha256:1000$a1B2c3D4$" + std::string(62, '0') + "0x"));
    CHECK(malformed("pbkdf2:sha256:1000$a1B2c3D4$" + std::string(62, '0') + "-1"));
    CHECK(malformed("pbkdf2:sha256:1000$" + std::string(1025, 's') + "$" + key));
    CHECK(malformed("plain$$password"));
    CHECK(malformed("sha256$salt$" + key));
    CHECK(malformed("password"));
}

TEST_CASE("a scrypt hash that is not whole, or no scrypt, is nobody's") {
    for (const char* cost : {"scrypt:1023:8:16", "scrypt:1:8:1", "scrypt:0:8:16", "scrypt:1024:0:1",
                             "scrypt:1024:8:0", "scrypt:1024:8", "scrypt:1024:8:16:1",
                             "scrypt:", "scrypt", "scrypt:65536:1:1", "scrypt:-1024:8:16"})
        CHECK(malformed(std::string(cost) + "$NaCl$" + rfc_scrypt_key));
    CHECK(malformed("scrypt:1024:8:16$$" + rfc_scrypt_key));
    CHECK(malformed("scrypt:1024:8:16$NaCl$" + rfc_scrypt_key.substr(2)));
    CHECK(malformed("scrypt:1024:8:16$NaCl$" + rfc_scrypt_key + "00"));
    CHECK(ERR_peek_error() == 0);  // nothing is left for the next user of OpenSSL to find
}

TEST_CASE("costs that would keep us busy for long are refused at once") {
    const std::string key = "$NaCl$" + rfc_scrypt_key;
    const auto start = std::chrono::steady_clock::now();
    CHECK(malformed("pbkdf2:sha256:3000001$NaCl$" + rfc_scrypt_key.substr(64)));
    CHECK(malformed("pbkdf2:sha256:4294967295$NaCl$" + rfc_scrypt_key.substr(64)));
    CHECK(malformed("scrypt:262144:8:1" + key));
    CHECK(malformed("scrypt:1024:8:4294967295" + key));
    CHECK(malformed("scrypt:2147483648:4294967295:4294967295" + key));
    CHECK(malformed("scrypt:18446744073709551616:8:1" + key));
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{2});
}
