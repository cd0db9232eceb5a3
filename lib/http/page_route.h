// GET and HEAD of the pages: from the reactor's thread, out of the executable.
//
// So they need no worker, are never refused because the workers are busy, and cost a ping that
// comes at the same time one write to a socket. What takes longer (a folder on disk, inflating for
// a client that takes no gzip) goes to a worker.
//
// An executable that was built without pages says so at `/`.
//
// Thread-safety: confined to the reactor's thread, but what it hands to a worker runs there.
#pragma once

#include "http/client_address.h"
#include "http/page_folder.h"
#include "http/pages.h"
#include "net/canned.h"
#include "net/handler.h"

#include <functional>
#include <optional>
#include <string>

namespace cronmon::net {
class Reactor;
}

namespace cronmon {

class PageRoute {
public:
    // Does a job elsewhere, which answers the ticket; or answers it at once that it is too much.
    using Elsewhere = std::function<void(net::Ticket ticket, std::function<void()> job)>;

    // `web_dir`: a folder to serve from instead; empty for what is built in. The rest must outlive
    // the route.
    PageRoute(net::Reactor& reactor, const ClientAddress& client_address, const Clock& clock,
              Elsewhere elsewhere, const std::string& web_dir);

    // Answers it, now or later. False if the request is not for us.
    bool take(const net::Request& request, net::Ticket ticket);

private:
    bool take_from_folder(const net::Request& request, net::Ticket ticket);
    bool say_no_pages(const net::Request& request, net::Ticket ticket);
    Scheme scheme_of(const net::Request& request) const;

    net::Reactor& reactor_;
    const ClientAddress& client_address_;
    const Clock& clock_;
    const Elsewhere elsewhere_;
    const std::optional<PageFolder> folder_;
    const net::Canned no_pages_;
    const net::Canned no_file_;
    Pages pages_;
};

}  // namespace cronmon
