// What happens to a server between its start and its end. See app/serve.h.
//
// Thread-safety: confined to the main thread.
#pragma once

#include "app/app.h"
#include "app/config.h"
#include "app/pid_file.h"
#include "app/supervisor.h"
#include "app/upgrade/own_program.h"
#include "app/upgrade/predecessor.h"
#include "app/upgrade/successor.h"
#include "app/upgrade/upgrade_desk.h"
#include "net/interpreter.h"

#include <memory>
#include <optional>
#include <string>

namespace cronmon {

class Life {
public:
    explicit Life(const ConfigSources& sources);

    // From nothing, or in the place of the server that started us.
    std::optional<Error> begin();

    std::optional<FirstAdmin> take_first_admin() { return app_->take_first_admin(); }

    // Takes over what may change at run time.
    void reload();

    // Whether another program serves from now on, and this one is to end. If it cannot, this one
    // goes on; an Error says that it could not even do that.
    Result<bool> upgrade();

    void stop();

    // When another program serves: waits at most so long for something to carry between it and the
    // clients whose TLS only we can speak. False: there are none any more.
    bool interpret(Millis sleep_at_most);

    // As long as it serves and its writer moves.
    void say_alive() const;
    std::optional<Millis> alive_every() const { return supervisor_.alive_every(); }

private:
    Result<Legacy> legacy_of(std::optional<Predecessor>& predecessor) const;
    std::optional<Error> serve(Legacy legacy, std::function<void()> on_taken);
    Result<bool> hand_over_to(const std::string& program);
    bool serve_on(const std::string& why);
    void interpret_for(net::Inheritance left);
    std::optional<Error> go_on(Legacy legacy, const std::string& why);
    void write_pid_file();

    const ConfigSources& sources_;
    const OwnProgram own_ = OwnProgram::find();
    const Supervisor supervisor_ = Supervisor::find();
    UpgradeDesk desk_{own_.path};
    std::optional<Config> config_;  // as it was last read
    std::optional<PidFile> pid_file_;
    std::unique_ptr<App> app_;
    std::unique_ptr<net::Interpreter> interpreter_;
};

}  // namespace cronmon
