#include "net/certificate.h"

#include "net/address.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <memory>
#include <string_view>
#include <system_error>

namespace cronmon::net {
namespace {

Error refuse(std::string_view option, const std::string& file, const std::string& why) {
    return {Code::invalid, std::string(option) + ": '" + file + "' " + why};
}

std::optional<Error> check_readable(std::string_view option, const std::string& file) {
    if (access(file.c_str(), R_OK) == 0) return std::nullopt;
    return refuse(option, file, "cannot be read: " + std::generic_category().message(errno));
}

std::optional<Error> use_chain(SSL_CTX* context, const std::string& file) {
    constexpr std::string_view option = "tls-cert";
    if (auto error = check_readable(option, file)) return error;
    if (SSL_CTX_use_certificate_chain_file(context, file.c_str()) == 1) return std::nullopt;
    const auto problem = ERR_peek_last_error();
    const char* why = ERR_reason_error_string(problem);  // such as "ee key too small"
    if (why && ERR_GET_LIB(problem) == ERR_LIB_SSL && ERR_GET_REASON(problem) != ERR_R_PEM_LIB)
        return refuse(option, file, "cannot be used: " + std::string(why));
    return refuse(option, file, "holds no certificate in PEM");
}

// OpenSSL would ask the terminal. Notes that a passphrase was wanted.
int no_passphrase(char*, int, int, void* was_wanted) {
    *static_cast<bool*>(was_wanted) = true;
    return 0;
}

std::optional<Error> use_key(SSL_CTX* context, const CertificateFiles& files,
                             const bool& is_locked) {
    constexpr std::string_view option = "tls-key";
    const std::string& file = files.key;
    if (auto error = check_readable(option, file)) return error;
    const bool is_key = SSL_CTX_use_PrivateKey_file(context, file.c_str(), SSL_FILETYPE_PEM) == 1;
    if (is_key && SSL_CTX_check_private_key(context) == 1) return std::nullopt;
    if (is_locked)
        return refuse(option, file, "is under a passphrase, and nobody is there to type it");
    if (is_key || ERR_GET_LIB(ERR_peek_last_error()) == ERR_LIB_X509)
        return refuse(option, file, "is not the key of '" + files.certificate + "'");
    return refuse(option, file, "holds no private key in PEM");
}

Instant to_instant(const ASN1_TIME* time) {
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1) return {};
    return Instant{std::chrono::seconds{timegm(&parts)}};
}

std::string text_of(const ASN1_STRING* text) {
    return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
            static_cast<std::size_t>(ASN1_STRING_length(text))};
}

std::string address_of(const ASN1_STRING* octets) {
    const std::string bytes = text_of(octets);
    Ip ip;
    if (bytes.size() == 4) ip = Ip::from_v4({});
    if (bytes.size() > ip.bytes.size()) return {};
    std::ranges::copy(bytes, ip.bytes.end() - static_cast<std::ptrdiff_t>(bytes.size()));
    return ip.to_text();
}

std::vector<std::string> names_of(const X509* certificate) {
    const std::unique_ptr<GENERAL_NAMES, decltype(&GENERAL_NAMES_free)> all(
        static_cast<GENERAL_NAMES*>(
            X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)),
        GENERAL_NAMES_free);
    std::vector<std::string> names;
    for (int i = 0; i < sk_GENERAL_NAME_num(all.get()); ++i) {
        int type = 0;
        const void* value = GENERAL_NAME_get0_value(sk_GENERAL_NAME_value(all.get(), i), &type);
        const auto* text = static_cast<const ASN1_STRING*>(value);
        if (type == GEN_DNS) names.push_back(text_of(text));
        if (type == GEN_IPADD) names.push_back(address_of(text));
    }
    return names;
}

// The name of a certificate that has no other.
std::string common_name_of(const X509* certificate) {
    const X509_NAME* subject = X509_get_subject_name(certificate);
    const int at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
    return at < 0 ? "" : text_of(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
}

}  // namespace

std::optional<Error> use_certificate(SSL_CTX* context, const CertificateFiles& files) {
    bool is_locked = false;
    SSL_CTX_set_default_passwd_cb(context, no_passphrase);
    SSL_CTX_set_default_passwd_cb_userdata(context, &is_locked);
    ERR_clear_error();
    auto error = use_chain(context, files.certificate);
    if (!error) error = use_key(context, files, is_locked);
    ERR_clear_error();
    SSL_CTX_set_default_passwd_cb(context, nullptr);
    SSL_CTX_set_default_passwd_cb_userdata(context, nullptr);
    return error;
}

CertificateView view_of(const SSL_CTX* context, const std::string& file) {
    const X509* const certificate = SSL_CTX_get0_certificate(context);
    CertificateView view{file, names_of(certificate), to_instant(X509_get0_notBefore(certificate)),
                         to_instant(X509_get0_notAfter(certificate))};
    if (view.names.empty()) view.names.push_back(common_name_of(certificate));
    return view;
}

}  // namespace cronmon::net
