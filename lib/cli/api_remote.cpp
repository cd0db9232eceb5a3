// A server elsewhere, asked over HTTPS or HTTP. By libcurl, because the HTTP library of the socket
// is built without TLS.
#include "base/ca_bundle.h"
#include "base/quote.h"
#include "base/version.h"
#include "cli/remote.h"
#include "net/address.h"

#include <curl/curl.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>

namespace cronmon {
namespace {

// A thousand rows are about a megabyte. Who sends more than this is no cronmon.
constexpr std::size_t answer_bytes_max = std::size_t{64} << 20;

struct FreeHandle {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct FreeUrl {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
struct FreeText {
    void operator()(char* text) const { curl_free(text); }
};
using Url = std::unique_ptr<CURLU, FreeUrl>;

void initialise_curl_once() {
    static const CURLcode result = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (result != CURLE_OK)
        throw std::runtime_error(std::string("libcurl: ") + curl_easy_strerror(result));
}

// Empty if the address has no such part.
std::string part_of(const Url& url, CURLUPart which) {
    char* found = nullptr;
    if (curl_url_get(url.get(), which, &found, 0) != CURLUE_OK) return {};
    const std::unique_ptr<char, FreeText> text(found);
    return text.get();
}

// ---- What is judged before a byte is sent ---------------------------------------------------

// libcurl itself takes `localhost` for the loopback addresses, whatever a resolver says.
bool is_this_machine(std::string host) {
    if (host == "localhost") return true;
    if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
    const auto ip = net::Ip::parse(host);
    return ip && (net::Network::parse("127.0.0.0/8")->contains(*ip) ||
                  net::Network::parse("::1")->contains(*ip));
}

std::optional<Error> check_token(const std::string& token) {
    if (token.empty())
        return Error{Code::usage,
                     "token: is missing: --token-file FILE, --token - or CRONMON_TOKEN "
                     "(cronmon token add makes one)"};
    if (std::ranges::all_of(token, [](char c) { return c > ' ' && c <= '~'; })) return std::nullopt;
    return Error{Code::usage, "token: must be one word of ASCII letters, digits and marks"};
}

// Not shown where it may hold a password.
std::optional<Error> check_url(const Url& url, const Remote& remote) {
    const auto refuse = [](const std::string& why) { return Error{Code::usage, "server: " + why}; };
    if (!part_of(url, CURLUPART_USER).empty() || !part_of(url, CURLUPART_PASSWORD).empty())
        return refuse("must not name a user or a password: a token says who asks");
    const std::string scheme = part_of(url, CURLUPART_SCHEME);
    if (scheme != "http" && scheme != "https")
        return refuse("must be http or https, such as https://cron.example.org, got " +
                      quote(remote.url));
    if (!part_of(url, CURLUPART_QUERY).empty() || !part_of(url, CURLUPART_FRAGMENT).empty())
        return refuse("must end before any ? or #, got " + quote(remote.url));
    const std::string host = part_of(url, CURLUPART_HOST);
    if (scheme == "https" || remote.insecure_http || is_this_machine(host)) return std::nullopt;
    return refuse("the token is not sent over http to " + quote(host) +
                  ", where it can be read on the way; use https, or --insecure-http if you must");
}

// Where the API is behind; without a slash at its end.
Result<std::string> checked_base(const Remote& remote) {
    const Url url(curl_url());
    if (!url) throw std::runtime_error("libcurl: out of memory");
    const CURLUcode result = curl_url_set(url.get(), CURLUPART_URL, remote.url.c_str(), 0);
    if (result != CURLUE_OK)
        return Error{Code::usage, "server: must be an address such as https://cron.example.org (" +
                                      std::string(curl_url_strerror(result)) + ")"};
    if (auto error = check_url(url, remote)) return *std::move(error);
    std::string base = part_of(url, CURLUPART_URL);
    while (base.ends_with('/')) base.pop_back();
    return base;
}

Result<std::string> usable_ca_file(const Remote& remote) {
    const std::string file = remote.ca_file.empty() ? find_ca_bundle() : remote.ca_file;
    if (file.empty())
        return Error{Code::unreachable,
                     "no CA bundle found on this system: the certificate of the server cannot be "
                     "checked (install ca-certificates or set SSL_CERT_FILE)"};
    if (::access(file.c_str(), R_OK) == 0) return file;
    return Error{Code::unreachable,
                 "file of trusted certificates: cannot be read, got " + quote(file)};
}

// ---- The requests ---------------------------------------------------------------------------

class RemoteApi final : public Api {
public:
    RemoteApi(std::string base, const std::string& token, const std::string& ca_file)
        : base_(std::move(base)),
          authorization_("Authorization: Bearer " + token),
          handle_(curl_easy_init()) {
        if (!handle_) throw std::runtime_error("libcurl: out of memory");
        set(CURLOPT_PROTOCOLS_STR, "http,https");
        set(CURLOPT_FOLLOWLOCATION, 0L);
        set(CURLOPT_PROXY, "");       // not what the environment says
        set(CURLOPT_PATH_AS_IS, 1L);  // a business may be called `..`
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_USERAGENT, std::string("cronmon/").append(version).c_str());
        set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        set(CURLOPT_SSL_VERIFYPEER, 1L);
        set(CURLOPT_SSL_VERIFYHOST, 2L);
        if (!ca_file.empty()) set(CURLOPT_CAINFO, ca_file.c_str());
        set(CURLOPT_ERRORBUFFER, static_cast<char*>(error_));
        set(CURLOPT_WRITEFUNCTION, &RemoteApi::take);
        set(CURLOPT_WRITEDATA, static_cast<void*>(this));
    }

    Result<Reply> call(std::string_view method, std::string_view target, std::string_view body,
                       Millis patience) override {
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(patience).count();
        const std::string verb(method);
        const std::string url = base_ + std::string(target);
        const auto fields = head(!body.empty());
        set(CURLOPT_URL, url.c_str());
        if (body.empty()) set(CURLOPT_HTTPGET, 1L);
        else {
            set(CURLOPT_POSTFIELDS, body.data());
            set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
        }
        set(CURLOPT_CUSTOMREQUEST, verb.c_str());
        set(CURLOPT_HTTPHEADER, fields.get());
        const Millis connect = std::min(patience, patience_usual);
        set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(connect.count()));
        // A long list over a slow line may take its time, as long as something comes.
        set(CURLOPT_LOW_SPEED_LIMIT, 1L);
        set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(seconds));
        answer_.clear();
        error_[0] = '\0';
        const CURLcode result = curl_easy_perform(handle_.get());
        if (result != CURLE_OK) return unanswered(result, seconds);
        return reply();
    }

private:
    using Fields = std::unique_ptr<curl_slist, FreeList>;

    template <class Value>
    void set(CURLoption option, Value value) {
        const CURLcode result = curl_easy_setopt(handle_.get(), option, value);
        if (result != CURLE_OK)
            throw std::runtime_error(std::string("libcurl: ") + curl_easy_strerror(result));
    }

    Fields head(bool with_body) const {
        Fields fields(curl_slist_append(nullptr, authorization_.c_str()));
        if (fields) curl_slist_append(fields.get(), "Expect:");
        if (fields && with_body) curl_slist_append(fields.get(), "Content-Type: application/json");
        if (!fields) throw std::runtime_error("libcurl: out of memory");
        return fields;
    }

    Result<Reply> reply() {
        long status = 0;
        curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
        if (status >= 200 && status / 100 != 3)
            return Reply{.status = static_cast<int>(status), .body = std::move(answer_)};
        char* where = nullptr;
        curl_easy_getinfo(handle_.get(), CURLINFO_REDIRECT_URL, &where);
        return Error{Code::unreachable,
                     "the server at " + base_ + " answered with status " + std::to_string(status) +
                         (where ? " and leads to " + quote(where) + ", which is not followed"
                                : std::string{})};
    }

    Error unanswered(CURLcode result, std::int64_t seconds) const {
        const std::string server = "the server at " + base_;
        const std::string why = error_[0] ? std::string(error_) : curl_easy_strerror(result);
        switch (result) {
            case CURLE_WRITE_ERROR:
                return {Code::unreachable, server + " sends too much: is it a cronmon?"};
            case CURLE_GOT_NOTHING:
            case CURLE_SEND_ERROR:
            case CURLE_RECV_ERROR:
            case CURLE_PARTIAL_FILE:
                return {Code::unreachable, server + " broke the connection off, is it stopping?"};
            case CURLE_PEER_FAILED_VERIFICATION:
                return {Code::unreachable,
                        server + " has a certificate that is not trusted here: " + why +
                            " (CRONMON_CA_FILE or SSL_CERT_FILE says whom to trust)"};
            case CURLE_OPERATION_TIMEDOUT:
                if (was_asked())
                    return {Code::unreachable,
                            server + " did not answer within " + std::to_string(seconds) + " s"};
                [[fallthrough]];
            default: return {Code::unreachable, server + " cannot be reached: " + why};
        }
    }

    bool was_asked() const {
        long sent_bytes = 0;
        curl_easy_getinfo(handle_.get(), CURLINFO_REQUEST_SIZE, &sent_bytes);
        return sent_bytes > 0;
    }

    static std::size_t take(char* data, std::size_t size, std::size_t count, void* self) {
        std::string& answer = static_cast<RemoteApi*>(self)->answer_;
        if (answer.size() + size * count > answer_bytes_max) return 0;
        answer.append(data, size * count);
        return size * count;
    }

    const std::string base_;
    const std::string authorization_;
    std::string answer_;
    char error_[CURL_ERROR_SIZE] = {};
    std::unique_ptr<CURL, FreeHandle> handle_;  // last: closing it may still call back
};

}  // namespace

Result<std::unique_ptr<Api>> connect_to_remote(const Remote& remote) {
    initialise_curl_once();
    const auto base = checked_base(remote);
    if (!base) return base.error();
    if (auto error = check_token(remote.token)) return *std::move(error);
    std::string ca_file;
    if (base->starts_with("https:")) {
        auto usable = usable_ca_file(remote);
        if (!usable) return usable.error();
        ca_file = *std::move(usable);
    }
    return std::unique_ptr<Api>(std::make_unique<RemoteApi>(*base, remote.token, ca_file));
}

}  // namespace cronmon
