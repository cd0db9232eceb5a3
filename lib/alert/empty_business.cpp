#include "alert/empty_business.h"

#include "alert/one_line.h"
#include "alert/phrases.h"
#include "alert/sheet.h"

#include <cstdio>

namespace cronmon {
namespace {

constexpr std::size_t names_in_subject = 3;

// `db, pay, web (+2)`
std::string some_names(const std::vector<Business>& businesses) {
    std::string names;
    for (std::size_t i = 0; i < businesses.size() && i < names_in_subject; ++i)
        names.append(i == 0 ? "" : ", ").append(one_line(businesses[i].name));
    if (businesses.size() > names_in_subject)
        names.append(" (+").append(std::to_string(businesses.size() - names_in_subject)) += ')';
    return names;
}

std::string lead(const EmptyBusinessMaterial& material) {
    const auto& businesses = material.businesses;
    const Language language = material.user.language;
    if (businesses.size() == 1)
        return say(language, Phrase::empty_lead_one, {one_line(businesses[0].name)});
    return say(language, Phrase::empty_lead_many, {std::to_string(businesses.size())});
}

Sheet sheet_of(const EmptyBusinessMaterial& material, const std::string& site_url) {
    const Language language = material.user.language;
    const bool admin = material.user.role == Role::admin;
    Sheet sheet;
    sheet.language = language;
    sheet.mood = Sheet::Mood::bad;
    sheet.badge = say(language, Phrase::empty_badge);
    sheet.title = some_names(material.businesses);
    sheet.lead = lead(material);
    for (const Business& business : material.businesses)
        sheet.rows.push_back({say(language, Phrase::label_business), one_line(business.name)});
    if (!site_url.empty())
        sheet.rows.push_back(
            {say(language, Phrase::label_details), site_url + "/businesses", SheetRow::Kind::link});
    sheet.paragraphs = {
        say(language, Phrase::empty_meaning),
        say(language, admin ? Phrase::empty_advice_admin : Phrase::empty_advice_manager),
        say(language, Phrase::empty_again, {say_duration(language, material.again_after)})};
    sheet.footer = say(language, admin ? Phrase::empty_footer_admin : Phrase::empty_footer_manager);
    return sheet;
}

std::string original_text(const EmptyBusinessMaterial& material) {
    std::string text;
    for (const Business& business : material.businesses) {
        if (material.user.role == Role::admin) text += std::to_string(raw(business.id)) + " : ";
        text += one_line(business.name) + "\n";
    }
    return text;
}

// FNV-1a, 64 bits, of all that makes this letter another one than any other; that the user was
// created then is not so in another database.
std::uint64_t hash(const EmptyBusinessMaterial& material) {
    std::uint64_t value = 0xcbf29ce484222325;
    const auto add = [&value](std::int64_t number) {
        for (int shift = 0; shift < 64; shift += 8)
            value = (value ^ (static_cast<std::uint64_t>(number) >> shift & 0xff)) * 0x100000001b3;
    };
    add(to_ms(material.user.created));
    for (const Business& business : material.businesses) add(raw(business.id));
    return value;
}

std::string message_id(const EmptyBusinessMaterial& material, const Mailbox& from) {
    char id[96];
    std::snprintf(id, sizeof id, "<empty-%lld.%lld.%016llx@",
                  static_cast<long long>(raw(material.user.id)),
                  static_cast<long long>(to_ms(material.told_before.value_or(Instant{}))),
                  static_cast<unsigned long long>(hash(material)));
    return std::string(id).append(from.domain()) + '>';
}

void write_in_style(Letter& letter, const EmptyBusinessMaterial& material,
                    const MailSettings& settings) {
    if (settings.style == MailStyle::original) {
        letter.subject = material.user.role == Role::admin ? "Empty Business - SystemAdmin"
                                                           : "Empty Business - BizAdmin";
        letter.text = original_text(material);
        return;
    }
    const Sheet sheet = sheet_of(material, settings.site_url);
    letter.subject = "[EMPTY] " + sheet.title;
    letter.text = sheet_text(sheet);
    letter.html = sheet_html(sheet);
}

}  // namespace

Letter compose_empty_business(const EmptyBusinessMaterial& material, const MailSettings& settings,
                              Instant now) {
    CHECK(material.user.email.has_value());
    CHECK(!material.businesses.empty());
    Letter letter;
    letter.from = settings.from;
    letter.to = *material.user.email;
    letter.date = now;
    letter.message_id = message_id(material, settings.from);
    write_in_style(letter, material, settings);
    return letter;
}

}  // namespace cronmon
