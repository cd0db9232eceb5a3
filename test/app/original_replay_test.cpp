// The original's answers, recorded from it, against ours: a hundred requests over a real socket to
// a server that was moved in from the same database (test/data/original).
//
// Here and not in test/http, because only app/ knows both the import and the network. We stand
// where the original stood: behind a proxy on loopback, which says who came by https.
#include "access/password.h"
#include "base/descriptor.h"
#include "base/time_text.h"
#include "http/doorkeeper.h"
#include "http/site.h"
#include "import/import_original.h"
#include "support/manual_clock.h"
#include "support/temp_dir.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <nlohmann/json.hpp>
#include <sys/socket.h>

#include <array>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

using namespace cronmon;
using Json = nlohmann::json;

namespace {

std::string data_file(const std::string& name) {
    std::ifstream file(std::string(CRONMON_SOURCE_DIR) + "/test/data/original/" + name,
                       std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

// ---- What we answer otherwise, and why -----------------------------------------------------

constexpr const char* json_type = "application/json";
constexpr const char* html_type = "text/html; charset=utf-8";

const Json out_of_range{{"status", 400},
                        {"code", 400},
                        {"headers", {{"Content-Type", json_type}, {"Content-Length", "49"}}},
                        {"body", "{\"error\":\"Bad Request\",\"message\":\"Out of Range\"}\n"}};

Json page_of(std::size_t bytes) {
    return {{"headers", {{"Content-Length", std::to_string(bytes)}}}};
}

// firstTask, found by name or id, after it was pinged.
const Json recovered{
    {"headers", {{"Content-Length", "197"}}},
    {"body",
     "{\"tasks\":[{\"bid\":5,\"business_name\":\"\\u65e0\\u95f4\\u90531\",\"grace_time\":1,"
     "\"id\":6,\"name\":\"firstTask\",\"period\":\"* * * * *\",\"status\":true,"
     "\"url\":\"6547ee88-e643-11f1-afb7-02fc00000001\",\"warning\":false}]}\n"}};

Json pinged_by(const char* user_agent) {
    return {{"rows", {{"task", {"firstTask", "127.0.0.1", user_agent}}}}};
}

constexpr const char* ping_methods = "GET, HEAD, OPTIONS, POST, PUT";

struct Difference {
    const char* reason;
    Json instead;  // of the same fields of the record
};

const std::map<std::string, Difference>& differences() {
    constexpr const char* numbers =
        "mended: page=abc and the like get 400 Out of Range; it fell over them";
    constexpr const char* short_page =
        "mended with its pages: what is not there was said in a frame of 7.7 kB of its web site";
    constexpr const char* posts = "mended: POST, PUT with a body are pings as well";
    constexpr const char* at_once =
        "mended: recovery is noticed at once, with the ping; it waited for the next sweep";
    constexpr const char* utf8 = "mended: UTF-8 user agents stay intact";
    static const std::map<std::string, Difference> all{
        {"all_admin_length_1.5", {numbers, out_of_range}},
        {"all_admin_length_99999999999999999999", {numbers, out_of_range}},
        {"all_admin_length_abc", {numbers, out_of_range}},
        {"all_admin_page_1.5", {numbers, out_of_range}},
        {"all_admin_page_abc_length_-1", {numbers, out_of_range}},
        {"all_norow",
         {"mended: who has no row of permissions sees nothing; it fell over them",
          {{"status", 400},
           {"code", 400},
           {"headers", {{"Content-Type", json_type}, {"Content-Length", "47"}}},
           {"body", "{\"error\":\"Bad Request\",\"message\":\"No Records\"}\n"}}}},
        {"all_options_auth",
         {"mended: OPTIONS is answered like at its other routes; it fell over it",
          {{"status", 200},
           {"headers", {{"Content-Length", "0"}, {"Allow", "GET, HEAD, OPTIONS"}}},
           {"body", ""}}}},
        {"all_slash_noauth", {short_page, page_of(168)}},
        {"ml_empty", {short_page, page_of(162)}},
        {"ml_slash", {short_page, page_of(162)}},
        {"ml_nul",
         {"nginx had refused it, not the original: here the reactor does, with the same status",
          {{"headers", {{"Content-Type", "text/plain; charset=utf-8"}, {"Content-Length", "44"}}},
           {"body", "The head contains an encoded CR, LF or NUL.\n"}}}},
        {"ml_options", {posts, {{"headers", {{"Allow", ping_methods}}}}}},
        {"ml_patch", {posts, {{"headers", {{"Allow", ping_methods}}}}}},
        {"ml_put",
         {posts,
          {{"status", 200},
           {"headers", {{"Content-Type", html_type}, {"Content-Length", "2"}, {"Allow", nullptr}}},
           {"body", "OK"},
           {"rows", {{"task", {"firstTask", "127.0.0.1", "curl/7.88.1"}}}}}}},
        {"ml_ua_emoji", {utf8, pinged_by("bot 😀 x")}},
        {"ml_ua_utf8", {utf8, pinged_by("监控/1.0")}},
        {"tasks_admin_name_other", {at_once, recovered}},
        {"tasks_url_upper", {at_once, recovered}},
    };
    return all;
}

// ---- The records --------------------------------------------------------------------------

// What was compared: status, four fields of the head, body and rows. A field that is not there is
// null, and so is a body that was not recorded.
Json compared(const Json& record) {
    Json answer{{"status", record["status"]}, {"body", record["body"]}};
    for (const char* name : {"Content-Type", "Content-Length", "WWW-Authenticate", "Allow"})
        answer["headers"][name] = record["headers"].value(name, Json());
    answer["rows"] = Json::object();
    for (const std::string row : record.value("rows_written", Json::array())) {
        const auto values = Json::parse(row.substr(row.find(": [") + 2));
        answer["rows"][row.starts_with("api") ? "api" : "task"] = values;
    }
    return answer;
}

// `Allow` as a set, and what a difference says of the row of the API.
Json settled(Json answer, const Json& instead = Json::object()) {
    if (auto& rows = answer["rows"]; rows.contains("api")) {
        rows["api"][4] = instead.value("code", rows["api"][4]);
    }
    if (auto& allow = answer["headers"]["Allow"]; allow.is_string()) {
        std::istringstream in(allow.get<std::string>());
        std::set<std::string> methods;
        for (std::string each; in >> each;) methods.insert(each.substr(0, each.find(',')));
        allow = methods;
    }
    return answer;
}

Json expected(const Json& record) {
    Json answer = compared(record);
    const auto difference = differences().find(record["name"]);
    if (difference == differences().end()) return settled(answer);
    Json instead = difference->second.instead;
    Json merged = answer;
    for (const auto& [key, value] : instead.items()) {
        if (key == "code") continue;
        if (key != "headers") merged[key] = value;
        else
            for (const auto& [name, field] : value.items()) merged["headers"][name] = field;
    }
    merged = settled(merged, instead);
    CHECK_MESSAGE(merged != settled(answer), "no difference: " << difference->first);
    return merged;
}

// ---- The requests -------------------------------------------------------------------------

// The words of a command line, as a shell cuts them.
std::vector<std::string> words_of(const std::string& line) {
    std::vector<std::string> words;
    std::string word;
    bool begun = false;
    char quote = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quote == '"' && c == '\\' && i + 1 < line.size() &&
            std::string_view("\"\\$`").find(line[i + 1]) != std::string_view::npos) {
            word += line[++i];
        } else if (quote != 0) {
            if (c == quote) quote = 0;
            else word += c;
        } else if (c == '\'' || c == '"') {
            quote = c;
            begun = true;
        } else if (c == ' ') {
            if (begun) words.push_back(std::exchange(word, {}));
            begun = false;
        } else {
            word += c;
            begun = true;
        }
    }
    if (begun) words.push_back(word);
    return words;
}

std::string base64(std::string_view text) {
    constexpr std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string result;
    for (std::size_t i = 0; i < text.size(); i += 3) {
        const std::size_t bytes = std::min<std::size_t>(3, text.size() - i);
        unsigned bits = 0;
        for (std::size_t k = 0; k < 3; ++k)
            bits = bits << 8 | (k < bytes ? static_cast<unsigned char>(text[i + k]) : 0u);
        for (std::size_t k = 0; k < 4; ++k)
            result += k <= bytes ? alphabet[bits >> (18 - 6 * k) & 63] : '=';
    }
    return result;
}

constexpr std::string_view recorded_host = "127.0.0.1:5080";

// What curl sends for a command line of the records, and under which address it asked.
struct CurlRequest {
    std::string text;
    std::string base = "http://" + std::string(recorded_host);
};

CurlRequest request_of(const std::string& command) {
    CurlRequest request;
    std::string method = "GET", version = "1.1", url, more;
    std::map<std::string, std::string> fields{{"User-Agent", "curl/7.88.1"}, {"Accept", "*/*"}};
    const auto words = words_of(command);
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (word == "--max-time") ++i;
        else if (word == "-u") fields["Authorization"] = "Basic " + base64(words[++i]);
        else if (word == "-A") fields["User-Agent"] = words[++i];
        else if (word == "-X") method = words[++i];
        else if (word == "-I") method = "HEAD";
        else if (word == "-0") version = "1.0";
        else if (word == "-H") {
            const std::string& field = words[++i];
            const auto colon = field.find(':');
            const std::string name = field.substr(0, colon);
            fields.erase(name);
            if (colon + 2 < field.size()) fields[name] = field.substr(colon + 2);
        } else if (word[0] != '-') url = word;
    }
    if (url.starts_with("$BASE")) url.replace(0, 5, request.base);
    const auto path = url.find('/', url.find("://") + 3);
    request.base = url.substr(0, path);
    if (url.starts_with("https:")) fields["X-Forwarded-Proto"] = "https";  // so says the proxy
    fields.try_emplace("Host", request.base.substr(url.find("://") + 3));
    for (const auto& [name, value] : fields) more.append(name).append(": " + value + "\r\n");
    request.text = method + " " + url.substr(path) + " HTTP/" + version + "\r\n" + more +
                   "Connection: close\r\n\r\n";
    return request;
}

// ---- The server ---------------------------------------------------------------------------

// Moved in from the dump, at the time of the records.
class MovedIn {
public:
    MovedIn()
        : store_(imported()),
          engine_(*store_, clock_, Duty::watch,
                  {.answered =
                       [this](std::span<const PingAnswer> answers) { site_->answered(answers); },
                   .owed = [](auto) {},
                   .settings_changed =
                       [this](const Settings& settings) { site_->settings_changed(settings); }}),
          doorkeeper_(engine_, *store_, clock_),
          services_{engine_, *store_, clock_, doorkeeper_, "http://127.0.0.1:8000", {}, {}},
          site_(std::make_unique<Site>(services_, net::Options{}, proxies())) {
        net::Endpoint operators;
        operators.unix_path = dir_.path("s");
        const auto ports =
            site_->listen(operators, std::array{*net::Endpoint::parse("127.0.0.1:0")});
        REQUIRE(ports);
        port_ = (*ports)[1];
        engine_.start();
        thread_ = std::jthread([this](std::stop_token stop) { site_->run(std::move(stop)); });
    }
    ~MovedIn() {
        thread_.request_stop();
        thread_.join();
        engine_.stop();
    }

    // Everything that comes back until the server closes.
    std::string ask(const std::string& request) {
        const Descriptor socket{::socket(AF_INET, SOCK_STREAM, 0)};
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port_);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        REQUIRE(connect(socket.number(), reinterpret_cast<const sockaddr*>(&address),
                        sizeof address) == 0);
        REQUIRE(send(socket.number(), request.data(), request.size(), MSG_NOSIGNAL) ==
                static_cast<ssize_t>(request.size()));
        std::string answer;
        char buffer[4096];
        for (ssize_t got; (got = recv(socket.number(), buffer, sizeof buffer, 0)) > 0;)
            answer.append(buffer, static_cast<std::size_t>(got));
        return answer;
    }

    // The rows that were written since the last call, of each kind at most one.
    Json new_rows() {
        const auto snapshot = present(services_);
        Json rows = Json::object();
        const auto requests = snapshot->api_requests(1000);
        CHECK(requests.size() <= requests_ + 1);
        if (requests.size() > requests_) {
            const ApiRequestRow& row = requests.front();
            rows["api"] = {row.client_ip, row.user_agent, row.url,
                           row.method,    row.code,       raw(row.user)};
        }
        requests_ = requests.size();
        std::size_t count = 0;
        for (const std::string& name : snapshot->names("task")) {
            const auto pings = snapshot->pings(snapshot->task_named(name)->task.id, {}, 1000);
            count += pings.size();
            if (pings.empty() || pings.front().id <= newest_) continue;
            newest_ = pings.front().id;
            rows["task"] = {name, pings.front().client_ip, pings.front().user_agent};
        }
        CHECK(count == pings_ + (rows.contains("task") ? 1 : 0));
        pings_ = count;
        return rows;
    }

    void remove_all_tasks() {
        const auto snapshot = store_->snapshot();
        for (const std::string& name : snapshot->names("task"))
            CHECK(await(engine_, RemoveTask{snapshot->task_named(name)->task.id}));
        pings_ = 0;
    }

private:
    static TrustedProxies proxies() {
        TrustedProxies trusted;
        trusted.networks.push_back(*net::Network::parse("127.0.0.0/8"));
        return trusted;
    }

    std::unique_ptr<Store> imported() {
        clock_.step(*parse_instant("", "2026-11-22T07:20:00Z") - clock_.now());
        auto store = open_sqlite_store({.directory = dir_.path(), .create = true});
        std::istringstream dump(data_file("a_fresh_sample.sql"));
        const auto report = import_original(dump, *store,
                                            {.zone = Zone(),
                                             .now = clock_.now(),
                                             .dry_run = false,
                                             .actor = "test",
                                             .source = "a_fresh_sample.sql",
                                             .progress = {}});
        REQUIRE_MESSAGE(bool(report), (report ? "" : report.error().message));
        store->commit([](Batch& batch) {  // the setup of one of the records
            User user;
            user.id = UserId{7};
            user.name = "norow";
            user.api_name = "api_norow";
            user.credentials.api_password = hash_password("pw");
            batch.save(user);
        });
        return store;
    }

    TempDir dir_;
    ManualClock clock_;
    std::unique_ptr<Store> store_;
    Engine engine_;
    Doorkeeper doorkeeper_;
    Services services_;
    std::unique_ptr<Site> site_;
    std::uint16_t port_ = 0;
    std::size_t requests_ = 0;
    std::size_t pings_ = 0;
    PingId newest_{};
    std::jthread thread_;
};

// An answer as the records have it.
Json read_answer(const std::string& answer, const std::string& base) {
    const auto end = answer.find("\r\n\r\n");
    REQUIRE(end != std::string::npos);
    std::string body = answer.substr(end + 4);
    Json record{{"status", std::stoi(answer.substr(9, 3))}, {"headers", Json::object()}};
    std::istringstream head(answer.substr(0, end));
    std::string line;
    std::getline(head, line);
    while (std::getline(head, line)) {
        if (line.ends_with('\r')) line.pop_back();
        const auto colon = line.find(": ");
        record["headers"][line.substr(0, colon)] = line.substr(colon + 2);
    }
    for (auto at = body.find(base); at != std::string::npos; at = body.find(base, at))
        body.replace(at, base.size(), "$BASE");
    record["body"] = body;
    return compared(record);
}

void replay(MovedIn& server, const Json& record) {
    const std::string name = record["name"];
    const CurlRequest request = request_of(record["request"]);
    Json ours = read_answer(server.ask(request.text), request.base);
    ours["rows"] = server.new_rows();
    Json theirs = expected(record);
    if (theirs["body"].is_null()) ours["body"] = nullptr;  // it was not recorded
    CHECK_MESSAGE(settled(ours).dump(1) == theirs.dump(1), name);
}

bool is_without_tasks(const Json& record) {
    return record.value("setup", "").find("delete from taskmonitor") != std::string::npos;
}

}  // namespace

TEST_CASE("a recorded request is answered as the original did, or otherwise for a known reason") {
    const Json records = Json::parse(data_file("recorded_answers.json"));
    REQUIRE(records.size() == 104);
    std::set<std::string> names;
    for (const Json& record : records) names.insert(record["name"].get<std::string>());
    for (const auto& known : differences()) CHECK_MESSAGE(names.contains(known.first), known.first);

    MovedIn server;
    for (const Json& record : records)
        if (!is_without_tasks(record)) replay(server, record);
    server.remove_all_tasks();
    for (const Json& record : records)
        if (is_without_tasks(record)) replay(server, record);
}
