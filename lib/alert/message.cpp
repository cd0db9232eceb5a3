#include "alert/message.h"

#include "alert/one_line.h"
#include "alert/phrases.h"
#include "alert/sheet.h"
#include "base/time_text.h"
#include "base/utf8.h"
#include "core/schedule_text.h"

#include <cstdio>

namespace cronmon {
namespace {

constexpr std::size_t user_agent_chars_shown = 120;
constexpr std::size_t blind_times_shown = 3;

std::string without_t(std::string text) {
    const auto letter = text.find('T');
    if (letter != std::string::npos) text[letter] = ' ';
    return text;
}

// `2026-11-23 02:00:00 +08:00 (Asia/Shanghai), 2026-11-22 18:00:00 UTC`
std::string moment(Instant at, const Zone& zone) {
    const auto second = std::chrono::floor<std::chrono::seconds>(at);
    std::string utc = without_t(utc_text(Instant{second}));
    utc.replace(utc.size() - 1, 1, " UTC");
    if (zone.name() == "UTC" || zone.name() == "Etc/UTC") return utc;
    std::string local = without_t(local_text(Instant{second}, zone.ahead(second)));
    local.insert(19, " ");
    return local + " (" + zone.name() + "), " + utc;
}

// What a passage is told with.
struct Words {
    Phrase lead;
    Phrase advice;
};

Words words_of(const Flip& flip) {
    switch (flip.reason) {
        case Reason::failed: return {Phrase::lead_failed, Phrase::advice_failed};
        case Reason::overran: return {Phrase::lead_overran, Phrase::advice_overran};
        case Reason::too_fast: return {Phrase::lead_too_fast, Phrase::advice_too_fast};
        case Reason::late_news: return {Phrase::lead_late_news, Phrase::advice_late_news};
        case Reason::missed: return {Phrase::lead_down, Phrase::advice_down};
        case Reason::ping:
        case Reason::pause:
        case Reason::resume: break;
    }
    return {Phrase::lead_up, Phrase::advice_up};
}

// One letter in the making: the facts, and whom they are told to.
class Composer {
public:
    explicit Composer(const AlertMaterial& material)
        : material_(material),
          language_(material.language),
          down_(material.flip.flip.to == State::down),
          task_(one_line(material.task.name)),
          business_(one_line(material.business)) {}

    Sheet sheet(const std::string& site_url) const;
    std::string subject() const {
        return std::string(down_ ? "[DOWN] " : "[UP] ") + task_ + " (" + business_ + ")";
    }

private:
    const Flip& flip() const { return material_.flip.flip; }
    std::string when(Instant at) const { return moment(at, material_.task.schedule.zone()); }
    std::string schedule() const;
    std::string last_ping() const;
    void add(Sheet& sheet, Phrase label, std::string value) const;
    void add_expectation(Sheet& sheet) const;
    void add_recovery(Sheet& sheet) const;
    void add_blind_times(Sheet& sheet) const;
    void add_advice(Sheet& sheet) const;

    const AlertMaterial& material_;
    const Language language_;
    const bool down_;
    const std::string task_;
    const std::string business_;
};

void Composer::add(Sheet& sheet, Phrase label, std::string value) const {
    sheet.rows.push_back({say(language_, label), std::move(value)});
}

std::string Composer::schedule() const {
    const Sentence words = describe(material_.task.schedule);
    return one_line(material_.task.schedule.text()) + " = " +
           (language_ == Language::zh ? words.zh : words.en);
}

std::string Composer::last_ping() const {
    const PingId known = material_.flip.ping;
    if (!material_.last_ping && known != PingId{})  // its row is gone from the log, its time is not
        return when(from_ms(static_cast<std::int64_t>(known) / ping_ids_per_ms));
    if (!material_.last_ping) return say(language_, Phrase::never);
    const PingRecord& ping = *material_.last_ping;
    std::string line = say(language_, Phrase::ping_from, {when(ping.at), one_line(ping.client_ip)});
    if (ping.kind != PingKind::success)
        line += say(language_, Phrase::ping_kind, {word(ping.kind)});
    if (ping.exit_status)
        line += say(language_, Phrase::ping_exit_status, {std::to_string(*ping.exit_status)});
    const std::string agent = one_line(ping.user_agent);
    if (!agent.empty())
        line += say(language_, Phrase::ping_agent, {utf8::first(agent, user_agent_chars_shown)});
    return line;
}

void Composer::add_expectation(Sheet& sheet) const {
    if (flip().reason == Reason::failed || flip().reason == Reason::too_fast)
        return add(sheet, Phrase::label_down_since, when(flip().at));
    if (const auto slot = flip().slot) add(sheet, Phrase::label_expected, when(*slot));
    add(sheet, Phrase::label_deadline, when(flip().at));
}

void Composer::add_recovery(Sheet& sheet) const {
    add(sheet, Phrase::label_recovered, when(flip().at));
    const auto since = flip().down_since;
    if (!since) return;
    add(sheet, Phrase::label_down_since, when(*since));
    add(sheet, Phrase::label_down_for, say_duration(language_, flip().at - *since));
}

// The newest of them, if there are many.
void Composer::add_blind_times(Sheet& sheet) const {
    const auto& blind = material_.blind;
    const std::size_t skipped =
        blind.size() > blind_times_shown ? blind.size() - blind_times_shown : 0;
    for (std::size_t i = skipped; i < blind.size(); ++i)
        add(sheet, Phrase::label_blind,
            say(language_, Phrase::blind, {when(blind[i].from), when(blind[i].to)}));
}

void Composer::add_advice(Sheet& sheet) const {
    sheet.paragraphs.push_back(say(language_, words_of(flip()).advice));
    if (down_ && !material_.last_ping && material_.flip.ping == PingId{})
        sheet.paragraphs.push_back(say(language_, Phrase::advice_never_pinged));
}

Sheet Composer::sheet(const std::string& site_url) const {
    Sheet sheet;
    sheet.language = language_;
    sheet.mood = down_ ? Sheet::Mood::bad : Sheet::Mood::good;
    sheet.badge = say(language_, down_ ? Phrase::state_down : Phrase::state_up);
    sheet.title = task_ + " (" + business_ + ")";
    sheet.lead = say(language_, words_of(flip()).lead, {task_});
    add(sheet, Phrase::label_state, sheet.badge);
    add(sheet, Phrase::label_task, task_);
    add(sheet, Phrase::label_business, business_);
    down_ ? add_expectation(sheet) : add_recovery(sheet);
    add(sheet, Phrase::label_schedule, schedule());
    add(sheet, Phrase::label_grace, say_duration(language_, material_.task.grace));
    add(sheet, Phrase::label_last_ping, last_ping());
    add_blind_times(sheet);
    if (!site_url.empty())
        sheet.rows.push_back({say(language_, Phrase::label_details),
                              site_url + "/tasks/" + std::to_string(raw(material_.task.id)),
                              SheetRow::Kind::link});
    add_advice(sheet);
    sheet.footer = say(language_, Phrase::footer, {business_});
    return sheet;
}

// FNV-1a, 64 bits: not a secret, only something of the task that another database does not have.
std::uint64_t hash(const Uuid& uuid) {
    std::uint64_t value = 0xcbf29ce484222325;
    for (const std::uint8_t byte : uuid.bytes) value = (value ^ byte) * 0x100000001b3;
    return value;
}

void write_in_style(Letter& letter, const AlertMaterial& material, const MailSettings& settings) {
    const Composer composer(material);
    if (settings.style == MailStyle::original) {
        letter.subject = material.flip.flip.to == State::down ? "Status is Down" : "Status is Up";
        letter.text = one_line(material.task.name) + "\n";
        return;
    }
    const Sheet sheet = composer.sheet(settings.site_url);
    letter.subject = composer.subject();
    letter.text = sheet_text(sheet);
    letter.html = sheet_html(sheet);
}

}  // namespace

std::string message_id(AlertId alert, Instant flip, const Uuid& task, const Mailbox& from) {
    char id[96];
    std::snprintf(id, sizeof id, "<alert-%lld.%lld.%016llx@", static_cast<long long>(raw(alert)),
                  static_cast<long long>(to_ms(flip)), static_cast<unsigned long long>(hash(task)));
    return std::string(id).append(from.domain()) + '>';
}

Letter compose(const AlertMaterial& material, const MailSettings& settings, Instant now) {
    Letter letter;
    const Flip& flip = material.flip.flip;
    letter.from = settings.from;
    letter.to = material.address;
    letter.date = now;
    letter.message_id = message_id(material.id, flip.at, material.task.uuid, settings.from);
    if (material.answers && flip.down_since)  // the down flip is dated where being down began
        letter.in_reply_to =
            message_id(*material.answers, *flip.down_since, material.task.uuid, settings.from);
    write_in_style(letter, material, settings);
    return letter;
}

Letter compose_test(const MailSettings& settings, std::string_view to, Instant now) {
    Sheet sheet;
    sheet.badge = "OK";
    sheet.title = "CRONMON 测试邮件 / test letter";
    for (const auto language : {Language::zh, Language::en}) {
        if (!sheet.lead.empty()) sheet.lead += ' ';
        sheet.lead += say(language, Phrase::test_lead);
        sheet.paragraphs.push_back(say(language, Phrase::test_advice));
    }
    if (!settings.site_url.empty())
        sheet.rows.push_back({"URL", settings.site_url, SheetRow::Kind::link});
    Letter letter{settings.from,
                  std::string(to),
                  sheet.title,
                  sheet_text(sheet),
                  sheet_html(sheet),
                  {},
                  {},
                  now};
    letter.message_id = std::string("<test-")
                            .append(Uuid::random().text())
                            .append("@")
                            .append(settings.from.domain()) +
                        ">";
    return letter;
}

}  // namespace cronmon
