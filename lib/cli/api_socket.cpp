// A running server, asked through the Unix socket beside its database. The file's permissions are
// the login.
#include "cli/open_api.h"

#include <httplib.h>
#include <sys/socket.h>

namespace cronmon {
namespace {

class SocketApi final : public Api {
public:
    // The port stands in no address of this kind, but the library wants one.
    explicit SocketApi(std::string path) : path_(std::move(path)), client_(path_, 80) {
        client_.set_address_family(AF_UNIX);
        client_.set_default_headers({{"Host", "cronmon"}});
        client_.set_keep_alive(true);
        client_.set_url_encode(false);  // they are encoded already
        client_.set_connection_timeout(patience_usual);
        client_.set_write_timeout(patience_usual);
    }

    // An Error: somebody listens, but does not answer.
    Result<bool> connects(Millis patience) {
        client_.set_read_timeout(patience);
        const Millis start = clock_.steady();
        const auto answer = client_.Get("/healthz");
        if (answer) return true;
        if (answer.error() == httplib::Error::Connection) return false;
        return unanswered(start, patience);
    }

    Result<Reply> call(std::string_view method, std::string_view target, std::string_view body,
                       Millis patience) override {
        client_.set_read_timeout(patience);
        const Millis start = clock_.steady();
        httplib::Request request;
        request.method = method;
        request.path = target;
        request.body = body;
        if (!body.empty()) request.set_header("Content-Type", "application/json");
        const auto answer = client_.send(request);
        if (!answer) return unanswered(start, patience);
        return Reply{.status = answer->status, .body = answer->body};
    }

private:
    Error unanswered(Millis start, Millis patience) const {
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(patience).count();
        const bool late = clock_.steady() - start >= patience;
        return {Code::unreachable,
                "the server at " + path_ +
                    (late ? " did not answer within " + std::to_string(seconds) + " s"
                          : " broke the connection off, is it stopping?")};
    }

    const SystemClock clock_;
    const std::string path_;
    httplib::Client client_;
};

}  // namespace

Result<std::unique_ptr<Api>> connect_to_server(const std::string& socket_path, Millis patience) {
    auto api = std::make_unique<SocketApi>(socket_path);
    const auto connected = api->connects(patience);
    if (!connected) return connected.error();
    return *connected ? std::unique_ptr<Api>(std::move(api)) : nullptr;
}

}  // namespace cronmon
