#include "app/tls.h"

#include "app/app.h"
#include "support/certificates.h"
#include "support/temp_dir.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace cronmon;
using Json = nlohmann::json;

namespace {

std::vector<net::CertificateFiles> files_of(const MadeCertificate& made) {
    return {{made.certificate, made.key}};
}

Config config(const TempDir& dir, const MadeCertificate& made,
              const std::string& listen = "127.0.0.1:0") {
    return *Config::read({{{"data", dir.path("data")},
                           {"listen", listen},
                           {"tls-cert", made.certificate},
                           {"tls-key", made.key}},
                          {}});
}

Json about(App& app) { return Json::parse(app.dispatch("GET", "/api/cronmon/v1/about", "").body); }

}  // namespace

TEST_CASE("what cannot be used leaves what was there") {
    const TempDir dir;
    const MadeCertificate one(dir.path(), "one"), two(dir.path(), "two");
    const Instant now = SystemClock().now();
    Tls tls;
    CHECK(!tls.context());
    CHECK(!tls.load({}, now));
    CHECK(tls.certificates().empty());
    CHECK(!tls.load(files_of(one), now));
    const auto first = tls.context();
    CHECK(tls.load({{one.certificate, two.key}}, now));
    CHECK(tls.load({}, now));
    CHECK(tls.context() == first);
    CHECK(!tls.load(files_of(two), now));
    REQUIRE(tls.certificates().size() == 1);
    CHECK(tls.certificates()[0].file == two.certificate);
}

TEST_CASE("a server tells of its certificate, takes a renewed one and keeps it from a broken one") {
    const TempDir dir;
    const MadeCertificate made(dir.path(), "one", {.names = "DNS:a.example"});
    auto app = App::serve(config(dir, made));
    REQUIRE(app);
    CHECK((*app)->addresses()[0].to_text().starts_with("https://127.0.0.1:"));
    Json shown = about(**app)["certificates"];
    REQUIRE(shown.size() == 1);
    CHECK(shown[0]["file"] == made.certificate);
    CHECK(shown[0]["names"] == Json{"a.example"});
    CHECK(shown[0]["ends_soon"] == false);
    CHECK(about(**app)["pings_limited"] == 0);

    made.write({.names = "DNS:b.example", .ends_in_s = 86400});
    (*app)->reload(config(dir, made));
    shown = about(**app)["certificates"];
    CHECK(shown[0]["names"] == Json{"b.example"});
    CHECK(shown[0]["ends_soon"] == true);

    std::remove(made.key.c_str());
    (*app)->reload(config(dir, made));
    CHECK(about(**app)["certificates"] == shown);
}

TEST_CASE("pings are sent to the name of the certificate where every address is listened to") {
    const TempDir dir;
    const MadeCertificate made(dir.path(), "one", {.names = "DNS:cron.example"});
    auto app = App::serve(config(dir, made, ":0"));
    REQUIRE(app);
    const std::string port = std::to_string((*app)->addresses()[0].port);
    (*app)->dispatch("POST", "/api/cronmon/v1/businesses", R"({"name":"db"})");
    const Json task =
        Json::parse((*app)
                        ->dispatch("POST", "/api/cronmon/v1/tasks",
                                   R"({"name":"nightly","business":"db","cron":"0 2 * * *"})")
                        .body);
    const std::string url = task["ping_url"];
    CHECK(url.starts_with("https://cron.example:" + port + "/"));
}

TEST_CASE("a server with a certificate that cannot be used does not start, and says why") {
    const TempDir dir;
    const MadeCertificate made(dir.path(), "one");
    std::remove(made.key.c_str());
    const auto app = App::serve(config(dir, made));
    REQUIRE(!app);
    CHECK(app.error().message ==
          "tls-key: '" + made.key + "' cannot be read: No such file or directory");
}
