#include "client/sender.h"

#include "base/ca_bundle.h"
#include "base/quote.h"
#include "base/version.h"
#include "client/target.h"

#include <curl/curl.h>
#include <poll.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace cronmon {
namespace {

constexpr std::size_t answer_bytes_kept = 512;  // for the sentence that says why
constexpr std::string_view limit_field = "ping-body-limit:";
// What a server may say there before we stop believing it.
constexpr std::size_t body_limit_max = std::size_t{64} << 20;

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

bool may_pass(int status) { return status == 408 || status == 429 || status / 100 != 4; }

std::optional<std::size_t> limit_in(std::string_view line) {
    const auto same = [](char a, char b) { return (a | 0x20) == (b | 0x20) || a == b; };
    if (line.size() < limit_field.size() ||
        !std::ranges::equal(line.substr(0, limit_field.size()), limit_field, same))
        return std::nullopt;
    line.remove_prefix(limit_field.size());
    while (line.starts_with(' ')) line.remove_prefix(1);
    std::size_t limit = 0;
    const auto read = std::from_chars(line.data(), line.data() + line.size(), limit);
    if (read.ec != std::errc{} || limit > body_limit_max) return std::nullopt;
    return limit;
}

}  // namespace

class Sender::Handle {
public:
    explicit Handle(const std::string& ca_file) : handle_(curl_easy_init()) {
        if (!handle_) throw std::runtime_error("libcurl: out of memory");
        head_.reset(curl_slist_append(nullptr, "Content-Type: text/plain"));
        if (!head_ || curl_slist_append(head_.get(), "Expect:") == nullptr)
            throw std::runtime_error("libcurl: out of memory");
        const std::string trusted = ca_file.empty() ? find_ca_bundle() : ca_file;
        set(CURLOPT_PROTOCOLS_STR, "http,https");
        set(CURLOPT_FOLLOWLOCATION, 0L);
        set(CURLOPT_PATH_AS_IS, 1L);
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_USERAGENT, std::string("cronmon/").append(version).c_str());
        set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        set(CURLOPT_SSL_VERIFYPEER, 1L);
        set(CURLOPT_SSL_VERIFYHOST, 2L);
        if (!trusted.empty()) set(CURLOPT_CAINFO, trusted.c_str());
        set(CURLOPT_HTTPHEADER, head_.get());
        set(CURLOPT_ERRORBUFFER, static_cast<char*>(error_));
        set(CURLOPT_WRITEFUNCTION, &Handle::take_body);
        set(CURLOPT_WRITEDATA, static_cast<void*>(this));
        set(CURLOPT_HEADERFUNCTION, &Handle::take_head);
        set(CURLOPT_HEADERDATA, static_cast<void*>(this));
    }

    Answer post(const std::string& url, std::string_view body, const Patience& patience) {
        set(CURLOPT_URL, url.c_str());
        set(CURLOPT_POSTFIELDS, body.empty() ? "" : body.data());
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
        set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(patience.connect.count()));
        set(CURLOPT_TIMEOUT_MS, static_cast<long>(patience.whole.count()));
        said_.clear();
        limit_.reset();
        error_[0] = '\0';
        const CURLcode result = curl_easy_perform(handle_.get());
        const std::string server = "the server at " + origin_of(url);
        return result == CURLE_OK ? answered(server) : unanswered(server, result, patience);
    }

private:
    template <class Value>
    void set(CURLoption option, Value value) {
        const CURLcode result = curl_easy_setopt(handle_.get(), option, value);
        if (result != CURLE_OK)
            throw std::runtime_error(std::string("libcurl: ") + curl_easy_strerror(result));
    }

    Answer answered(const std::string& server) const {
        long status = 0;
        curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
        Answer answer{.body_limit = limit_};
        if (status == 200 || status == 201) {
            answer.verdict = Answer::Verdict::delivered;
            return answer;
        }
        if (!may_pass(static_cast<int>(status))) answer.verdict = Answer::Verdict::refused;
        const std::string_view line = std::string_view(said_).substr(0, said_.find('\n'));
        answer.why = server + " answered with status " + std::to_string(status) +
                     (status / 100 == 3 ? ", and leads elsewhere, which is not followed"
                      : line.empty()    ? ""
                                        : ": " + quote(line));
        return answer;
    }

    Answer unanswered(const std::string& server, CURLcode result, const Patience& patience) const {
        const std::string why = error_[0] ? std::string(error_) : curl_easy_strerror(result);
        Answer answer;
        answer.silent = result == CURLE_OPERATION_TIMEDOUT;
        if (answer.silent && was_asked())
            answer.why = server + " did not answer within " +
                         std::to_string(patience.whole.count() / 1000) + " s";
        else answer.why = server + " cannot be reached: " + why;
        return answer;
    }

    bool was_asked() const {
        long sent_bytes = 0;
        curl_easy_getinfo(handle_.get(), CURLINFO_REQUEST_SIZE, &sent_bytes);
        return sent_bytes > 0;
    }

    // All is taken, so that the connection can be used again; little of it is kept.
    static std::size_t take_body(char* data, std::size_t size, std::size_t count, void* self) {
        std::string& said = static_cast<Handle*>(self)->said_;
        said.append(data, std::min(size * count, answer_bytes_kept - said.size()));
        return size * count;
    }

    static std::size_t take_head(char* data, std::size_t size, std::size_t count, void* self) {
        if (const auto limit = limit_in({data, size * count}))
            static_cast<Handle*>(self)->limit_ = limit;
        return size * count;
    }

    std::string said_;
    std::optional<std::size_t> limit_;
    char error_[CURL_ERROR_SIZE] = {};
    std::unique_ptr<curl_slist, FreeList> head_;
    std::unique_ptr<CURL, FreeHandle> handle_;  // last: closing it may still call back
};

Sender::Sender(std::string ca_file) : ca_file_(std::move(ca_file)) {}
Sender::~Sender() = default;

Answer Sender::post(const std::string& url, std::string_view body, const Patience& patience,
                    const std::stop_token& no_more) {
    for (int tried = 1;; ++tried) {
        Answer answer = post_once(url, body, patience);
        const bool may_go_well = answer.verdict == Answer::Verdict::unreached && !answer.silent;
        if (!may_go_well || tried >= patience.tries || no_more.stop_requested()) return answer;
        poll(nullptr, 0, static_cast<int>(patience.between.count()));
    }
}

// What libcurl cannot even begin is a failure of this try, and no reason to lose the event.
Answer Sender::post_once(const std::string& url, std::string_view body, const Patience& patience) {
    try {
        initialise_curl_once();
        if (!handle_) handle_ = std::make_unique<Handle>(ca_file_);
        return handle_->post(url, body, patience);
    } catch (const std::exception& error) {
        return {.why = "the ping cannot be sent: " + std::string(error.what())};
    }
}

}  // namespace cronmon
