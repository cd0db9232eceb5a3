// What an upgrade is made of, in one process: two servers that follow each other on one folder.
#include "app/activation.h"
#include "app/app.h"
#include "app/data_dir.h"
#include "app/pid_file.h"
#include "app/upgrade/environment.h"
#include "app/upgrade/legacy.h"
#include "app/upgrade/own_program.h"
#include "app/upgrade/successor.h"
#include "app/upgrade/upgrade_desk.h"
#include "support/temp_dir.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

using namespace cronmon;
using Json = nlohmann::json;

namespace {

using Flags = std::vector<std::pair<std::string, std::string>>;

Config read(const Flags& flags) { return *Config::read({flags, {}}); }

Config config(const std::string& data, const std::string& listen = "127.0.0.1:0") {
    return read({{"data", data}, {"listen", listen}});
}

std::string text_in(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

Json facts(App& app) {
    const Reply reply = app.dispatch("GET", "/api/cronmon/v1/upgrade", {});
    REQUIRE_MESSAGE(reply.status == 200, reply.body);
    return Json::parse(reply.body);
}

// As it would reach another process.
Legacy passed_on(Legacy& legacy) {
    auto [ours, theirs] = net::Channel::make();
    Legacy arrived;
    REQUIRE(send_legacy(ours, legacy));
    ours.close();
    for (;;) {
        auto message = theirs.receive(Millis{1000});
        if (message.kind != net::Channel::Message::Kind::words) return arrived;
        REQUIRE_FALSE(add_to_legacy(arrived, std::move(message)));
    }
}

// It is written down with the first round.
std::string reason_of_blind_time(App& app) {
    for (int tries = 0; tries < 500; ++tries) {
        const Reply reply = app.dispatch("GET", "/api/cronmon/v1/blind", {});
        const Json rows = Json::parse(reply.body)["rows"];
        if (!rows.empty()) return rows[0]["reason"];
        std::this_thread::sleep_for(Millis{10});
    }
    return "none";
}

std::vector<std::string> texts(const std::vector<net::Endpoint>& places) {
    std::vector<std::string> result;
    for (const auto& place : places) result.push_back(place.to_text());
    return result;
}

net::InheritedListener given(std::string_view place) {
    return {Descriptor{}, *net::Endpoint::parse(place), true};
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a server that takes over has the folder, the port and what was written") {
    const TempDir dir;
    auto first = App::serve(config(dir.path()));
    REQUIRE(first);
    const auto port = (*first)->addresses()[0].port;
    const Reply made =
        (*first)->dispatch("POST", "/api/cronmon/v1/businesses", R"({"name": "db"})");
    CHECK(made.status == 201);
    Legacy legacy = *(*first)->leave();
    (*first)->stop();
    *first = nullptr;
    CHECK_FALSE(App::alone(config(dir.path()), {}, Millis{0}));  // the lock was never let go of
    bool nothing_was_done = false;
    AppSeams seams;
    seams.on_taken = [&] { nothing_was_done = true; };
    auto second = App::serve(config(dir.path()), seams, Millis{0}, passed_on(legacy));
    REQUIRE_MESSAGE(second, second.error().message);
    CHECK(nothing_was_done);
    CHECK((*second)->addresses()[0].port == port);
    CHECK((*second)->is_alive());
    const Reply found = (*second)->dispatch("GET", "/api/cronmon/v1/businesses/db", {});
    CHECK(found.status == 200);
    CHECK(reason_of_blind_time(**second) == "upgrade");
}

TEST_CASE("one that cannot take over leaves everything to the one before") {
    const TempDir dir, elsewhere;
    auto first = App::serve(config(dir.path()));
    REQUIRE(first);
    const auto port = (*first)->addresses()[0].port;
    Legacy legacy = *(*first)->leave();
    *first = nullptr;
    AppSeams seams;
    seams.on_taken = [] { FAIL("it has taken nothing"); };
    const std::string taken = "127.0.0.1:" + std::to_string(port);
    auto wrong_folder = App::serve(config(elsewhere.path()), seams, Millis{0}, passed_on(legacy));
    REQUIRE_FALSE(wrong_folder);
    CHECK(wrong_folder.error().code == Code::unreachable);
    REQUIRE(App::serve(config(elsewhere.path())));
    wrong_folder = App::serve(config(elsewhere.path()), seams, Millis{0}, passed_on(legacy));
    REQUIRE_FALSE(wrong_folder);
    CHECK(wrong_folder.error().message.find("is not the folder of the running server") !=
          std::string::npos);
    Legacy only_lock{Descriptor{dup(legacy.lock.number())}, {}};
    const auto other_port =
        App::serve(config(dir.path(), taken), seams, Millis{0}, passed_on(only_lock));
    REQUIRE_FALSE(other_port);
    CHECK(other_port.error().code == Code::conflict);
    auto again = App::serve(config(dir.path()), {}, Millis{0}, std::move(legacy));
    REQUIRE_MESSAGE(again, again.error().message);
    CHECK((*again)->addresses()[0].port == port);
    struct stat file {};
    CHECK(stat(socket_path(dir.path()).c_str(), &file) == 0);
}

TEST_CASE("what is left reaches another process as it is") {
    const TempDir dir;
    Legacy legacy;
    legacy.lock = Descriptor{dup(0)};
    for (const char* place : {"https://[::1]:8443", "unix:/run/my cronmon.sock", "0.0.0.0:0"})
        legacy.sockets.listeners.push_back({Descriptor{dup(0)}, *net::Endpoint::parse(place)});
    legacy.sockets.listeners[2].is_given = true;
    const std::string carried("GET /\r\nUser-Agent: \0\n \xff", 24);
    legacy.sockets.connections.push_back(
        {net::Stream{Descriptor{dup(0)}},
         {*net::Ip::parse("192.0.2.1"), 4711, 2, false, true, true},
         carried,
         {}});
    legacy.sockets.connections.push_back(
        {net::Stream{Descriptor{dup(0)}}, {{}, 0, 1, true, false}, {}, {}});
    const Legacy arrived = passed_on(legacy);
    CHECK(arrived.lock);
    REQUIRE(arrived.sockets.listeners.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(arrived.sockets.listeners[i].endpoint == legacy.sockets.listeners[i].endpoint);
        CHECK(arrived.sockets.listeners[i].is_given == legacy.sockets.listeners[i].is_given);
    }
    REQUIRE(arrived.sockets.connections.size() == 2);
    const auto& connection = arrived.sockets.connections[0];
    CHECK(connection.carried == carried);
    CHECK(connection.peer.ip.to_text() == "192.0.2.1");
    CHECK(connection.peer.port == 4711);
    CHECK(connection.peer.listener == 2);
    CHECK(connection.peer.by_tls);
    CHECK(connection.peer.is_interpreted);
    CHECK(arrived.sockets.connections[1].peer.on_unix_socket);
    CHECK_FALSE(arrived.sockets.connections[1].peer.is_interpreted);
}

TEST_CASE("what another version sends and we do not understand is no reason to guess") {
    for (const char* text : {"lamp 1", "listener", "listener 0 nonsense",
                             "connection 0 ::1 1 0 0 0 0\n", "connection 1 ::1 1 0 0 0 5\nab"}) {
        Legacy legacy;
        using Message = net::Channel::Message;
        auto error = add_to_legacy(legacy, Message{Message::Kind::words, text, Descriptor{dup(0)}});
        REQUIRE_MESSAGE(error, text);
        CHECK(error->message.starts_with("upgrade: the old server sent what this one"));
    }
    Legacy legacy;
    using Message = net::Channel::Message;
    CHECK(add_to_legacy(legacy, Message{Message::Kind::words, "lock", {}}));
}

TEST_CASE("given sockets stand for the address that was asked for, or beside it") {
    std::vector<net::InheritedListener> known;
    known.push_back({Descriptor{}, *net::Endpoint::parse("127.0.0.1:1"), false});
    const TempDir dir;
    const Config standard = read({{"data", dir.path()}});
    CHECK(texts(places_to_listen(standard, known)) == Texts{"127.0.0.1:8000"});
    known.push_back(given("127.0.0.1:2"));
    known.push_back(given("unix:/s"));
    CHECK(texts(places_to_listen(standard, known)) == Texts{"127.0.0.1:2", "unix:/s"});
    const Config asked = config(dir.path(), "127.0.0.1:2");
    CHECK(texts(places_to_listen(asked, known)) == Texts{"127.0.0.1:2", "unix:/s"});
    const Config other = config(dir.path(), "127.0.0.1:3");
    CHECK(texts(places_to_listen(other, known)) == Texts{"127.0.0.1:3", "127.0.0.1:2", "unix:/s"});
    known.push_back(given("http://127.0.0.1:4"));
    const Config secure = read({{"data", dir.path()}, {"tls-cert", "/c"}, {"tls-key", "/k"}});
    CHECK(texts(places_to_listen(secure, known)) ==
          Texts{"https://127.0.0.1:2", "unix:/s", "http://127.0.0.1:4"});
}

TEST_CASE("the file with the number of the process is ours until it names another one") {
    const TempDir dir;
    const std::string path = dir.path("pid");
    {
        const auto file = PidFile::write(path);
        REQUIRE(file);
        CHECK(text_in(path) == std::to_string(getpid()) + "\n");
    }
    CHECK_FALSE(std::filesystem::exists(path));
    {
        const auto file = PidFile::write(path);
        std::ofstream(path) << "1\n";
    }
    CHECK(text_in(path) == "1\n");
    {
        auto file = PidFile::write(path);
        REQUIRE(file);
        file->leave();
    }
    CHECK(text_in(path) == std::to_string(getpid()) + "\n");
    const auto nowhere = PidFile::write(dir.path("no/pid"));
    REQUIRE_FALSE(nowhere);
    CHECK(nowhere.error().message.find("No such file or directory") != std::string::npos);
    CHECK(PidFile::write({}));
}

TEST_CASE("an upgrade is asked for once at a time, and told to whoever looks") {
    const TempDir dir;
    sigset_t waited, before;
    sigemptyset(&waited);
    sigaddset(&waited, upgrade_signal);
    pthread_sigmask(SIG_BLOCK, &waited, &before);
    UpgradeDesk desk("/bin/true");
    AppSeams seams;
    seams.upgrader = &desk;
    auto app = App::serve(config(dir.path()), seams);
    REQUIRE(app);
    const auto post = [&](const char* body) {
        return (*app)->dispatch("POST", "/api/cronmon/v1/upgrade", body);
    };
    CHECK(facts(**app)["stage"] == "none");
    CHECK(facts(**app)["pid"] == getpid());
    CHECK_FALSE(desk.take());
    CHECK(post(R"({"program": "true"})").status == 422);
    CHECK(post(R"({"program": "/nowhere"})").body.find("cannot be executed: No such file") !=
          std::string::npos);
    CHECK(post(R"({"program": "/"})").status == 422);
    CHECK(post(R"({"file": "/bin/true"})").status == 422);
    CHECK(post("{}").status == 202);
    CHECK(post("{}").status == 409);
    int signal = 0;
    CHECK(sigwait(&waited, &signal) == 0);
    CHECK(desk.take() == "/bin/true");
    CHECK_FALSE(desk.take());
    desk.failed("because");
    CHECK(facts(**app)["stage"] == "failed");
    CHECK(facts(**app)["why"] == "because");
    CHECK(post(R"({"program": "/bin/sh"})").status == 202);
    CHECK(desk.take() == "/bin/sh");
    CHECK(sigwait(&waited, &signal) == 0);
    desk.took_over_from("0.9");
    CHECK(facts(**app)["from"] == "0.9");
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

TEST_CASE("a program is started with what it needs, and with nothing that was for us alone") {
    const TempDir dir;
    const std::string out = dir.path("out");
    setenv("LISTEN_FDS", "1", 1);
    setenv("NOTIFY_SOCKET", "/nowhere", 1);
    const std::string script = "env > " + out + "; ls /proc/self/fd >> " + out + "; exit 9";
    int looks = 0;
    Successor successor("/bin/sh", {"sh", "-c", script}, [&] { ++looks; });
    const auto ready = successor.wait_until_ready();
    REQUIRE_FALSE(ready);
    CHECK(ready.error().message ==
          "the new program ended with status 9 before it took over; is it cronmon?");
    CHECK(looks > 0);
    const std::string seen = text_in(out);
    CHECK(seen.find("CRONMON_HANDOVER_FD=3\n") != std::string::npos);
    CHECK(seen.find("NOTIFY_SOCKET=/nowhere\n") != std::string::npos);
    CHECK(seen.find("LISTEN_FDS") == std::string::npos);
    unsetenv("LISTEN_FDS");
    unsetenv("NOTIFY_SOCKET");
    CHECK_THROWS_AS(Successor("/nowhere", {"x"}, [] {}), std::system_error);
}

TEST_CASE("a process knows what it was started from") {
    const OwnProgram own = OwnProgram::find();
    CHECK(own.path.ends_with("/test_app"));
    REQUIRE_FALSE(own.arguments.empty());
    CHECK(own.arguments[0].ends_with("test_app"));
    setenv("CRONMON_TEST_NUMBER", "12", 1);
    CHECK(take_number("CRONMON_TEST_NUMBER") == 12);
    CHECK_FALSE(take_number("CRONMON_TEST_NUMBER"));
    setenv("CRONMON_TEST_NUMBER", "12x", 1);
    CHECK_FALSE(take_number("CRONMON_TEST_NUMBER"));
}
