// Certificates that are made for a test, with the dates and names that it wants.
//
// Thread-safety: confined to the test.
#pragma once

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <ctime>
#include <memory>
#include <string>

namespace cronmon {

// A self-signed one with a new P-256 key, in two files of PEM.
struct CertificateWish {
    std::string names = "DNS:localhost,IP:127.0.0.1";  // as subjectAltName has them
    long begins_in_s = -3600;
    long ends_in_s = 90 * 86400;
};

class MadeCertificate {
public:
    MadeCertificate(const std::string& folder, const std::string& name,
                    const CertificateWish& wish = {})
        : certificate(folder + "/" + name + ".pem"), key(folder + "/" + name + ".key") {
        write(wish);
    }

    // The same files with a new key and certificate.
    void write(const CertificateWish& wish) const {
        const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> pair(EVP_EC_gen("P-256"),
                                                                       EVP_PKEY_free);
        const std::unique_ptr<X509, decltype(&X509_free)> made(X509_new(), X509_free);
        X509_set_version(made.get(), X509_VERSION_3);
        ASN1_INTEGER_set(X509_get_serialNumber(made.get()), static_cast<long>(std::rand()));
        X509_gmtime_adj(X509_getm_notBefore(made.get()), wish.begins_in_s);
        X509_gmtime_adj(X509_getm_notAfter(made.get()), wish.ends_in_s);
        X509_set_pubkey(made.get(), pair.get());
        X509_NAME* const subject = X509_get_subject_name(made.get());
        X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                                   reinterpret_cast<const unsigned char*>("common.example"), -1, -1,
                                   0);
        X509_set_issuer_name(made.get(), subject);
        if (!wish.names.empty()) {
            X509_EXTENSION* const names =
                X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, wish.names.c_str());
            X509_add_ext(made.get(), names, -1);
            X509_EXTENSION_free(names);
        }
        X509_sign(made.get(), pair.get(), EVP_sha256());
        save(certificate, [&](std::FILE* file) { PEM_write_X509(file, made.get()); });
        save(key, [&](std::FILE* file) {
            PEM_write_PrivateKey(file, pair.get(), nullptr, nullptr, 0, nullptr, nullptr);
        });
    }

    const std::string certificate, key;

private:
    template <class Write>
    static void save(const std::string& path, Write write) {
        std::FILE* const file = std::fopen(path.c_str(), "w");
        write(file);
        std::fclose(file);
    }
};

}  // namespace cronmon
