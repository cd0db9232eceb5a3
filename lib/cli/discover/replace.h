// A file, exchanged for another text in one step: whoever looks finds the old one or the new one.
//
// The new text is written beside it under a name that cron does not look at (it begins with a dot),
// gets owner, group, mode and extended attributes of the old file, is flushed, and renamed over
// it. Between prepare() and commit() nobody else of us may touch the file (flock(2)); if somebody
// did anyway, commit() leaves it alone. A kill leaves at most the hidden file, which the next try
// takes away.
//
// Thread-safety: confined to one thread.
#pragma once

#include "base/descriptor.h"
#include "base/error.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace cronmon {

class Replacement {
public:
    // Whether it could be done, as far as can be seen. `text` is what the file held when it was
    // read. An Error: it may not be written, has several names, or holds something else by now.
    static Result<std::unique_ptr<Replacement>> prepare(const std::string& file, std::string text);

    Replacement(const Replacement&) = delete;
    Replacement& operator=(const Replacement&) = delete;
    ~Replacement();

    // An Error: the file is as it was.
    std::optional<Error> commit(std::string_view text);

private:
    Replacement(std::string file, std::string text)
        : file_(std::move(file)), old_(std::move(text)) {}

    std::optional<Error> look_at_old();
    std::optional<Error> make_new();
    std::optional<Error> write_new(std::string_view text) const;
    Error failed(std::string_view what, int error) const;

    std::string file_;
    std::string old_;
    std::string beside_;   // the new file, while it is there
    Descriptor old_file_;  // locked
    Descriptor new_file_;
};

// A copy of what a file held, in `folder` (made, for us alone), named after the path and `stamp`.
// Back comes its path.
Result<std::string> keep_copy(const std::string& folder, const std::string& path,
                              std::string_view stamp, std::string_view text);

}  // namespace cronmon
