#include "app/config.h"

#include "app/config_file.h"
#include "base/nearest.h"
#include "base/quote.h"
#include "client/target.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <iterator>

namespace cronmon {
namespace {

using Complaint = std::optional<Error>;

constexpr std::string_view unix_sockets = "unix";
constexpr std::int64_t connections_limit = 1'000'000;

Error refuse(std::string_view name, std::string_view rule, std::string_view value) {
    return {Code::invalid,
            std::string(name) + ": must be " + std::string(rule) + ", got " + quote(value)};
}

Complaint check_path(std::string_view name, std::string_view value) {
    if (!value.empty() && value.find('\0') == std::string_view::npos) return std::nullopt;
    return refuse(name, "a path", value);
}

Complaint check_endpoint(std::string_view name, std::string_view value) {
    const auto endpoint = net::Endpoint::parse(value, name);
    return endpoint ? std::nullopt : Complaint(endpoint.error());
}

Complaint check_neighbour(std::string_view name, std::string_view value) {
    if (value == unix_sockets) return std::nullopt;
    const auto network = net::Network::parse(value, name);
    return network ? std::nullopt : Complaint(network.error());
}

Complaint check_format(std::string_view name, std::string_view value) {
    if (value == "text" || value == "json") return std::nullopt;
    return refuse(name, "text or json", value);
}

Complaint check_switch(std::string_view name, std::string_view value) {
    if (value == "true" || value == "false") return std::nullopt;
    return refuse(name, "true or false", value);
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

// Never quotes the value, which is a secret.
Complaint check_ping_url(std::string_view name, std::string_view value) {
    if (is_url(value) && !check_target(name, value)) return std::nullopt;
    return Error{Code::invalid, std::string(name) + ": must be http(s)://HOST[:PORT]/PATH"};
}

Complaint check_yes(std::string_view name, std::string_view value) {
    if (value == "yes" || value == "no") return std::nullopt;
    return refuse(name, "yes or no", value);
}

Complaint check_connections(std::string_view name, std::string_view value) {
    const auto number = whole_number(value);
    if (number && *number >= 0 && *number <= connections_limit) return std::nullopt;
    return refuse(name, "0 to " + std::to_string(connections_limit), value);
}

constexpr OptionRule rules[] = {
    {"data", "DIR", "./cronmon-data", "folder of the database, its lock and the operators' socket",
     false, false, check_path},
    {"listen", "ADDRESS:PORT", "127.0.0.1:8000",
     "where to listen: ADDRESS:PORT, [IPV6]:PORT, :PORT or unix:PATH; http:// in front: without "
     "TLS",
     true, false, check_endpoint},
    {"tls-cert", "FILE", "",
     "certificate with its chain (PEM); several are chosen by the name that a client asks for",
     true, false, check_path},
    {"tls-key", "FILE", "", "its private key (PEM); as many, in the same order", true, false,
     check_path},
    {"redirect-http", "", "", "sends all but pings from http to https", false, false, check_switch},
    {"admin-allow", "CIDR", "",
     "networks that may reach pages and API, or unix for local sockets; pings are open to all",
     true, false, check_neighbour},
    {"trusted-proxy", "CIDR", "",
     "networks whose X-Forwarded-For is believed, or unix for local sockets", true, false,
     check_neighbour},
    {"log-format", "FORMAT", "text", "text or json", false, false, check_format},
    {"log-file", "FILE", "", "where the log goes; stderr if not given", false, false, check_path},
    {"request-log", "yes|no", "no", "whether requests that are no pings are logged, a line each",
     false, false, check_yes},
    {"ca-file", "FILE", "",
     "certificates that a mail server is checked against; else SSL_CERT_FILE, else the system's",
     false, false, check_path},
    {"heartbeat-url", "URL", "",
     "ping URL of another monitor, told every minute that this one is well", false, true,
     check_ping_url},
    {"connections-max", "N", "0", "connections at once; 0: as many as the file limit allows", false,
     false, check_connections},
    {"pid-file", "FILE", "", "where the number of the process is kept while it serves", false,
     false, check_path},
    {"web-dir", "DIR", "",
     "serves the pages from this folder while you work on them, not those that are built in", false,
     false, check_path},
};

std::string with_underscores(std::string_view text) {
    std::string result(text);
    std::ranges::replace(result, '-', '_');
    return result;
}

// An element is what stands between two commas, without blanks around it.
std::vector<std::string> divided(std::string_view text) {
    std::vector<std::string> elements;
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        auto element = text.substr(0, comma);
        while (element.starts_with(' ')) element.remove_prefix(1);
        while (element.ends_with(' ')) element.remove_suffix(1);
        if (!element.empty()) elements.emplace_back(element);
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return elements;
}

std::vector<std::string> standard_values(const OptionRule& rule) {
    if (rule.standard.empty()) return {};
    return {std::string(rule.standard)};
}

std::vector<std::string> flag_values(const ConfigSources& sources, std::string_view name) {
    std::vector<std::string> values;
    for (const auto& [flag, value] : sources.flags)
        if (flag == name) values.push_back(value);
    return values;
}

std::optional<std::string> variable(const ConfigSources& sources, const std::string& name) {
    return sources.environment ? sources.environment(name) : std::nullopt;
}

Result<FileValues> read_file(const ConfigSources& sources) {
    const auto flags = flag_values(sources, "config");
    const auto path = flags.empty() ? variable(sources, "CRONMON_CONFIG") : flags.back();
    if (!path) return FileValues{};
    auto values = read_config_file(*path);
    if (!values) return values.error();
    std::vector<std::string> known;
    for (const OptionRule& rule : rules) known.push_back(rule.file_key());
    FileValues normal;
    for (auto& [key, texts] : *values) {
        const std::string name = with_underscores(key);
        if (std::ranges::find(known, name) == known.end())
            return Error{Code::invalid,
                         *path + ": there is no option " + quote(key) + did_you_mean(name, known)};
        normal.emplace(name, std::move(texts));
    }
    return normal;
}

// Says where the refused value stands, which may be far from where the operator looks.
Error placed(Error error, const OptionRule& rule, Origin origin) {
    switch (origin) {
        case Origin::standard: break;
        case Origin::file: error.message += " (in the file of --config)"; break;
        case Origin::environment:
            error.message.append(" (").append(rule.environment_name()).append(")");
            break;
        case Origin::flag: error.message.append(" (--").append(rule.name).append(")"); break;
    }
    return error;
}

}  // namespace

std::string OptionRule::environment_name() const {
    std::string result = "CRONMON_" + with_underscores(name);
    for (char& c : result)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return result;
}

std::string OptionRule::file_key() const { return with_underscores(name); }

std::span<const OptionRule> option_rules() { return rules; }

std::string_view word(Origin origin) {
    switch (origin) {
        case Origin::standard: return "default";
        case Origin::file: return "file";
        case Origin::environment: return "environment";
        case Origin::flag: return "flag";
    }
    return "";
}

ConfigSources::Environment process_environment() {
    return [](const std::string& name) -> std::optional<std::string> {
        const char* value = std::getenv(name.c_str());  // NOLINT(concurrency-mt-unsafe): not set
        if (!value || !*value) return std::nullopt;
        return value;
    };
}

Result<Config> Config::read(const ConfigSources& sources) {
    auto file = read_file(sources);
    if (!file) return file.error();
    Config config;
    for (const OptionRule& rule : rules) {
        Value value{&rule, standard_values(rule)};
        if (const auto found = file->find(rule.file_key()); found != file->end())
            value = {&rule, found->second, Origin::file};
        // What other programs are told by is good enough for us.
        if (rule.name == "ca-file" && value.origin == Origin::standard)
            if (auto text = variable(sources, "SSL_CERT_FILE"))
                value = {&rule, {*std::move(text)}, Origin::environment};
        if (const auto text = variable(sources, rule.environment_name()))
            value = {&rule, rule.repeatable ? divided(*text) : std::vector{*text},
                     Origin::environment};
        if (auto flags = flag_values(sources, rule.name); !flags.empty())
            value = {&rule, std::move(flags), Origin::flag};
        if (!rule.repeatable && value.values.size() > 1) {
            if (value.origin == Origin::file)
                return placed(refuse(rule.name, "one value", "a list"), rule, value.origin);
            value.values.erase(value.values.begin(), value.values.end() - 1);  // the last wins
        }
        for (const std::string& text : value.values)
            if (auto error = rule.check(rule.name, text))
                return placed(*std::move(error), rule, value.origin);
        config.values_.push_back(std::move(value));
    }
    if (auto error = config.check_tls()) return *std::move(error);
    return config;
}

const Config::Value& Config::value(std::string_view name) const {
    const auto found =
        std::ranges::find(values_, name, [](const Value& value) { return value.rule->name; });
    CHECK(found != values_.end());
    return *found;
}

std::string Config::first(std::string_view name) const {
    const auto& values = value(name).values;
    return values.empty() ? std::string{} : values.front();
}

std::vector<net::Endpoint> Config::listen() const {
    const bool has_certificate = !value("tls-cert").values.empty();
    std::vector<net::Endpoint> endpoints;
    for (const std::string& text : value("listen").values) {
        net::Endpoint endpoint = *net::Endpoint::parse(text);
        const bool is_usual = endpoint.wire == net::Wire::as_usual && !endpoint.is_unix();
        if (has_certificate && is_usual) endpoint.wire = net::Wire::tls;
        endpoints.push_back(std::move(endpoint));
    }
    return endpoints;
}

Neighbours Config::neighbours(std::string_view name) const {
    Neighbours neighbours;
    for (const std::string& text : value(name).values) {
        if (text == unix_sockets) neighbours.unix_sockets = true;
        else neighbours.networks.push_back(*net::Network::parse(text));
    }
    return neighbours;
}

TrustedProxies Config::trusted_proxies() const { return neighbours("trusted-proxy"); }
Neighbours Config::admin_allow() const { return neighbours("admin-allow"); }

std::vector<net::CertificateFiles> Config::certificates() const {
    const auto& keys = value("tls-key").values;
    std::vector<net::CertificateFiles> files;
    for (const std::string& certificate : value("tls-cert").values)
        files.push_back({certificate, keys[files.size()]});
    return files;
}

// What no option can tell of itself.
std::optional<Error> Config::check_tls() const {
    const std::size_t certificates = value("tls-cert").values.size();
    const std::size_t keys = value("tls-key").values.size();
    if (certificates != keys)
        return Error{Code::invalid, "tls-key: must be given once for each --tls-cert, got " +
                                        std::to_string(keys) + " for " +
                                        std::to_string(certificates)};
    bool speaks_tls = false;
    for (const net::Endpoint& endpoint : listen()) {
        speaks_tls = speaks_tls || endpoint.wire == net::Wire::tls;
        if (endpoint.wire == net::Wire::tls && certificates == 0)
            return Error{Code::invalid,
                         "listen: " + endpoint.to_text() + " needs a certificate, see --tls-cert"};
    }
    if (redirect_http() && !speaks_tls)
        return Error{Code::invalid,
                     "redirect-http: needs an address that speaks https, see "
                     "--tls-cert"};
    return std::nullopt;
}

log::Format Config::log_format() const {
    return first("log-format") == "json" ? log::Format::json : log::Format::text;
}

std::size_t Config::connections_max() const {
    return static_cast<std::size_t>(whole_number(first("connections-max")).value_or(0));
}

std::vector<OptionView> Config::views() const {
    std::vector<OptionView> views;
    for (const auto& [rule, values, origin] : values_) {
        std::string joined;
        for (const std::string& text : values)
            joined.append(joined.empty() ? "" : ",").append(text);
        views.push_back({std::string(rule->name), joined, std::string(word(origin)), rule->secret});
    }
    return views;
}

}  // namespace cronmon
