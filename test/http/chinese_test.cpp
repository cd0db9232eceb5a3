// Refusals in Chinese: how a sentence is taken apart, that the table is sound, and that nothing
// that a caller can be told is missing in it.
#include "http/chinese.h"

#include "access/password.h"
#include "access/permission.h"
#include "base/duration.h"
#include "base/time_text.h"
#include "core/schedule.h"
#include "core/schedule_words.h"
#include "core/settings.h"
#include "core/user.h"
#include "desk.h"
#include "http/chinese_sentences.h"
#include "http/json.h"
#include "http/json_account.h"
#include "http/problem.h"
#include "store/failure.h"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

using namespace cronmon;
using Json = nlohmann::json;

namespace {

namespace fs = std::filesystem;

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

// A character of U+4000 to U+9FFF.
bool has_chinese(std::string_view text) {
    return std::ranges::any_of(
        text, [](char c) { return c >= static_cast<char>(0xE4) && c <= static_cast<char>(0xE9); });
}

void check_known(const Error& error) {
    CHECK_MESSAGE(is_known_in_chinese(error.message), error.message);
}
void check_known(const std::optional<Error>& error) {
    if (error) check_known(*error);
}
template <class T>
void check_known(const Result<T>& result) {
    if (!result) check_known(result.error());
}

// ---- The table ------------------------------------------------------------------------------

std::size_t places(std::string_view pattern) {
    std::size_t count = 0;
    for (auto at = pattern.find("{}"); at != pattern.npos; at = pattern.find("{}", at + 2)) ++count;
    return count;
}

std::string filled(std::string_view pattern, std::string_view value) {
    std::string text(pattern);
    for (auto at = text.find("{}"); at != text.npos; at = text.find("{}", at + value.size()))
        text.replace(at, 2, value);
    return text;
}

std::vector<Counterpart> whole_table() {
    std::vector<Counterpart> all;
    for (const auto part :
         {chinese_sentences(), chinese_rules(), chinese_fields(), chinese_words()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

constexpr std::string_view samples[] = {"7", "'支付, db'", "x y", "'a' and 'b'"};

// One between two bars.
constexpr std::string_view broken_schedules =
    "|*|banana|90|0s|1h 90x|99999999d|5 x|@never|* * * *|60 * * * *|* 24 * * *|* * 0 * *|"
    "* * * 13 *|* * * * 8|* * * * mon#6|* * * * x#1|5-3 * * * *|*/0 * * * *|*/x * * * *|"
    "1,,2 * * * *|* * LL * *|* * * * * *|Mun 10:00|Fri..Mon 10:00|Mon 25:00|10:00:00:00|"
    "10:60|10:00:61|10:00:1.5|2026-13-01|1800-01-01|*-*-32|*-*~29|10:5..3|10:0/0|"
    "10:00 foo/bar|10:00 Mars/Olympus|~|Mon 2026-1-31 10:00 x 1|' must be 1 to 2' * * * *|"
    "', got ' * * * *|\n\n";

// ---- The sources ----------------------------------------------------------------------------

// The value of the literal whose opening quote stands at `at`, which is moved behind it.
std::string read_literal(std::string_view code, std::size_t& at) {
    std::string value;
    for (++at; at < code.size() && code[at] != '"'; ++at) {
        if (code[at] == '\\') ++at;
        value += code[at];
    }
    ++at;
    return value;
}

// Cuts away comments, and puts neighbouring literals together.
std::string read_code(const fs::path& file) {
    std::ifstream in(file);
    std::string code;
    for (std::string line; std::getline(in, line);) {
        const auto from = line.find_first_not_of(' ');
        if (from == line.npos || line.compare(from, 2, "//") == 0) continue;
        line = line.substr(0, line.find("  // "));
        if (line[from] == '"' && code.ends_with('"')) {
            code.pop_back();
            line = line.substr(from + 1);
        } else {
            code += ' ';
        }
        code += line;
    }
    return code;
}

// The literals of the statement that goes on at `at`.
std::vector<std::string> literals_of_statement(std::string_view code, std::size_t at) {
    std::vector<std::string> found;
    while (at < code.size() && code[at] != ';') {
        if (code[at] == '"') found.push_back(read_literal(code, at));
        else at += code[at] == '\'' ? 3 : 1;
    }
    return found;
}

// Where sentences are made.
constexpr const char* makers[] = {"Error{",       "problem(",        "refuse(", "refusal(",
                                  "refuse_type(", "invalid(",        "busy(",   "bad_schedule(",
                                  "throttled(",   "unknown_caller(", "{Code::"};

// What refusals are put together from, as far as it can be seen: the literals of statements that
// make an Error or a problem, and whatever begins as a rule does.
std::set<std::string> pieces_in(const fs::path& file) {
    const std::string code = read_code(file);
    std::set<std::string> pieces;
    for (const std::string_view maker : makers)
        for (auto at = code.find(maker); at != code.npos; at = code.find(maker, at + 1))
            for (std::string& each : literals_of_statement(code, at))
                pieces.insert(std::move(each));
    for (auto at = code.find("\"must "); at != code.npos;) {
        pieces.insert(read_literal(code, at));
        at = code.find("\"must ", at);
    }
    return pieces;
}

// Everything that the table knows, with what a rule may stand between.
std::string known_text() {
    std::string text = ", did you mean {} or {}?\n";
    for (const Counterpart& each : whole_table()) text.append(each.english).append("\n");
    for (const Counterpart& rule : chinese_rules())
        text.append(": ").append(rule.english).append(", got {}\n");
    return text;
}

// `schedule: '` -> `: `; quotes belong to values.
std::string without_field(std::string_view piece) {
    while (piece.starts_with('\'')) piece.remove_prefix(1);
    while (piece.ends_with('\'')) piece.remove_suffix(1);
    const auto colon = piece.find(": ");
    return std::string(
        colon == piece.npos || has(piece.substr(0, colon), " ") ? piece : piece.substr(colon));
}

// A piece may be a whole sentence, a whole rule, or a part of what is known.
bool is_covered(std::string_view piece, std::string_view known) {
    return has(known, piece) || has(known, without_field(piece)) || is_known_in_chinese(piece) ||
           is_known_in_chinese("field: " + std::string(piece));
}

bool is_worth_a_look(std::string_view piece) {
    return std::ranges::count_if(piece, [](unsigned char c) { return std::isalpha(c) != 0; }) > 2;
}

}  // namespace

TEST_CASE("a refusal is said in Chinese: field, rule, value and proposal") {
    struct Case {
        const char* english;
        const char* chinese;
    };
    for (const auto& [english, chinese] : {
             Case{"name: is missing", "名称：必须填写"},
             {"grace: must be 1s to 365d, got 500ms",
              "超时时间：必须在 1s 到 365d 之间，实际为 500ms"},
             {"grace: must be a duration such as 90s, 5m, 1h30m or 2d, got '5'",
              "超时时间：必须是时长，例如 90s、5m、1h30m 或 2d，实际为 '5'"},
             {"business: there is no 'dv', did you mean 'db'?",
              "业务：'dv' 不存在，是否应为 'db'？"},
             {"status: must be one of new, up, got 'upp', did you mean 'up'?",
              "status：必须是 new, up 之一，实际为 'upp'，是否应为 'up'？"},
             {"smtp.port: must be 1 to 65535, got '0'",
              "smtp.port：必须在 1 到 65535 之间，实际为 '0'"},
             {"task: must have 3 to 64 characters, got 2 in 'ab'",
              "任务：长度必须为 3 到 64 个字符，实际为 2 个：'ab'"},
             {"body: must be a JSON object, got a list", "请求内容：必须是 JSON 对象，实际为列表"},
             {"body: there is no field 'x', use name enabled",
              "请求内容：没有字段 'x'，可用的字段有：name enabled"},
             {"schedule: day of month '32' must be 1 to 31, L or LW",
              "循环周期：日 '32' 必须在 1 到 31 之间，或为 L、LW"},
             {"schedule: hour 'minute' must ascend", "循环周期：小时 'minute' 必须从小到大"},
             {"tz: unknown time zone 'Pekin', did you mean Asia/Shanghai?",
              "时区：未知的时区 'Pekin'，是否应为 Asia/Shanghai？"},
             {"tz: unknown time zone 'x', did you mean A/B, C/D or E/F?",
              "时区：未知的时区 'x'，是否应为 A/B、C/D 或 E/F？"},
             {"caller: a reader may not manage tasks", "只读用户无权管理任务"},
             {"Sign in first", "请先登录"},
         }) {
        CHECK(in_chinese(english) == chinese);
        CHECK(is_known_in_chinese(english));
    }
}

TEST_CASE("a value may look like a sentence of ours") {
    struct Case {
        const char* english;
        const char* chinese;
    };
    for (const auto& [english, chinese] : {
             Case{"task: ' is already taken' is already taken",
                  "任务：' is already taken' 已被使用"},
             {"task: there is no 'a, did you mean b?'", "任务：'a, did you mean b?' 不存在"},
             {"task: there is no 'x, got y', did you mean 'z'?",
              "任务：'x, got y' 不存在，是否应为 'z'？"},
             {"page: must be 1 to 9, got ', got '", "page：必须在 1 到 9 之间，实际为 ', got '"},
             {"lang: must be zh or en, got 'x' must be 1 to 2'",
              "语言：必须是 zh 或 en，实际为 'x' must be 1 to 2'"},
             {"task: there is no '{}'", "任务：'{}' 不存在"},
             {"task: there is no ''", "任务：'' 不存在"},
             {"name: must be a text such as deploy, got 'a list'",
              "名称：必须是文本，例如 deploy，实际为 'a list'"},
         })
        CHECK(in_chinese(english) == chinese);
}

TEST_CASE("what no pattern fits stays as it is") {
    for (const char* sentence :
         {"", "?", ": ", "grace: would be nice", "grace is missing", "the disk is full",
          "已经是中文", "task: there is no, did you mean 'x'?", "is missing",
          "name: is missing, or not"}) {
        CHECK(in_chinese(sentence) == sentence);
        CHECK_FALSE(is_known_in_chinese(sentence));
    }
}

TEST_CASE("both sides of the table say as much, and the right one is Chinese") {
    for (const auto& [english, chinese] : whole_table()) {
        CAPTURE(english);
        CHECK(places(english) == places(chinese));
        CHECK_FALSE(has(english, "{}{}"));
        CHECK(has_chinese(chinese));
        CHECK_FALSE(has_chinese(english));
        for (const char* half_width : {", ", ": ", "; ", "?", "!"})
            CHECK_FALSE(has(chinese, half_width));
    }
}

TEST_CASE("nothing stands in the table twice") {
    for (const auto part :
         {chinese_sentences(), chinese_rules(), chinese_fields(), chinese_words()}) {
        std::set<std::string_view> seen;
        for (const auto& entry : part)
            CHECK_MESSAGE(seen.insert(entry.english).second, entry.english);
    }
}

TEST_CASE("each pattern is found by what is said with it, whatever the values") {
    for (const std::string_view value : samples) {
        for (const auto& [english, chinese] : chinese_sentences())
            CHECK(in_chinese(filled(english, value)) == filled(chinese, value));
        for (const auto& [english, chinese] : chinese_rules()) {
            const std::string said = "any.field: " + filled(english, value);
            const std::string expected = "any.field：" + filled(chinese, value);
            CHECK(in_chinese(said) == expected);
            CHECK(in_chinese(said + ", did you mean 'db'?") == expected + "，是否应为 'db'？");
            if (!has(english, "must ") || has(english, ", got ")) continue;
            CHECK(in_chinese(said + ", got 'x'") == expected + "，实际为 'x'");
        }
    }
}

TEST_CASE("what the rules of the core say is known") {
    const std::string long_text(3000, 'a');
    std::vector<std::string_view> texts{
        "",      " ",    "a",  " ab",     "a\nb",    "\xff",         "a:b",        "a@b@c",
        "@",     "x@.",  "9",  "-1",      "0",       "1s",           "fr",         "999999h",
        "a <b>", "a <b", "-x", "http://", "ftp://x", "https://[::1", "https://x:0"};
    texts.insert(texts.end(), {"[::1]:2", "ab,c@d.e", "https://a b", "99999999999999999999",
                               "支付支付支付支付支付支付支付支付支付支付", long_text});
    for (const std::string_view text : texts) {
        check_known(check_business_name(text));
        check_known(check_notifier_name(text));
        check_known(check_task_name(text));
        check_known(check_user_name(text));
        check_known(check_api_name(text));
        check_known(check_token_name(text));
        check_known(check_email(text));
        check_known(check_phone(text));
        check_known(check_password("password", text));
        check_known(check_setting(text, ""));
        check_known(parse_duration("grace", text));
        check_known(parse_instant("since", text));
        check_known(Zone::find(text));
        for (const SettingRule& rule : setting_rules()) check_known(rule.check(rule.name, text));
    }
    check_known(check_grace(Millis{-1}));
    check_known(check_tolerance(Millis{-1}));
    for (const char* zone : {"Asia/Shangai", "Asia/Hong_Kng", "America/Indiana", "Mars/Olympus"})
        check_known(Zone::find(zone));
}

TEST_CASE("what schedules are refused with is known") {
    for (const std::string_view text : split(broken_schedules, '|')) {
        CAPTURE(text);
        check_known(Schedule::parse(text, Zone()));
        check_known(Schedule::cron(text, Zone()));
        check_known(Schedule::calendar(text, Zone()));
        check_known(Schedule::every(text));
    }
    const std::string long_text(5000, '1');
    check_known(Schedule::cron(long_text, Zone()));
    check_known(Schedule::calendar(long_text, Zone()));
}

TEST_CASE("who may not do what is known, in whole words") {
    for (const Role role : {Role::admin, Role::manager, Role::reader})
        for (const Scope scope : {Scope::read, Scope::write, Scope::ping})
            for (const Way way : {Way::socket, Way::session, Way::token, Way::basic})
                for (int action = 0; action < static_cast<int>(Action::count_); ++action) {
                    Who who;
                    who.role = role;
                    who.scope = scope;
                    who.way = way;
                    const auto error = refuse(who, static_cast<Action>(action));
                    check_known(error);
                    if (error) CHECK_FALSE(has(in_chinese(error->message), " may not "));
                    if (error) CHECK_FALSE(has(in_chinese(error->message), "a token"));
                    if (error)
                        CHECK_FALSE(has(in_chinese(error->message),
                                        std::string(word(static_cast<Action>(action)))));
                }
}

TEST_CASE("what a failing store says is known") {
    for (const int code : {SQLITE_FULL, SQLITE_BUSY, SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_READONLY,
                           SQLITE_CANTOPEN, SQLITE_IOERR, SQLITE_CONSTRAINT})
        for (const char* attempt : {"reading", "writing", "committing"}) {
            const std::string said =
                "store: " + failure_sentence("/x/cronmon.db", code, EIO, attempt, "words");
            CHECK_MESSAGE(is_known_in_chinese(said), said);
            CHECK_FALSE(has(in_chinese(said), attempt));
        }
}

TEST_CASE("what is wrong with a body is known, and the examples are") {
    const auto check_reader = [](auto read) {
        const auto unknown = read(R"({"qqqqqqqqqqqqqqqq":1})");
        REQUIRE_FALSE(unknown);
        check_known(unknown);
        std::string_view names = unknown.error().message;
        names.remove_prefix(names.find(", use ") + 6);
        while (!names.empty()) {
            const std::string name(names.substr(0, names.find(' ')));
            names.remove_prefix(std::min(name.size() + 1, names.size()));
            for (const char* value : {"1", "[1]", "{}", "true", "\"x\""}) {
                const auto wrong = read("{\"" + name + "\":" + value + "}");
                check_known(wrong);
                if (wrong) continue;
                const std::string chinese = in_chinese(wrong.error().message);
                for (const char* left : {" the ", " in ", "a list", "an object"})
                    CHECK_FALSE_MESSAGE(has(chinese, left), chinese);
            }
        }
    };
    check_reader([](const std::string& text) { return read_task_body(text); });
    check_reader([](const std::string& text) { return read_business_body(text); });
    check_reader([](const std::string& text) { return read_notifier_body(text); });
    check_reader([](const std::string& text) { return read_text_body(text, "value"); });
    check_reader([](const std::string& text) { return read_login_body(text); });
    check_reader([](const std::string& text) { return read_setup_body(text); });
    check_reader([](const std::string& text) { return read_user_body(text); });
    check_reader([](const std::string& text) { return read_account_body(text); });
    check_reader([](const std::string& text) { return read_password_body(text); });
    check_reader([](const std::string& text) { return read_totp_body(text); });
    check_reader([](const std::string& text) { return read_permissions_body(text); });
    check_reader([](const std::string& text) { return read_token_body(text); });
}

TEST_CASE("every title is known") {
    for (const Code code :
         {Code::invalid, Code::usage, Code::not_found, Code::conflict, Code::stale,
          Code::unknown_caller, Code::throttled, Code::forbidden, Code::busy, Code::unreachable})
        CHECK(is_known_in_chinese(problem(Error{code, "x"}).problem->title));
    for (const int status : {400, 404, 405, 415, 500, 503})
        CHECK(is_known_in_chinese(problem(status, "x").problem->title));
}

// Not seen here: what is put together elsewhere and handed in (lists of words, examples, the names
// of fields), and sentences that are not made with one of `makers`. The tests above and desk.h meet
// those.
TEST_CASE("what the sources say in an error stands in the table") {
    const std::string known = known_text();
    std::size_t looked_at = 0;
    for (const char* layer : {"base", "core", "access", "engine", "http"})
        for (const auto& entry :
             fs::recursive_directory_iterator(fs::path(CRONMON_SOURCE_DIR) / "lib" / layer)) {
            const fs::path& file = entry.path();
            if (file.extension() != ".cpp" || file.stem() == "chinese_sentences") continue;
            if (file.stem() == "problem") continue;  // a table: its titles are looked at above
            // What they say is for programs, which know it in English.
            if (file.stem() == "ping_limit" || file.parent_path().stem() == "healthchecks")
                continue;
            for (const std::string& piece : pieces_in(file)) {
                if (!is_worth_a_look(piece)) continue;
                ++looked_at;
                CHECK_MESSAGE(is_covered(piece, known), file.filename().string() << ": " << piece);
            }
        }
    CHECK(looked_at > 150);
}

TEST_CASE("who is not known is refused in the language that the browser asks for") {
    Desk desk;
    const auto refusal = [&](const std::string& fields) {
        const Reply reply = desk.ask_with(fields, "GET", "/tasks");
        CHECK(reply.status == 401);
        CHECK(reply.content_type == "application/problem+json");
        return Json::parse(reply.body);
    };
    const Json zh = refusal("Accept-Language: zh-CN,zh;q=0.9\r\n");
    CHECK(zh["title"] == "请先登录");
    CHECK(zh["detail"] == "尚未登录，请先登录");
    CHECK(zh["field"] == "caller");
    CHECK(zh["code"] == "unknown_caller");
    CHECK(refusal("Accept-Language: en-GB,en;q=0.9,zh;q=0.5\r\n")["title"] == "Sign in first");
    CHECK(refusal({})["detail"] == "caller: is not known, sign in first");
    CHECK(refusal("Accept-Language: zh\r\nAuthorization: Bearer x\r\n")["detail"] ==
          "令牌：无效，或已被吊销");
}

TEST_CASE("a user is refused in the language of their account, whatever the browser asks for") {
    Desk desk;
    desk.nightly();
    const auto browser = [&](const char* name, const char* lang) {
        const Json user =
            desk.must("POST", "/users", {{"name", name}, {"role", "admin"}, {"lang", lang}});
        Ask ask;
        ask.address = desk.address;
        const auto session =
            desk.doorkeeper.open_session(UserId{user["id"].get<std::int64_t>()}, false, ask);
        return "Cookie: " + std::string(session_cookie) + "=" + session->secret +
               "\r\nOrigin: http://cronmon.test\r\n";
    };
    const std::string zh = browser("zhang.wei", "zh") + "Accept-Language: en\r\n";
    const std::string en = browser("jane.smith", "en") + "Accept-Language: zh-CN,zh;q=0.9\r\n";

    const Json found = Json::parse(desk.ask_with(zh, "GET", "/tasks/nigthly").body);
    CHECK(found["title"] == "找不到该对象");
    CHECK(found["detail"] == "任务：'nigthly' 不存在，是否应为 'nightly'？");
    CHECK(found["field"] == "task");
    const std::string_view body = R"({"name":"abc","business":"db","every":"5s","grace":"5"})";
    CHECK(Json::parse(desk.ask_with(zh, "POST", "/tasks", body).body)["detail"] ==
          "超时时间：必须是时长，例如 90s、5m、1h30m 或 2d，实际为 '5'");
    CHECK(Json::parse(desk.ask_with(en, "POST", "/tasks", body).body)["detail"] ==
          "grace: must be a duration such as 90s, 5m, 1h30m or 2d, got '5'");
    const std::string form = "Content-Type: application/json\r\n";
    CHECK(Json::parse(desk.ask_with(zh + form, "DELETE", "/tasks").body)["title"] ==
          "不支持该请求方法");
    CHECK(Json::parse(desk.ask("GET", "/tasks/nigthly").body)["title"] == "There is no such thing");
}

TEST_CASE("a program is refused in the language that it asks for, else in that of its account") {
    Desk desk;
    desk.must("POST", "/users", {{"name", "zhang.wei"}, {"role", "admin"}, {"lang", "zh"}});
    const Json token = desk.must("POST", "/tokens", {{"name", "deploy"}, {"user", "zhang.wei"}});
    const std::string bearer =
        "Authorization: Bearer " + token["token"].get<std::string>() + "\r\n";
    const auto title = [&](const std::string& accepted) {
        return Json::parse(desk.ask_with(bearer + accepted, "GET", "/tasks/none").body)["title"];
    };
    CHECK(title("") == "找不到该对象");
    CHECK(title("Accept-Language: fr\r\n") == "找不到该对象");
    CHECK(title("Accept-Language: en-GB\r\n") == "There is no such thing");
}
