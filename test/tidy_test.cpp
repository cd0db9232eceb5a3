// The rules of the house that a reader should not have to check: who includes whom, who knows
// what, and how a file begins.
// g++ 12 sees ghosts in its own <regex> when it also looks for undefined behaviour.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

struct SourceFile {
    std::string path;   // from the root of the repository
    std::string layer;  // the folder below lib/, empty elsewhere
    std::string text;
    std::vector<std::string> lines;
};

// What a layer may include of the others (itself always): the picture of CMakeLists.txt.
const std::map<std::string, std::set<std::string>> needs = {
    {"base", {}},
    {"core", {"base"}},
    {"access", {"base", "core"}},
    {"store", {"base", "core"}},
    {"alert", {"base", "core", "store"}},
    {"engine", {"base", "core", "store", "alert"}},
    {"import", {"base", "core", "access", "store"}},
    {"net", {"base"}},
    {"http", {"base", "core", "access", "store", "alert", "engine", "net"}},
    {"client", {"base"}},
    {"app",
     {"base", "core", "access", "store", "alert", "engine", "import", "net", "http", "client"}},
    {"cli",
     {"base", "core", "access", "store", "alert", "engine", "import", "net", "http", "app",
      "client"}},
};

std::vector<SourceFile> sources() {
    const fs::path root = CRONMON_SOURCE_DIR;
    std::vector<SourceFile> files;
    for (const auto& entry : fs::recursive_directory_iterator(root / "lib")) {
        const std::string suffix = entry.path().extension().string();
        if (suffix != ".h" && suffix != ".cpp") continue;
        SourceFile file;
        file.path = fs::relative(entry.path(), root).generic_string();
        file.layer = file.path.substr(4, file.path.find('/', 4) - 4);
        std::ifstream in(entry.path());
        for (std::string line; std::getline(in, line);) {
            file.lines.push_back(line);
            file.text += line + '\n';
        }
        files.push_back(std::move(file));
    }
    return files;
}

// The text without comments and string literals, so that a word in a sentence is no offence.
std::string code_of(const SourceFile& file) {
    static const std::regex noise(R"re("(\\.|[^"\\\n])*"|//[^\n]*)re");
    return std::regex_replace(file.text, noise, "");
}

bool is_in(const SourceFile& file, std::initializer_list<const char*> places) {
    return std::any_of(places.begin(), places.end(),
                       [&](const char* place) { return file.path.starts_with(place); });
}

// Each line of `pattern` outside `places`, as path: match.
std::vector<std::string> offenders(const std::regex& pattern,
                                   std::initializer_list<const char*> places, bool in_code = true) {
    std::vector<std::string> found;
    for (const SourceFile& file : sources()) {
        if (is_in(file, places)) continue;
        const std::string text = in_code ? code_of(file) : file.text;
        std::smatch match;
        if (std::regex_search(text, match, pattern))
            found.push_back(file.path + ": " + match.str());
    }
    return found;
}

using Nobody = std::vector<std::string>;

}  // namespace

TEST_CASE("a layer includes itself and what stands above it") {
    static const std::regex include(R"re(^#include "([a-z]+)/)re");
    for (const SourceFile& file : sources()) {
        REQUIRE_MESSAGE(needs.contains(file.layer), file.path);
        for (const std::string& line : file.lines) {
            std::smatch match;
            if (!std::regex_search(line, match, include)) continue;
            const std::string other = match[1];
            if (other == file.layer || other == "embedded") continue;
            CHECK_MESSAGE(needs.at(file.layer).contains(other), file.path << ": " << line);
        }
    }
}

TEST_CASE("every header opens with what it is for, and says who may call it") {
    for (const SourceFile& file : sources()) {
        if (!file.path.ends_with(".h")) continue;
        CHECK_MESSAGE(file.lines.at(0).starts_with("// "), file.path);
        CHECK_MESSAGE(file.text.find("#pragma once") != std::string::npos, file.path);
        CHECK_MESSAGE(file.text.find("Thread-safety:") != std::string::npos, file.path);
    }
}

// Two types of one name would be one to the linker, which keeps the functions of either.
TEST_CASE("the name of a type is taken once") {
    static const std::regex type(R"re(^(?:struct|class|enum class) (\w+)[^;]*\{)re");
    static const std::regex scope(R"re(^namespace (cronmon[:\w]*) \{)re");
    std::map<std::string, std::string> taken;
    for (const SourceFile& file : sources()) {
        if (!file.path.ends_with(".h")) continue;
        std::string inside;
        for (const std::string& line : file.lines) {
            std::smatch match;
            if (std::regex_search(line, match, scope)) inside = match[1];
            if (!std::regex_search(line, match, type)) continue;
            const auto [other, is_new] = taken.emplace(inside + "::" + match[1].str(), file.path);
            CHECK_MESSAGE(is_new, other->first << ": " << other->second << " and " << file.path);
        }
    }
    CHECK(taken.size() > 300);
}

TEST_CASE("no drawer for everything") {
    for (const SourceFile& file : sources()) {
        const std::string name = fs::path(file.path).stem().string();
        for (const char* drawer : {"util", "utils", "common", "helpers", "helper", "misc"})
            CHECK_MESSAGE(name != drawer, file.path);
    }
}

TEST_CASE("files stay one room: at most 400 lines of at most 100 columns") {
    for (const SourceFile& file : sources()) CHECK_MESSAGE(file.lines.size() <= 400, file.path);
}

TEST_CASE("SQL is written in the store only") {
    const std::regex sql(R"re("\s*(SELECT |INSERT |UPDATE |DELETE FROM|CREATE TABLE|PRAGMA ))re");
    CHECK(offenders(sql, {"lib/store/"}, false) == Nobody{});
    CHECK(offenders(std::regex("sqlite3_|SQLite::"), {"lib/store/"}) == Nobody{});
}

TEST_CASE("JSON is known to those who speak it") {
    CHECK(offenders(std::regex("nlohmann"), {"lib/http/", "lib/app/config", "lib/app/app",
                                             "lib/cli/", "lib/alert/"}) == Nobody{});
}

TEST_CASE("cpp-httplib is known to http and to the client, and to no header") {
    const std::regex include("#include <httplib.h>");
    CHECK(offenders(include, {"lib/http/", "lib/cli/"}, false) == Nobody{});
    for (const SourceFile& file : sources())
        if (file.path.ends_with(".h"))
            CHECK_MESSAGE(file.text.find("httplib.h>") == std::string::npos, file.path);
}

TEST_CASE("sockets are opened in net") {
    CHECK(offenders(std::regex("[^A-Za-z]::(accept4?|epoll_wait|epoll_ctl|setsockopt|listen)\\("),
                    {"lib/net/"}) == Nobody{});
}

TEST_CASE("threads and locks live where the threads are") {
    const std::regex threads(
        "std::(jthread|thread|mutex|shared_mutex|condition_variable|lock_guard|unique_lock)\\b");
    CHECK(offenders(threads, {"lib/engine/", "lib/net/", "lib/http/", "lib/app/", "lib/base/log",
                              "lib/alert/smtp", "lib/store/", "lib/core/zone",
                              "lib/access/throttle", "lib/client/background"}) == Nobody{});
}

TEST_CASE("the wall clock is read in base/clock") {
    CHECK(offenders(std::regex("system_clock::now|clock_gettime|gettimeofday|[^_]time\\(nullptr"),
                    {"lib/base/clock"}) == Nobody{});
}

TEST_CASE("the environment is read where options and commands are") {
    CHECK(offenders(std::regex("getenv\\("),
                    {"lib/app/", "lib/cli/", "lib/alert/", "lib/core/zone"}) == Nobody{});
}

TEST_CASE("nothing is left undone by its own words") {
    CHECK(offenders(std::regex("\\b(TODO|FIXME|XXX|HACK)\\b"), {}, false) == Nobody{});
}
