#include "http/page_route.h"

#include "http/page_target.h"
#include "net/date.h"
#include "net/reactor.h"

namespace cronmon {
namespace {

constexpr std::string_view plain = "text/plain; charset=utf-8";
constexpr std::string_view no_pages_text =
    "This cronmon was built without its pages (CRONMON_WEB=OFF).\n"
    "Its API is described at /api/openapi.json.\n";

// The next look may find something else.
constexpr std::string_view not_kept = "no-store";

// What a request for a file in a folder comes down to, when the request itself is gone.
struct FolderJob {
    std::string file;
    bool may_be_index;
    Scheme scheme;
    net::Canned::Part part;
    net::KeepOpen keep;
};

std::string rendered(const net::Canned& canned, const FolderJob& job, Instant now) {
    const auto then =
        job.keep == net::KeepOpen::yes ? net::Canned::Then::keep : net::Canned::Then::close;
    std::string text;
    canned.append_to(text, then, job.part, net::DateText().at(now));
    return text;
}

// From the folder as it is now; nothing if there is no such file.
std::optional<net::Canned> from_folder(const PageFolder& folder, const FolderJob& job) {
    auto path = job.file;
    auto text = folder.read(path);
    if (!text && job.may_be_index) text = folder.read(path = index_file);
    if (!text) return std::nullopt;
    return net::Canned(200, content_type_of(path), *text, page_fields(not_kept, job.scheme));
}

}  // namespace

PageRoute::PageRoute(net::Reactor& reactor, const ClientAddress& client_address, const Clock& clock,
                     Elsewhere elsewhere, const std::string& web_dir)
    : reactor_(reactor),
      client_address_(client_address),
      clock_(clock),
      elsewhere_(std::move(elsewhere)),
      folder_(web_dir.empty() ? std::nullopt : std::optional<PageFolder>(web_dir)),
      no_pages_(200, plain, no_pages_text, page_fields(not_kept, Scheme::http)),
      no_file_(404, plain, "There is no such file in --web-dir.\n",
               page_fields(not_kept, Scheme::http)) {}

Scheme PageRoute::scheme_of(const net::Request& request) const {
    return client_address_.came_by_https(request) ? Scheme::https : Scheme::http;
}

bool PageRoute::take(const net::Request& request, net::Ticket ticket) {
    if (folder_) return take_from_folder(request, ticket);
    if (pages_.empty()) return say_no_pages(request, ticket);
    const auto choice = pages_.choose(request, scheme_of(request));
    if (!choice) return false;
    if (pages_.is_ready(*choice)) reactor_.answer(ticket, pages_.response(*choice));
    else
        elsewhere_(ticket, [this, ticket, choice = *choice] {
            reactor_.answer(ticket, pages_.response(choice));
        });
    return true;
}

bool PageRoute::take_from_folder(const net::Request& request, net::Ticket ticket) {
    const auto target = read_page_target(request);
    if (!target) return false;
    FolderJob job{
        std::string(target->file), target->may_be_index, scheme_of(request),
        request.method == "HEAD" ? net::Canned::Part::head_only : net::Canned::Part::whole,
        request.keep_alive ? net::KeepOpen::yes : net::KeepOpen::no};
    elsewhere_(ticket, [this, ticket, job = std::move(job)] {
        const auto found = from_folder(*folder_, job);
        reactor_.answer(ticket, rendered(found ? *found : no_file_, job, clock_.now()), job.keep);
    });
    return true;
}

bool PageRoute::say_no_pages(const net::Request& request, net::Ticket ticket) {
    const auto target = read_page_target(request);
    if (!target || target->file != index_file) return false;
    reactor_.answer(ticket, no_pages_);
    return true;
}

}  // namespace cronmon
