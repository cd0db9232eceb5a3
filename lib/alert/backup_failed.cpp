#include "alert/backup_failed.h"

#include "alert/one_line.h"
#include "alert/phrases.h"
#include "alert/sheet.h"
#include "base/time_text.h"

namespace cronmon {
namespace {

Sheet sheet_of(const BackupFailedMaterial& material, const std::string& site_url) {
    const Language language = material.user.language;
    Sheet sheet;
    sheet.language = language;
    sheet.mood = Sheet::Mood::bad;
    sheet.badge = say(language, Phrase::backup_badge);
    sheet.title = one_line(material.directory);
    sheet.lead = say(language, Phrase::backup_lead);
    const std::string why =
        material.error.empty() ? say(language, Phrase::backup_overdue) : one_line(material.error);
    sheet.rows = {
        {say(language, Phrase::label_backup_error), why},
        {say(language, Phrase::label_backup_last), material.last ? utc_text(*material.last) : "-"}};
    if (!site_url.empty())
        sheet.rows.push_back(
            {say(language, Phrase::label_details), site_url + "/settings", SheetRow::Kind::link});
    sheet.paragraphs = {
        say(language, Phrase::backup_advice, {say_duration(language, material.again_after)})};
    sheet.footer = say(language, Phrase::empty_footer_admin);
    return sheet;
}

}  // namespace

Letter compose_backup_failed(const BackupFailedMaterial& material, const MailSettings& settings,
                             Instant now) {
    CHECK(material.user.email.has_value());
    const Sheet sheet = sheet_of(material, settings.site_url);
    Letter letter;
    letter.from = settings.from;
    letter.to = *material.user.email;
    letter.date = now;
    letter.message_id = "<backup-" + std::to_string(raw(material.user.id)) + "." +
                        std::to_string(to_ms(now)) + "@" + std::string(settings.from.domain()) +
                        ">";
    letter.subject = "[BACKUP] " + sheet.title;
    letter.text = sheet_text(sheet);
    letter.html = sheet_html(sheet);
    return letter;
}

}  // namespace cronmon
