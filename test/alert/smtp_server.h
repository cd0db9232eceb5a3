// A real SMTP server (test/support/smtp_server.py) as a child of the test.
#pragma once

#include <nlohmann/json.hpp>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace cronmon {

class SmtpServer {
public:
    // The arguments are those of smtp_server.py, without the folder.
    explicit SmtpServer(const std::vector<std::string>& arguments = {}) : folder_(make_folder()) {
        int out[2];
        if (::pipe(out) != 0) throw std::runtime_error("pipe");
        child_ = ::fork();
        if (child_ < 0) throw std::runtime_error("fork");
        if (child_ == 0) become_server(out, arguments);
        ::close(out[1]);
        port_ = read_port(out[0]);
        ::close(out[0]);
    }
    SmtpServer(const SmtpServer&) = delete;
    SmtpServer& operator=(const SmtpServer&) = delete;
    ~SmtpServer() {
        ::kill(child_, SIGKILL);
        ::waitpid(child_, nullptr, 0);
        std::filesystem::remove_all(folder_);
    }

    std::uint16_t port() const { return port_; }
    std::string ca_file() const { return folder_ + "/ca.pem"; }

    // What arrived, as smtp_server.py describes it.
    std::vector<nlohmann::json> mails() const {
        std::vector<nlohmann::json> mails;
        std::ifstream lines(folder_ + "/mails.jsonl");
        for (std::string line; std::getline(lines, line);)
            mails.push_back(nlohmann::json::parse(line));
        return mails;
    }

private:
    static std::string make_folder() {
        std::string name = "/tmp/cronmon-smtp-XXXXXX";
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
        return name;
    }

    [[noreturn]] void become_server(const int (&out)[2],
                                    const std::vector<std::string>& arguments) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::dup2(out[1], STDOUT_FILENO);
        ::close(out[0]);
        ::close(out[1]);
        const std::string script = std::string(CRONMON_SOURCE_DIR) + "/test/support/smtp_server.py";
        std::vector<char*> words{const_cast<char*>(script.c_str()),
                                 const_cast<char*>(folder_.c_str())};
        for (const auto& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
        words.push_back(nullptr);
        ::execv(script.c_str(), words.data());
        ::_exit(127);
    }

    static std::uint16_t read_port(int descriptor) {
        std::string line;
        for (char c = 0; c != '\n';) {
            const auto got = ::read(descriptor, &c, 1);
            if (got < 0 && errno == EINTR) continue;
            if (got <= 0)
                throw std::runtime_error("smtp_server.py did not start: is python3-aiosmtpd here?");
            line += c;
        }
        return static_cast<std::uint16_t>(std::stoi(line));
    }

    const std::string folder_;
    pid_t child_ = -1;
    std::uint16_t port_ = 0;
};

}  // namespace cronmon
