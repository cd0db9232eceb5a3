// The options of a process: what must be known before the database is open.
//
// One table (config.cpp) holds all there is to know about each. A value comes from the first of:
// a flag, the environment, the file of --config, the default; and remembers which. What operators
// change while cronmon runs is not here: those are settings, in the database (core/settings).
//
// `log-format` is written `--log-format` as a flag, `CRONMON_LOG_FORMAT` in the environment and
// `log_format` in the file, which is JSON in which comments are allowed.
//
// Thread-safety: values.
#pragma once

#include "base/error.h"
#include "base/log.h"
#include "http/client_address.h"
#include "http/option_view.h"
#include "net/address.h"
#include "net/certificate.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cronmon {

struct OptionRule {
    std::string_view name;      // listen
    std::string_view value;     // what stands for it in help: ADDRESS:PORT; empty: true or false
    std::string_view standard;  // the default, as it would be written
    std::string_view help;      // one line
    bool repeatable = false;    // a list; commas divide it in the environment
    bool secret = false;        // never shown
    std::optional<Error> (*check)(std::string_view name, std::string_view value) = nullptr;

    std::string environment_name() const;  // CRONMON_LOG_FORMAT
    std::string file_key() const;          // log_format
};

// In the order in which they are listed.
std::span<const OptionRule> option_rules();

enum class Origin : std::uint8_t { standard, file, environment, flag };
std::string_view word(Origin origin);  // default, file, environment, flag

// Where values may come from.
struct ConfigSources {
    using Flags = std::vector<std::pair<std::string, std::string>>;
    using Environment = std::function<std::optional<std::string>(const std::string& name)>;

    Flags flags;              // without the hyphens, as often as given; `config` names the file
    Environment environment;  // empty: none
};

// The environment of this process. An empty variable counts as none.
ConfigSources::Environment process_environment();

class Config {
public:
    // Flags that are no option are none of our business, and are ignored.
    static Result<Config> read(const ConfigSources& sources);

    std::string data() const { return first("data"); }
    std::vector<net::Endpoint> listen() const;  // Wire::tls wherever it is spoken
    bool listens_as_standard() const { return value("listen").origin == Origin::standard; }
    TrustedProxies trusted_proxies() const;
    std::vector<net::CertificateFiles> certificates() const;  // empty: no TLS
    bool redirect_http() const { return first("redirect-http") == "true"; }
    Neighbours admin_allow() const;  // empty: everybody
    log::Format log_format() const;
    std::string log_file() const { return first("log-file"); }
    std::string ca_file() const { return first("ca-file"); }
    std::string heartbeat_url() const { return first("heartbeat-url"); }
    bool logs_requests() const { return first("request-log") == "yes"; }
    std::string pid_file() const { return first("pid-file"); }
    std::string web_dir() const { return first("web-dir"); }
    std::size_t connections_max() const;

    std::vector<OptionView> views() const;

private:
    struct Value {
        const OptionRule* rule;
        std::vector<std::string> values;
        Origin origin = Origin::standard;
    };

    const Value& value(std::string_view name) const;
    std::string first(std::string_view name) const;
    Neighbours neighbours(std::string_view name) const;
    std::optional<Error> check_tls() const;

    std::vector<Value> values_;  // in the order of the table
};

}  // namespace cronmon
