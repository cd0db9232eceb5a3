#include "import/original_keys.h"

#include "base/quote.h"

#include <unordered_map>

namespace cronmon {
namespace {

// A column in which every value stands once.
class UniqueColumn {
public:
    explicit UniqueColumn(std::string_view name) : name_(name) {}

    void add(std::int64_t line, const std::string& value) {
        const auto [first, is_new] = lines_.emplace(value, line);
        if (!is_new)
            throw DumpError(line, name_ + ": " + quote(value) + " is already that of line " +
                                      std::to_string(first->second));
    }
    void add(std::int64_t line, std::int64_t id) { add(line, std::to_string(id)); }

    // Another column refers to this one.
    void need(std::int64_t line, std::string_view column, std::int64_t id) const {
        if (!lines_.contains(std::to_string(id)))
            throw DumpError(
                line, std::string(column) + ": there is no " + name_ + " " + std::to_string(id));
    }

private:
    const std::string name_;
    std::unordered_map<std::string, std::int64_t> lines_;
};

std::string lower(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

struct Ids {
    UniqueColumn business{"business.id"};
    UniqueColumn notifier{"notifier.id"};
    UniqueColumn task{"taskmonitor.id"};
    UniqueColumn user{"user.id"};
};

void check_businesses(const OriginalNouns& nouns, Ids& ids) {
    UniqueColumn name{"business.business_name"};
    for (const OriginalBusiness& business : nouns.businesses) {
        ids.business.add(business.line, business.id);
        name.add(business.line, business.name);
    }
}

void check_notifiers(const OriginalNouns& nouns, Ids& ids) {
    UniqueColumn name{"notifier.notify_name"}, email{"notifier.notify_email"},
        phone{"notifier.notify_tel"};
    for (const OriginalNotifier& notifier : nouns.notifiers) {
        ids.notifier.add(notifier.line, notifier.id);
        name.add(notifier.line, notifier.name);
        email.add(notifier.line, notifier.email);
        phone.add(notifier.line, notifier.phone);
    }
}

void check_assignments(const OriginalNouns& nouns, const Ids& ids) {
    UniqueColumn pair{"businessnotifier.business_id and notifier_id"};
    for (const OriginalAssignment& assignment : nouns.assignments) {
        const std::string both =
            std::to_string(assignment.business) + " " + std::to_string(assignment.notifier);
        pair.add(assignment.line, both);
        ids.business.need(assignment.line, "businessnotifier.business_id", assignment.business);
        ids.notifier.need(assignment.line, "businessnotifier.notifier_id", assignment.notifier);
    }
}

void check_tasks(const OriginalNouns& nouns, Ids& ids) {
    UniqueColumn name{"taskmonitor.name"}, url{"taskmonitor.url"};
    for (const OriginalTask& task : nouns.tasks) {
        ids.task.add(task.line, task.id);
        name.add(task.line, task.name);
        url.add(task.line, lower(task.url));
        ids.business.need(task.line, "taskmonitor.business_id", task.business);
    }
}

void check_users(const OriginalNouns& nouns, Ids& ids) {
    UniqueColumn name{"user.username"}, email{"user.email"}, phone{"user.phone"},
        api_name{"user.api_username"};
    for (const OriginalUser& user : nouns.users) {
        ids.user.add(user.line, user.id);
        name.add(user.line, lower(user.name));
        email.add(user.line, lower(user.email));
        phone.add(user.line, user.phone);
        if (user.api_name) api_name.add(user.line, lower(*user.api_name));
    }
    for (const OriginalPermission& permission : nouns.permissions)
        ids.user.need(permission.line, "permission.perm_user_id", permission.user);
}

}  // namespace

void check_keys(const OriginalNouns& nouns) {
    Ids ids;
    check_businesses(nouns, ids);
    check_notifiers(nouns, ids);
    check_assignments(nouns, ids);
    check_tasks(nouns, ids);
    check_users(nouns, ids);
}

}  // namespace cronmon
