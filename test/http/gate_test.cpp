#include "http/gate.h"

#include "served_site.h"

using namespace cronmon;

namespace {

Neighbours networks(const std::vector<std::string>& texts, bool unix_sockets = false) {
    Neighbours result;
    for (const auto& text : texts) result.networks.push_back(*net::Network::parse(text));
    result.unix_sockets = unix_sockets;
    return result;
}

bool has(const std::string& answer, const std::string& part) {
    return answer.find(part) != std::string::npos;
}

// Loopback is a proxy, so a test can come from anywhere.
struct Gated : Served {
    Gated() : Served(networks({"127.0.0.1"})) {}

    std::string from(const std::string& address, const std::string& target,
                     const std::string& fields = {}) {
        return tcp(request("GET", target, "X-Forwarded-For: " + address + "\r\n" + fields));
    }
};

}  // namespace

TEST_CASE_FIXTURE(Gated, "management is for the networks that are allowed, pings are for all") {
    site().allow(networks({"10.0.0.0/8", "2001:db8::/32"}));
    for (const char* target : {"/", "/tasks", "/api/cronmon/v1/tasks", "/api/v1.0/tasks/all",
                               "/api/v3/checks/", "/api/openapi.json", "/assets/x.js"}) {
        CAPTURE(target);
        const std::string refused = from("192.0.2.1", target);
        CHECK(is(refused, 403));
        CHECK(has(refused, "address: must be in a network of --admin-allow, got '192.0.2.1'"));
        CHECK(!is(from("10.1.2.3", target), 403));
        CHECK(!is(from("2001:db8::1", target), 403));
    }
    CHECK(is(from("192.0.2.1", "/api/monlink/" + uuid), 200));
    CHECK(is(from("192.0.2.1", "/ping/" + uuid + "/fail"), 200));
    CHECK(is(from("192.0.2.1", "/healthz"), 200));
    CHECK(is(from("192.0.2.1", "/healthz?x"), 200));
    CHECK(!is(from("192.0.2.1", "/badge/x.svg"), 403));
    CHECK(!is(local(request("GET", "/api/cronmon/v1/tasks")), 403));  // the operators' socket
}

TEST_CASE_FIXTURE(Gated, "a refusal is said in Chinese to those who read it") {
    site().allow(networks({"10.0.0.0/8"}));
    const std::string refused = from("192.0.2.1", "/tasks", "Accept-Language: zh-CN\r\n");
    CHECK(has(refused, "不能从 '192.0.2.1' 访问：它不在 --admin-allow 允许的网络中"));
}

TEST_CASE_FIXTURE(Gated, "who is allowed can change while it runs") {
    CHECK(is(from("192.0.2.1", "/api/openapi.json"), 200));
    site().allow(networks({"10.0.0.0/8"}));
    CHECK(is(from("192.0.2.1", "/api/openapi.json"), 403));
    site().allow({});
    CHECK(is(from("192.0.2.1", "/api/openapi.json"), 200));
}

TEST_CASE("http is sent to https, but pings and health are answered as they came") {
    Gated gated;
    gated.site().redirect_to(8443);
    const std::string moved = gated.tcp(
        "GET /tasks?x=%20y HTTP/1.1\r\nHost: cron.example.org:8000\r\nConnection: close\r\n\r\n");
    CHECK(is(moved, 308));
    CHECK(has(moved, "\r\nLocation: https://cron.example.org:8443/tasks?x=%20y\r\n"));
    CHECK(is(gated.tcp(request("POST", "/api/cronmon/v1/session", {}, "{}")), 308));
    CHECK(is(gated.tcp(request("HEAD", "/")), 308));
    CHECK(is(gated.tcp(request("GET", "/api/monlink/" + gated.uuid)), 200));
    CHECK(is(gated.tcp(request("GET", "/ping/" + gated.uuid)), 200));
    CHECK(is(gated.tcp(request("GET", "/healthz")), 200));
    // Who came to our proxy by https is there already.
    CHECK(is(gated.tcp(request("GET", "/api/openapi.json", "X-Forwarded-Proto: https\r\n")), 200));
    CHECK(is(gated.local(request("GET", "/api/openapi.json")), 200));

    gated.desk.must("PUT", "/settings/site.url", {{"value", "https://cron.example.com/"}});
    CHECK(has(gated.tcp(request("GET", "/tasks")),
              "\r\nLocation: https://cron.example.com/tasks\r\n"));
}

TEST_CASE("the usual port is not written, and an address in brackets stays whole") {
    Gated gated;
    gated.site().redirect_to(443);
    CHECK(has(gated.tcp("GET / HTTP/1.1\r\nHost: [::1]:80\r\nConnection: close\r\n\r\n"),
              "\r\nLocation: https://[::1]/\r\n"));
    CHECK(host_without_port("a.example") == "a.example");
    CHECK(host_without_port("a.example:80") == "a.example");
    CHECK(host_without_port("[2001:db8::1]") == "[2001:db8::1]");
    CHECK(host_without_port("") == "");
}

TEST_CASE_FIXTURE(Gated, "under https everything tells the browser to stay there") {
    constexpr const char* stay = "\r\nStrict-Transport-Security: max-age=31536000\r\n";
    const std::string https = "X-Forwarded-Proto: https\r\n";
    CHECK(has(from("10.0.0.1", "/api/openapi.json", https), stay));
    CHECK(has(from("10.0.0.1", "/api/cronmon/v1/tasks", https), stay));
    CHECK(!has(from("10.0.0.1", "/api/openapi.json"), stay));
}
