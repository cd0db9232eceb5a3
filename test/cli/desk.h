// Commands on real data: an App of this process on a folder of its own, and strings for a screen.
#pragma once

#include "cli/open_api.h"
#include "cli/shell.h"

#include <unistd.h>

#include <filesystem>

namespace cronmon::test {

class Desk {
public:
    Desk() {
        std::string name = (std::filesystem::temp_directory_path() / "cronmon-XXXXXX").string();
        CHECK((mkdtemp(name.data()) != nullptr));
        folder_ = name;
        world_.open = [this](const Args& args) -> Result<std::unique_ptr<Api>> {
            auto flags = args.flags();
            flags.emplace_back("data", folder_);
            const auto config = Config::read({.flags = flags, .environment = {}});
            if (!config) return config.error();
            return open_api(*config, {.clock = &clock_}, Millis{300});
        };
    }
    ~Desk() { std::filesystem::remove_all(folder_); }
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    int run(std::vector<std::string> words) {
        out_.str("");
        err_.str("");
        return static_cast<int>(cronmon::run(words, terminal_, world_));
    }
    Json json(std::vector<std::string> words) {
        words.emplace_back("--json");
        if (run(std::move(words)) != 0) return err_.str();
        return Json::parse(out_.str(), nullptr, false);
    }
    void type(const std::string& text) {
        in_.clear();
        in_.str(text);
    }
    std::string out() const { return out_.str(); }
    std::string err() const { return err_.str(); }
    const std::string& folder() const { return folder_; }

private:
    std::string folder_;
    StoppedClock clock_;
    std::istringstream in_;
    std::ostringstream out_, err_;
    Terminal terminal_{.in = in_, .out = out_, .err = err_};
    World world_{clock_, {}, {}};
};

}  // namespace cronmon::test
