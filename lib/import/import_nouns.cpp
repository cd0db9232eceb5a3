#include "import/import_nouns.h"

#include "base/duration.h"
#include "base/quote.h"
#include "base/utf8.h"
#include "core/schedule_words.h"

#include <set>
#include <unordered_map>

namespace cronmon {
namespace {

// How far apart the clocks of two machines may be before we call it another zone.
constexpr Millis clocks_differ_by_at_most = std::chrono::minutes{10};

constexpr std::string_view kept = "; kept as it is";

Business import_business(const OriginalBusiness& row, const Zone& zone, ImportReport& report) {
    if (const auto error = check_business_name(row.name))
        note(report.changed, row.line, "business", row.id, row.name,
             error->message + std::string(kept));
    Business business;
    business.uuid = Uuid::random();
    business.badge_key = random_word(business_key_chars);
    business.id = BusinessId{row.id};
    business.name = row.name;
    business.enabled = row.enabled;
    business.created = instant_of(zone, row.created);
    return business;
}

// Letters to a strange address fail, and somebody sees that; but nothing can be sent to none, and
// control characters have no place in a talk with a mail server.
std::optional<Notifier> import_notifier(const OriginalNotifier& row, const Zone& zone,
                                        ImportReport& report) {
    const auto say = [&](std::vector<ImportFinding>& where, const std::string& what) {
        note(where, row.line, "notifier", row.id, row.name, what);
    };
    if (row.email.empty() || utf8::has_control(row.email)) {
        say(report.refused, check_email(row.email)->message);
        return std::nullopt;
    }
    if (const auto error = check_notifier_name(row.name))
        say(report.changed, error->message + std::string(kept));
    if (const auto error = check_email(row.email))
        say(report.changed, error->message + "; kept, but letters to it may fail");
    if (const auto error = check_phone(row.phone); error && !row.phone.empty())
        say(report.changed, error->message + std::string(kept));
    Notifier notifier;
    notifier.id = NotifierId{row.id};
    notifier.name = row.name;
    notifier.email = row.email;
    if (!row.phone.empty()) notifier.phone = row.phone;
    notifier.language = Language::zh;
    notifier.enabled = row.enabled;
    notifier.created = instant_of(zone, row.created);
    return notifier;
}

std::int64_t permitted_id(const OriginalPermission& row, std::string_view word) {
    const auto id = parse_number(word);
    if (id) return *id;
    throw DumpError(row.line,
                    "permission.perm_list: must be ids of businesses with blanks "
                    "between them, got " +
                        quote(row.businesses));
}

class NounImport {
public:
    NounImport(const OriginalNouns& rows, const Zone& zone, Instant now, ImportReport& report)
        : rows_(rows), zone_(zone), now_(now), report_(report) {}

    ImportedNouns run() {
        businesses();
        notifiers();
        tasks();
        users();
        return std::move(nouns_);
    }

private:
    void businesses() {
        for (const OriginalBusiness& row : rows_.businesses) {
            nouns_.businesses.push_back(import_business(row, zone_, report_));
            business_ids_.insert(row.id);
            if (!row.enabled) disabled_ids_.insert(row.id);
        }
        report_.businesses = count(rows_.businesses, nouns_.businesses);
    }

    void notifiers() {
        std::set<std::int64_t> ids;
        for (const OriginalNotifier& row : rows_.notifiers) {
            auto notifier = import_notifier(row, zone_, report_);
            if (!notifier) continue;
            nouns_.notifiers.push_back(*std::move(notifier));
            ids.insert(row.id);
        }
        for (const OriginalAssignment& row : rows_.assignments)
            if (ids.contains(row.notifier))
                nouns_.assignments.push_back({BusinessId{row.business}, NotifierId{row.notifier},
                                              instant_of(zone_, row.created)});
        report_.notifiers = count(rows_.notifiers, nouns_.notifiers);
        report_.assignments = count(rows_.assignments, nouns_.assignments);
    }

    void tasks() {
        for (const OriginalTask& row : rows_.tasks) {
            auto task = import_task(row, zone_, now_, report_);
            if (!task) continue;
            if (row.enabled && disabled_ids_.contains(row.business))
                note(report_.changed, row.line, "task", row.id, row.name,
                     "its business is disabled, so nobody is told of it any more; enable that, or "
                     "pause the task");
            nouns_.tasks.push_back(*std::move(task));
        }
        report_.tasks = count(rows_.tasks, nouns_.tasks);
    }

    // The original looks at the first list of a user only.
    void users() {
        std::unordered_map<std::int64_t, const OriginalPermission*> lists;
        for (const OriginalPermission& row : rows_.permissions) lists.try_emplace(row.user, &row);
        for (const OriginalUser& row : rows_.users) {
            nouns_.users.push_back(import_user(row, zone_, report_));
            const auto list = lists.find(row.id);
            if (list != lists.end()) permit(*list->second, nouns_.users.back());
        }
        report_.users.found = static_cast<std::int64_t>(rows_.users.size());
    }

    void permit(const OriginalPermission& row, ImportedUser& user) {
        if (row.businesses == "0") user.user.all_businesses = true;
        if (user.user.role == Role::admin && row.businesses != "0")
            note(report_.changed, row.line, "user", raw(user.user.id), user.user.name,
                 "is an admin, who sees all businesses, and not only " + quote(row.businesses));
        if (user.user.all_businesses) return;
        for (const std::string_view word : split_words(row.businesses)) {
            const std::int64_t id = permitted_id(row, word);
            if (business_ids_.contains(id)) user.businesses.push_back(BusinessId{id});
            else ++report_.permissions_without_business;
        }
    }

    template <class Row, class Noun>
    static ImportCount count(const std::vector<Row>& found, const std::vector<Noun>& imported) {
        return {static_cast<std::int64_t>(found.size()),
                static_cast<std::int64_t>(imported.size())};
    }

    const OriginalNouns& rows_;
    const Zone& zone_;
    const Instant now_;
    ImportReport& report_;
    ImportedNouns nouns_;
    std::set<std::int64_t> business_ids_;
    std::set<std::int64_t> disabled_ids_;  // of those
};

}  // namespace

Instant instant_of(const Zone& zone, LocalSeconds time) { return Instant{zone.first_at(time)}; }

void check_past(std::int64_t line, std::string_view column, Instant at, const Zone& zone,
                Instant now) {
    if (at <= now + clocks_differ_by_at_most) return;
    throw DumpError(line, std::string(column) + ": " + zone.format(at) + " is still to come, in " +
                              duration_text(std::chrono::floor<std::chrono::minutes>(at - now)) +
                              ": say with --tz in which zone the old server's clock ran, not " +
                              zone.name());
}

void note(std::vector<ImportFinding>& findings, std::int64_t line, std::string_view noun,
          std::int64_t id, std::string_view name, std::string_view what) {
    std::string sentence(noun);
    sentence.append(" ").append(std::to_string(id)).append(" ").append(quote(name));
    findings.push_back({line, sentence.append(": ").append(what)});
}

ImportedNouns import_nouns(const OriginalNouns& nouns, const Zone& zone, Instant now,
                           ImportReport& report) {
    return NounImport(nouns, zone, now, report).run();
}

}  // namespace cronmon
