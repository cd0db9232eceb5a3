// The second half of json.h: what is sent to us.

#include "base/nearest.h"
#include "base/quote.h"
#include "http/json.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace cronmon {
namespace {

using Json = nlohmann::json;

// The value as an error shows it: short, and never a whole document.
std::string shown(const Json& value) {
    switch (value.type()) {
        case Json::value_t::array: return "a list";
        case Json::value_t::object: return "an object";
        case Json::value_t::string: return quote(value.get_ref<const std::string&>());
        default: return value.dump();
    }
}

// An object's fields, taken one by one; whatever is not taken is not known.
class Fields {
public:
    explicit Fields(std::string_view text) {
        // The depth of what follows is bounded by the size of a request's body, and the parser
        // needs no stack for it.
        json_ = Json::parse(text, nullptr, false);
        if (json_.is_discarded()) refuse({Code::usage, "body: must be JSON, and is malformed"});
        else if (!json_.is_object())
            refuse({Code::usage, "body: must be a JSON object, got " + shown(json_)});
    }

    void take(std::string_view name, std::string_view example, std::optional<std::string>& into) {
        const Json* value = find(name);
        if (!value || value->is_null()) return;
        if (value->is_string()) into = value->get<std::string>();
        else refuse_type(name, "a text such as " + std::string(example), *value);
    }

    void take(std::string_view name, std::optional<bool>& into) {
        const Json* value = find(name);
        if (!value || value->is_null()) return;
        if (value->is_boolean()) into = value->get<bool>();
        else refuse_type(name, "true or false", *value);
    }

    bool is_null(std::string_view name) {
        const Json* value = find(name);
        return value && value->is_null();
    }

    // What was wrong, if anything was.
    std::optional<Error> end() {
        if (error_) return error_;
        for (const auto& [name, value] : json_.items()) {
            if (std::ranges::find(known_, name) != known_.end()) continue;
            std::string allowed;
            for (const auto& known : known_)
                allowed.append(allowed.empty() ? "" : " ").append(known);
            const std::string hint = did_you_mean(name, known_);
            return Error{Code::invalid, "body: there is no field " + quote(name) +
                                            (hint.empty() ? ", use " + allowed : hint)};
        }
        return std::nullopt;
    }

private:
    const Json* find(std::string_view name) {
        known_.emplace_back(name);
        if (error_) return nullptr;
        const auto found = json_.find(name);
        return found == json_.end() ? nullptr : &*found;
    }

    void refuse_type(std::string_view name, const std::string& wanted, const Json& value) {
        refuse(
            {Code::invalid, std::string(name) + ": must be " + wanted + ", got " + shown(value)});
    }

    void refuse(Error error) {
        if (!error_) error_ = std::move(error);
    }

    Json json_;
    std::vector<std::string> known_;
    std::optional<Error> error_;
};

template <class Body>
Result<Body> finished(Fields& fields, Body body) {
    if (auto error = fields.end()) return *std::move(error);
    return body;
}

}  // namespace

Result<TaskBody> read_task_body(std::string_view text) {
    Fields fields(text);
    TaskBody body;
    fields.take("name", "nightly-backup", body.name);
    fields.take("business", "payments", body.business);
    fields.take("cron", "0 2 * * *", body.cron);
    fields.take("every", "5m", body.every);
    fields.take("calendar", "Mon..Fri 09:00", body.calendar);
    fields.take("tz", "Asia/Shanghai", body.tz);
    fields.take("grace", "5m", body.grace);
    if (fields.is_null("tolerance")) body.tolerance.emplace();
    std::optional<std::string> tolerance;
    fields.take("tolerance", "30s", tolerance);
    if (tolerance) body.tolerance = std::move(tolerance);
    fields.take("quiet_until_first_ping", body.quiet_until_first_ping);
    return finished(fields, std::move(body));
}

Result<BusinessBody> read_business_body(std::string_view text) {
    Fields fields(text);
    BusinessBody body;
    fields.take("name", "payments", body.name);
    fields.take("enabled", body.enabled);
    return finished(fields, std::move(body));
}

Result<NotifierBody> read_notifier_body(std::string_view text) {
    Fields fields(text);
    NotifierBody body;
    fields.take("name", "Ann", body.name);
    fields.take("email", "ann@example.com", body.email);
    if (fields.is_null("phone")) body.phone.emplace();
    fields.take("phone", "13800000000", body.phone);
    fields.take("lang", "zh", body.lang);
    fields.take("enabled", body.enabled);
    return finished(fields, std::move(body));
}

Result<std::string> read_text_body(std::string_view text, std::string_view field) {
    Fields fields(text);
    std::optional<std::string> value;
    fields.take(field, "one in quotes", value);
    if (auto error = fields.end()) return *std::move(error);
    if (!value) return Error{Code::invalid, std::string(field) + ": is missing"};
    return *std::move(value);
}

}  // namespace cronmon
