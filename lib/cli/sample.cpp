// Something to look at in a database that has nothing yet.
#include "cli/commands.h"
#include "cli/list.h"
#include "cli/sample_data.h"
#include "cli/table.h"

namespace cronmon {
namespace {

// What was refused, with what of; nothing if it was done.
Outcome told(const Result<Json>& answer, std::string_view what, std::string_view name) {
    if (answer) return std::nullopt;
    return Error{answer.error().code,
                 std::string(what).append(" ").append(name).append(": ") + answer.error().message};
}

// Nobody's own data are mixed with ours.
Outcome check_empty(Client& client) {
    for (const auto& [path, noun] :
         {std::pair{"/businesses", "business"}, std::pair{"/notifiers", "notifier"},
          std::pair{"/tasks", "task"}}) {
        const auto page = client.get(path + query_of({{"length", "1"}}));
        if (!page) return page.error();
        const std::int64_t total = number_of(*page, "total");
        if (total > 0)
            return Error{Code::conflict, "there " + std::string(total > 1 ? "are " : "is ") +
                                             counted(total, noun) +
                                             " already: samples are for an empty database"};
    }
    for (const SampleUser& user : sample_users)
        if (client.get(path_of("users", user.name)))
            return Error{Code::conflict, "there is a user " + std::string(user.name) +
                                             " already, from samples before?"};
    return std::nullopt;
}

Outcome add_notifiers(Client& client) {
    for (const SampleNotifier& notifier : sample_notifiers) {
        Json body{{"name", notifier.name}, {"email", notifier.email}, {"lang", notifier.lang}};
        if (!notifier.phone.empty()) body["phone"] = notifier.phone;
        if (auto error = told(client.post("/notifiers", body), "notifier", notifier.name))
            return error;
    }
    return std::nullopt;
}

Outcome add_businesses(Client& client) {
    for (const SampleBusiness& business : sample_businesses) {
        const auto added = client.post("/businesses", {{"name", business.name}});
        if (auto error = told(added, "business", business.name)) return error;
        for (const std::string_view name : business.notifiers) {
            if (name.empty()) continue;
            const auto path =
                path_of("businesses", business.name, "notifiers/" + percent_encoded(name));
            if (auto error = told(client.put(path), "business", business.name)) return error;
        }
    }
    return std::nullopt;
}

Outcome add_tasks(Client& client) {
    for (const SampleTask& task : sample_tasks) {
        const auto added = client.post("/tasks", {{"name", task.name},
                                                  {"business", task.business},
                                                  {task.kind, task.schedule},
                                                  {"tz", task.tz},
                                                  {"grace", task.grace}});
        if (auto error = told(added, "task", task.name)) return error;
    }
    return std::nullopt;
}

// With the link by which each chooses a password.
Result<Json> add_users(Client& client) {
    Json users = Json::array();
    for (const SampleUser& user : sample_users) {
        const auto added = client.post("/users", {{"name", user.name},
                                                  {"role", user.role},
                                                  {"lang", user.lang},
                                                  {"businesses", user.businesses}});
        if (auto error = told(added, "user", user.name)) return *std::move(error);
        const auto link = client.post(path_of("users", user.name, "setup-link"));
        if (auto error = told(link, "user", user.name)) return *std::move(error);
        users.push_back({{"name", user.name},
                         {"role", user.role},
                         {"businesses", user.businesses},
                         {"link", text_of(*link, "link")}});
    }
    return users;
}

Result<Json> add_all(Client& client) {
    for (const auto add : {add_notifiers, add_businesses, add_tasks})
        if (auto error = add(client)) return *std::move(error);
    return add_users(client);
}

// A server makes its first administrator only where there is no user at all.
void print_if_nobody_rules(Context& context) {
    const auto admins = context.client.get("/users" + query_of({{"status", "admin"}}));
    if (admins && number_of(*admins, "total") == 0)
        context.out() << "  cronmon user add NAME --admin            nobody is administrator yet\n";
}

void print_made(Context& context, const Json& users) {
    auto& out = context.out();
    out << "made " << counted(std::size(sample_businesses), "business") << ", "
        << counted(std::size(sample_notifiers), "notifier") << ", "
        << counted(std::size(sample_tasks), "task") << " and "
        << counted(std::size(sample_users), "user") << "\n\n"
        << "Each chooses a password, once and within 24 hours, at:\n";
    for (const Json& user : users)
        out << "  " << text_of(user, "name") << " (" << text_of(user, "role") << " of "
            << names_of(user, "businesses") << ")\n    " << printable(text_of(user, "link"))
            << '\n';
    out << "\nNobody pings these tasks, so the quick ones are down within minutes; letters go to\n"
           "example.org, which is to say nowhere. What to try next:\n"
           "  cronmon serve                            if no server runs yet\n";
    print_if_nobody_rules(context);
    out << "  cronmon task list                        what is down and late stands first\n"
           "  cronmon task show mail-queue             with its URL: curl it, and it is up\n"
           "  cronmon alert list                       what is owed to whom, and why it waits\n"
           "  cronmon dashboard                        all in numbers\n"
           "  cronmon business notify Certificates 'Tom Baker'\n"
           "  cronmon user grant sample-reader Payroll\n";
}

Outcome run(Context& context) {
    if (auto error = check_empty(context.client)) return error;
    if (auto no = confirm(context, "fill this database with samples?")) return no;
    const auto users = add_all(context.client);
    if (!users)
        return Error{users.error().code,
                     "samples: stopped in the middle, at " + users.error().message};
    if (!context.json()) {
        print_made(context, *users);
        return std::nullopt;
    }
    context.out() << dump({{"businesses", std::size(sample_businesses)},
                           {"notifiers", std::size(sample_notifiers)},
                           {"tasks", std::size(sample_tasks)},
                           {"users", *users}})
                  << '\n';
    return std::nullopt;
}

}  // namespace

std::vector<Command> sample_commands() {
    return {{"sample",
             "",
             "fills an empty database with samples, to try things out",
             {},
             {yes_flag, json_flag},
             {"cronmon sample --data ./playground --yes"},
             "A dozen businesses, people at example.org, tasks on all kinds of schedules, and two\n"
             "users. Refused where there is any business, notifier or task.",
             run}};
}

}  // namespace cronmon
