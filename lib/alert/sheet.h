// What a letter says, before it is decided how it looks: the same for the text and the HTML part.
//
// Thread-safety: values and pure functions.
#pragma once

#include "core/model.h"

#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

struct SheetRow {
    enum class Kind { words, link };
    std::string label;
    std::string value;  // one line
    Kind kind = Kind::words;
};

struct Sheet {
    enum class Mood { bad, good, neutral };
    Language language = Language::en;
    Mood mood = Mood::neutral;
    std::string badge;  // the state, in a word
    std::string title;
    std::string lead;
    std::vector<SheetRow> rows;
    std::vector<std::string> paragraphs;
    std::string footer;
};

std::string sheet_text(const Sheet& sheet);

// A whole document that needs nothing from anywhere else: styles inline, no colour taken for
// granted, so that it can be read on white and on black. Every text is escaped.
std::string sheet_html(const Sheet& sheet);

// For text and for attributes in double quotes.
std::string html_escape(std::string_view text);

}  // namespace cronmon
