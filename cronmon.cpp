// cronmon, the program: a command line, looked up in the table of cli/.
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
    Terminal terminal = this_terminal();
    return static_cast<int>(run(words, terminal, {clock, open}));
}
