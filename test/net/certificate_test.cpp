#include "net/tls_context.h"
#include "support/certificates.h"
#include "support/temp_dir.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace cronmon::net {
namespace {

std::string refusal(const std::string& certificate, const std::string& key) {
    const auto loaded = TlsContext::load(std::array{CertificateFiles{certificate, key}});
    return loaded ? "loaded" : loaded.error().message;
}

void write(const std::string& path, const std::string& text) { std::ofstream(path) << text; }

TEST_CASE("what cannot be used is said with the option, the file and the reason") {
    const TempDir dir;
    const MadeCertificate one(dir.path(), "one"), other(dir.path(), "other");
    const std::string gone = dir.path("gone.pem"), junk = dir.path("junk.pem");
    write(junk, "-----BEGIN CERTIFICATE-----\nnothing\n-----END CERTIFICATE-----\n");
    CHECK(refusal(one.certificate, one.key) == "loaded");
    CHECK(refusal(gone, one.key) ==
          "tls-cert: '" + gone + "' cannot be read: No such file or directory");
    CHECK(refusal(one.certificate, gone) ==
          "tls-key: '" + gone + "' cannot be read: No such file or directory");
    CHECK(refusal(junk, one.key) == "tls-cert: '" + junk + "' holds no certificate in PEM");
    CHECK(refusal(dir.path(), one.key) ==
          "tls-cert: '" + dir.path() + "' holds no certificate in PEM");
    CHECK(refusal(one.key, one.certificate) ==
          "tls-cert: '" + one.key + "' holds no certificate in PEM");
    CHECK(refusal(one.certificate, junk) == "tls-key: '" + junk + "' holds no private key in PEM");
    CHECK(refusal(one.certificate, other.key) ==
          "tls-key: '" + other.key + "' is not the key of '" + one.certificate + "'");
}

TEST_CASE("a key of another kind is not the key, and one under a passphrase is not asked for") {
    const TempDir dir;
    const MadeCertificate one(dir.path(), "one");
    const std::string rsa = dir.path("rsa.key"), locked = dir.path("locked.key");
    REQUIRE(std::system(("openssl genrsa -out " + rsa + " 2048 2>&1").c_str()) == 0);
    CHECK(refusal(one.certificate, rsa) ==
          "tls-key: '" + rsa + "' is not the key of '" + one.certificate + "'");
    REQUIRE(
        std::system(("openssl pkey -aes256 -passout pass:secret -in " + one.key + " -out " + locked)
                        .c_str()) == 0);
    CHECK(refusal(one.certificate, locked) ==
          "tls-key: '" + locked + "' is under a passphrase, and nobody is there to type it");
}

TEST_CASE("a key that is too weak is refused with OpenSSL's own word for it") {
    const TempDir dir;
    const std::string file = dir.path("weak.pem"), key = dir.path("weak.key");
    REQUIRE(std::system(("openssl req -x509 -newkey rsa:1024 -nodes -subj /CN=weak -keyout " + key +
                         " -out " + file + " 2>&1")
                            .c_str()) == 0);
    CHECK(refusal(file, key) == "tls-cert: '" + file + "' cannot be used: ee key too small");
}

TEST_CASE("a certificate tells its names and its time") {
    const TempDir dir;
    const MadeCertificate made(dir.path(), "made",
                               {.names = "DNS:a.example,DNS:*.b.example,IP:10.0.0.1,IP:2001:db8::1",
                                .ends_in_s = 20 * 86400});
    const MadeCertificate plain(dir.path(), "plain", {.names = "", .ends_in_s = -60});
    const auto loaded =
        TlsContext::load(std::array{CertificateFiles{made.certificate, made.key},
                                    CertificateFiles{plain.certificate, plain.key}});
    REQUIRE(loaded);
    const auto views = (*loaded)->certificates();
    REQUIRE(views.size() == 2);
    CHECK(views[0].file == made.certificate);
    CHECK(views[0].names ==
          std::vector<std::string>{"a.example", "*.b.example", "10.0.0.1", "2001:db8::1"});
    CHECK(views[1].names == std::vector<std::string>{"common.example"});

    const Instant now = SystemClock().now();
    CHECK(views[0].until - now > std::chrono::hours{19 * 24});
    CHECK(views[0].from < now);
    CHECK(views[0].ends_soon(now));
    CHECK(!views[0].ends_soon(now - std::chrono::hours{48}));
    CHECK(!views[0].has_ended(now));
    CHECK(views[1].has_ended(now));
}

}  // namespace
}  // namespace cronmon::net
