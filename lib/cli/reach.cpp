#include "cli/reach.h"

#include "cli/run.h"

namespace cronmon {
namespace {

constexpr std::string_view how_to_reach =
    "give a token (--token-file FILE or CRONMON_TOKEN; cronmon token add --scope ping makes one), "
    "for a task's name also the server (--server URL or CRONMON_SERVER)";

}  // namespace

std::optional<std::string> Reach::variable(const std::string& name) const {
    return world_.environment ? world_.environment(name) : std::nullopt;
}

std::string Reach::ca_file() const {
    const auto config = Config::read({.flags = args_.flags(), .environment = world_.environment});
    return config ? config->ca_file() : std::string{};
}

Result<std::string> Reach::token() {
    if (!token_) {
        auto read = token_of(args_, terminal_, world_.environment);
        if (!read) return read;
        token_ = *std::move(read);
    }
    return *token_;
}

Result<std::unique_ptr<Api>> Reach::open(const std::string& base, Millis patience) {
    const bool here = args_.has(data_flag.name);
    auto server = args_.value(server_flag.name);
    if (server && here)
        return Error{Code::usage,
                     "takes only one of --server and --data: a server elsewhere, or a folder here"};
    if (here) return open_here(patience);
    if (!server) server = variable("CRONMON_SERVER");
    auto given = token();
    if (!given) return given.error();
    if (!server && !base.empty() && !given->empty()) server = base;
    if (!server) return open_here(patience);
    if (given->empty())
        return Error{Code::unknown_caller,
                     "token: is missing for the server: " + std::string(how_to_reach)};
    const Remote remote{*server, *std::move(given), args_.has(insecure_flag.name)};
    return open_remote(remote, args_, world_.environment);
}

Result<std::unique_ptr<Api>> Reach::open_here(Millis patience) const {
    auto api = world_.running ? world_.running(args_, patience) : std::unique_ptr<Api>();
    if (!api || *api != nullptr) return api;
    return Error{Code::unknown_caller,
                 "no server is running on this machine, and no other can be asked: " +
                     std::string(how_to_reach)};
}

Result<std::unique_ptr<Api>> open_remote(Remote remote, const Args& args,
                                         const ConfigSources::Environment& environment) {
    const auto config = Config::read({.flags = args.flags(), .environment = environment});
    if (!config) return config.error();
    remote.ca_file = config->ca_file();
    return connect_to_remote(remote);
}

}  // namespace cronmon
