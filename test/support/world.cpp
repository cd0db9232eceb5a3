#include "support/world.h"

#include "base/log.h"
#include "base/time_text.h"
#include "store/restore.h"

#include <stdexcept>

namespace cronmon {
namespace {

constexpr Millis second{1000};

Schedule schedule_of(std::string_view text) {
    auto schedule = Schedule::parse(text, *Zone::find("UTC"));
    if (!schedule) throw std::invalid_argument(schedule.error().message);
    return *schedule;
}

}  // namespace

// Hours pass in a story: its database is kept where flushing costs nothing, if there is such a
// place, and what cronmon says about itself is not part of it.
World::World() : folder_(std::filesystem::exists("/dev/shm") ? "/dev/shm" : "/tmp") {
    log::open("/dev/null", log::Format::text);
    open();
    business = BusinessId{must(AddBusiness{"db"})};
    notifier = NotifierId{must(AddNotifier{"ops", "ops@example.org", {}, Language::en})};
    must(Assign{business, notifier});
    must(SaveSetting{"smtp.host", "mail.example.org"});
}

World::~World() { close(true); }

void World::open() {
    store_ = std::make_unique<FailingStore>(open_sqlite_store({folder_.path(), true}));
    EngineListeners listeners;
    listeners.answered = [this](std::span<const PingAnswer> answers) {
        answers_.insert(answers_.end(), answers.begin(), answers.end());
    };
    listeners.owed = [this](std::span<const OwedAlert> owed) { courier_->owe(owed); };
    engine_ = std::make_unique<Engine>(*store_, clock, Duty::watch, listeners);
    courier_ = std::make_unique<Courier>(
        *store_, clock, trap, [this] { return engine_->settings(); },
        [this](AlertOutcome outcome) {
            engine_->submit(outcome, [this, outcome](const Result<Done>& done) {
                if (!done) courier_->not_recorded(outcome);
            });
        });
    empty_watch_ = std::make_unique<EmptyWatch>(
        *store_, clock, trap, [this] { return engine_->settings(); },
        [this](NoteEmptyBusinesses note, Receipt receipt) {
            return engine_->submit(std::move(note), std::move(receipt));
        });
    const auto owed = store_->owed_alerts();
    courier_->owe(owed);
    engine_->round();
}

void World::close(bool cleanly) {
    if (cleanly) {
        engine_->start();
        engine_->stop();
    }
    empty_watch_.reset();
    courier_.reset();
    engine_.reset();
    store_.reset();
}

Result<Done> World::submit(Change change) {
    std::optional<Result<Done>> answer;
    engine_->submit(std::move(change), [&](Result<Done> done) { answer = std::move(done); });
    engine_->round();
    return *answer;
}

std::int64_t World::must(Change change) {
    auto done = submit(std::move(change));
    if (!done) throw std::invalid_argument(done.error().message);
    return done->id;
}

UserId World::user(std::string_view name, Role role, Language language,
                   std::vector<BusinessId> businesses) {
    User user;
    user.name = name;
    user.email = user.name + "@example.org";
    user.role = role;
    user.language = language;
    return UserId{must(AddUser{std::move(user), std::move(businesses)})};
}

TaskId World::task(std::string_view name, std::string_view schedule, Millis grace, bool quiet) {
    return TaskId{must(
        AddTask{business, std::string(name), schedule_of(schedule), grace, std::nullopt, quiet})};
}

Uuid World::uuid(TaskId task) { return store_->snapshot()->task(task)->task.uuid; }

PingOutcome World::submit(PingBatch& batch) {
    answers_.clear();
    engine_->inbox().put(batch);
    engine_->round();
    return answers_.at(0).outcome;
}

PingOutcome World::ping(const Uuid& uuid) {
    PingBatch batch;
    PingBatch::Ping ping;
    ping.uuid = uuid;
    ping.at = clock.now();
    batch.add(ping, "10.0.0.3", "curl/7.88.1", "");
    return submit(batch);
}

PingOutcome World::say(TaskId task, PingBatch::Ping ping, std::string_view body) {
    PingBatch batch;
    ping.uuid = uuid(task);
    ping.at = clock.now();
    ping.has_run = ping.run != Uuid{};
    batch.add(ping, "10.0.0.3", "curl/7.88.1", body);
    return submit(batch);
}

PingOutcome World::say_by_slug(std::string_view key, std::string_view slug, Provision provision) {
    PingBatch batch;
    PingBatch::Ping ping;
    ping.at = clock.now();
    ping.provision = provision;
    batch.add(ping, "10.0.0.3", "curl/7.88.1", {}, key, slug);
    return submit(batch);
}

PingOutcome World::ping(TaskId task) { return ping(uuid(task)); }

std::vector<PingOutcome> World::burst(TaskId task, const std::vector<Millis>& at) {
    answers_.clear();
    PingBatch batch;
    for (const Millis offset : at) {
        PingBatch::Ping ping;
        ping.uuid = uuid(task);
        ping.at = clock.now() + offset;
        ping.ticket = batch.pings().size();
        batch.add(ping, "10.0.0.3", "curl/7.88.1", "");
    }
    engine_->inbox().put(batch);
    clock.advance(at.back());
    engine_->round();
    std::vector<PingOutcome> outcomes;
    for (const PingAnswer& answer : answers_) outcomes.push_back(answer.outcome);
    return outcomes;
}

void World::tick() {
    engine_->round();
    courier_->step();
    empty_watch_->step();
    engine_->round();
}

void World::pass(Millis time) {
    for (; time > Millis{0}; time -= second) {
        clock.advance(std::min(time, second));
        tick();
    }
}

// A round a minute would look like a stalled process; so each minute is given in small steps that
// only the engine sees.
void World::pass_quickly(Millis time) {
    for (; time > Millis{0}; time -= 4 * second) {
        clock.advance(std::min(time, 4 * second));
        engine_->round();
        if (time.count() % 60'000 < 4'000) tick();
    }
    tick();
}

void World::until(std::string_view time) {
    const Instant midnight = std::chrono::floor<std::chrono::days>(clock.now());
    const std::string day = utc_text(midnight).substr(0, 10);
    const std::string seconds = time.size() == 5 ? ":00Z" : "Z";
    Instant at = *parse_instant("time", day + "T" + std::string(time) + seconds);
    if (at <= clock.now()) at += std::chrono::hours{24};
    const Millis left = at - clock.now();
    if (left > std::chrono::minutes{2}) pass_quickly(left - std::chrono::minutes{1});
    pass(at - clock.now());
}

void World::stop_for(Millis time) {
    close(true);
    clock.advance(time);
    open();
}

void World::crash_for(Millis time) {
    close(false);
    clock.advance(time);
    open();
}

void World::back_up() {
    if (!store_->back_up(backup(), {})) throw std::runtime_error("no backup was made");
}

std::int64_t World::restore_after(Millis time) {
    close(false);
    clock.advance(time);
    const auto from = open_database_file(backup());
    const Restored done = restore_database(*from, folder_.path(), clock.now(), {});
    open();
    return done.letters_given_up;
}

void World::suspend_for(Millis time) {
    clock.suspend(time);
    tick();
}

TaskView World::look(TaskId task) {
    must(Settle{});
    return *store_->snapshot()->task(task);
}

std::string World::state(TaskId task) {
    return std::string(standing_word(look(task).standing, clock.now()));
}

std::vector<FlipRow> World::flips(TaskId task) { return store_->snapshot()->flips(task, 100); }

std::vector<PingRecord> World::log(TaskId task) {
    must(Settle{});
    return store_->snapshot()->pings(task, PingId{}, 1000);
}

std::vector<AlertView> World::alerts() {
    ListQuery query;
    query.length = 1000;
    query.now = clock.now();
    return store_->snapshot()->alerts(query).rows;
}

std::vector<BlindRow> World::blind_times() {
    ListQuery query;
    query.length = 1000;
    query.now = clock.now();
    return store_->snapshot()->blind_times(query).rows;
}

std::string World::now_text() const { return utc_text(clock.now()).substr(11, 8); }

}  // namespace cronmon
