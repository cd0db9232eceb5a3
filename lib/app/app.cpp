#include "app/app.h"

#include "alert/mail_test.h"
#include "alert/smtp.h"
#include "app/activation.h"
#include "app/crew.h"
#include "app/data_dir.h"
#include "app/doctor/doctor.h"
#include "app/listen_url.h"
#include "app/tls.h"
#include "base/log.h"
#include "http/site.h"
#include "net/file_limit.h"

#include <algorithm>
#include <system_error>
#include <thread>

namespace cronmon {
namespace {

// Lets a test letter end when the process does.
class StoppableRelay final : public Relay {
public:
    StoppableRelay(Relay& relay, std::stop_token stop) : relay_(relay), stop_(std::move(stop)) {}

    std::vector<Delivery> deliver(const MailSettings& settings, std::span<const Letter> letters,
                                  std::stop_token) override {
        return relay_.deliver(settings, letters, stop_);
    }
    Delivery log_in(const MailSettings& settings, std::stop_token) override {
        return relay_.log_in(settings, stop_);
    }

private:
    Relay& relay_;
    const std::stop_token stop_;
};

}  // namespace

std::optional<Error> open_log(const Config& config) {
    try {
        log::open(config.log_file(), config.log_format());
    } catch (const std::system_error& error) {
        return Error{Code::invalid, "log-file: cannot open '" + config.log_file() +
                                        "': " + error.code().message()};
    }
    return std::nullopt;
}

// In the order in which they are made. What a part needs stands above it.
class App::Parts {
public:
    Parts(const Config& config, DataDir folder, const AppSeams& seams, Duty duty,
          std::vector<net::Endpoint> wanted, Ended before = Ended::stopped)
        : folder_(std::move(folder)),
          own_relay_(SmtpOptions{.ca_file = config.ca_file()}),
          clock_(seams.clock ? *seams.clock : own_clock_),
          relay_(seams.relay ? *seams.relay : own_relay_),
          store_(open_sqlite_store({folder_.path(), true})),
          is_new_(!store_->has_users()),
          engine_(*store_, clock_, duty, listeners(), before),
          doorkeeper_(engine_, *store_, clock_),
          services_{engine_,
                    *store_,
                    clock_,
                    doorkeeper_,
                    listen_url(wanted),
                    config.views(),
                    [this](const std::string& address) { return send_test_letter(address); }},
          crew_(engine_, *store_, clock_, relay_, config,
                [this] { return complaint_about(tls_.certificates(), clock_.now()); }),
          certificate_files_(config.certificates()),
          wanted_(std::move(wanted)) {
        services_.upgrader = seams.upgrader;
        services_.examine = [this] { return examine_all(); };
        services_.backup_facts = [this] { return backup_facts(); };
    }

    ~Parts() { stop(); }

    std::optional<Error> start_alone() {
        router_ = std::make_unique<Router>(all_routes(services_));
        reception_ = std::make_unique<Reception>(*router_, doorkeeper_, clock_,
                                                 [this] { return engine_.settings().site_url(); });
        bridge_ = std::make_unique<Bridge>(
            [this](Ask ask) { return reception_->answer(std::move(ask)); });
        engine_.start();
        return std::nullopt;
    }

    std::optional<Error> start_serving(const Config& config, net::Inheritance sockets,
                                       const std::function<void()>& on_taken) {
        net::Options options;
        options.connections_max = config.connections_max();
        options.drain_within = drain_within;
        auto site = std::make_unique<Site>(services_, options, config.trusted_proxies(),
                                           config.web_dir(), config.logs_requests());
        net::Endpoint operators;
        operators.unix_path = folder_.socket();
        if (auto error = tls_.load(config.certificates(), clock_.now())) return error;
        site->present(tls_.context());
        site->allow(config.admin_allow());
        addresses_ = wanted_;
        const auto ports = site->listen(operators, addresses_, std::move(sockets));
        if (!ports) return ports.error();
        for (std::size_t i = 0; i < addresses_.size(); ++i) addresses_[i].port = (*ports)[i + 1];
        services_.listen_url = listen_url(addresses_, tls_.certificates());
        services_.certificates = [this] { return tls_.certificates(); };
        services_.pings_limited = [this] { return site_->pings_limited(); };
        const auto https = std::ranges::find_if(addresses_, speaks_tls);
        if (config.redirect_http()) site->redirect_to(https->port);
        site_ = std::move(site);
        services_.network = [this] { return site_->stats(); };
        on_taken();
        start_alone();
        if (is_new_) first_admin_ = make_first_admin(services_);
        crew_.start();
        reactor_thread_ =
            std::jthread([this](std::stop_token stop) { site_->run(std::move(stop)); });
        log::info("started", {{"data", folder_.path()},
                              {"listen", joined(addresses_)},
                              {"tasks", engine_.health().tasks}});
        return std::nullopt;
    }

    // In reverse: first nobody gets in any more and what is in flight is answered, which needs the
    // engine; the outcome of the last letter needs it too.
    void stop() {
        if (std::exchange(stopped_, true)) return;
        stop_.request_stop();
        if (reactor_thread_.joinable()) {
            reactor_thread_.request_stop();
            reactor_thread_.join();
        }
        crew_.stop();
        engine_.stop();
        if (site_) log::info("stopped", {{"data", folder_.path()}});
    }

    // Whoever may take a while is stopped first, while pings are still answered.
    Result<Legacy> leave() {
        if (auto error = crew_.prepare_to_stop()) return *std::move(error);
        stop_.request_stop();
        crew_.stop();
        site_->retire();
        stop();
        return Legacy{std::move(folder_).leave(), site_->take_left()};
    }

    bool is_alive() const { return engine_.health().since_round < writer_moves_within; }

    Reply dispatch(std::string_view method, std::string_view target, std::string_view body) {
        return reply_in(bridge_->respond(WholeRequest(method, target, body)));
    }

    const std::vector<net::Endpoint>& addresses() const { return addresses_; }
    std::optional<FirstAdmin> take_first_admin() { return std::exchange(first_admin_, {}); }

    // What may change at run time. A certificate that cannot be used leaves the old one in use.
    void reload(const Config& config) {
        if (!site_) return;
        site_->trust(config.trusted_proxies());
        site_->allow(config.admin_allow());
        if (auto error = tls_.load(config.certificates(), clock_.now()))
            return log::error("reload failed", {{"why", error->message + ", the old one stays"}});
        site_->present(tls_.context());
    }

private:
    EngineListeners listeners() {
        return {
            .answered =
                [this](std::span<const PingAnswer> answers) {
                    if (site_) site_->answered(answers);
                },
            .owed = [this](std::span<const OwedAlert> owed) { crew_.owe(owed); },
            .settings_changed =
                [this](const Settings& settings) {
                    if (site_) site_->settings_changed(settings);
                    crew_.settings_changed(settings);
                },
        };
    }

    // Only a server makes any; a command looks for itself.
    BackupFacts backup_facts() {
        if (site_) return crew_.backup_facts();
        return look_at_backups(engine_.settings().backup(), clock_.now());
    }

    std::optional<std::string> send_test_letter(const std::string& address) {
        StoppableRelay relay(relay_, stop_.get_token());
        const Delivery delivery =
            mail_test(relay, engine_.settings().mail(), address, clock_.now());
        return delivery.sent ? std::nullopt : std::optional(delivery.error);
    }

    std::vector<Finding> examine_all() {
        StoppableRelay relay(relay_, stop_.get_token());
        const auto& listens = site_ ? addresses_ : wanted_;
        Patient patient{services_, relay, folder_.path(), listens, site_ != nullptr};
        if (site_) patient.certificates = tls_.certificates();
        else read_certificates(patient);
        return examine(patient);
    }

    // Those of a server that would be started now.
    void read_certificates(Patient& patient) const {
        if (certificate_files_.empty()) return;
        const auto read = net::TlsContext::load(certificate_files_);
        if (read) patient.certificates = (*read)->certificates();
        else patient.certificate_problem = read.error().message;
    }

    DataDir folder_;
    const SystemClock own_clock_;
    SmtpRelay own_relay_;
    const Clock& clock_;
    Relay& relay_;
    const std::unique_ptr<Store> store_;
    const bool is_new_;  // nobody has an account yet
    Engine engine_;
    Doorkeeper doorkeeper_;
    Services services_;
    Crew crew_;
    const std::vector<net::CertificateFiles> certificate_files_;
    std::unique_ptr<Router> router_;
    std::unique_ptr<Reception> reception_;
    std::unique_ptr<Bridge> bridge_;
    std::unique_ptr<Site> site_;               // null: nobody is listened to
    const std::vector<net::Endpoint> wanted_;  // where it was told to listen
    std::vector<net::Endpoint> addresses_;     // where it does
    Tls tls_;
    std::optional<FirstAdmin> first_admin_;

    std::stop_source stop_;
    bool stopped_ = false;
    std::jthread reactor_thread_;
};

App::App(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
App::~App() = default;

Result<std::unique_ptr<App>> App::alone(const Config& config, AppSeams seams,
                                        Millis wait_for_lock) {
    auto folder = DataDir::open(config.data(), DataDir::Act::as_owner, wait_for_lock);
    if (!folder) return folder.error();
    try {
        auto parts = std::make_unique<Parts>(config, *std::move(folder), seams, Duty::edit_only,
                                             config.listen());
        if (auto error = parts->start_alone()) return *std::move(error);
        return std::unique_ptr<App>(new App(std::move(parts)));
    } catch (const StoreError& error) {
        return Error{Code::busy, error.what()};
    }
}

Result<std::unique_ptr<App>> App::serve(const Config& config, AppSeams seams, Millis wait_for_lock,
                                        Legacy legacy) {
    net::raise_file_limit();
    const Ended before = legacy.lock ? Ended::handed_over : Ended::stopped;
    auto folder = legacy.lock
                      ? DataDir::inherit(config.data(), std::move(legacy.lock))
                      : DataDir::open(config.data(), DataDir::Act::as_myself, wait_for_lock);
    if (!folder) return folder.error();
    try {
        auto parts =
            std::make_unique<Parts>(config, *std::move(folder), seams, Duty::watch,
                                    places_to_listen(config, legacy.sockets.listeners), before);
        if (auto error = parts->start_serving(config, std::move(legacy.sockets), seams.on_taken))
            return *std::move(error);
        return std::unique_ptr<App>(new App(std::move(parts)));
    } catch (const StoreError& error) {
        return Error{Code::busy, error.what()};
    }
}

Reply App::dispatch(std::string_view method, std::string_view target, std::string_view body) {
    return parts_->dispatch(method, target, body);
}

const std::vector<net::Endpoint>& App::addresses() const { return parts_->addresses(); }

std::optional<FirstAdmin> App::take_first_admin() { return parts_->take_first_admin(); }

void App::reload(const Config& config) {
    if (auto error = open_log(config)) log::error("reload failed", {{"why", error->message}});
    parts_->reload(config);
    log::info("reloaded");
}

bool App::is_alive() const { return parts_->is_alive(); }
Result<Legacy> App::leave() { return parts_->leave(); }
void App::stop() { parts_->stop(); }

}  // namespace cronmon
