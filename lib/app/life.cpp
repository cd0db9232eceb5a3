#include "app/life.h"

#include "app/activation.h"
#include "app/tls.h"
#include "base/log.h"
#include "net/file_limit.h"
#include "store/restore.h"

#include <system_error>

namespace cronmon {
namespace {

std::optional<Error> check_certificates(const Config& config) {
    return Tls().load(config.certificates(), SystemClock().now());
}

}  // namespace

Life::Life(const ConfigSources& sources) : sources_(sources) {}

// ---- How it begins ------------------------------------------------------------------------

std::optional<Error> Life::begin() {
    auto predecessor = Predecessor::find();
    const auto refuse = [&](const Error& why) {
        if (predecessor) predecessor->decline(why);
        return why;
    };
    auto config = Config::read(sources_);
    if (!config) return refuse(config.error());
    config_ = *std::move(config);
    if (auto error = open_log(*config_)) return refuse(*error);
    // Whoever starts it in the background hears nothing of its last words; the log keeps them.
    const auto refuse_aloud = [&](const Error& why) {
        if (!predecessor && !config_->log_file().empty())
            log::error("not started", {{"why", why.message}});
        return refuse(why);
    };
    auto legacy = legacy_of(predecessor);
    if (!legacy) return refuse_aloud(legacy.error());
    auto error = serve(*std::move(legacy), [&] {
        if (predecessor) predecessor->confirm();
    });
    if (error) return refuse_aloud(*error);
    if (predecessor) {
        desk_.took_over_from(predecessor->version());
        log::info("took over", {{"from", predecessor->version()}});
    }
    write_pid_file();
    supervisor_.ready();
    return std::nullopt;
}

Result<Legacy> Life::legacy_of(std::optional<Predecessor>& predecessor) const {
    if (predecessor) {
        if (auto error = check_certificates(*config_)) return *std::move(error);
        net::raise_file_limit();  // its connections are many
        return predecessor->take_over();
    }
    auto given = take_given_sockets();
    if (!given) return given.error();
    return Legacy{{}, {*std::move(given), {}}};
}

std::optional<Error> Life::serve(Legacy legacy, std::function<void()> on_taken) {
    AppSeams seams;
    seams.upgrader = &desk_;
    seams.on_taken = std::move(on_taken);
    auto app = App::serve(*config_, seams, Millis{1000}, std::move(legacy));
    if (!app) return app.error();
    app_ = *std::move(app);
    return std::nullopt;
}

// A server that serves does not end for it.
void Life::write_pid_file() {
    auto file = PidFile::write(config_->pid_file());
    if (file) pid_file_.emplace(*std::move(file));
    else log::error("no pid file", {{"why", file.error().message}});
}

// ---- What happens to it -------------------------------------------------------------------

void Life::reload() {
    supervisor_.reloading();
    auto config = Config::read(sources_);
    if (config) {
        config_ = *std::move(config);
        app_->reload(*config_);
    } else {
        log::reopen();
        log::error("reload failed", {{"why", config.error().message}});
    }
    supervisor_.ready();
}

void Life::say_alive() const {
    if (app_->is_alive()) supervisor_.alive();
}

void Life::stop() {
    supervisor_.stopping();
    app_->stop();
}

// ---- Another in its place -----------------------------------------------------------------

Result<bool> Life::upgrade() {
    auto program = desk_.take();
    if (program) return hand_over_to(*program);
    if (const auto error = desk_.begin({}))
        log::error("upgrade refused", {{"why", error->message}});
    return false;
}

Result<bool> Life::hand_over_to(const std::string& program) try {
    log::info("upgrade", {{"program", program}});
    Successor successor(program, own_.arguments, [this] { supervisor_.alive(); });
    const auto ready = successor.wait_until_ready();
    if (!ready) return serve_on(ready.error().message);
    auto left = app_->leave();
    if (!left) return serve_on(left.error().message);
    Legacy legacy = *std::move(left);
    app_.reset();
    if (const auto failed = successor.hand_over(legacy)) {
        successor.end();
        if (auto error = go_on(std::move(legacy), failed->message)) return *std::move(error);
        return false;
    }
    supervisor_.replaced_by(successor.pid());
    const pid_t pid = successor.pid();
    if (pid_file_) pid_file_->leave();
    successor.let_go();
    interpret_for(std::move(legacy.sockets));
    log::info("handed over", {{"version", *ready},
                              {"pid", pid},
                              {"interpreted", interpreter_ ? interpreter_->count() : 0}});
    return true;
} catch (const std::system_error& error) {
    serve_on(error.what());
    if (!app_) return Error{Code::busy, error.what()};
    return false;
}

bool Life::serve_on(const std::string& why) {
    log::error("upgrade failed", {{"why", why}});
    desk_.failed(why);
    return false;
}

// It serves already, whatever happens to us.
void Life::interpret_for(net::Inheritance left) try {
    interpreter_ = std::make_unique<net::Interpreter>(std::move(left.connections));
} catch (const std::system_error& error) {
    log::error("TLS connections closed", {{"why", error.what()}});
}

bool Life::interpret(Millis sleep_at_most) {
    if (!interpreter_ || interpreter_->count() == 0) return false;
    interpreter_->round(sleep_at_most);
    return true;
}

// As if nothing had been: the successor is gone, and had answered nobody.
std::optional<Error> Life::go_on(Legacy legacy, const std::string& why) try {
    serve_on(why);
    const std::string copy = undo_migration(config_->data());
    if (!copy.empty()) log::warning("database put back", {{"copy", copy}});
    return serve(std::move(legacy), [] {});
} catch (const StoreError& error) {
    return Error{Code::busy, error.what()};
}

}  // namespace cronmon
