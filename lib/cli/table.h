// Rows and columns for a screen: aligned, and no wider than it.
//
// Widths are columns of a terminal, so a Chinese character counts two. Where there is no room,
// columns that can be missed go first; then what is too long ends in an ellipsis, the widest
// column first, so that short facts stay whole.
//
// Thread-safety: value.
#pragma once

#include "cli/terminal.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

struct Cell {
    std::string text;
    Colour colour = Colour::plain;

    Cell(std::string t, Colour c = Colour::plain) : text(std::move(t)), colour(c) {}
    Cell(const char* t) : text(t) {}
};

struct Column {
    enum class Side : std::uint8_t { left, right };
    enum class Keep : std::uint8_t { always, if_there_is_room };

    std::string_view title;
    Side side = Side::left;
    Keep keep = Keep::always;
};

class Table {
public:
    explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

    // Precondition: as many cells as there are columns.
    void add(std::vector<Cell> cells);

    bool empty() const { return rows_.empty(); }

    // A header and the rows; as wide as it takes if the terminal has no width.
    void print(const Terminal& terminal) const;

private:
    using Widths = std::vector<std::size_t>;  // 0: the column is left out

    Widths natural_widths() const;
    void leave_out(Widths& widths, std::size_t limit) const;
    void narrow(Widths& widths, std::size_t limit) const;
    void print_row(const Terminal& terminal, const std::vector<Cell>& row,
                   const Widths& widths) const;

    std::vector<Column> columns_;
    std::vector<std::vector<Cell>> rows_;
};

// At most that many columns, with an ellipsis if something was cut off.
std::string fitted(std::string_view text, std::size_t columns);

// Names with their values, one a line, the values aligned.
void print_facts(Terminal& terminal, const std::vector<std::pair<std::string_view, Cell>>& facts);

}  // namespace cronmon
