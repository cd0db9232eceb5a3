#include "cli/table.h"

#include "base/error.h"
#include "base/utf8.h"

#include <algorithm>

namespace cronmon {
namespace {

constexpr std::string_view gap = "  ";
constexpr std::string_view ellipsis = "…";

std::string padding(std::size_t width, std::string_view text) {
    const std::size_t used = utf8::columns(text);
    return std::string(used < width ? width - used : 0, ' ');
}

// Of a whole line.
std::size_t total(const std::vector<std::size_t>& widths) {
    std::size_t sum = 0;
    for (const std::size_t width : widths)
        if (width > 0) sum += width + (sum > 0 ? gap.size() : 0);
    return sum;
}

}  // namespace

std::string fitted(std::string_view text, std::size_t columns) {
    if (utf8::columns(text) <= columns) return std::string(text);
    if (columns == 0) return {};
    std::string kept;
    std::size_t used = 0;
    for (std::string_view rest = text; !rest.empty();) {
        const std::string_view letter = utf8::first(rest, 1);
        used += utf8::columns(letter);
        if (used > columns - 1) break;
        kept += letter;
        rest.remove_prefix(letter.size());
    }
    return kept.append(ellipsis);
}

void Table::add(std::vector<Cell> cells) {
    CHECK(cells.size() == columns_.size());
    for (Cell& cell : cells) cell.text = printable(cell.text);
    rows_.push_back(std::move(cells));
}

Table::Widths Table::natural_widths() const {
    Widths widths;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        std::size_t width = utf8::columns(columns_[i].title);
        for (const auto& row : rows_) width = std::max(width, utf8::columns(row[i].text));
        widths.push_back(width);
    }
    return widths;
}

void Table::leave_out(Widths& widths, std::size_t limit) const {
    for (std::size_t i = columns_.size(); i-- > 0 && total(widths) > limit;)
        if (columns_[i].keep == Column::Keep::if_there_is_room) widths[i] = 0;
}

// Titles stay whole as long as that is possible.
void Table::narrow(Widths& widths, std::size_t limit) const {
    for (const bool whole_titles : {true, false}) {
        while (total(widths) > limit) {
            std::size_t widest = columns_.size();
            for (std::size_t i = 0; i < columns_.size(); ++i) {
                const std::size_t least = whole_titles ? utf8::columns(columns_[i].title) : 1;
                if (widths[i] > least && (widest == columns_.size() || widths[i] > widths[widest]))
                    widest = i;
            }
            if (widest == columns_.size()) break;
            --widths[widest];
        }
    }
}

void Table::print_row(const Terminal& terminal, const std::vector<Cell>& row,
                      const Widths& widths) const {
    std::string line;
    std::string pending;  // blanks that are only written if something follows
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (widths[i] == 0) continue;
        const std::string text = fitted(row[i].text, widths[i]);
        const std::string blanks = padding(widths[i], text);
        const bool right = columns_[i].side == Column::Side::right;
        if (right) pending += blanks;
        if (!text.empty()) {
            line.append(pending).append(coloured(terminal, row[i].colour, text));
            pending.clear();
        }
        if (!right) pending += blanks;
        pending += gap;
    }
    terminal.out << line << '\n';
}

void Table::print(const Terminal& terminal) const {
    Widths widths = natural_widths();
    if (terminal.columns) {
        leave_out(widths, *terminal.columns);
        narrow(widths, *terminal.columns);
    }
    std::vector<Cell> header;
    for (const Column& column : columns_)
        header.emplace_back(std::string(column.title), Colour::faint);
    print_row(terminal, header, widths);
    for (const auto& row : rows_) print_row(terminal, row, widths);
}

void print_facts(Terminal& terminal, const std::vector<std::pair<std::string_view, Cell>>& facts) {
    std::size_t width = 0;
    for (const auto& [name, value] : facts) width = std::max(width, utf8::columns(name));
    for (const auto& [name, value] : facts) {
        if (value.text.empty()) continue;
        terminal.out << coloured(terminal, Colour::faint, name) << padding(width, name) << gap
                     << coloured(terminal, value.colour, printable(value.text)) << '\n';
    }
}

}  // namespace cronmon
