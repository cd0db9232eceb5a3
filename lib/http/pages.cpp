#include "http/pages.h"

#include "http/inflate.h"
#include "http/page_target.h"

#include <algorithm>

namespace cronmon {
namespace {

std::string tag_of(const embedded::PageFile& file, Coding coding) {
    std::string tag = "\"" + std::string(file.tag);
    if (coding != Coding::identity) tag.append("-").append(word(coding));
    return tag + "\"";
}

// If-None-Match compares weakly (RFC 9110, 13.1.2): a proxy may have made the tag weak.
bool is_known(std::string_view if_none_match, const std::string& tag) {
    return if_none_match == "*" || if_none_match.find(tag) != std::string_view::npos;
}

}  // namespace

Pages::Pages(const std::vector<embedded::PageFile>& files) {
    for (const embedded::PageFile& file : files) entries_.emplace_back(file);
}

std::optional<std::size_t> Pages::find(std::string_view path) const {
    const auto path_of = [](const Entry& entry) { return entry.file.path; };
    const auto found = std::ranges::lower_bound(entries_, path, {}, path_of);
    if (found == entries_.end() || found->file.path != path) return std::nullopt;
    return static_cast<std::size_t>(found - entries_.begin());
}

std::optional<Pages::Choice> Pages::choose(const net::Head& request, Scheme scheme) const {
    const auto target = read_page_target(request);
    if (!target) return std::nullopt;
    auto index = find(target->file);
    if (!index && target->may_be_index) index = find(index_file);
    if (!index) return std::nullopt;
    const embedded::PageFile& file = entries_[*index].file;
    const Coding coding = best_coding(request.find("accept-encoding").value_or(""),
                                      file.brotli.empty() ? Brotli::none : Brotli::there);
    const auto known = request.find("if-none-match").value_or("");
    return Choice{*index, coding, scheme, is_known(known, tag_of(file, coding)) ? 304 : 200};
}

bool Pages::is_ready(const Choice& choice) const {
    return choice.coding != Coding::identity || choice.status == 304 ||
           entries_[choice.file].is_inflated;
}

const net::Canned& Pages::response(const Choice& choice) {
    const std::string_view body = bytes(choice);
    const std::lock_guard lock(mutex_);
    const auto made = made_.find(choice);
    if (made != made_.end()) return made->second;
    return made_.emplace(choice, make(choice, body)).first->second;
}

std::string_view Pages::bytes(const Choice& choice) {
    Entry& entry = entries_[choice.file];
    if (choice.status == 304) return {};
    if (choice.coding == Coding::brotli) return entry.file.brotli;
    if (choice.coding == Coding::gzip) return entry.file.gzip;
    std::call_once(entry.inflate_once, [&entry] {
        entry.inflated = inflate_gzip(entry.file.gzip);
        entry.is_inflated = true;
    });
    return entry.inflated;
}

net::Canned Pages::make(const Choice& choice, std::string_view body) const {
    const embedded::PageFile& file = entries_[choice.file].file;
    const std::string tag = tag_of(file, choice.coding);
    auto fields = page_fields(cache_control_of(file.path), choice.scheme);
    fields.push_back({"ETag", tag});
    if (choice.status == 200 && choice.coding != Coding::identity)
        fields.push_back({"Content-Encoding", word(choice.coding)});
    return net::Canned(choice.status, content_type_of(file.path), net::Canned::Lent{body}, fields);
}

}  // namespace cronmon
