#include "client/attend.h"

#include "client/background.h"
#include "client/run_lock.h"
#include "support/temp_dir.h"

#include <doctest/doctest.h>
#include <sys/wait.h>

#include <cerrno>
#include <fstream>

using namespace cronmon;

namespace {

const SystemClock system_clock;

// A shell script, attended to; what it wrote is kept and not printed.
struct Attending {
    Tail tail{100'000};
    bool started = false;

    Attended run(std::vector<std::string> words, Order order = {}) {
        Signals signals;
        order.words = std::move(words);
        order.through = Through::no;
        return attend(order, signals, tail, system_clock, [this] { started = true; });
    }
    Attended sh(const std::string& script, const Order& order = {}) {
        return run({"/bin/sh", "-c", script}, order);
    }
};

}  // namespace

TEST_CASE("a job ends by its exit code or by a signal") {
    Attending job;
    const auto run = job.sh("echo out; echo err >&2; exit 3");
    CHECK(run.ending.how == Ending::How::exited);
    CHECK(run.ending.exit_code() == 3);
    CHECK_FALSE(run.ending.succeeded());
    CHECK(job.started);
    CHECK(job.tail.bytes_seen() == 8);
    CHECK(job.sh("exit 0").ending.succeeded());
    const auto killed = job.sh("kill -KILL $$");
    CHECK(killed.ending.how == Ending::How::signalled);
    CHECK(killed.ending.exit_code() == 137);
    CHECK(ending_text(killed.ending, "sh", Millis{0}) == "killed by signal 9 (KILL)");
}

TEST_CASE("what cannot be started says why, and never began") {
    Attending job;
    const auto missing = job.run({"no-such-program-anywhere"});
    CHECK(missing.ending.exit_code() == 127);
    CHECK(ending_text(missing.ending, "no-such", Millis{0}) ==
          "'no-such' cannot be found: No such file or directory");
    const auto folder = job.run({"/"});
    CHECK(folder.ending.exit_code() == 126);
    CHECK(resources_text(folder.ending).empty());
    CHECK_FALSE(job.started);
    CHECK(waitpid(-1, nullptr, WNOHANG) == -1);  // nobody is left behind
    CHECK(errno == ECHILD);
}

TEST_CASE("a job that is too slow is ended, politely and then not") {
    Attending job;
    const auto heard = job.sh("sleep 60", {.timeout = Millis{100}});
    CHECK(heard.ending.how == Ending::How::timed_out);
    CHECK(heard.ending.exit_code() == 124);
    CHECK(heard.ending.wall < std::chrono::seconds{10});
    const auto deaf = job.sh("trap '' TERM; while :; do sleep 0.02; done",
                             {.timeout = Millis{100}, .kill_after = Millis{100}});
    CHECK(deaf.ending.how == Ending::How::timed_out);
    CHECK(deaf.ending.wall >= Millis{200});
}

TEST_CASE("a job that ends in time is not ended") {
    Attending job;
    const auto run = job.sh("exit 4", {.timeout = std::chrono::minutes{1}});
    CHECK(run.ending.exit_code() == 4);
}

TEST_CASE("a signal to us goes to the whole group of the job") {
    Attending job;
    TempDir dir;
    const std::string ready = dir.path("ready");
    Signals signals;  // before the thread that sends
    Background other;
    other.add([&] {
        while (access(ready.c_str(), F_OK) != 0) usleep(1000);
        kill(getpid(), SIGUSR1);
        while (access((ready + "1").c_str(), F_OK) != 0) usleep(1000);
        kill(getpid(), SIGTERM);
    });
    const std::string script = "trap 'touch " + ready + "1' USR1; trap 'exit 9' TERM; touch " +
                               ready + "; while :; do sleep 0.02; done";
    const Order order{.words = {"/bin/sh", "-c", script}, .through = Through::no};
    const auto run = attend(order, signals, job.tail, system_clock, [] {});
    other.finish();
    CHECK(run.ending.exit_code() == 9);
    CHECK(run.told_to_stop);
}

TEST_CASE("all that the job wrote is read, and a daemon with its pipe is not waited for") {
    Attending job;
    const auto run = job.sh("head -c 60000 /dev/zero; sleep 3 & exit 5");
    CHECK(run.ending.exit_code() == 5);
    CHECK(job.tail.bytes_seen() == 60'000);
    CHECK(run.ending.wall < std::chrono::seconds{3});
}

TEST_CASE("CPU time and memory are those of the job and what it waited for") {
    Attending job;
    const auto run = job.sh("i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done");
    CHECK(run.ending.user + run.ending.system > Millis{20});
    CHECK(run.ending.rss_kib > 100);
    const Ending ending{
        .wall = Millis{12'340}, .user = Millis{1200}, .system = Millis{5}, .rss_kib = 46'500};
    CHECK(resources_text(ending) ==
          "; took 12.34 s; CPU 1.20 s user, 0.01 s system; at most 45 MB");
}

TEST_CASE("between two tries somebody may say stop") {
    Signals signals;
    CHECK(rest(Millis{5}, signals, system_clock));
    kill(getpid(), SIGUSR1);
    CHECK(rest(Millis{5}, signals, system_clock));
    kill(getpid(), SIGTERM);
    CHECK_FALSE(rest(std::chrono::minutes{10}, signals, system_clock));
}

TEST_CASE("one run at a time has a task's lock") {
    TempDir dir;
    const std::string folder = dir.path("locks");
    const Instant now = from_ms(1'795'395'600'000);
    {
        const auto first = RunLock::take(folder, "nightly", now);
        REQUIRE(first);
        const auto second = RunLock::take(folder, "nightly", now);
        REQUIRE_FALSE(second);
        CHECK(second.error().code == Code::conflict);
        CHECK(second.error().message == "another run is still going (process " +
                                            std::to_string(getpid()) +
                                            " since 2026-11-23T01:00:00Z)");
        CHECK(RunLock::take(folder, "weekly", now));
    }
    CHECK(RunLock::take(folder, "nightly", now));
    const auto nowhere = RunLock::take("/dev/null/locks", "nightly", now);
    REQUIRE_FALSE(nowhere);
    CHECK(nowhere.error().code == Code::unreachable);
}

TEST_CASE("a lock's file can be any target's, and tells them apart") {
    const std::string url = "https://h/ping/SECRETKEY/night%20ly";
    CHECK(run_lock_name(url).starts_with("night_20ly-"));
    CHECK(run_lock_name("../../etc/x y\xff").find('/') == std::string::npos);
    CHECK(run_lock_name(std::string(1000, 'a')).size() < 100);
    CHECK(run_lock_name("a b") != run_lock_name("a_b"));
    CHECK(run_lock_name(url) == run_lock_name(url));
}

TEST_CASE("what is given to the background is done in order, all of it") {
    std::string done;
    {
        Background background;
        for (char c = 'a'; c <= 'z'; ++c) background.add([&done, c] { done += c; });
    }
    CHECK(done == "abcdefghijklmnopqrstuvwxyz");
}
