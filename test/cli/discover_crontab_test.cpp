// What cron makes of a crontab's lines, and what they become.
#include "cli/discover/cron_command.h"
#include "cli/discover/crontab.h"
#include "cli/shell_text.h"

#include <doctest/doctest.h>

using namespace cronmon;

namespace {

std::string command_in(std::string_view text, const CrontabJob& job) {
    return std::string(text.substr(job.command_at, job.command_end - job.command_at));
}

const Wrapping usual{"/usr/bin/cronmon", "https://c.example.org/ping/K/x", "/bin/sh"};

std::string wrapped(std::string_view in_line) {
    const auto command = under_exec(in_line, usual);
    return command ? *command : "error: " + command.error().message;
}

}  // namespace

TEST_CASE("jobs are what is neither comment, blank nor variable") {
    const std::string text =
        "# a comment\n\n  \t\nA=1\n B = 'two words'\n\"C D\"=\"3\"\n"
        "*/5 * * * * FOO=bar run it\n"
        "  @daily\tdaily  \n"
        "0 2 1,15 jan-mar MON\t/x y\n"
        "not a job\n@hourly\n";
    const auto jobs = read_crontab(text, UserColumn::no).jobs;
    REQUIRE(jobs.size() == 5);
    CHECK(jobs[0].line == 7);
    CHECK(jobs[0].schedule == "*/5 * * * *");
    CHECK(command_in(text, jobs[0]) == "FOO=bar run it");
    CHECK(jobs[1].schedule == "@daily");
    CHECK(command_in(text, jobs[1]) == "daily  ");
    CHECK(jobs[2].schedule == "0 2 1,15 jan-mar MON");
    CHECK(command_in(text, jobs[2]) == "/x y");
    for (const std::size_t i : {std::size_t{3}, std::size_t{4}})
        CHECK(jobs[i].problem == "is neither a schedule with a command nor a variable");
    CHECK(jobs[0].problem.empty());
}

TEST_CASE("in a system crontab somebody runs a line") {
    const std::string text =
        "17 *\t* * *\troot\tcd / && run\n@weekly www-data /x\n0 0 * * * root\n";
    const auto jobs = read_crontab(text, UserColumn::yes).jobs;
    REQUIRE(jobs.size() == 3);
    CHECK(jobs[0].user == "root");
    CHECK(command_in(text, jobs[0]) == "cd / && run");
    CHECK(jobs[1].user == "www-data");
    CHECK(command_in(text, jobs[1]) == "/x");
    CHECK_FALSE(jobs[2].problem.empty());
}

TEST_CASE("a variable holds for the lines behind it") {
    const auto crontab = read_crontab(
        "@daily a\nSHELL=/bin/bash\nCRON_TZ=Asia/Shanghai\n@daily b\nCRON_TZ = \"Europe/Berlin\" \n"
        "SHELL = /bin/sh\n@daily c\nCRON_TZ=\n@daily d\n",
        UserColumn::no);
    REQUIRE(crontab.jobs.size() == 4);
    const std::pair<std::string, std::string> wanted[] = {{"/bin/sh", ""},
                                                          {"/bin/bash", "Asia/Shanghai"},
                                                          {"/bin/sh", "Europe/Berlin"},
                                                          {"/bin/sh", ""}};
    for (std::size_t i = 0; i < 4; ++i)
        CHECK(std::pair(crontab.jobs[i].shell, crontab.jobs[i].zone) == wanted[i]);
    CHECK(crontab.notes.size() == 1);  // Debian's cron does not know CRON_TZ; said once
}

TEST_CASE("what cron does not like about the ends of lines is noted") {
    CHECK(read_crontab("@daily x\n", UserColumn::no).notes.empty());
    CHECK(read_crontab("", UserColumn::no).notes.empty());
    CHECK(read_crontab("@daily x", UserColumn::no).notes.size() == 1);
    const std::string text = "# c\r\n\r\nA=1\r\n@daily x\r\n";
    const auto crontab = read_crontab(text, UserColumn::no);
    CHECK(crontab.notes.size() == 1);
    REQUIRE(crontab.jobs.size() == 1);
    CHECK(command_in(text, crontab.jobs[0]) == "x\r");
}

TEST_CASE("the first percent sign ends a command, but not behind a backslash") {
    struct Row {
        std::string in_line;
        std::string text;
        std::size_t end_at;
    };
    const Row rows[] = {{"a b", "a b", 3},
                        {"a%b%c", "a", 1},
                        {"date +\\%Y\\%m", "date +%Y%m", 12},
                        {"a\\\\%b", "a\\\\", 3},
                        {"a\\b\\", "a\\b\\", 4},
                        {"%", "", 0},
                        {"a\\\\\\%b", "a\\\\%b", 6},
                        {"", "", 0}};
    for (const Row& row : rows) {
        const auto command = cron_command(row.in_line);
        CHECK(command.text == row.text);
        CHECK(command.end_at == row.end_at);
    }
}

TEST_CASE("words of which a shell makes no more stand there as they are, others go to the shell") {
    const std::string exec = "/usr/bin/cronmon exec https://c.example.org/ping/K/x -- ";
    CHECK(wrapped("/usr/local/bin/backup --full /a,b:c=d  e ") ==
          exec + "/usr/local/bin/backup --full /a,b:c=d  e ");
    for (const char* command :
         {"backup", "cd /x", "/a/b >/dev/null 2>&1", "/a/b | mail x", "A=/b /c", "/a/b $HOME",
          "/a/b *", "/a/b ~", "/a/b \"c d\"", "/a =b", "/a/b # c"})
        CHECK(wrapped(command) == exec + "/bin/sh -c '" + command + "'");
    CHECK(wrapped("it's \\'x\\'") == exec + "/bin/sh -c 'it'\\''s \\'\\''x\\'\\'''");
    CHECK(wrapped("date +\\%Y%in%put") == exec + "/bin/sh -c 'date +\\%Y'%in%put");
    CHECK(wrapped("/bin/cat%in") == exec + "/bin/cat%in");
}

TEST_CASE("what is put into a crontab has its percent signs escaped") {
    const auto command = under_exec("run it", {"/opt/my tools/100%/cronmon",
                                               "https://c.example.org/ping/K/a%20b", "/bin/my sh"});
    CHECK_FALSE(command);  // no shell whose quotes are known
    const auto plain = under_exec(
        "/bin/run it", {"/opt/my tools/100%/cronmon", "https://c.example.org/ping/K/a%20b", "/x"});
    REQUIRE(plain);
    CHECK(
        *plain ==
        "'/opt/my tools/100\\%/cronmon' exec https://c.example.org/ping/K/a\\%20b -- /bin/run it");
    CHECK(under_exec("run it", {"/x", "u", "/usr/bin/fish"}).error().message ==
          "SHELL: '/usr/bin/fish' is no shell whose quotes are known");
    CHECK(under_exec("run it", {"/x", "u", "/bin/bash"}));
}

TEST_CASE("a command that cron would refuse for its length is not made") {
    const std::size_t added = wrapped("/x ").size() - 3;
    CHECK(wrapped("/x " + std::string(cron_command_bytes_max - added - 3, 'y')).size() ==
          cron_command_bytes_max);
    CHECK(wrapped("/x " + std::string(cron_command_bytes_max - added - 2, 'y')) ==
          "error: the new command would have 999 bytes, and cron takes at most 998");
}

TEST_CASE("a command is divided as a shell does it") {
    const auto text = [](std::string_view command) {
        std::string all;
        for (const ShellWord& word : shell_words(command))
            all += (word.is_operator ? "<" : "[") + word.text + (word.is_operator ? ">" : "]");
        return all;
    };
    CHECK(text("a  b\tc") == "[a][b][c]");
    CHECK(text("a&&b|c;d>e") == "[a]<&><&>[b]<|>[c]<;>[d]<>>[e]");
    CHECK(text("'a b'\"c 'd'\"e\\ f \"\\\"\\x\"") == "[a bc 'd'e f][\"\\x]");
    CHECK(text("a # b\nc#d") == "[a]<\n>[c#d]");
    CHECK(text("'' 'open") == "[][open]");
    CHECK(text("\\") == "[\\]");
}
