// The crontabs of this machine, and their text as it is.
//
//     /etc/crontab, /etc/cron.d/*           with a user column; names with a dot are ignored by
//     cron(8) /var/spool/cron/crontabs/USER         root reads the files (elsewhere
//     /var/spool/cron/USER) crontab -l                            everybody else reads and writes
//     their own through
//                                           crontab(1): the folder is closed to them
//
// Thread-safety: reads files and runs crontab(1); confined to the command's thread.
#pragma once

#include "base/error.h"
#include "cli/discover/crontab.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

struct Source {
    std::string path;  // as this machine calls it: for people, and for what is remembered of it
    std::string file;  // where it is, links followed; empty: behind crontab(1)
    std::string text;
    UserColumn column = UserColumn::no;
};

struct Sources {
    std::vector<Source> crontabs;
    std::vector<std::string> notes;       // sentences: which files cron does not look at
    std::vector<std::string> unreadable;  // sentences: which could not be read, and why
};

struct Where {
    std::string root;                  // a folder that stands for /, or empty
    std::vector<std::string> files;    // these and no others, if there are any
    std::optional<UserColumn> column;  // of them; nothing: by where they are
    std::string user;                  // who asks; with a root above, root
    bool reads_spool = true;           // whether crontabs of users are read as files
};

// An Error: one of `files` cannot be read.
Result<Sources> read_sources(const Where& where);

// Who this process is, by /etc/passwd; else the number.
std::string name_of_user(unsigned uid);

}  // namespace cronmon
