#include "http/page_folder.h"

#include "support/temp_dir.h"

#include <doctest/doctest.h>

#include <fstream>

using namespace cronmon;
namespace fs = std::filesystem;

namespace {

void write(const fs::path& path, std::string_view text) {
    fs::create_directories(path.parent_path());
    std::ofstream(path) << text;
}

}  // namespace

TEST_CASE("of a folder's files what is in it is served, and nothing outside") {
    const TempDir dir;
    const fs::path top = dir.path("top");
    write(top / "pages/index.html", "index");
    write(top / "pages/assets/a-1_b.js", "a");
    write(top / "pages/.hidden", "hidden");
    write(top / "secret.txt", "secret");
    write(top / "pages-too/x.js", "too");
    fs::create_symlink("index.html", top / "pages/inside.html");
    fs::create_symlink("../secret.txt", top / "pages/outside.txt");
    fs::create_symlink("..", top / "pages/up");
    fs::create_symlink("../pages-too", top / "pages/beside");
    fs::create_symlink("nowhere", top / "pages/broken");
    const PageFolder folder(top / "pages");

    CHECK(folder.read("/index.html") == "index");
    CHECK(folder.read("/assets/a-1_b.js") == "a");
    CHECK(folder.read("/inside.html") == "index");
    for (const char* path : {"",
                             "/",
                             "//",
                             "index.html",
                             "//index.html",
                             "/assets",
                             "/assets/",
                             "/nope.js",
                             "/../secret.txt",
                             "/assets/../../secret.txt",
                             "/assets/../index.html",
                             "/./index.html",
                             "/%2e%2e/secret.txt",
                             "/..%2fsecret.txt",
                             "/..\\secret.txt",
                             "/outside.txt",
                             "/up/secret.txt",
                             "/beside/x.js",
                             "/broken",
                             "/.hidden",
                             "/index.html/",
                             "/index.html/x",
                             "/index.html%00",
                             "/~/x"})
        CHECK_MESSAGE(!folder.read(path), path);
    CHECK(!folder.read(std::string_view("/index.html\0x", 13)));
    CHECK(!folder.read("//" + (top / "secret.txt").string()));
    CHECK(!folder.read("/" + std::string(5000, 'x')));
}

TEST_CASE("a folder that is itself a link, or comes later, will do") {
    const TempDir dir;
    const fs::path top = dir.path("top");
    const PageFolder folder(top / "link");
    CHECK(!folder.read("/index.html"));
    write(top / "pages/index.html", "index");
    fs::create_symlink("pages", top / "link");
    CHECK(folder.read("/index.html") == "index");
}
