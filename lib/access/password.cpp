#include "access/password.h"

#include "access/hash_reader.h"
#include "access/werkzeug.h"
#include "base/token.h"
#include "base/utf8.h"

#include <argon2.h>

#include <array>
#include <new>
#include <stdexcept>

namespace cronmon {
namespace {

constexpr std::uint32_t memory_kib_max = 256u << 10;
constexpr std::uint32_t passes_max = 16;
constexpr std::uint32_t lanes_max = 8;

struct Argon2Hash {
    std::uint32_t memory_kib = 0;
    std::uint32_t passes = 0;
    std::uint32_t lanes = 0;
    std::string_view salt;  // base64 without padding, as is the tag
    std::string_view tag;
};

// Reads the frame. Whether salt and tag are base64 is left to libargon2, which reads a C string:
// what stands behind a zero byte would escape it.
std::optional<Argon2Hash> parse_argon2(std::string_view text) {
    HashReader reader(text);
    Argon2Hash hash;
    reader.skip("$argon2id$v=19$m=");
    hash.memory_kib = reader.number();
    reader.skip(",t=");
    hash.passes = reader.number();
    reader.skip(",p=");
    hash.lanes = reader.number();
    reader.skip("$");
    hash.salt = reader.part();
    hash.tag = reader.rest();
    if (!reader || text.find('\0') != std::string_view::npos) return std::nullopt;
    return hash;
}

bool is_bearable(const Argon2Hash& hash) {
    return hash.memory_kib <= memory_kib_max && hash.passes <= passes_max &&
           hash.lanes <= lanes_max;
}

bool verify_argon2(std::string_view text, std::string_view password) {
    const auto hash = parse_argon2(text);
    if (!hash || !is_bearable(*hash)) return false;
    const int outcome =
        argon2id_verify(std::string(text).c_str(), password.data(), password.size());
    if (outcome == ARGON2_MEMORY_ALLOCATION_ERROR) throw std::bad_alloc();
    return outcome == ARGON2_OK;
}

constexpr std::size_t bytes_in(std::string_view base64) { return base64.size() * 3 / 4; }

}  // namespace

std::optional<Error> check_password(std::string_view field, std::string_view password) {
    const std::string name(field);
    const auto chars = utf8::length(password);
    if (!chars) return Error{Code::invalid, name + ": must be valid UTF-8"};
    if (*chars >= password_chars_min && *chars <= password_chars_max) return std::nullopt;
    return Error{Code::invalid, name + ": must have " + std::to_string(password_chars_min) +
                                    " to " + std::to_string(password_chars_max) +
                                    " characters, got " + std::to_string(*chars)};
}

std::string hash_password(std::string_view password) {
    std::array<std::uint8_t, argon2_salt_bytes> salt{};
    fill_random(salt);
    std::string hash(argon2_encodedlen(argon2_passes, argon2_memory_kib, argon2_lanes,
                                       argon2_salt_bytes, argon2_tag_bytes, Argon2_id),
                     '\0');
    const int outcome = argon2id_hash_encoded(
        argon2_passes, argon2_memory_kib, argon2_lanes, password.data(), password.size(),
        salt.data(), salt.size(), argon2_tag_bytes, hash.data(), hash.size());
    if (outcome != ARGON2_OK)
        throw std::runtime_error(std::string("cannot hash a password: ") +
                                 argon2_error_message(outcome));
    hash.resize(hash.find('\0'));
    return hash;
}

bool verify_password(std::string_view hash, std::string_view password) {
    if (password.size() > password_bytes_max) return false;
    return hash.starts_with("$argon2") ? verify_argon2(hash, password)
                                       : verify_werkzeug(hash, password);
}

bool is_outdated(std::string_view hash) {
    const auto stored = parse_argon2(hash);
    return !stored || stored->memory_kib < argon2_memory_kib || stored->passes < argon2_passes ||
           bytes_in(stored->salt) < argon2_salt_bytes || bytes_in(stored->tag) < argon2_tag_bytes;
}

// Not the hash of a password but a tag of zeros behind today's parameters: to find a password for
// it is to break argon2id.
const std::string& nobodys_hash() {
    static const std::string hash = "$argon2id$v=19$m=" + std::to_string(argon2_memory_kib) +
                                    ",t=" + std::to_string(argon2_passes) +
                                    ",p=" + std::to_string(argon2_lanes) + "$" +
                                    std::string((argon2_salt_bytes * 8 + 5) / 6, 'A') + "$" +
                                    std::string((argon2_tag_bytes * 8 + 5) / 6, 'A');
    return hash;
}

}  // namespace cronmon
