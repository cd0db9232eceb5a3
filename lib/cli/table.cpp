#include "cli/table.h"

#include "base/error.h"
#include "base/utf8.h"

#include <algorithm>
#include <numeric>

namespace cronmon {
namespace {

constexpr std::string_view gap = "  ";
constexpr std::string_view ellipsis = "…";

std::string padding(std::size_t width, std::string_view text) {
    const std::size_t used = utf8::columns(text);
    return std::string(used < width ? width - used : 0, ' ');
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

std::vector<std::size_t> Table::widths(std::optional<std::size_t> limit) const {
    std::vector<std::size_t> widths;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        std::size_t width = utf8::columns(columns_[i].title);
        for (const auto& row : rows_) width = std::max(width, utf8::columns(row[i].text));
        widths.push_back(width);
    }
    if (!limit) return widths;
    const std::size_t gaps = gap.size() * (columns_.size() - 1);
    std::size_t total = std::accumulate(widths.begin(), widths.end(), gaps);
    for (; total > *limit; --total) {
        auto& widest = *std::ranges::max_element(widths);
        if (widest <= 1) break;
        --widest;
    }
    return widths;
}

void Table::print_row(const Terminal& terminal, const std::vector<Cell>& row,
                      const std::vector<std::size_t>& widths) const {
    std::string line;
    std::string pending;  // blanks that are only written if something follows
    for (std::size_t i = 0; i < row.size(); ++i) {
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
    const auto fitting = widths(terminal.columns);
    std::vector<Cell> header;
    for (const Column& column : columns_)
        header.emplace_back(std::string(column.title), Colour::faint);
    print_row(terminal, header, fitting);
    for (const auto& row : rows_) print_row(terminal, row, fitting);
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
