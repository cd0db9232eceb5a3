#include "cli/remote.h"
#include "cli/shell.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

using namespace cronmon;
using cronmon::test::contains;
using cronmon::test::Shell;

namespace {

// A TCP listener on a port that the kernel chose.
class Port {
public:
    Port() : listener_(socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* any = reinterpret_cast<sockaddr*>(&address);
        REQUIRE(bind(listener_, any, size) == 0);
        REQUIRE(listen(listener_, 8) == 0);
        REQUIRE(getsockname(listener_, any, &size) == 0);
        number_ = ntohs(address.sin_port);
    }
    ~Port() { close_it(); }
    Port(const Port&) = delete;
    Port& operator=(const Port&) = delete;

    std::string url() const { return "http://127.0.0.1:" + std::to_string(number_); }
    void close_it() {
        if (listener_ >= 0) close(listener_);
        listener_ = -1;
    }

    // Answers that many requests of one connection with the same bytes; what was heard.
    std::string serve(int requests, const std::string& response) const {
        const int peer = accept(listener_, nullptr, nullptr);
        std::string all;
        for (std::string heard; requests > 0; --requests, all += heard, heard.clear()) {
            char bytes[4096];
            while (heard.find("\r\n\r\n") == std::string::npos) {
                const auto count = read(peer, bytes, sizeof bytes);
                if (count <= 0) break;
                heard.append(bytes, static_cast<std::size_t>(count));
            }
            [[maybe_unused]] const auto sent = write(peer, response.data(), response.size());
        }
        close(peer);
        return all;
    }

private:
    int listener_;
    std::uint16_t number_ = 0;
};

std::string response(const std::string& status, const std::string& body,
                     const std::string& more = {}) {
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           more + "\r\n" + body;
}

// One request to a server that answers so: what came of it, and what the server heard.
struct Talk {
    Result<Reply> reply;
    std::string heard;
};
Talk ask(const std::string& answer, std::string_view method = "GET", std::string_view body = {}) {
    const Port port;
    std::string heard;
    std::jthread server([&] { heard = port.serve(1, answer); });
    const auto api = connect_to_remote({port.url() + "/", "cronmon_abc"});
    REQUIRE(api);
    Talk talk{(*api)->call(method, "/api/cronmon/v1/x%2Fy/..?z=%20", body, patience_usual), {}};
    server.join();
    talk.heard = std::move(heard);
    return talk;
}

}  // namespace

TEST_CASE("a server elsewhere is asked with the token, and its answer is given as it is") {
    const std::string body = R"({"detail":"so it is"})";
    const Talk talk = ask(response("404 Not Found", body));
    REQUIRE(talk.reply);
    CHECK(talk.reply->status == 404);
    CHECK(talk.reply->body == body);
    CHECK(talk.heard.starts_with("GET /api/cronmon/v1/x%2Fy/..?z=%20 HTTP/1.1\r\n"));
    CHECK(contains(talk.heard, "\r\nAuthorization: Bearer cronmon_abc\r\n"));
    CHECK_FALSE(contains(talk.heard, "Content-Type"));
}

TEST_CASE("what is sent is JSON, whatever the method") {
    for (const std::string method : {"POST", "PUT", "PATCH"}) {
        const Talk talk = ask(response("200 OK", "{}"), method, R"({"a":1})");
        REQUIRE(talk.reply);
        CHECK(talk.heard.starts_with(method + " /api"));
        CHECK(contains(talk.heard, "\r\nContent-Type: application/json\r\n"));
        CHECK(contains(talk.heard, "\r\nContent-Length: 7\r\n"));
    }
    const Talk talk = ask(response("204 No Content", ""), "DELETE");
    REQUIRE(talk.reply);
    CHECK(talk.reply->status == 204);
    CHECK(talk.heard.starts_with("DELETE /api"));
}

TEST_CASE("one connection serves a whole command") {
    const Port port;
    std::jthread server([&] { port.serve(2, response("200 OK", "{}")); });
    const auto api = connect_to_remote({port.url(), "cronmon_abc"});
    REQUIRE(api);
    for (int i = 0; i < 2; ++i) CHECK((*api)->call("GET", "/x", "", patience_usual));
}

TEST_CASE("a redirect is not followed, and it is said where it leads") {
    const Talk talk =
        ask(response("301 Moved", "", "Location: https://elsewhere.example.org/\r\n"));
    REQUIRE_FALSE(talk.reply);
    CHECK(talk.reply.error().code == Code::unreachable);
    CHECK(contains(talk.reply.error().message,
                   "answered with status 301 and leads to 'https://elsewhere.example.org/', which "
                   "is not followed"));
}

TEST_CASE("a server that breaks off, hangs, or is not there: unreachable, in a sentence") {
    const Talk cut = ask("");
    REQUIRE_FALSE(cut.reply);
    CHECK(contains(cut.reply.error().message, "broke the connection off, is it stopping?"));
    const Talk noise = ask("SSH-2.0-OpenSSH_9.2\r\n");
    REQUIRE_FALSE(noise.reply);
    CHECK(noise.reply.error().code == Code::unreachable);

    Port port;
    const auto api = connect_to_remote({port.url(), "cronmon_abc"});
    REQUIRE(api);
    const auto hangs = (*api)->call("GET", "/x", "", Millis{100});
    REQUIRE_FALSE(hangs);
    CHECK(hangs.error().message == "the server at " + port.url() + " did not answer within 1 s");
    port.close_it();
    const auto gone = connect_to_remote({port.url(), "cronmon_abc"});
    REQUIRE(gone);
    const auto nobody = (*gone)->call("GET", "/x", "", patience_usual);
    REQUIRE_FALSE(nobody);
    CHECK(nobody.error().code == Code::unreachable);
    CHECK(
        nobody.error().message.starts_with("the server at " + port.url() + " cannot be reached: "));
}

TEST_CASE("a token goes over http within this machine only, unless somebody insists") {
    for (const char* url : {"http://localhost:8000", "http://127.0.0.1", "http://127.9.9.9:1/",
                            "http://[::1]:8000", "https://cron.example.org/sub/", "http://127.1"})
        CHECK_MESSAGE(connect_to_remote({url, "t", false, "/dev/null"}), url);
    for (const char* url :
         {"http://cron.example.org", "http://10.0.0.1:8000", "http://[2001:db8::1]",
          "http://localhost.example.org", "http://127.0.0.1.example.org", "http://0.0.0.0"}) {
        const auto api = connect_to_remote({url, "t"});
        REQUIRE_FALSE(api);
        CHECK(api.error().code == Code::usage);
        CHECK(contains(api.error().message, "the token is not sent over http to '"));
        CHECK(connect_to_remote({url, "t", true}));
    }
}

TEST_CASE("an address or a token that is none is refused before anything is sent") {
    struct Row {
        std::string url;
        std::string token;
        std::string said;
    };
    const Row rows[] = {
        {"cron.example.org", "t", "server: must be"},
        {"ftp://cron.example.org", "t", "server: must be"},
        {"smtp://cron.example.org", "t", "server: must be http or https"},
        {"file:///etc/passwd", "t", "server: must be"},
        {"https://", "t", "server: must be an address"},
        {"https://cron.example.org:99999", "t", "server: must be an address"},
        {"https://me:hunter22@cron.example.org", "t", "server: must not name a user"},
        {"https://cron.example.org/?a=b", "t", "server: must end before any ?"},
        {"https://cron.example.org/#a", "t", "server: must end before any ?"},
        {"https://cron.example.org", "", "token: is missing: --token-file FILE, --token - or"},
        {"https://cron.example.org", "a b", "token: must be one word"},
        {"https://cron.example.org", "a\r\nX: y", "token: must be one word"},
        {"https://cron.example.org", "té", "token: must be one word"},
    };
    for (const Row& row : rows) {
        const auto api = connect_to_remote({row.url, row.token});
        REQUIRE_FALSE(api);
        CHECK(api.error().code == Code::usage);
        CHECK_MESSAGE(contains(api.error().message, row.said), api.error().message);
        CHECK_FALSE(contains(api.error().message, "hunter22"));
    }
    const auto api = connect_to_remote({"https://cron.example.org", "t", false, "/no/such/file"});
    REQUIRE_FALSE(api);
    CHECK(contains(api.error().message, "cannot be read, got '/no/such/file'"));
}

TEST_CASE("the command line and the environment say which server and which token") {
    const auto folder = std::filesystem::temp_directory_path();
    const std::string file = folder / ("cronmon-token-" + std::to_string(getpid()));
    std::ofstream(file) << "from_file\r\nnot this\n";
    Shell shell;
    shell.type("from_stdin\n");
    const std::map<std::string, std::string> variables{{"CRONMON_SERVER", "http://variable"},
                                                       {"CRONMON_TOKEN", "from_variable"}};
    const auto environment = [&](const std::string& name) {
        const auto found = variables.find(name);
        return found == variables.end() ? std::nullopt : std::optional(found->second);
    };
    struct Row {
        Args::Pairs flags;
        std::string url;
        std::string token;
    };
    const Row rows[] = {
        {{}, "http://variable", "from_variable"},
        {{{"server", "http://flag"}}, "http://flag", "from_variable"},
        {{{"server", "http://flag"}, {"token", "t"}}, "http://flag", "t"},
        {{{"token-file", file}}, "http://variable", "from_file"},
        {{{"server", "http://flag"}, {"token", "-"}}, "http://flag", "from_stdin"},
    };
    for (const Row& row : rows) {
        const auto remote = remote_of(Args(row.flags, {}), shell.terminal, environment);
        REQUIRE(remote);
        REQUIRE(remote->has_value());
        CHECK((*remote)->url == row.url);
        CHECK((*remote)->token == row.token);
    }
    std::filesystem::remove(file);
    const auto here = remote_of(Args({{"data", "/d"}}, {}), shell.terminal, environment);
    REQUIRE(here);
    CHECK_FALSE(here->has_value());
    const auto nowhere = remote_of(Args({}, {}), shell.terminal, {});
    REQUIRE(nowhere);
    CHECK_FALSE(nowhere->has_value());
}

TEST_CASE("flags that do not go together are a mistake in usage") {
    const std::pair<std::vector<std::string>, std::string> rows[] = {
        {{"--server", "http://x", "--data", "/d"}, "takes only one of --server and --data"},
        {{"--server", "http://x", "--token", "a", "--token-file", "b"}, "takes only one of"},
        {{"--token", "a"}, "--token needs --server URL"},
        {{"--token-file", "a"}, "--token-file needs --server URL"},
        {{"--insecure-http"}, "--insecure-http needs --server URL"},
        {{"--server", "http://cron.example.org", "--token", "a"}, "is not sent over http"},
        {{"--server", "https://cron.example.org"}, "token: is missing"},
    };
    for (const auto& [flags, said] : rows) {
        Shell shell;
        std::vector<std::string> words{"task", "list"};
        words.insert(words.begin(), flags.begin(), flags.end());
        CHECK(shell.run(words) == 2);
        CHECK_MESSAGE(contains(shell.err(), said), shell.err());
        CHECK(shell.asked().empty());
    }
    Shell shell;
    CHECK(shell.run({"task", "list", "--server", "http://x", "--token-file", "/no/such"}) == 1);
    CHECK(contains(shell.err(), "token-file: '/no/such': No such file or directory"));
    CHECK(shell.run({"serve", "--server", "http://x"}) == 2);
    CHECK(contains(shell.err(), "serve: unknown flag '--server'"));
}

TEST_CASE("what needs no server asks none, also where the environment names one") {
    Shell shell;
    shell.environment["CRONMON_SERVER"] = "nonsense";
    CHECK(shell.run({"version"}) == 0);
    CHECK(shell.run({"help"}) == 0);
    CHECK(shell.run({"schedule", "next", "5m"}) == 0);
    CHECK(shell.run({"task", "list"}) == 2);
    CHECK(contains(shell.err(), "server: must be an address such as"));
    shell.answer("GET /tasks?page=1&length=1000", R"({"rows":[],"total":0})");
    CHECK(shell.run({"task", "list", "--data", "/d"}) == 0);
}

TEST_CASE("a server that refuses a token says why, and how it could be otherwise") {
    const Port port;
    const std::string problem =
        R"({"detail":"caller: a token of scope read may not manage tasks","field":"caller"})";
    std::jthread server([&] { port.serve(1, response("403 Forbidden", problem)); });
    Shell shell;
    shell.environment["CRONMON_TOKEN"] = "cronmon_abc";
    CHECK(shell.run({"task", "pause", "a", "--server", port.url()}) == 1);
    CHECK(shell.err() ==
          "cronmon: caller: a token of scope read may not manage tasks (a token does what its "
          "scope and the role of its user allow: see --scope of cronmon token add, --role of "
          "cronmon user edit)\n");
    CHECK_FALSE(contains(shell.err(), "cronmon_abc"));
}
