// From the bytes of one request to the bytes of its response, by way of cpp-httplib.
//
// The library parses heads and renders responses; sockets, framing, threads and routing are not
// its business (net/ and Router). It is only ever given one whole, checked request in memory, so
// that none of its weak spots about framing can be reached (design: build.md), and its headers
// are included in bridge.cpp alone.
//
// What a route throws ends here: StoreError is 503, everything else 500, and neither shows its
// text to the caller.
//
// Thread-safety: respond() from any thread.
#pragma once

#include "http/ask.h"
#include "net/handler.h"
#include "net/request.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace cronmon {

// A request that outlives the reactor's call.
struct WholeRequest {
    std::string head;  // request line and fields, without those about framing and connection
    std::string body;
    net::KeepOpen keep = net::KeepOpen::no;
    std::string address;  // the client's
    bool at_operators_socket = false;
    bool by_https = false;

    // A command's, at the operators' side.
    WholeRequest(std::string_view method, std::string_view target, std::string_view body);
    explicit WholeRequest(const net::Request& request);
};

class Bridge {
public:
    using Answer = std::function<Reply(Ask)>;

    explicit Bridge(Answer answer);
    ~Bridge();

    // The whole response. It says `Connection: close` unless the request was to be kept.
    std::string respond(WholeRequest request) const;

private:
    class Library;
    std::unique_ptr<Library> library_;
};

// The answer in a response that respond() made.
Reply reply_in(std::string_view response);

// Why a route failed, as the caller may know it. Called while an exception is being handled.
Reply reply_to_exception();

}  // namespace cronmon
