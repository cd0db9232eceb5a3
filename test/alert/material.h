// Alerts to compose letters from, for tests.
#pragma once

#include "core/settings.h"
#include "store/rows.h"

namespace cronmon {

// 2026-11-22 18:30:00 UTC: half past two in Shanghai, half an hour after the slot.
inline const Instant the_deadline = from_ms(1'795'372'200'000);
inline const Instant the_slot = the_deadline - std::chrono::minutes{30};

inline Task nightly_task() {
    const Zone zone = *Zone::find("Asia/Shanghai");
    return Task{.id = TaskId{12},
                .business = BusinessId{3},
                .uuid = *Uuid::parse("6f9619ff-8b86-4011-b42d-00c04fc964ff"),
                .name = "nightly backup",
                .schedule = *Schedule::cron("0 2 * * *", zone),
                .grace = std::chrono::minutes{30},
                .tolerance = {},
                .quiet_until_first_ping = false,
                .created = from_ms(0)};
}

inline AlertMaterial down_material(Language language) {
    AlertMaterial material{.id = AlertId{17},
                           .attempts = 0,
                           .owed_since = the_deadline,
                           .address = "ops@example.org",
                           .notifier = "ops",
                           .language = language,
                           .still_wanted = true,
                           .task = nightly_task(),
                           .business = "db",
                           .flip = {},
                           .answers = {},
                           .last_ping = {},
                           .blind = {}};
    material.flip.id = FlipId{5};
    material.flip.task = TaskId{12};
    material.flip.flip = Flip{State::up, State::down, the_deadline, Reason::missed, the_slot, {}};
    PingRecord ping;
    ping.at = the_slot - std::chrono::hours{24};
    ping.client_ip = "10.0.0.7";
    ping.user_agent = "curl/7.88.1";
    material.last_ping = ping;
    return material;
}

// Three hours, twelve minutes and five seconds later.
inline AlertMaterial up_material(Language language) {
    AlertMaterial material = down_material(language);
    const Instant at = the_deadline + Millis{11'525'000};
    material.id = AlertId{18};
    material.answers = AlertId{17};
    material.flip.flip = Flip{State::down, State::up, at, Reason::ping, {}, the_deadline};
    material.last_ping->at = at;
    return material;
}

inline MailSettings mail_settings() {
    MailSettings settings = Settings().mail();
    settings.host = "mail.example.org";
    settings.from = {"CRONMON", "cronmon@example.org"};
    settings.site_url = "https://cron.example.org";
    return settings;
}

}  // namespace cronmon
