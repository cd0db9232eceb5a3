#include "http/json_configuration.h"

#include "base/nearest.h"
#include "base/quote.h"
#include "core/settings.h"
#include "http/json.h"
#include "http/json_fields.h"
#include "http/json_print.h"
#include "http/read_task.h"
#include "http/read_words.h"

#include <algorithm>
#include <set>

namespace cronmon {
namespace {

using Document = nlohmann::json;

// What is wrong with an entry. A body is one entry here, and is not called so.
Error placed(const std::string& where, Error error) {
    constexpr std::string_view body = "body: ";
    if (error.message.starts_with(body)) error.message.erase(0, body.size());
    error.message.insert(0, where + ": ");
    error.code = Code::invalid;
    return error;
}

// `tasks 'nightly'`, or `tasks[3]` if it has no name.
std::string where_of(const std::string& part, const Document& entry, std::size_t place) {
    const auto name = entry.is_object() ? entry.find("name") : entry.end();
    if (name != entry.end() && name->is_string())
        return part + " " + quote(name->get<std::string>());
    return part + "[" + std::to_string(place) + "]";
}

Result<AddBusiness> read_entry(std::string_view text, const AddBusiness*) {
    const auto body = read_business_body(text);
    if (!body) return body.error();
    if (!body->name) return Error{Code::invalid, "name: is missing"};
    return AddBusiness{*body->name, body->enabled.value_or(true)};
}

Result<AddNotifier> read_entry(std::string_view text, const AddNotifier*) {
    const auto body = read_notifier_body(text);
    if (!body) return body.error();
    if (!body->name) return Error{Code::invalid, "name: is missing"};
    if (!body->email) return Error{Code::invalid, "email: is missing"};
    const auto language = read_language(body->lang);
    if (!language) return language.error();
    const bool has_phone = body->phone && !body->phone->empty();
    return AddNotifier{*body->name, *body->email, has_phone ? body->phone : std::nullopt,
                       language->value_or(Language::zh), body->enabled.value_or(true)};
}

Result<Configuration::Assignment> read_entry(std::string_view text,
                                             const Configuration::Assignment*) {
    JsonFields fields(text);
    std::optional<std::string> business, notifier;
    fields.take("business", "payments", business);
    fields.take("notifier", "Ann", notifier);
    if (auto error = fields.end()) return *std::move(error);
    if (!business) return Error{Code::invalid, "business: is missing"};
    if (!notifier) return Error{Code::invalid, "notifier: is missing"};
    return Configuration::Assignment{*std::move(business), *std::move(notifier)};
}

Result<WantedTask> read_entry(std::string_view text, const WantedTask*) {
    const auto body = read_task_body(text);
    if (!body) return body.error();
    if (!body->business) return Error{Code::invalid, "business: is missing"};
    auto task = read_new_task(*body, BusinessId{});
    if (!task) return task.error();
    return WantedTask{*body->business, *std::move(task)};
}

std::string name_of(const AddBusiness& entry) { return entry.name; }
std::string name_of(const AddNotifier& entry) { return entry.name; }
std::string name_of(const WantedTask& entry) { return entry.task.name; }
std::string name_of(const Configuration::Assignment& entry) {
    return entry.business + " / " + entry.notifier;
}

// A part that is a list. The error, if there is one, is the answer.
template <class Entry>
std::optional<Error> read_part(const Document& document, const std::string& part,
                               std::optional<std::vector<Entry>>& into) {
    const auto found = document.find(part);
    if (found == document.end()) return std::nullopt;
    if (!found->is_array()) return Error{Code::invalid, part + ": must be a list of objects"};
    into.emplace();
    std::set<std::string> names;
    for (const Document& each : *found) {
        const std::string where = where_of(part, each, into->size());
        auto entry = each.is_object() ? read_entry(each.dump(), static_cast<const Entry*>(nullptr))
                                      : Result<Entry>(Error{Code::invalid, "must be an object"});
        if (!entry) return placed(where, entry.error());
        if (!names.insert(name_of(*entry)).second)
            return placed(where, {Code::invalid, "name: is there twice"});
        into->push_back(*std::move(entry));
    }
    return std::nullopt;
}

std::optional<Error> read_settings(const Document& document,
                                   std::optional<std::vector<Configuration::Setting>>& into) {
    const auto found = document.find("settings");
    if (found == document.end()) return std::nullopt;
    if (!found->is_object()) return Error{Code::invalid, "settings: must be an object of texts"};
    into.emplace();
    for (const auto& [name, value] : found->items()) {
        if (!value.is_string() && !value.is_number_integer())
            return placed("settings", {Code::invalid, name + ": must be a text"});
        const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
        if (auto error = check_setting(name, text)) return placed("settings", *std::move(error));
        into->push_back({name, text});
    }
    return std::nullopt;
}

std::optional<Error> refuse_others(const Document& document) {
    const std::vector<std::string> parts{"businesses", "notifiers", "assignments", "tasks",
                                         "settings"};
    for (const auto& [name, value] : document.items()) {
        if (std::ranges::find(parts, name) != parts.end()) continue;
        std::string hint = did_you_mean(name, parts);
        if (hint.empty()) {
            hint = ", use";
            for (const std::string& part : parts) hint.append(" ").append(part);
        }
        return Error{Code::invalid, "document: there is no field " + quote(name) + hint};
    }
    return std::nullopt;
}

}  // namespace

Result<Configuration> read_configuration(std::string_view text) {
    const Document document = Document::parse(text, nullptr, false);
    if (document.is_discarded())
        return Error{Code::usage, "document: must be JSON, and is malformed"};
    if (!document.is_object()) return Error{Code::usage, "document: must be a JSON object"};
    if (auto error = refuse_others(document)) return *std::move(error);
    Configuration wanted;
    if (auto error = read_part(document, "businesses", wanted.businesses)) return *std::move(error);
    if (auto error = read_part(document, "notifiers", wanted.notifiers)) return *std::move(error);
    if (auto error = read_part(document, "assignments", wanted.assignments))
        return *std::move(error);
    if (auto error = read_part(document, "tasks", wanted.tasks)) return *std::move(error);
    if (auto error = read_settings(document, wanted.settings)) return *std::move(error);
    return wanted;
}

std::string steps_json(std::span<const ConfigureStep> steps, bool dry_run) {
    using json_print::Json;
    Json list = Json::array();
    for (const ConfigureStep& step : steps) {
        Json changes = Json::array();
        for (const FieldChange& change : step.changes)
            changes.push_back(
                {{"field", change.field}, {"before", change.before}, {"after", change.after}});
        list.push_back(
            {{"action", step.action}, {"name", step.name}, {"changes", std::move(changes)}});
    }
    return json_print::dump(Json{{"dry_run", dry_run}, {"steps", std::move(list)}});
}

}  // namespace cronmon
