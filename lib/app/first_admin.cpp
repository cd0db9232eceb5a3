#include "app/first_admin.h"

#include "access/secret.h"
#include "base/log.h"
#include "http/doorkeeper.h"
#include "http/setup_link.h"

namespace cronmon {

std::optional<FirstAdmin> make_first_admin(const Services& services) {
    const std::string secret = fresh_secret();
    FirstAdmin admin{std::string(first_admin_name), generate_password(),
                     setup_link(services, secret)};
    AddUser add;
    add.user.name = admin.name;
    add.user.role = Role::admin;
    add.user.credentials.password = services.doorkeeper.hash(admin.password);
    add.user.credentials.setup_digest = digest_bytes(secret);
    const auto done = await(services.engine, std::move(add), By{{}, "cronmon", {}});
    if (done) return admin;
    log::error("first administrator not made", {{"why", done.error().message}});
    return std::nullopt;
}

}  // namespace cronmon
