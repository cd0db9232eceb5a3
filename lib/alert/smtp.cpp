#include "alert/smtp.h"

#include "alert/mime.h"
#include "alert/mime_encoding.h"
#include "alert/one_line.h"
#include "alert/smtp_talk.h"
#include "base/ca_bundle.h"
#include "base/quote.h"

#include <curl/curl.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <stdexcept>

namespace cronmon {
namespace {

struct FreeHandle {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

void initialise_curl_once() {
    static const CURLcode result = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (result != CURLE_OK)
        throw std::runtime_error(std::string("libcurl: ") + curl_easy_strerror(result));
}

std::string server_name(const MailSettings& settings) {
    const bool bare_ipv6 =
        settings.host.find(':') != std::string::npos && !settings.host.starts_with('[');
    const std::string host = bare_ipv6 ? "[" + settings.host + "]" : settings.host;
    return host + ":" + std::to_string(settings.port);
}

std::string server_url(const MailSettings& settings) {
    return (settings.security == MailSecurity::tls ? "smtps://" : "smtp://") +
           server_name(settings);
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

// A server may repeat what it was told.
std::string without_password(std::string text, const MailSettings& settings) {
    if (settings.password.empty()) return text;
    const std::string nul(1, '\0');
    replace_all(text, base64(nul + settings.user + nul + settings.password), "***");
    replace_all(text, base64(settings.password), "***");
    replace_all(text, settings.password, "***");
    return text;
}

// One connection to one server. Callbacks from libcurl get a pointer to it.
class Connection {
public:
    Connection(const MailSettings& settings, const SmtpOptions& options, std::string ca_file,
               std::stop_token stop)
        : settings_(settings), stop_(std::move(stop)), handle_(curl_easy_init()) {
        if (!handle_) throw std::runtime_error("libcurl: out of memory");
        set_server(options);
        set_security(ca_file);
        set_callbacks();
    }

    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    Delivery send(const Letter& letter);
    Delivery log_in();

    // The next letter would fare no better.
    bool hopeless() const { return hopeless_; }

private:
    template <class Value>
    void set(CURLoption option, Value value) {
        const CURLcode result = curl_easy_setopt(handle_.get(), option, value);
        if (result != CURLE_OK)
            throw std::runtime_error(std::string("libcurl: ") + curl_easy_strerror(result));
    }

    void set_server(const SmtpOptions& options);
    void set_security(const std::string& ca_file);
    void set_callbacks();
    CURLcode perform(const Letter& letter);
    std::string refusal(CURLcode result) const;
    std::string sentence(const std::string& why) const;
    std::string failure(const Letter& letter, CURLcode result) const;

    static std::size_t read(char* buffer, std::size_t size, std::size_t count, void* self);
    static int listen(CURL*, curl_infotype type, char* data, std::size_t size, void* self);
    static int keep_on(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t);

    const MailSettings& settings_;
    const std::stop_token stop_;
    bool hopeless_ = false;
    SmtpTalk talk_;
    std::string_view unsent_;
    char error_[CURL_ERROR_SIZE] = {};
    std::unique_ptr<CURL, FreeHandle> handle_;  // last: closing it still calls back
};

void Connection::set_server(const SmtpOptions& options) {
    set(CURLOPT_URL, server_url(settings_).c_str());
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(CURLOPT_PROXY, "");  // not what the environment says
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count()));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(options.letter_timeout.count()));
    if (settings_.user.empty()) return;
    set(CURLOPT_USERNAME, settings_.user.c_str());
    set(CURLOPT_PASSWORD, settings_.password.c_str());
}

void Connection::set_security(const std::string& ca_file) {
    if (settings_.security == MailSecurity::none) return;
    set(CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    set(CURLOPT_CAINFO, ca_file.c_str());
}

void Connection::set_callbacks() {
    set(CURLOPT_ERRORBUFFER, static_cast<char*>(error_));
    set(CURLOPT_VERBOSE, 1L);  // without it the next is not called
    set(CURLOPT_DEBUGFUNCTION, &Connection::listen);
    set(CURLOPT_DEBUGDATA, static_cast<void*>(this));
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, &Connection::keep_on);
    set(CURLOPT_XFERINFODATA, static_cast<void*>(this));
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_READFUNCTION, &Connection::read);
    set(CURLOPT_READDATA, static_cast<void*>(this));
}

std::size_t Connection::read(char* buffer, std::size_t size, std::size_t count, void* self) {
    auto& unsent = static_cast<Connection*>(self)->unsent_;
    const auto piece = unsent.substr(0, size * count);
    std::memcpy(buffer, piece.data(), piece.size());
    unsent.remove_prefix(piece.size());
    return piece.size();
}

int Connection::listen(CURL*, curl_infotype type, char* data, std::size_t size, void* self) {
    auto& talk = static_cast<Connection*>(self)->talk_;
    if (type == CURLINFO_HEADER_OUT) talk.we_said({data, size});
    if (type == CURLINFO_HEADER_IN) talk.server_said({data, size});
    return 0;
}

// libcurl asks at least once a second; anything but 0 ends the transfer.
int Connection::keep_on(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<Connection*>(self)->stop_.stop_requested() ? 1 : 0;
}

CURLcode Connection::perform(const Letter& letter) {
    const std::string message = render_mime(letter);
    const std::string sender = "<" + letter.from.address + ">";
    const std::string recipient = "<" + letter.to + ">";
    const std::unique_ptr<curl_slist, FreeList> recipients(
        curl_slist_append(nullptr, recipient.c_str()));
    unsent_ = message;
    error_[0] = '\0';
    talk_.begin_letter();
    set(CURLOPT_MAIL_FROM, sender.c_str());
    set(CURLOPT_MAIL_RCPT, recipients.get());
    set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(message.size()));
    const CURLcode result = curl_easy_perform(handle_.get());
    set(CURLOPT_MAIL_RCPT, static_cast<curl_slist*>(nullptr));
    return result;
}

std::string Connection::refusal(CURLcode result) const {
    if (talk_.refused()) return talk_.refusal();
    return error_[0] ? one_line(error_) : curl_easy_strerror(result);
}

std::string Connection::sentence(const std::string& why) const {
    return without_password(server_name(settings_) + ": " + why, settings_);
}

std::string Connection::failure(const Letter& letter, CURLcode result) const {
    std::string why = refusal(result);
    const bool ascii = std::ranges::all_of(letter.to, [](char c) { return c > 0; });
    if (!ascii && !talk_.offers_smtputf8())
        why += " (this server takes ASCII addresses only: it offers no SMTPUTF8)";
    return sentence(why);
}

// libcurl then ends after the log-in.
Delivery Connection::log_in() {
    set(CURLOPT_CONNECT_ONLY, 1L);
    const CURLcode result = curl_easy_perform(handle_.get());
    if (result == CURLE_OK) return {true, false, {}};
    return {false, false, sentence(refusal(result))};
}

Delivery Connection::send(const Letter& letter) {
    const CURLcode result = perform(letter);
    if (result == CURLE_OK) return {true, false, {}};
    hopeless_ = !talk_.refused_this_letter_only();
    return {false, talk_.refused_recipient_for_good(), failure(letter, result)};
}

// What is wrong before a word is spoken, or nothing.
std::string obstacle(const MailSettings& settings, const SmtpOptions& options,
                     const std::string& ca_file) {
    if (settings.host.empty()) return "smtp.host is not set";
    if (settings.security == MailSecurity::none) return {};
    if (ca_file.empty())
        return "no CA bundle found on this system: the certificate of " + server_name(settings) +
               " cannot be checked (install ca-certificates or set SSL_CERT_FILE)";
    if (!options.ca_file.empty() && ::access(ca_file.c_str(), R_OK) != 0)
        return "file of trusted certificates: cannot be read, got " + quote(ca_file);
    return {};
}

}  // namespace

SmtpRelay::SmtpRelay(SmtpOptions options) : options_(std::move(options)) { initialise_curl_once(); }

std::string SmtpRelay::trusted() const {
    return options_.ca_file.empty() ? find_ca_bundle() : options_.ca_file;
}

Delivery SmtpRelay::log_in(const MailSettings& settings, std::stop_token stop) {
    const std::string ca_file = trusted();
    if (const std::string why = obstacle(settings, options_, ca_file); !why.empty())
        return {false, false, why};
    return Connection(settings, options_, ca_file, std::move(stop)).log_in();
}

std::vector<Delivery> SmtpRelay::deliver(const MailSettings& settings,
                                         std::span<const Letter> letters, std::stop_token stop) {
    const std::string ca_file = trusted();
    if (const std::string why = obstacle(settings, options_, ca_file); !why.empty())
        return std::vector<Delivery>(letters.size(), Delivery{false, false, why});
    std::vector<Delivery> deliveries;
    Connection connection(settings, options_, ca_file, stop);
    for (const Letter& letter : letters) {
        if (connection.hopeless() || stop.stop_requested()) break;
        deliveries.push_back(connection.send(letter));
    }
    // Those not tried share the fate of the last one that was.
    const std::string why = deliveries.empty() ? "stopped" : deliveries.back().error;
    deliveries.resize(letters.size(), Delivery{false, false, why});
    return deliveries;
}

}  // namespace cronmon
