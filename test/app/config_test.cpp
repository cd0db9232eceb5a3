#include "app/config.h"

#include "app/config_file.h"
#include "support/temp_dir.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <map>

using namespace cronmon;

namespace {

using Variables = std::map<std::string, std::string>;

ConfigSources sources(ConfigSources::Flags flags, Variables variables = {}) {
    return {
        std::move(flags),
        [variables = std::move(variables)](const std::string& name) -> std::optional<std::string> {
            const auto found = variables.find(name);
            if (found == variables.end()) return std::nullopt;
            return found->second;
        }};
}

std::string written(const TempDir& dir, std::string_view text) {
    const std::string path = dir.path("config.json");
    std::ofstream(path) << text;
    return path;
}

OptionView view(const Config& config, std::string_view name) {
    const auto views = config.views();
    return *std::ranges::find(views, name, &OptionView::name);
}

std::string refusal(const ConfigSources& from) {
    const auto config = Config::read(from);
    return config ? "accepted" : config.error().message;
}

}  // namespace

TEST_CASE("without a word the defaults hold") {
    const auto config = Config::read({});
    REQUIRE(config);
    CHECK(config->data() == "./cronmon-data");
    REQUIRE(config->listen().size() == 1);
    CHECK(config->listen()[0].to_text() == "127.0.0.1:8000");
    CHECK(config->trusted_proxies().networks.empty());
    CHECK(config->log_format() == log::Format::text);
    CHECK(config->log_file() == "");
    CHECK(config->connections_max() == 0);
    CHECK(config->web_dir() == "");
    CHECK(view(*config, "data").origin == "default");
}

TEST_CASE("a flag beats the environment, which beats the file, which beats the default") {
    const TempDir dir;
    const std::string file = written(dir, R"({
        // what the machine's owner wants
        "data": "/from/file", "listen": [":1", ":2"], /* a list */ "log_format": "json",
        "connections_max": 500
    })");
    Variables variables{{"CRONMON_CONFIG", file},
                        {"CRONMON_LISTEN", "127.0.0.1:3, [::1]:4"},
                        {"CRONMON_LOG_FORMAT", "text"},
                        {"HOME", "/root"}};
    const auto config = Config::read(sources(
        {{"log-format", "json"}, {"search", "no option"}, {"log-file", "a"}, {"log-file", "b"}},
        variables));
    REQUIRE(config);
    CHECK(view(*config, "data").value == "/from/file");
    CHECK(view(*config, "data").origin == "file");
    CHECK(view(*config, "listen").value == "127.0.0.1:3,[::1]:4");
    CHECK(view(*config, "listen").origin == "environment");
    CHECK(view(*config, "log-format").value == "json");
    CHECK(view(*config, "log-format").origin == "flag");
    CHECK(config->log_file() == "b");
    CHECK(config->connections_max() == 500);

    const auto other =
        Config::read(sources({{"config", file}, {"listen", ":9"}, {"listen", "unix:/s"}}));
    REQUIRE(other);
    CHECK(view(*other, "listen").value == ":9,unix:/s");
    CHECK(other->listen()[1].unix_path == "/s");
}

TEST_CASE("proxies are networks, or local sockets") {
    const auto config =
        Config::read(sources({{"trusted-proxy", "10.0.0.0/8"}, {"trusted-proxy", "unix"}}));
    REQUIRE(config);
    CHECK(config->trusted_proxies().unix_sockets);
    CHECK(config->trusted_proxies().contains(*net::Ip::parse("10.1.2.3")));
}

TEST_CASE("each wrong value is one sentence that says where it stands") {
    const TempDir dir;
    CHECK(refusal(sources({{"listen", "example.com:80"}})) ==
          "listen: must be ADDRESS:PORT, [ADDRESS]:PORT or unix:PATH with a numeric address, got "
          "'example.com:80' (--listen)");
    CHECK(refusal(sources({}, {{"CRONMON_LOG_FORMAT", "xml"}})) ==
          "log-format: must be text or json, got 'xml' (CRONMON_LOG_FORMAT)");
    CHECK(refusal(sources({{"data", ""}})) == "data: must be a path, got '' (--data)");
    CHECK(refusal(sources({{"connections-max", "-1"}})) ==
          "connections-max: must be 0 to 1000000, got '-1' (--connections-max)");
    CHECK(refusal(sources({{"trusted-proxy", "10.0.0.0/40"}})).find("10.0.0.0/40") !=
          std::string::npos);
    CHECK(refusal(sources({{"config", "/nowhere/c.json"}})) ==
          "/nowhere/c.json: cannot be read: No such file or directory");
}

TEST_CASE("a file with a mistake is refused with the place of the mistake") {
    const TempDir dir;
    const auto refused = [&](std::string_view text) {
        const std::string path = written(dir, text);
        const std::string sentence = refusal(sources({{"config", path}}));
        REQUIRE(sentence.starts_with(path + ": "));
        return sentence.substr(path.size() + 2);
    };
    CHECK(refused(R"({"lisen": ":1"})") == "there is no option 'lisen', did you mean 'listen'?");
    CHECK(refused("{\n  \"data\" 3}") == "must be JSON, and is malformed at line 2, column 10");
    CHECK(refused("[]") == "must be a JSON object, such as {\"listen\": \":8000\"}");
    CHECK(refused(R"({"data": {}})") ==
          "data: must be a text, a whole number, true, false or a list of texts, got '{}'");
    const std::string path = written(dir, R"({"data": ["a", "b"]})");
    CHECK(refusal(sources({{"config", path}})) ==
          "data: must be one value, got 'a list' (in the file of --config)");
}

TEST_CASE("every option has a name for each place it may stand in") {
    for (const OptionRule& rule : option_rules()) {
        CHECK(rule.environment_name().starts_with("CRONMON_"));
        CHECK(rule.environment_name().find('-') == std::string::npos);
        CHECK(rule.file_key().find('-') == std::string::npos);
        CHECK_FALSE(rule.help.empty());
    }
}

TEST_CASE("with a certificate every address speaks TLS that is not written as plain") {
    const auto config = Config::read(sources({{"tls-cert", "a.pem"},
                                              {"tls-key", "a.key"},
                                              {"tls-cert", "b.pem"},
                                              {"tls-key", "b.key"},
                                              {"listen", ":443"},
                                              {"listen", "http://:80"},
                                              {"listen", "unix:/run/s"},
                                              {"redirect-http", "true"},
                                              {"admin-allow", "10.0.0.0/8"},
                                              {"admin-allow", "unix"}}));
    REQUIRE(config);
    const auto listen = config->listen();
    REQUIRE(listen.size() == 3);
    CHECK(listen[0].wire == net::Wire::tls);
    CHECK(listen[0].to_text() == "https://[::]:443");
    CHECK(listen[1].wire == net::Wire::plain);
    CHECK(listen[2].wire == net::Wire::as_usual);
    const auto certificates = config->certificates();
    REQUIRE(certificates.size() == 2);
    CHECK(certificates[1].certificate == "b.pem");
    CHECK(certificates[1].key == "b.key");
    CHECK(config->redirect_http());
    CHECK(config->admin_allow().unix_sockets);
    CHECK(config->admin_allow().contains(*net::Ip::parse("10.1.2.3")));
    CHECK(!config->admin_allow().contains(*net::Ip::parse("11.1.2.3")));
}

TEST_CASE("options of TLS that do not fit together are refused") {
    CHECK(refusal(sources({{"tls-cert", "a"}})) ==
          "tls-key: must be given once for each --tls-cert, got 0 for 1");
    CHECK(refusal(sources({{"tls-key", "a"}, {"tls-key", "b"}, {"tls-cert", "c"}})) ==
          "tls-key: must be given once for each --tls-cert, got 2 for 1");
    CHECK(refusal(sources({{"listen", "https://:443"}})) ==
          "listen: https://[::]:443 needs a certificate, see --tls-cert");
    CHECK(refusal(sources({{"redirect-http", "true"}})) ==
          "redirect-http: needs an address that speaks https, see --tls-cert");
    CHECK(refusal(sources({}, {{"CRONMON_REDIRECT_HTTP", "yes"}})) ==
          "redirect-http: must be true or false, got 'yes' (CRONMON_REDIRECT_HTTP)");
    const TempDir dir;
    const std::string file = written(dir, R"({"redirect_http": false})");
    CHECK(refusal(sources({{"config", file}})) == "accepted");
}
