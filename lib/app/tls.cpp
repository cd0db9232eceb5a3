#include "app/tls.h"

#include "base/log.h"
#include "base/time_text.h"

namespace cronmon {
namespace {

void warn_of(const net::CertificateView& certificate, Instant now) {
    if (!certificate.ends_soon(now)) return;
    const std::string_view event =
        certificate.has_ended(now) ? "certificate has ended" : "certificate ends soon";
    log::warning(event, {{"file", certificate.file}, {"until", utc_text(certificate.until)}});
}

}  // namespace

std::optional<Error> Tls::load(const std::vector<net::CertificateFiles>& files, Instant now) {
    if (files.empty()) {
        if (!context()) return std::nullopt;
        return Error{Code::invalid, "tls-cert: must be given again"};
    }
    auto loaded = net::TlsContext::load(files);
    if (!loaded) return loaded.error();
    credentials_.present(*loaded);
    for (const auto& certificate : certificates()) warn_of(certificate, now);
    return std::nullopt;
}

std::vector<net::CertificateView> Tls::certificates() const {
    const auto current = context();
    return current ? current->certificates() : std::vector<net::CertificateView>{};
}

}  // namespace cronmon
