#include "app/doctor/doctor.h"

#include "app/app.h"
#include "app/doctor/looks.h"
#include "support/certificates.h"
#include "support/mail_trap.h"
#include "support/temp_dir.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>

#include <filesystem>
#include <map>
#include <set>

using namespace cronmon;
using Json = nlohmann::json;

namespace {

Config config(const std::string& data, const std::string& listen = "127.0.0.1:0") {
    return *Config::read({{{"data", data}, {"listen", listen}}, {}});
}

Json must(App& app, std::string_view method, const std::string& path, const Json& body = nullptr) {
    const Reply reply =
        app.dispatch(method, "/api/cronmon/v1" + path, body.is_null() ? "" : body.dump());
    INFO(reply.body);
    REQUIRE(reply.status < 300);
    return Json::parse(reply.body);
}

std::map<std::string, Json> findings(App& app) {
    std::map<std::string, Json> by_name;
    const Json all = must(app, "GET", "/doctor");
    for (const Json& finding : all["findings"]) by_name[finding["about"]] = finding;
    return by_name;
}

// A server whose letters all arrive, and that has nobody to tell yet.
struct Ward {
    TempDir dir;
    MailTrap trap;
    std::unique_ptr<App> app = open();

    std::unique_ptr<App> open() {
        chmod(dir.path().c_str(), 0700);
        auto served = App::serve(config(dir.path()), {.clock = nullptr, .relay = &trap});
        REQUIRE(served);
        return *std::move(served);
    }
    void set(const std::string& name, const std::string& value) {
        must(*app, "PUT", "/settings/" + name, {{"value", value}});
    }
};

}  // namespace

TEST_CASE("whoever is well has a line for each thing, and advice only where something is to do") {
    Ward ward;
    ward.set("smtp.host", "mail.example.org");
    const auto found = findings(*ward.app);
    for (const char* about :
         {"data_folder", "free_space", "disk_flush", "file_clock", "clock", "time_zones",
          "open_files", "listening", "certificate", "writer", "database", "log_tables", "backups",
          "mail", "alerts", "businesses"}) {
        INFO(about);
        REQUIRE(found.contains(about));
        const Json& finding = found.at(about);
        CHECK(finding["says"] != "");
        CHECK((finding["advice"] == "") == (finding["grade"] == "ok"));
    }
    CHECK(found.size() == 16);
    // What depends on this machine (space, clock, speed) may be a warning; the rest is not.
    for (const char* about : {"data_folder", "file_clock", "time_zones", "listening", "writer",
                              "database", "log_tables", "mail", "alerts", "businesses"}) {
        INFO(found.at(about).dump());
        CHECK(found.at(about)["grade"] == "ok");
    }
}

TEST_CASE("the worst that was found is the grade of all, and the reader's language is spoken") {
    Ward ward;
    ward.set("smtp.host", "mail.example.org");
    ward.trap.go_down("mail.example.org:25: 535 wrong password");
    const Json all = must(*ward.app, "GET", "/doctor");
    CHECK(all["grade"] == "fault");
    const auto found = findings(*ward.app);
    CHECK(found.at("mail")["grade"] == "fault");
    CHECK(found.at("mail")["says"] == "mail.example.org:25: 535 wrong password");
}

TEST_CASE("without a mail server, and with a business that tells nobody, there is a warning") {
    Ward ward;
    must(*ward.app, "POST", "/businesses", {{"name", "db"}});
    const auto found = findings(*ward.app);
    CHECK(found.at("mail")["grade"] == "warning");
    CHECK(found.at("businesses")["grade"] == "warning");
    CHECK(found.at("businesses")["says"] == "these tell nobody: db");
}

TEST_CASE("a folder that everybody can enter is a warning") {
    Ward ward;
    chmod(ward.dir.path().c_str(), 0755);
    const auto found = findings(*ward.app);
    CHECK(found.at("data_folder")["grade"] == "warning");
    CHECK(found.at("data_folder")["advice"] == "chmod o= " + ward.dir.path());
}

TEST_CASE("without a server it is told whether one could listen") {
    const TempDir dir;
    Ward ward;
    const std::string taken = ward.app->addresses()[0].to_text();
    auto idle = App::alone(config(dir.path()));
    REQUIRE(idle);
    CHECK(findings(**idle).at("listening")["grade"] == "warning");
    idle->reset();
    auto barred = App::alone(config(dir.path(), taken));
    REQUIRE(barred);
    const auto found = findings(**barred);
    CHECK(found.at("listening")["grade"] == "fault");
    CHECK(found.at("listening")["says"].get<std::string>().find(taken) != std::string::npos);
}

TEST_CASE("a look that cannot be made is a fault and not the end") {
    Ward ward;
    std::filesystem::rename(ward.dir.path(), ward.dir.path() + ".away");
    const auto found = findings(*ward.app);
    std::filesystem::rename(ward.dir.path() + ".away", ward.dir.path());
    CHECK(found.size() == 16);
    CHECK(found.at("data_folder")["grade"] == "fault");
    CHECK(found.at("disk_flush")["grade"] == "fault");
    CHECK(found.at("writer")["grade"] == "ok");
}

TEST_CASE("figures are graded by limits that are themselves still fine") {
    CHECK(graded(10, Least{5, 10}) == Finding::Grade::ok);
    CHECK(graded(9, Least{5, 10}) == Finding::Grade::warning);
    CHECK(graded(5, Least{5, 10}) == Finding::Grade::warning);
    CHECK(graded(4, Least{5, 10}) == Finding::Grade::fault);
    CHECK(graded(5, Most{5, 10}) == Finding::Grade::ok);
    CHECK(graded(6, Most{5, 10}) == Finding::Grade::warning);
    CHECK(graded(11, Most{5, 10}) == Finding::Grade::fault);
    CHECK(bytes_text(0) == "0 B");
    CHECK(bytes_text(1'500'000'000) == "1.5 GB");
    CHECK(bytes_text(123'456'789) == "123 MB");
}

TEST_CASE("without a server the certificates are read that one would show") {
    const TempDir dir;
    const auto says = [&](const MadeCertificate& made) {
        auto alone = App::alone(*Config::read(
            {{{"data", dir.path("data")}, {"tls-cert", made.certificate}, {"tls-key", made.key}},
             {}}));
        REQUIRE(alone);
        const Json found = findings(**alone)["certificate"];
        return found["grade"].get<std::string>() + ": " + found["says"].get<std::string>() + ": " +
               found["advice"].get<std::string>();
    };
    const MadeCertificate good(dir.path(), "good");
    CHECK(says(good).starts_with("ok: localhost is good until "));
    const MadeCertificate soon(dir.path(), "soon", {.ends_in_s = 10 * 86400});
    CHECK(says(soon).starts_with("warning: localhost ends soon: "));
    CHECK(says(soon).find("renew " + soon.certificate) != std::string::npos);
    const MadeCertificate over(dir.path(), "over", {.ends_in_s = -60});
    CHECK(says(over).starts_with("fault: localhost has ended: "));
    std::filesystem::remove(good.key);
    CHECK(says(good).starts_with("fault: tls-key: '" + good.key + "' cannot be read"));
}
