// Every sentence of a letter, in both languages, side by side in one table (phrases.cpp).
//
// Thread-safety: pure functions.
#pragma once

#include "base/clock.h"
#include "core/model.h"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace cronmon {

enum class Phrase : std::uint8_t {
    state_down,
    state_up,
    lead_down,
    lead_up,
    lead_failed,
    lead_overran,
    lead_too_fast,
    lead_late_news,
    label_state,
    label_task,
    label_business,
    label_expected,
    label_deadline,
    label_down_since,
    label_recovered,
    label_down_for,
    label_schedule,
    label_grace,
    label_last_ping,
    label_blind,
    label_details,
    never,
    ping_from,
    ping_agent,
    ping_kind,
    ping_exit_status,
    blind,
    advice_down,
    advice_never_pinged,
    advice_up,
    advice_failed,
    advice_overran,
    advice_too_fast,
    advice_late_news,
    footer,
    days,
    hours,
    minutes,
    seconds,
    test_lead,
    test_advice,
    empty_badge,
    empty_lead_one,
    empty_lead_many,
    empty_meaning,
    empty_advice_admin,
    empty_advice_manager,
    empty_again,
    empty_footer_admin,
    empty_footer_manager,
    backup_badge,
    backup_lead,
    backup_overdue,
    backup_advice,
    label_backup_last,
    label_backup_error,
    count_,
};

// The sentence; each `{}` in it stands for a value.
std::string_view phrase(Phrase phrase, Language language);

// The sentence with its values in place.
std::string say(Language language, Phrase phrase,
                std::initializer_list<std::string_view> values = {});

// `1d 3h 12m`, `1 天 3 小时 12 分`: whole seconds, zero units left out.
std::string say_duration(Language language, Millis duration);

}  // namespace cronmon
