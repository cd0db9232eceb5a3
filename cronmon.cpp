// cronmon, the program: a command line, looked up in the table of cli/.
#include "app/data_dir.h"
#include "cli/open_api.h"
#include "cli/run.h"

int main(int argc, char** argv) {
    using namespace cronmon;
    const std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
    const SystemClock clock;
    const auto open = [](const Args& args) -> Result<std::unique_ptr<Api>> {
        const auto config = config_of(args);
        return config ? open_api(*config) : config.error();
    };
    const auto running = [](const Args& args, Millis patience) -> Result<std::unique_ptr<Api>> {
        const auto config = config_of(args);
        if (!config) return config.error();
        return connect_to_server(socket_path(config->data()), patience);
    };
    Terminal terminal = this_terminal();
    const World world{.clock = clock, .open = open, .running = running};
    return static_cast<int>(run(words, terminal, world));
}
