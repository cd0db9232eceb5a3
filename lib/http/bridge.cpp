#include "http/bridge.h"

#include "base/log.h"
#include "http/page_fields.h"
#include "http/problem.h"

#include <httplib.h>

#include <algorithm>
#include <charconv>

namespace cronmon {
namespace {

// The library's view of a socket: a request to read, a response to be filled.
class MemoryStream final : public httplib::Stream {
public:
    explicit MemoryStream(std::string_view request) : unread_(request) {}

    bool is_readable() const override { return !unread_.empty(); }
    bool is_writable() const override { return true; }

    ssize_t read(char* to, size_t size) override {
        const size_t bytes = unread_.copy(to, size);
        unread_.remove_prefix(bytes);
        return static_cast<ssize_t>(bytes);
    }
    ssize_t write(const char* from, size_t size) override {
        response_.append(from, size);
        return static_cast<ssize_t>(size);
    }

    void get_remote_ip_and_port(std::string&, int&) const override {}
    void get_local_ip_and_port(std::string&, int&) const override {}
    socket_t socket() const override { return -1; }

    std::string take_response() { return std::move(response_); }

private:
    std::string_view unread_;
    std::string response_;
};

// Every answer of ours has this field, by which it is told from the library's, even where it has
// no body.
constexpr const char* ours = "X-Content-Type-Options";

void render(Reply reply, httplib::Response& response) {
    response.status = reply.status;
    for (const auto& [name, value] : reply.fields) response.set_header(name, value);
    if (!response.has_header("Cache-Control")) response.set_header("Cache-Control", "no-store");
    response.set_header(ours, "nosniff");
    if (reply.body.empty()) return;
    response.set_content(std::move(reply.body), reply.content_type);
}

// Fields that are about one connection or about framing, and those that would make the library
// act on its own.
bool is_passed_on(std::string_view name) {
    constexpr std::string_view kept_back[] = {"connection", "content-length",   "expect",
                                              "keep-alive", "proxy-connection", "range",
                                              "te",         "trailer",          "transfer-encoding",
                                              "upgrade"};
    return std::ranges::none_of(
        kept_back, [name](std::string_view other) { return net::same_word(name, other); });
}

}  // namespace

WholeRequest::WholeRequest(std::string_view method, std::string_view target,
                           std::string_view the_body)
    : body(the_body), at_operators_socket(true) {
    head.append(method).append(" ").append(target).append(" HTTP/1.1\r\n");
    if (!body.empty()) head.append("Content-Type: application/json\r\n");
    head.append("\r\n");
}

WholeRequest::WholeRequest(const net::Request& request)
    : body(request.body), keep(request.keep_alive ? net::KeepOpen::yes : net::KeepOpen::no) {
    head.append(request.method).append(" ").append(request.target).append(" HTTP/1.1\r\n");
    for (const net::Field& field : request.fields)
        if (is_passed_on(field.name))
            head.append(field.name).append(": ").append(field.value).append("\r\n");
    head.append("\r\n");
}

// process_request is protected in the library: deriving is the intended door.
class Bridge::Library final : public httplib::Server {
public:
    explicit Library(Answer respond_with) : answer_(std::move(respond_with)) {
        // Before the library's own routing, which would also read the body.
        set_pre_routing_handler([this](const httplib::Request& request,
                                       httplib::Response& response) {
            render(answer(request), response);
            if (request.local_port == https)
                response.set_header(std::string(stay_at_https_field), std::string(stay_at_https));
            return HandlerResponse::Handled;
        });
        // What the library itself refuses, such as a method it does not know.
        set_error_handler([](const httplib::Request&, httplib::Response& response) {
            if (response.has_header(ours)) return HandlerResponse::Unhandled;
            render(problem(response.status, "request: is malformed"), response);
            return HandlerResponse::Handled;
        });
        set_exception_handler(
            [](const httplib::Request&, httplib::Response& response, std::exception_ptr) {
                render(problem(500, "request: it went wrong on our side"), response);
            });
        // The reactor's own ways with connections are not the library's.
        set_post_routing_handler([](const httplib::Request&, httplib::Response& response) {
            response.headers.erase("Keep-Alive");
            response.headers.erase("Accept-Ranges");
            if (!response.has_header("Connection")) response.set_header("Connection", "keep-alive");
        });
    }

    std::string respond(WholeRequest request) {
        MemoryStream stream(request.head);
        const bool close = request.keep == net::KeepOpen::no;
        bool closed = false;
        process_request(stream, {}, 0, {}, 0, close, closed, [&](httplib::Request& parsed) {
            parsed.body = std::move(request.body);
            parsed.remote_addr = std::move(request.address);
            parsed.local_addr = request.at_operators_socket ? operators : "";
            parsed.local_port = request.by_https ? https : 0;
        });
        return stream.take_response();
    }

private:
    Reply answer(const httplib::Request& request) const {
        try {
            Ask ask = make_ask(request.method, request.target, request.body);
            for (const auto& [name, value] : request.headers) ask.fields.emplace_back(name, value);
            ask.address = request.remote_addr;
            ask.at_operators_socket = request.local_addr == operators;
            ask.by_https = request.local_port == https;
            return answer_(std::move(ask));
        } catch (...) {
            return reply_to_exception();
        }
    }

    // What a request of the library's has room for tells where it came in.
    static constexpr const char* operators = "operators";
    static constexpr int https = 443;

    const Answer answer_;
};

Bridge::Bridge(Answer answer) : library_(std::make_unique<Library>(std::move(answer))) {}
Bridge::~Bridge() = default;

std::string Bridge::respond(WholeRequest request) const {
    return library_->respond(std::move(request));
}

Reply reply_in(std::string_view response) {
    Reply reply;
    auto head = response.substr(0, response.find("\r\n\r\n"));
    const auto number = response.substr(response.find(' ') + 1);
    std::from_chars(number.data(), number.data() + number.size(), reply.status);
    reply.content_type.clear();
    reply.body = response.substr(std::min(head.size() + 4, response.size()));
    head.remove_prefix(std::min(head.find("\r\n"), head.size()));
    while (head.starts_with("\r\n")) {
        head.remove_prefix(2);
        const auto line = head.substr(0, head.find("\r\n"));
        head.remove_prefix(line.size());
        const auto name = line.substr(0, line.find(": "));
        const auto value = line.substr(std::min(name.size() + 2, line.size()));
        if (name == "Content-Type") reply.content_type = value;
        else reply.fields.emplace_back(name, value);
    }
    return reply;
}

Reply reply_to_exception() {
    try {
        throw;
    } catch (const StoreError& error) {
        log::error("request failed", {{"why", error.what()}});
        return problem(503, "store: it cannot be read or written now, the log says why");
    } catch (const std::exception& error) {
        log::error("request failed", {{"why", error.what()}});
    } catch (...) {
        log::error("request failed", {{"why", "unknown"}});
    }
    return problem(500, "request: it went wrong on our side, the log says what");
}

}  // namespace cronmon
