#include "http/healthchecks/call.h"

#include "http/healthchecks/python_json.h"
#include "http/services.h"

#include <algorithm>

namespace cronmon {
namespace {

constexpr std::size_t unique_key_chars = 40;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }

}  // namespace

std::unique_ptr<Snapshot> CheckCall::present() const {
    // With a full disk the standings cannot be saved; what is on it can still be shown.
    static_cast<void>(await(engine, Settle{}));
    return store.snapshot();
}

Result<Done> CheckCall::submit(Change change) const {
    return await(engine, std::move(change), By{{}, "key " + key.hint, ask.address});
}

CheckLight CheckCall::light(Snapshot& snapshot) const {
    return {base, version, key.may, now, snapshot.channels_of(key.business)};
}

FoundCheck find_check(const CheckCall& call, Snapshot& snapshot) {
    const std::string& name = call.names.at(0);
    if (const auto uuid = Uuid::parse(name)) {
        auto task = snapshot.task_with(*uuid);
        if (!task) return {{}, nowhere_page()};
        if (task->task.business != call.key.business) return {{}, say_nothing(403)};
        return {std::move(task), {}};
    }
    for (TaskView& task : snapshot.tasks_of(call.key.business))
        if (unique_key(task.task.uuid) == name) return {std::move(task), {}};
    return {{}, say_nothing(404)};
}

bool fits_place(std::string_view place, std::string_view word) {
    if (place == "{uuid}") return Uuid::parse(word).has_value();
    if (place == "{key}")
        return word.size() == unique_key_chars && std::ranges::all_of(word, is_hex);
    if (place == "{n}") return !word.empty() && std::ranges::all_of(word, is_digit);
    return place == word;
}

Reply nowhere_page() {
    return {404,
            "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n"
            "<p>There is nothing here.</p>\n",
            "text/html; charset=utf-8"};
}

Reply refuse_check(int status, std::string_view sentence) {
    return {status, python_error(sentence)};
}

Reply refuse_change(const Error& error) {
    if (error.code == Code::not_found) return nowhere_page();
    if (error.code == Code::conflict) return refuse_check(409, error.message);
    if (error.code != Code::busy)
        return refuse_check(400, "json validation error: " + error.message);
    Reply reply = refuse_check(503, error.message);
    reply.fields.emplace_back("Retry-After", std::to_string(error.retry_after_s));
    return reply;
}

Reply say_nothing(int status) { return {status, {}}; }

}  // namespace cronmon
