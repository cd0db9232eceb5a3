// The pages that are built in, as responses.
//
// They stand compressed in the executable and are sent from there. Whoever takes neither gzip nor
// brotli costs an inflation, once for each file; the answer is not ready then, and is to be made
// where nobody waits.
//
// Each form of a file has a tag of its own, so that a cache never takes one for the other.
//
// Thread-safety: synchronised. Responses live as long as the pages.
#pragma once

#include "embedded/pages.h"
#include "http/accept_encoding.h"
#include "http/page_fields.h"
#include "net/canned.h"

#include <atomic>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace cronmon {

class Pages {
public:
    // Sorted by path; what they view must outlive the pages.
    explicit Pages(const std::vector<embedded::PageFile>& files = embedded::pages());

    bool empty() const { return entries_.empty(); }

    // What to answer a request with.
    struct Choice {
        std::size_t file;
        Coding coding;
        Scheme scheme;
        int status;  // 200 or 304

        friend auto operator<=>(const Choice&, const Choice&) = default;
    };

    // Nothing: the request is not for the pages, or there is no such file.
    std::optional<Choice> choose(const net::Head& request, Scheme scheme) const;

    // Whether response() takes no time.
    bool is_ready(const Choice& choice) const;
    const net::Canned& response(const Choice& choice);

private:
    struct Entry {
        explicit Entry(const embedded::PageFile& the_file) : file(the_file) {}

        const embedded::PageFile file;
        std::once_flag inflate_once;
        std::string inflated;
        std::atomic<bool> is_inflated = false;
    };

    std::optional<std::size_t> find(std::string_view path) const;
    std::string_view bytes(const Choice& choice);
    net::Canned make(const Choice& choice, std::string_view body) const;

    std::deque<Entry> entries_;
    std::mutex mutex_;
    std::map<Choice, net::Canned> made_;  // guarded by mutex_; nothing is ever taken out
};

}  // namespace cronmon
