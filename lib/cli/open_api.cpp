#include "cli/open_api.h"

#include "app/data_dir.h"

#include <unistd.h>

namespace cronmon {
namespace {

// What the installed service reads: a command that is told of no other place works on its data.
constexpr const char* service_config = "/etc/cronmon/cronmon.json";

// Between two looks at the socket, while somebody else has the lock.
constexpr Millis look_again_after{250};

class AloneApi final : public Api {
public:
    explicit AloneApi(std::unique_ptr<App> app) : app_(std::move(app)) {}

    // Nobody can cut short what runs in this very thread.
    Result<Reply> call(std::string_view method, std::string_view target, std::string_view body,
                       Millis) override {
        return app_->dispatch(method, target, body);
    }

private:
    std::unique_ptr<App> app_;
};

}  // namespace

Result<Config> config_of(const Args& args) {
    ConfigSources sources{.flags = args.flags(), .environment = process_environment()};
    const auto told = [&](std::string_view flag, const char* variable) {
        return args.has(flag) || sources.environment(variable);
    };
    if (!told(data_flag.name, "CRONMON_DATA") && !told(config_flag.name, "CRONMON_CONFIG") &&
        access(service_config, R_OK) == 0)
        sources.flags.emplace_back(config_flag.name, service_config);
    return Config::read(sources);
}

Result<std::unique_ptr<Api>> work_alone(const Config& config, AppSeams seams,
                                        Millis wait_for_lock) {
    auto app = App::alone(config, seams, wait_for_lock);
    if (!app) return app.error();
    return std::unique_ptr<Api>(std::make_unique<AloneApi>(*std::move(app)));
}

// A server that is just starting holds the lock before it listens, so both doors are tried in turn.
Result<std::unique_ptr<Api>> open_api(const Config& config, AppSeams seams, Millis wait_for_lock) {
    const SystemClock clock;
    const Millis start = clock.steady();
    for (;;) {
        auto server = connect_to_server(socket_path(config.data()));
        if (!server || *server != nullptr) return server;
        const Millis before = clock.steady();
        const Millis wait = std::min(look_again_after, wait_for_lock);
        auto alone = work_alone(config, seams, wait);
        if (alone || alone.error().code != Code::unreachable) return alone;
        const Millis after = clock.steady();
        const bool at_once = after - before < wait;  // so it was not the lock
        if (at_once || after - start >= wait_for_lock) return alone;
    }
}

}  // namespace cronmon
