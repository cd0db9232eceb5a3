// The pages as they are in a folder now, for those who work on them (--web-dir).
//
// Only what lies in the folder is read: the path is made of plain names, and where a link leads is
// looked up before anything is opened.
//
// Thread-safety: immutable.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace cronmon {

class PageFolder {
public:
    // `folder` need not be there yet.
    explicit PageFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}

    // The file at a path such as `/assets/index.js`, which is not decoded. Nothing when there is
    // no such file, or it is not below the folder.
    std::optional<std::string> read(std::string_view path) const;

private:
    std::optional<std::filesystem::path> find(std::string_view path) const;

    const std::filesystem::path folder_;
};

}  // namespace cronmon
