#include "http/json_upgrade.h"

#include "base/version.h"
#include "http/json_fields.h"
#include "http/json_print.h"

namespace cronmon {
namespace {

using json_print::Json;

Json or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

}  // namespace

std::string_view word(UpgradeFacts::Stage stage) {
    switch (stage) {
        case UpgradeFacts::Stage::none: return "none";
        case UpgradeFacts::Stage::running: return "running";
        case UpgradeFacts::Stage::failed: return "failed";
        case UpgradeFacts::Stage::done: return "done";
    }
    return {};
}

std::string upgrade_json(const UpgradeFacts& facts) {
    return json_print::dump(Json{{"stage", word(facts.stage)},
                                 {"pid", facts.pid},
                                 {"version", version},
                                 {"program", or_null(facts.program)},
                                 {"from", or_null(facts.from)},
                                 {"why", or_null(facts.why)}});
}

Result<std::string> read_upgrade_body(std::string_view text) {
    if (text.empty()) return std::string{};
    JsonFields fields(text);
    std::optional<std::string> program;
    fields.take("program", "/usr/bin/cronmon", program);
    return finished(fields, program.value_or(""));
}

}  // namespace cronmon
