// A command line with strings for a screen and a scripted server behind it.
#pragma once

#include "cli/run.h"

#include <algorithm>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace cronmon::test {

// Answers by a script, and remembers what it was asked.
class FakeApi final : public Api {
public:
    struct Script {
        std::map<std::string, Reply> replies;  // by `GET /tasks?page=1`
        std::vector<std::string> asked;        // `POST /tasks {"name":"a"}`
    };

    explicit FakeApi(Script& script) : script_(script) {}

    Result<Reply> call(std::string_view method, std::string_view target, std::string_view body,
                       Millis) override {
        const std::string_view path = target.substr(std::string_view("/api/cronmon/v1").size());
        const std::string request = std::string(method).append(" ").append(path);
        script_.asked.push_back(body.empty() ? request : request + ' ' + std::string(body));
        const auto found = script_.replies.find(request);
        if (found != script_.replies.end()) return found->second;
        return Reply{.status = 404, .body = R"({"detail":"not scripted: )" + request + R"("})"};
    }

private:
    Script& script_;
};

class StoppedClock final : public Clock {
public:
    Instant now() const override { return from_ms(1'795'395'600'000); }  // 2026-11-23T01:00:00Z
    Millis steady() const override { return Millis{0}; }
    Millis boot() const override { return Millis{0}; }
};

class Shell {
public:
    Shell() {
        world_.open = [this](const Args& args) -> Result<std::unique_ptr<Api>> {
            data = args.value("data").value_or("");
            if (unreachable) return Error{Code::unreachable, "nobody is there"};
            return std::unique_ptr<Api>(std::make_unique<FakeApi>(script));
        };
        world_.running = [this](const Args& args, Millis) -> Result<std::unique_ptr<Api>> {
            if (nobody_is_running) return std::unique_ptr<Api>();
            return world_.open(args);
        };
    }

    // What the next request of this kind is answered.
    void answer(const std::string& request, std::string body, int status = 200) {
        script.replies[request] = Reply{.status = status, .body = std::move(body)};
    }

    int run(std::vector<std::string> words) {
        out_.str("");
        err_.str("");
        return static_cast<int>(cronmon::run(words, terminal, world_));
    }

    void type(const std::string& text) {
        in_.clear();
        in_.str(text);
    }
    std::string out() const { return out_.str(); }
    std::string err() const { return err_.str(); }
    const std::vector<std::string>& asked() const { return script.asked; }

private:
    std::istringstream in_;
    std::ostringstream out_;
    std::ostringstream err_;
    StoppedClock clock_;
    World world_{clock_, {}, [this](const std::string& name) { return variable(name); }};

    std::optional<std::string> variable(const std::string& name) const {
        const auto found = environment.find(name);
        return found == environment.end() ? std::nullopt : std::optional(found->second);
    }

public:
    Terminal terminal{.in = in_, .out = out_, .err = err_};
    FakeApi::Script script;
    std::string data;  // the last --data
    std::map<std::string, std::string> environment;
    bool unreachable = false;
    bool nobody_is_running = false;
};

inline bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace cronmon::test
