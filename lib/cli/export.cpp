// What there is, as the file that cronmon apply takes.
#include "base/duration.h"
#include "cli/commands.h"
#include "cli/list.h"

#include <cerrno>
#include <cstring>
#include <fstream>

namespace cronmon {
namespace {

// All rows of a list, a request at a time.
Result<std::vector<Json>> rows_of(Context& context, const std::string& path,
                                  const std::string& sort) {
    std::vector<Json> rows;
    for (std::int64_t page = 1;; ++page) {
        const auto answer =
            context.client.get(path + query_of({{"sort", sort},
                                                {"length", std::to_string(list_request_rows)},
                                                {"page", std::to_string(page)}}));
        if (!answer) return answer.error();
        const Json& some = array_of(*answer, "rows");
        rows.insert(rows.end(), some.begin(), some.end());
        if (static_cast<std::int64_t>(some.size()) < list_request_rows) return rows;
    }
}

Json with_fields(const Json& row, std::initializer_list<const char*> names) {
    Json entry = Json::object();
    for (const char* name : names)
        if (const auto found = row.find(name); found != row.end() && !found->is_null())
            entry[name] = *found;
    return entry;
}

// Lengths are shown in seconds and sent as texts.
void add_lengths(Json& entry, const Json& row) {
    for (const char* name : {"grace", "tolerance", "max_run", "min_run"}) {
        const auto found = row.find(std::string(name) + "_s");
        if (found == row.end() || !found->is_number()) continue;
        const double length_s = found->get<double>();
        entry[name] = duration_text(Millis{static_cast<std::int64_t>(length_s * 1000 + 0.5)});
    }
}

// What most tasks are not is left out: it is the default.
void leave_out_defaults(Json& entry) {
    for (auto field = entry.begin(); field != entry.end();) {
        const bool standard = *field == Json(false) || *field == Json("") ||
                              (*field == Json(1) && field.key().ends_with("_after"));
        field = standard ? entry.erase(field) : std::next(field);
    }
}

Json task_entry(const Json& row) {
    Json entry = with_fields(row, {"name", "business"});
    entry[text_of(row, "schedule_kind")] = text_of(row, "schedule");
    entry["tz"] = text_of(row, "tz");
    add_lengths(entry, row);
    Json rules =
        with_fields(row, {"quiet_until_first_ping", "alert_after", "recover_after", "manual_resume",
                          "post_only", "by_body", "else_fail", "start_words", "success_words",
                          "failure_words", "slug", "tags", "description"});
    leave_out_defaults(rules);
    entry.update(rules);
    return entry;
}

using Entry = Json (*)(const Json& row);

Outcome add_part(Context& context, Json& document, const char* part, const std::string& sort,
                 Entry entry) {
    const auto rows = rows_of(context, std::string("/") + part, sort);
    if (!rows) return rows.error();
    document[part] = Json::array();
    for (const Json& row : *rows) document[part].push_back(entry(row));
    return std::nullopt;
}

// Secrets stay where they are.
Outcome add_settings(Context& context, Json& document, std::string& left_out) {
    const auto answer = context.client.get("/settings");
    if (!answer) return answer.error();
    document["settings"] = Json::object();
    for (const Json& setting : array_of(*answer, "rows")) {
        if (!truth_of(setting, "set")) continue;
        const std::string name = text_of(setting, "name");
        if (!truth_of(setting, "secret")) document["settings"][name] = text_of(setting, "value");
        else left_out.append(left_out.empty() ? "" : ", ").append(name);
    }
    return std::nullopt;
}

Outcome gather(Context& context, Json& document, std::string& left_out) {
    if (auto error = add_part(context, document, "businesses", "name", [](const Json& row) {
            return with_fields(row, {"name", "enabled"});
        }))
        return error;
    if (auto error = add_part(context, document, "notifiers", "name", [](const Json& row) {
            return with_fields(row, {"name", "email", "phone", "lang", "enabled"});
        }))
        return error;
    if (auto error = add_part(context, document, "assignments", "business", [](const Json& row) {
            return Json{{"business", text_of(object_of(row, "business"), "name")},
                        {"notifier", text_of(object_of(row, "notifier"), "name")}};
        }))
        return error;
    if (auto error = add_part(context, document, "tasks", "name", task_entry)) return error;
    return add_settings(context, document, left_out);
}

Outcome export_all(Context& context) {
    Json document = Json::object();
    std::string left_out;
    if (auto error = gather(context, document, left_out)) return error;
    const std::string path = context.args.argument("FILE");
    if (path.empty()) {
        context.out() << dump(document) << '\n';
    } else {
        errno = 0;
        std::ofstream file(path, std::ios::binary);
        file << dump(document) << '\n';
        if (!file.flush())
            return Error{Code::unreachable,
                         "file: cannot write " + path + ": " + std::strerror(errno)};
    }
    if (!left_out.empty())
        context.terminal.err << "left out, because they are secret: " << left_out << '\n';
    return std::nullopt;
}

}  // namespace

std::vector<Command> export_commands() {
    return {
        {"export",
         "",
         "writes businesses, notifiers, assignments, tasks and settings as cronmon apply reads "
         "them",
         {{"FILE", "where to; without it, the standard output", Need::optional}},
         {},
         {"cronmon export > cronmon.json", "cronmon export cronmon.json"},
         "Secrets (smtp.password) are left out, and so are users, tokens, ping URLs and the log:\n"
         "a backup has them all.",
         export_all}};
}

}  // namespace cronmon
