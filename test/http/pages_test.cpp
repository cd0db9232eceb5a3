// The pages over a real socket: those that are built in, those of a folder, and none at all. The
// rules of choosing are tried with files of the test's own, so that they hold in a build without
// pages too.
#include "http/pages.h"

#include "http/inflate.h"
#include "served_site.h"

#include <zlib.h>

#include <filesystem>
#include <fstream>

using namespace cronmon;

namespace {

std::string gzipped(std::string_view text) {
    z_stream stream{};
    REQUIRE(deflateInit2(&stream, 9, Z_DEFLATED, MAX_WBITS + 16, 9, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string out(text.size() + 100, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

const std::string index_text = "<!doctype html>\n<title>cronmon</title>\n";
const std::string script_text(100'000, 'x');

// Two files; only the script is worth a brotli form (which nobody here unpacks).
std::vector<embedded::PageFile> two_files() {
    static const std::string index = gzipped(index_text), script = gzipped(script_text);
    return {{"/assets/a-1.js", "tag-a", script_text.size(), script, "as brotli"},
            {"/index.html", "tag-i", index_text.size(), index, ""}};
}

// One answer, whole, of pages that were asked with the fields.
std::string answer_of(Pages& pages, std::string_view target, std::vector<net::Field> fields = {},
                      Scheme scheme = Scheme::http) {
    net::Head head;
    head.method = "GET";
    head.target = target;
    head.fields = fields;
    const auto choice = pages.choose(head, scheme);
    if (!choice) return "";
    const net::Canned& canned = pages.response(*choice);
    std::string text;
    canned.append_to(text, net::Canned::Then::close, net::Canned::Part::whole,
                     "Sun, 06 Nov 1994 08:49:37 GMT");
    return text.append(canned.lent(net::Canned::Part::whole));
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

// The value of a field of the head; empty if there is none.
std::string field(const std::string& answer, const std::string& name) {
    const auto at = answer.find("\r\n" + name + ": ");
    if (at == std::string::npos || at > answer.find("\r\n\r\n")) return {};
    const auto from = at + name.size() + 4;
    return answer.substr(from, answer.find("\r\n", from) - from);
}

constexpr const char* html = "Accept: text/html,*/*;q=0.8\r\n";

void write(const std::filesystem::path& path, std::string_view text) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

}  // namespace

TEST_CASE("a page goes out as the client takes it, each form under a tag of its own") {
    Pages pages(two_files());
    const std::string br = answer_of(pages, "/assets/a-1.js", {{"Accept-Encoding", "gzip, br"}});
    CHECK(is(br, 200));
    CHECK(field(br, "Content-Encoding") == "br");
    CHECK(field(br, "ETag") == "\"tag-a-br\"");
    CHECK(body_of(br) == "as brotli");

    const std::string gzip = answer_of(pages, "/assets/a-1.js", {{"Accept-Encoding", "gzip"}});
    CHECK(field(gzip, "Content-Encoding") == "gzip");
    CHECK(field(gzip, "ETag") == "\"tag-a-gzip\"");
    CHECK(inflate_gzip(body_of(gzip)) == script_text);

    for (const char* accepted : {"", "deflate", "gzip;q=0, br;q=0"}) {
        const std::string plain =
            answer_of(pages, "/assets/a-1.js", {{"Accept-Encoding", accepted}});
        CHECK(field(plain, "Content-Encoding") == "");
        CHECK(field(plain, "ETag") == "\"tag-a\"");
        CHECK(body_of(plain) == script_text);
    }
    const std::string index = answer_of(pages, "/", {{"Accept-Encoding", "br, gzip"}});
    CHECK(field(index, "Content-Encoding") == "gzip");  // there is no brotli form of it
    for (const std::string& each : {br, gzip, index})
        CHECK(field(each, "Vary") == "Accept-Encoding");
}

TEST_CASE("what is already there is not sent again") {
    Pages pages(two_files());
    for (const char* known : {"\"tag-a-gzip\"", "W/\"tag-a-gzip\"", "\"x\", \"tag-a-gzip\"", "*"}) {
        const std::string answer = answer_of(
            pages, "/assets/a-1.js", {{"Accept-Encoding", "gzip"}, {"If-None-Match", known}});
        CHECK_MESSAGE(is(answer, 304), known);
        CHECK(field(answer, "ETag") == "\"tag-a-gzip\"");
        CHECK(field(answer, "Vary") == "Accept-Encoding");
        CHECK(field(answer, "Cache-Control") == "public, max-age=31536000, immutable");
        CHECK(field(answer, "Content-Length") == "");
        CHECK(body_of(answer) == "");
    }
    for (const char* other : {"\"tag-a\"", "\"tag-a-br\"", "\"tag-i-gzip\"", "tag-a-gzip"})
        CHECK_MESSAGE(is(answer_of(pages, "/assets/a-1.js",
                                   {{"Accept-Encoding", "gzip"}, {"If-None-Match", other}}),
                         200),
                      other);
}

TEST_CASE("only an answer that has to be inflated first is not ready, and only once") {
    Pages pages(two_files());
    net::Head head;
    head.method = "GET";
    head.target = "/";
    const auto plain = pages.choose(head, Scheme::http);
    REQUIRE(plain);
    CHECK(!pages.is_ready(*plain));
    const net::Canned* const first = &pages.response(*plain);
    CHECK(pages.is_ready(*plain));
    CHECK(&pages.response(*plain) == first);
    const net::Field gzip[] = {{"Accept-Encoding", "gzip"}};
    head.target = "/assets/a-1.js";
    head.fields = gzip;
    CHECK(pages.is_ready(*pages.choose(head, Scheme::http)));
}

TEST_CASE("a page may load nothing from elsewhere, run nothing in line, and be framed by nobody") {
    Pages pages(two_files());
    for (const char* target : {"/", "/tasks/nightly", "/assets/a-1.js"}) {
        const std::string answer = answer_of(pages, target);
        const std::string policy = field(answer, "Content-Security-Policy");
        CHECK(policy.starts_with("default-src 'self'; script-src 'self'; style-src 'self'; "));
        CHECK(has(policy, "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"));
        CHECK(!has(policy, "unsafe"));
        CHECK(field(answer, "X-Content-Type-Options") == "nosniff");
        CHECK(field(answer, "Referrer-Policy") == "same-origin");
        CHECK(field(answer, "Strict-Transport-Security") == "");
        CHECK(field(answer_of(pages, target, {}, Scheme::https), "Strict-Transport-Security") ==
              "max-age=31536000");
    }
    CHECK(field(answer_of(pages, "/"), "Cache-Control") == "no-cache");
    CHECK(field(answer_of(pages, "/"), "Content-Type") == "text/html; charset=utf-8");
}

TEST_CASE("there is no page where there is no file, and none of the API's places") {
    Pages pages(two_files());
    for (const char* target : {"/assets/b.js", "/assets/", "/favicon.ico", "/api/x", "/healthz",
                               "/assets/../index.html", "/assets/%61-1.js"})
        CHECK_MESSAGE(answer_of(pages, target) == "", target);
}

// ---- What is built in -----------------------------------------------------------------------

TEST_CASE(
    "the built-in pages answer at their paths and below them, or say that they are not there") {
    Served served;
    const std::string top = served.tcp(request("GET", "/"));
    CHECK(is(top, 200));
    if (embedded::pages().empty()) {
        CHECK(field(top, "Content-Type") == "text/plain; charset=utf-8");
        CHECK(has(body_of(top), "CRONMON_WEB=OFF"));
        CHECK(is(served.tcp(request("GET", "/tasks", html)), 404));
        return;
    }
    CHECK(body_of(top).starts_with("<!doctype html>"));
    CHECK(field(top, "Content-Length") == std::to_string(body_of(top).size()));
    for (const char* path : {"/login", "/tasks/nightly.sh", "/business/index"}) {
        const std::string deep = served.tcp(request("GET", path, html));
        CHECK(is(deep, 200));
        CHECK(body_of(deep) == body_of(top));
    }
    CHECK(served.local(request("GET", "/")).starts_with("HTTP/1.1 200 OK"));
    for (const char* path : {"/assets/gone.js", "/assets/../index.html", "/gone.js"}) {
        const std::string gone = served.tcp(request("GET", path, html));
        CHECK(is(gone, 404));
        CHECK(field(gone, "Content-Type") == "application/problem+json");
        CHECK(field(gone, "X-Content-Type-Options") == "nosniff");
    }
    CHECK(is(served.tcp(request("GET", "/tasks", "Accept: application/json\r\n")), 404));
    CHECK(is(served.tcp(request("POST", "/", "Content-Type: application/json\r\n", "{}")), 404));
}

TEST_CASE("every built-in file comes back as it was, in whatever form it went out") {
    Served served;
    for (const embedded::PageFile& file : embedded::pages()) {
        CAPTURE(file.path);
        const std::string path(file.path);
        const std::string plain = body_of(served.tcp(request("GET", path)));
        CHECK(plain.size() == file.bytes);
        const std::string gzip = served.tcp(request("GET", path, "Accept-Encoding: gzip\r\n"));
        CHECK(field(gzip, "Content-Encoding") == "gzip");
        CHECK(inflate_gzip(body_of(gzip)) == plain);
        const std::string br = served.tcp(request("GET", path, "Accept-Encoding: br\r\n"));
        CHECK(field(br, "Content-Encoding") == (file.brotli.empty() ? "" : "br"));
        CHECK(body_of(br) == (file.brotli.empty() ? plain : file.brotli));

        const std::string head = served.tcp(request("HEAD", path, "Accept-Encoding: gzip\r\n"));
        CHECK(is(head, 200));
        CHECK(body_of(head) == "");
        CHECK(field(head, "Content-Length") == std::to_string(file.gzip.size()));
        const std::string tag = "If-None-Match: " + field(gzip, "ETag") + "\r\n";
        const std::string known =
            served.tcp(request("GET", path, "Accept-Encoding: gzip\r\n" + tag));
        CHECK(is(known, 304));
        CHECK(body_of(known) == "");
    }
}

TEST_CASE("behind a proxy that says https the browser is told to stay with it") {
    TrustedProxies trusted;
    trusted.networks.push_back(*net::Network::parse("127.0.0.1", "proxy"));
    Served by_proxy(trusted), by_stranger;
    const std::string secure = request("GET", "/tasks", "X-Forwarded-Proto: https\r\n");
    if (embedded::pages().empty()) return;
    CHECK(field(by_proxy.tcp(secure), "Strict-Transport-Security") == "max-age=31536000");
    CHECK(field(by_stranger.tcp(secure), "Strict-Transport-Security") == "");
}

TEST_CASE("pages and pings of one connection are answered in their order") {
    Served served;
    const std::string ping = "GET /api/monlink/" + served.uuid + " HTTP/1.1\r\nHost: x\r\n\r\n";
    const std::string page = "GET / HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n";
    const std::string all =
        served.tcp(page + ping + page + request("GET", "/api/monlink/" + served.uuid));
    std::size_t answers = 0;
    for (auto at = all.find("HTTP/1.1 200 OK"); at != std::string::npos;
         at = all.find("HTTP/1.1 200 OK", at + 1))
        ++answers;
    CHECK(answers == 4);
    CHECK(all.ends_with("\r\n\r\nOK"));
    CHECK(served.log().size() == 2);
}

// ---- What is in a folder --------------------------------------------------------------------

TEST_CASE("a folder is served as it is now, and nothing outside of it") {
    const TempDir dir;
    write(dir.path("pages/index.html"), "first");
    write(dir.path("pages/assets/a.js"), "script");
    write(dir.path("secret"), "secret");
    std::filesystem::create_symlink("../secret", dir.path("pages/link"));
    Served served({}, dir.path("pages"));
    CHECK(body_of(served.tcp(request("GET", "/"))) == "first");
    write(dir.path("pages/index.html"), "second");
    const std::string deep = served.tcp(request("GET", "/tasks/x", html));
    CHECK(body_of(deep) == "second");
    CHECK(field(deep, "Cache-Control") == "no-store");
    CHECK(has(field(deep, "Content-Security-Policy"), "script-src 'self'"));
    const std::string script = served.tcp(request("GET", "/assets/a.js"));
    CHECK(body_of(script) == "script");
    CHECK(field(script, "Content-Type") == "text/javascript; charset=utf-8");
    const std::string head = served.tcp(request("HEAD", "/assets/a.js"));
    CHECK(field(head, "Content-Length") == "6");
    CHECK(body_of(head) == "");

    for (const char* path : {"/../secret", "/assets/../../secret", "/%2e%2e/secret", "/..%2fsecret",
                             "/link", "//secret", "/assets/b.js"}) {
        const std::string answer = served.tcp(request("GET", path, "Accept: */*\r\n"));
        CHECK_MESSAGE(!has(answer, "\r\n\r\nsecret"), path);
    }
    CHECK(is(served.tcp(request("GET", "/assets/b.js", html)), 404));
    CHECK(is(served.tcp(request("GET", "/api/nope")), 404));
    CHECK(body_of(served.tcp(request("GET", "/api/monlink/" + served.uuid))) == "OK");
}
