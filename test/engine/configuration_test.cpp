// A document: what differs is done, in one transaction or not at all.
#include "engine/configuration.h"

#include "engine/change_world.h"

using namespace cronmon;
using namespace std::chrono_literals;

namespace {

struct DocumentWorld : ChangeWorld {
    DocumentWorld() {
        using Setting = Configuration::Setting;
        wanted.businesses = std::vector{AddBusiness{"db"}, AddBusiness{"web"}};
        wanted.notifiers = std::vector{AddNotifier{"ann", "ann@example.org", {}, Language::en}};
        wanted.assignments = std::vector{Configuration::Assignment{"db", "ann"}};
        wanted.tasks =
            std::vector{WantedTask{"db", hourly("nightly")}, WantedTask{"web", hourly("pulse")}};
        wanted.settings = std::vector{Setting{"site.url", "https://cron.example.org"}};
    }
    static AddTask hourly(const std::string& name) {
        return {.business = {}, .name = name, .schedule = *Schedule::every(1h), .tolerance = {}};
    }
    Result<std::vector<std::string>> apply(bool prune = false, bool dry_run = false) {
        const Configure change{std::make_shared<const Configuration>(wanted), prune, dry_run};
        const auto done = submit(change);
        if (!done) return done.error();
        std::vector<std::string> steps;
        for (const ConfigureStep& step : *change.steps)
            steps.push_back(step.action + " " + step.name);
        return steps;
    }
    std::vector<std::string> must_apply(bool prune = false) {
        auto steps = apply(prune);
        if (!steps) throw std::invalid_argument(steps.error().message);
        return *steps;
    }
    std::string why_not(bool prune = false) {
        const auto steps = apply(prune);
        return steps ? "" : steps.error().message;
    }
    std::vector<std::string> names(std::string_view noun) { return snapshot()->names(noun); }

    Configuration wanted;
};

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE_FIXTURE(DocumentWorld, "what is not there is made, and a second time nothing differs") {
    CHECK(must_apply() == Texts{"setting.set site.url", "business.add db", "business.add web",
                                "notifier.add ann", "business.notify db", "task.add nightly",
                                "task.add pulse"});
    CHECK(names("task") == Texts{"nightly", "pulse"});
    CHECK(engine->settings().site_url() == "https://cron.example.org");
    const auto rows = audit().size();
    const int commits = store->commits();
    CHECK(must_apply().empty());
    CHECK(audit().size() == rows);
    CHECK(store->commits() == commits + 1);
    CHECK(snapshot()->task_named("nightly")->task.revision == 1);
}

TEST_CASE_FIXTURE(DocumentWorld, "a dry run tells the same, and leaves no trace") {
    CHECK(apply(false, true)->size() == 7);
    CHECK(names("task").empty());
    CHECK(audit().empty());
    CHECK(engine->settings().site_url().empty());
    CHECK(must_apply().size() == 7);
    CHECK(ping(snapshot()->task_named("nightly")->task.id) == PingOutcome::recorded);
}

TEST_CASE_FIXTURE(DocumentWorld, "what is refused at the end undoes the beginning") {
    wanted.tasks->push_back({"no.such", hourly("other")});
    CHECK(why_not() == "tasks 'other': business: there is no 'no.such'");
    CHECK(names("business").empty());
    CHECK(engine->settings().site_url().empty());
    wanted.tasks->back() = {"db", hourly("x")};
    CHECK(why_not().starts_with("tasks 'x': "));
    wanted.tasks->pop_back();
    CHECK(must_apply().size() == 7);
}

TEST_CASE_FIXTURE(DocumentWorld, "an edit changes what differs, and nothing else") {
    must_apply();
    const TaskId nightly = snapshot()->task_named("nightly")->task.id;
    CHECK(ping(nightly) == PingOutcome::recorded);
    wanted.tasks->front().task.grace = 10min;
    wanted.tasks->back().business = "db";
    wanted.notifiers->front().phone = "13800000000";
    CHECK(must_apply() == Texts{"notifier.edit ann", "task.edit nightly", "task.edit pulse"});
    CHECK(snapshot()->task(nightly)->task.grace == 10min);
    CHECK(snapshot()->task_named("pulse")->business == "db");
    must(Settle{});
    CHECK(snapshot()->task(nightly)->standing.state == State::up);
    wanted.tasks->front().task.grace = grace_default;
    CHECK(must_apply() == Texts{"task.edit nightly"});
}

TEST_CASE_FIXTURE(DocumentWorld, "what is not named stays, unless it is pruned") {
    must_apply();
    const TaskId pulse = snapshot()->task_named("pulse")->task.id;
    must(SaveSetting{"smtp.password", "geheim"});
    must(SaveSetting{"mail.style", "original"});
    wanted.businesses->pop_back();
    wanted.tasks->erase(wanted.tasks->begin() + 1);
    wanted.tasks->front() = {"db", hourly("other")};
    wanted.assignments->clear();
    CHECK(must_apply() == Texts{"task.add other"});
    CHECK(must_apply(true) == Texts{"setting.unset mail.style", "business.unnotify db",
                                    "task.remove nightly", "business.remove web"});
    CHECK(names("task") == Texts{"other"});
    CHECK(!snapshot()->task(pulse));
    CHECK(engine->settings().mail().password == "geheim");
    CHECK(must_apply(true).empty());
    open();
    CHECK(names("task") == Texts{"other"});
}

TEST_CASE_FIXTURE(DocumentWorld, "a part that is not there is not pruned") {
    must_apply();
    wanted = {};
    CHECK(must_apply(true).empty());
    wanted.businesses.emplace();
    CHECK(must_apply(true) == Texts{"business.remove db", "business.remove web"});
    CHECK(names("task").empty());
    CHECK(names("notifier") == Texts{"ann"});
}

TEST_CASE_FIXTURE(DocumentWorld, "beside other changes it is still a transaction of its own") {
    std::vector<bool> done;
    const auto note = [&](const Result<Done>& result) { done.push_back(bool(result)); };
    wanted.tasks->push_back({"no.such", hourly("other")});
    engine->submit(AddBusiness{"before"}, note);
    engine->submit(Configure{std::make_shared<const Configuration>(wanted)}, note);
    engine->submit(AddBusiness{"after"}, note);
    engine->round();
    CHECK(done == std::vector{true, false, true});
    CHECK(names("business") == Texts{"after", "before"});
}
