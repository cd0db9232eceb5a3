// Asking cronmon: the one door from a command to the data.
//
// A running server is asked through its socket (api_socket.cpp). Without one the command takes the
// lock and asks an App of its own (open_api.cpp). A server elsewhere is asked over HTTPS
// (api_remote.cpp). All get the very same requests, so all give the same result. A test puts
// another one in their place.
//
// Thread-safety: confined to the command's thread.
#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "cli/json.h"
#include "http/ask.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cronmon {

class Api {
public:
    virtual ~Api() = default;

    // One request of the management API, and whatever it answers. An Error: there was no answer
    // within `patience`.
    virtual Result<Reply> call(std::string_view method, std::string_view target,
                               std::string_view body, Millis patience) = 0;
};

// A server that is alive answers a request within this; a letter may take its mail server longer.
constexpr Millis patience_usual = std::chrono::seconds{10};
constexpr Millis patience_for_mail = std::chrono::seconds{120};

using Opener = std::function<Result<std::unique_ptr<Api>>()>;

// The management API in JSON. Opens what it asks with the first request.
class Client {
public:
    explicit Client(Opener open) : open_(std::move(open)) {}

    // The answer, or what it refuses as an Error. `path` begins after the API's common part.
    Result<Json> get(std::string_view path, Millis patience = patience_usual) {
        return send("GET", path, {}, patience);
    }
    Result<std::string> bytes(std::string_view path);  // of what is no JSON
    Result<Json> remove(std::string_view path) { return send("DELETE", path, {}); }
    Result<Json> post(std::string_view path, const Json& body = Json::object(),
                      Millis patience = patience_usual) {
        return send("POST", path, dump_line(body), patience);
    }
    // A body that is JSON already.
    Result<Json> post_text(std::string_view path, std::string_view body, Millis patience) {
        return send("POST", path, body, patience);
    }
    Result<Json> put(std::string_view path, const Json& body = Json::object()) {
        return send("PUT", path, dump_line(body));
    }
    Result<Json> patch(std::string_view path, const Json& body) {
        return send("PATCH", path, dump_line(body));
    }

private:
    Result<Reply> ask(std::string_view method, std::string_view path, std::string_view body,
                      Millis patience = patience_usual);
    Result<Json> send(std::string_view method, std::string_view path, std::string_view body,
                      Millis patience = patience_usual);

    Opener open_;
    std::unique_ptr<Api> api_;
};

// For one segment of a path or one value of a query: all but letters, digits and -._~ as %XX.
std::string percent_encoded(std::string_view text);

// `/tasks/db%2Fnightly/log`; an empty `rest` is left out.
std::string path_of(std::string_view nouns, std::string_view name, std::string_view rest = {});

// `?search=a&page=2`; empty values are left out.
std::string query_of(const std::vector<std::pair<std::string, std::string>>& values);

}  // namespace cronmon
