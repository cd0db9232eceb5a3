// Moving in, as an operator sees it.
#include "cli/import_view.h"
#include "cli/local_zone.h"
#include "cli/shell.h"
#include "import/dumps.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

using namespace cronmon;
using cronmon::test::contains;

namespace {

class Movers {
public:
    Movers() {
        std::string name = (std::filesystem::temp_directory_path() / "cronmon-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        folder_ = name;
    }
    ~Movers() { std::filesystem::remove_all(folder_); }
    Movers(const Movers&) = delete;
    Movers& operator=(const Movers&) = delete;

    std::string folder() const { return folder_ + "/data"; }
    std::string file(const std::string& text) {
        const std::string path = folder_ + "/dump.sql";
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }
    int import(const std::string& dump, std::vector<std::string> more = {}) {
        std::vector<std::string> words{"import", "original", dump, "--data",
                                       folder(), "--tz",     "UTC"};
        words.insert(words.end(), more.begin(), more.end());
        return shell.run(words);
    }

    test::Shell shell;

private:
    std::string folder_;
};

std::string sample(const std::string& name) {
    return std::string(CRONMON_SOURCE_DIR) + "/test/data/original/" + name;
}

}  // namespace

TEST_CASE("an import says what came of it") {
    Movers movers;
    REQUIRE(movers.import(sample("b2_traffic_swept_nopartition.sql")) == 0);
    const std::string out = movers.shell.out();
    CHECK(out.starts_with("imported from " + sample("b2_traffic_swept_nopartition.sql") +
                          ", whose times were read in UTC:\n"));
    for (const char* line : {"businesses", "  12\n", "13 (9 up, 4 paused)\n",
                             "200 (2026-11-22 07:12:40 +00:00 to 2026-11-22 07:12:47 +00:00)\n",
                             "19 user agents are UTF-8 again\n"})
        CHECK_MESSAGE(contains(out, line), out);
    CHECK_FALSE(contains(out, "could not"));
    CHECK(movers.shell.err().empty());  // nobody watches a test
}

TEST_CASE("an import says the same to a program") {
    Movers movers;
    REQUIRE(movers.import(sample("a_fresh_sample.sql"), {"--json", "--dry-run"}) == 0);
    const Json json = Json::parse(movers.shell.out(), nullptr, false);
    CHECK(json["dry_run"] == true);
    CHECK(json["tz"] == "UTC");
    CHECK(json["tasks"] == Json{{"found", 13}, {"imported", 13}});
    CHECK(json["states"]["down"] == 5);
    CHECK(json["newest_ping_ms"].is_null());
    CHECK(json["refused"].empty());

    REQUIRE(movers.import(sample("a_fresh_sample.sql"), {"--dry-run"}) == 0);
    CHECK(movers.shell.out().starts_with("nothing was written; this would be imported from "));
    CHECK(movers.import(sample("a_fresh_sample.sql")) == 0);  // so it was still empty
}

TEST_CASE("what cannot be imported is named with its line") {
    Movers movers;
    std::string dump = dump_text("a_fresh_sample.sql");
    const std::string period = "'3 15 * * *'";
    dump.replace(dump.find(period), period.size(), "'3 15 30 2 *'");
    REQUIRE(movers.import(movers.file(dump)) == 0);
    CHECK(contains(movers.shell.out(), "12 of 13"));
    CHECK(contains(movers.shell.out(),
                   "could not be imported:\n  line 243: task 1 'secondTask': "
                   "schedule: '3 15 30 2 *' has no time in the future\n"));
}

TEST_CASE("twice, from nowhere, or while somebody else has the folder: no import") {
    Movers movers;
    CHECK(movers.import("/nowhere/dump.sql") == 1);
    CHECK(contains(movers.shell.err(), "dump: there is no file '/nowhere/dump.sql'"));
    CHECK(movers.import("/dev/null") == 1);
    CHECK(contains(movers.shell.err(), "is no file that can be read twice"));
    CHECK(movers.import(movers.file("SELECT 1")) == 1);
    CHECK(contains(movers.shell.err(), "line 1: the statement that begins here never ends"));
    CHECK(movers.shell.run({"import", "original"}) == 2);

    const int lock = ::open((movers.folder() + "/cronmon.lock").c_str(), O_RDWR);
    REQUIRE(flock(lock, LOCK_EX | LOCK_NB) == 0);
    CHECK(movers.import(sample("a_fresh_sample.sql")) == 3);
    CHECK(contains(movers.shell.err(), "is in use by another cronmon"));
    CHECK(contains(movers.shell.err(), "stop it"));
    ::close(lock);

    CHECK(movers.import(sample("a_fresh_sample.sql")) == 0);
    CHECK(movers.import(sample("a_fresh_sample.sql")) == 1);
    CHECK(contains(movers.shell.err(), "the database is not empty: it has 13 tasks"));
}

TEST_CASE("progress in words") {
    using Step = ImportProgress::Step;
    CHECK(line_of({Step::nouns, 500'000'000, 958'000'000}) == "reading the tasks: 500 of 958 MB");
    CHECK(line_of({Step::logs, 12'999'999, 958'000'000}) == "reading the log: 12 of 958 MB");
    CHECK(line_of({Step::chains, 3, 31}) == "putting the log in order: 3 of 31 days");
}

TEST_CASE("the zone of this machine is where machines keep it") {
    const auto zone = [](const LocalZoneSources& sources) {
        const auto found = local_zone(sources);
        return found ? found->name() : found.error().message;
    };
    const auto says = [](std::string text) {
        return [text] { return std::optional<std::string>(text); };
    };
    const std::string link = "/usr/share/zoneinfo/Europe/Berlin";
    CHECK(zone({}) == "UTC");
    CHECK(zone({says("Asia/Shanghai"), says(link), {}}) == "Asia/Shanghai");
    CHECK(zone({says(":/usr/share/zoneinfo/Asia/Tokyo"), says(link), {}}) == "Asia/Tokyo");
    CHECK(zone({says(""), says(link), {}}) == "UTC");
    CHECK(zone({says("CST-8"), says(link), {}}) ==
          "TZ: 'CST-8' names no time zone; say which one with --tz, such as Asia/Shanghai");
    CHECK(zone({{}, says(link), says("Asia/Tokyo")}) == "Europe/Berlin");
    CHECK(zone({{}, says("/etc/my-own-zone"), says("Asia/Tokyo")}) == "Asia/Tokyo");
    CHECK(zone({{}, {}, says("gibberish")}) == "UTC");
}
