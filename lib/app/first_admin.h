// The first user: somebody must be able to let the others in, and there is no default password.
//
// Thread-safety: called once, on the thread that starts the server.
#pragma once

#include "http/services.h"

#include <optional>
#include <string>

namespace cronmon {

constexpr std::string_view first_admin_name = "administrator";

// What is shown once and kept nowhere.
struct FirstAdmin {
    std::string name;
    std::string password;
    std::string link;  // to choose another password; good for setup_link_for
};

// Nothing if it could not be made; the log says why.
std::optional<FirstAdmin> make_first_admin(const Services& services);

}  // namespace cronmon
