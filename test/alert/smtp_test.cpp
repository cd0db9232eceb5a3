#include "alert/smtp.h"

#include "alert/mail_test.h"
#include "alert/message.h"
#include "base/ca_bundle.h"
#include "material.h"
#include "smtp_server.h"

#include <doctest/doctest.h>

#include <chrono>
#include <thread>

using namespace cronmon;

namespace {

using Arguments = std::vector<std::string>;

MailSettings settings_for(const SmtpServer& server, MailSecurity security = MailSecurity::none) {
    MailSettings settings = mail_settings();
    settings.host = "localhost";
    settings.port = server.port();
    settings.security = security;
    return settings;
}

Letter letter_to(std::string to, Language language = Language::en) {
    auto material = down_material(language);
    material.address = std::move(to);
    return compose(material, mail_settings(), the_deadline);
}

std::vector<Delivery> deliver(const MailSettings& settings, const std::vector<Letter>& letters,
                              SmtpOptions options = {}, std::stop_token stop = {}) {
    SmtpRelay relay(std::move(options));
    return relay.deliver(settings, letters, stop);
}

Delivery deliver_one(const MailSettings& settings, SmtpOptions options = {}) {
    return deliver(settings, {letter_to("ops@example.org")}, std::move(options)).front();
}

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

std::string at(const SmtpServer& server) {
    return "localhost:" + std::to_string(server.port()) + ": ";
}

}  // namespace

TEST_CASE("a letter arrives as it was composed, in both languages") {
    const SmtpServer server;
    for (const auto language : {Language::en, Language::zh}) {
        auto material = up_material(language);
        material.task.name = "数据库备份 <b>🦊</b>\r\nX: y";
        material.business = "全金属狂潮";
        const Letter letter = compose(material, mail_settings(), the_deadline);
        const auto deliveries = deliver(settings_for(server), {letter});
        CHECK(deliveries.front().error.empty());
        CHECK(deliveries.front().sent);
        const auto mail = server.mails().back();
        CHECK(mail["from"] == "cronmon@example.org");
        CHECK(mail["to"] == nlohmann::json{"ops@example.org"});
        CHECK(mail["subject"] == letter.subject);
        CHECK(mail["text"] == letter.text);
        CHECK(mail["html"] == letter.html);
        CHECK(mail["defects"].empty());
        CHECK(mail["longest_line"] <= 78);
        CHECK(mail["bare_line_ends"] == false);
        CHECK(mail["content_type"] == "multipart/alternative");
        CHECK(mail["encodings"]["text/plain"] ==
              (language == Language::zh ? "base64" : "quoted-printable"));
        CHECK(mail["headers"].size() == 10);
    }
}

TEST_CASE("lines that begin with a dot arrive whole") {
    const SmtpServer server;
    Letter letter = letter_to("ops@example.org");
    letter.html.clear();
    letter.text = ".\n..\n.x\nend\n";
    CHECK(deliver(settings_for(server), {letter}).front().sent);
    CHECK(server.mails().at(0)["text"] == letter.text);
}

TEST_CASE("STARTTLS and TLS, each with each kind of login") {
    for (const std::string_view tls : {"starttls", "tls"}) {
        for (const std::string_view mechanism : {"PLAIN", "LOGIN", "CRAM-MD5"}) {
            CAPTURE(tls);
            CAPTURE(mechanism);
            const SmtpServer server({"--tls", std::string(tls), "--auth", "me:s3cret pass:wörd",
                                     "--mechanism", std::string(mechanism)});
            auto settings =
                settings_for(server, tls == "tls" ? MailSecurity::tls : MailSecurity::starttls);
            settings.user = "me";
            settings.password = "s3cret pass:wörd";
            settings.host = mechanism == "LOGIN" ? "127.0.0.1" : "localhost";
            const Delivery delivery = deliver_one(settings, {.ca_file = server.ca_file()});
            CHECK(delivery.error.empty());
            REQUIRE(server.mails().size() == 1);
            CHECK(server.mails()[0]["tls"] == true);
            CHECK(server.mails()[0]["user"] == "me by " + std::string(mechanism));
        }
    }
}

TEST_CASE("letters share a connection, and a refused recipient holds up nobody") {
    const SmtpServer server({"--refuse", "gone@example.org=550 5.1.1 no such user here", "--refuse",
                             "later@example.org=451 4.7.1 try again later"});
    const auto deliveries =
        deliver(settings_for(server), {letter_to("a@example.org"), letter_to("gone@example.org"),
                                       letter_to("b@example.org"), letter_to("later@example.org"),
                                       letter_to("c@example.org"), letter_to("d@example.org")});
    REQUIRE(deliveries.size() == 6);
    for (const std::size_t i : {0, 2, 4, 5}) CHECK(deliveries[i].sent);
    CHECK(deliveries[1].permanent);
    CHECK(deliveries[1].error == at(server) + "recipient refused: 550 5.1.1 no such user here");
    CHECK(!deliveries[3].sent);
    CHECK(!deliveries[3].permanent);
    CHECK(deliveries[3].error == at(server) + "recipient refused: 451 4.7.1 try again later");
    const auto mails = server.mails();
    REQUIRE(mails.size() == 4);
    CHECK(mails[2]["connection"] == mails[3]["connection"]);
}

TEST_CASE("everything else that a server refuses may pass later") {
    struct Row {
        Arguments arguments;
        std::string_view error;
    };
    const Row rows[] = {
        {{"--refuse-all", "554 5.7.1 Relay access denied"},
         "recipient refused: 554 5.7.1 Relay access denied"},
        {{"--refuse-sender", "553 5.1.8 who are you"}, "sender refused: 553 5.1.8 who are you"},
        {{"--refuse-content", "550 5.7.0 looks like spam"},
         "letter refused: 550 5.7.0 looks like spam"},
        {{"--auth", "me:x"}, "sender refused: 530 5.7.0 Authentication required"},
    };
    for (const Row& row : rows) {
        const SmtpServer server(row.arguments);
        const Delivery delivery = deliver_one(settings_for(server));
        CHECK(!delivery.sent);
        CHECK(!delivery.permanent);
        CHECK(delivery.error == at(server) + std::string(row.error));
        CHECK(server.mails().empty());
    }
}

TEST_CASE("a wrong password: the server's words, and never the password") {
    const SmtpServer server({"--auth", "me:right", "--echo-login", "--mechanism", "PLAIN"});
    auto settings = settings_for(server);
    settings.user = "me";
    settings.password = "wr0ng-and-secret";
    const auto deliveries =
        deliver(settings, {letter_to("a@example.org"), letter_to("b@example.org")});
    for (const Delivery& delivery : deliveries) {
        CHECK(!delivery.sent);
        CHECK(!delivery.permanent);
        CHECK(delivery.error == at(server) + "login refused: 535 5.7.8 Bad credentials ***");
    }
}

TEST_CASE("a log-in alone sends nothing, and fails for what a letter would fail for") {
    for (const char* tls : {"none", "starttls", "tls"}) {
        const SmtpServer server({"--tls", tls, "--auth", "wang:s3cret"});
        const std::string_view name = tls;
        auto settings = settings_for(server, name == "none"       ? MailSecurity::none
                                             : name == "starttls" ? MailSecurity::starttls
                                                                  : MailSecurity::tls);
        settings.user = "wang";
        settings.password = "s3cret";
        SmtpRelay relay({.ca_file = server.ca_file()});
        CHECK(relay.log_in(settings, {}).error == "");
        CHECK(relay.log_in(settings, {}).sent);
        settings.password = "wrong-word";
        const Delivery refused = relay.log_in(settings, {});
        CHECK_FALSE(refused.sent);
        CHECK(has(refused.error, "535"));
        CHECK_FALSE(has(refused.error, "wrong-word"));
        CHECK(server.mails().empty());
    }
    CHECK(SmtpRelay().log_in(MailSettings{}, {}).error == "smtp.host is not set");
}

TEST_CASE("a server that is not there, and one that is not known") {
    auto settings = mail_settings();
    settings.host = "127.0.0.1";
    settings.port = 1;
    Delivery delivery = deliver_one(settings);
    CHECK(!delivery.sent);
    CHECK(!delivery.permanent);
    CHECK(has(delivery.error, "127.0.0.1:1: "));
    CHECK(has(delivery.error, "onnect"));
    settings.host = "no-such-host.invalid";
    delivery = deliver_one(settings, {.ca_file = {}, .connect_timeout = Millis{3000}});
    CHECK(!delivery.sent);
    CHECK(has(delivery.error, "no-such-host.invalid:1: "));
    settings.host.clear();
    CHECK(deliver_one(settings).error == "smtp.host is not set");
}

TEST_CASE("a server that says nothing is given up after the timeout, for all letters at once") {
    const SmtpServer server({"--silent"});
    const auto begin = std::chrono::steady_clock::now();
    const std::vector<Letter> letters(30, letter_to("a@example.org"));
    const auto deliveries =
        deliver(settings_for(server), letters,
                {.ca_file = {}, .connect_timeout = Millis{400}, .letter_timeout = Millis{600}});
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds{8});
    REQUIRE(deliveries.size() == 30);
    for (const Delivery& delivery : deliveries) {
        CHECK(!delivery.sent);
        CHECK(has(delivery.error, "imed out"));
    }
}

TEST_CASE("a stop breaks a delivery off within two seconds") {
    for (const Arguments& arguments : {Arguments{"--silent"}, Arguments{"--delay", "60"}}) {
        const SmtpServer server(arguments);
        std::stop_source stop;
        std::chrono::steady_clock::time_point asked;
        std::jthread stopper([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds{300});
            asked = std::chrono::steady_clock::now();
            stop.request_stop();
        });
        const auto deliveries =
            deliver(settings_for(server), {letter_to("a@example.org"), letter_to("b@example.org")},
                    {}, stop.get_token());
        const auto end = std::chrono::steady_clock::now();
        stopper.join();
        CHECK(end - asked < std::chrono::seconds{5});  // about one, if the machine is idle
        CHECK(!deliveries[0].sent);
        CHECK(!deliveries[1].sent);
    }
}

TEST_CASE("a certificate that nobody vouches for, or for another name, is refused") {
    for (const std::string_view tls : {"starttls", "tls"}) {
        const SmtpServer server({"--tls", std::string(tls)});
        const SmtpServer other({"--tls", std::string(tls)});
        auto settings =
            settings_for(server, tls == "tls" ? MailSecurity::tls : MailSecurity::starttls);
        const Delivery untrusted = deliver_one(settings, {.ca_file = other.ca_file()});
        CHECK(!untrusted.sent);
        CHECK(has(untrusted.error, "certificate"));
        CHECK(!deliver_one(settings).sent);  // the system's bundle does not know it either
        settings.host = "127.0.0.2";
        CHECK(!deliver_one(settings, {.ca_file = server.ca_file()}).sent);
        CHECK(server.mails().empty());
    }
}

TEST_CASE("encryption that was asked for is never gone without") {
    const SmtpServer server;
    const Delivery delivery = deliver_one(settings_for(server, MailSecurity::starttls));
    CHECK(!delivery.sent);
    CHECK(!delivery.permanent);
    CHECK(has(delivery.error, "STARTTLS"));
    const Delivery unreadable = deliver_one(settings_for(server, MailSecurity::starttls),
                                            {.ca_file = "/nonexistent/ca.pem"});
    CHECK(unreadable.error ==
          "file of trusted certificates: cannot be read, got '/nonexistent/ca.pem'");
    CHECK(server.mails().empty());
}

TEST_CASE("addresses beyond ASCII arrive where the server takes them, else the error says why") {
    const SmtpServer server;
    CHECK(deliver(settings_for(server), {letter_to("用户@example.org")}).front().error.empty());
    CHECK(server.mails().at(0)["to"] == nlohmann::json{"用户@example.org"});
    const SmtpServer older({"--no-smtputf8"});
    const auto deliveries =
        deliver(settings_for(older), {letter_to("用户@example.org"), letter_to("a@example.org")});
    CHECK(!deliveries[0].sent);
    CHECK(has(deliveries[0].error, "offers no SMTPUTF8"));
    CHECK(deliveries[1].sent);
}

TEST_CASE("a test letter tells whether mail works") {
    const SmtpServer server({"--refuse", "gone@example.org=550 no such user"});
    SmtpRelay relay;
    CHECK(mail_test(relay, settings_for(server), "a@example.org", the_deadline).sent);
    CHECK(mail_test(relay, settings_for(server), "gone@example.org", the_deadline).permanent);
    CHECK(has(server.mails().at(0)["text"].get<std::string>(), "This is a test letter"));
}

TEST_CASE("several threads deliver at once") {
    const SmtpServer server;
    SmtpRelay relay;
    const auto settings = settings_for(server);
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&, i] {
            const std::vector<Letter> letters(
                3, letter_to("user" + std::to_string(i) + "@example.org"));
            relay.deliver(settings, letters, {});
        });
    threads.clear();
    CHECK(server.mails().size() == 12);
}
