#include "import/dump_reader.h"

#include "base/quote.h"

#include <algorithm>

namespace cronmon {
namespace {

constexpr std::size_t columns_max = 64;    // the widest table of the original has 11
constexpr std::size_t left_out_max = 100;  // how many tables of others are remembered by name

std::string lower(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

// What begins an item of CREATE TABLE that is no column, without quotes.
bool begins_no_column(std::string_view word) {
    constexpr std::string_view words[] = {"PRIMARY",  "UNIQUE",  "KEY",   "INDEX",   "CONSTRAINT",
                                          "FULLTEXT", "SPATIAL", "CHECK", "FOREIGN", "PERIOD"};
    return std::ranges::find(words, word) != std::end(words);
}

}  // namespace

DumpReader::DumpReader(std::istream& in, TableNames wanted,
                       std::function<void(std::int64_t)> progress)
    : text_(in), wanted_(std::move(wanted)), progress_(std::move(progress)) {}

const DumpRow* DumpReader::next() {
    while (!in_rows_) {
        if (!next_statement()) return nullptr;
    }
    read_row();
    in_rows_ = text_.take(',');
    if (!in_rows_) text_.expect_delimiter();
    return &row_;
}

// Passes over one statement, or stops before the first row of one that has rows. False: there is
// none.
bool DumpReader::next_statement() {
    if (text_.at_end()) {
        check_end();
        return false;
    }
    if (progress_) progress_(text_.position());
    text_.begin_statement();
    const std::string verb = text_.word();
    if (verb == "INSERT" || verb == "REPLACE") insert();
    else if (verb == "CREATE") create();
    else if (verb == "USE") use();
    else if (verb == "DELIMITER") text_.read_delimiter();
    else text_.skip_statement();
    return true;
}

// The mysql database has a table `user` too: one dump, one database.
void DumpReader::use() {
    const std::int64_t line = text_.line();
    const std::string name = text_.identifier();
    if (!database_.empty() && name != database_)
        throw DumpError(line, "the dump holds more than one database, " + quote(database_) +
                                  " and " + quote(name) + ": dump only the one of cronmon");
    database_ = name;
    text_.skip_statement();
}

std::string DumpReader::table_name() {
    std::string name = text_.identifier();
    if (text_.take('.')) name = text_.identifier();
    return lower(std::move(name));
}

// Of the tables that matter: the names of the columns, in their order.
void DumpReader::create() {
    std::string word = text_.word();
    while (word == "OR" || word == "REPLACE" || word == "TEMPORARY") word = text_.word();
    if (word != "TABLE") return text_.skip_statement();
    std::string name = table_name();
    if (name == "if") {  // IF NOT EXISTS
        text_.word();
        text_.word();
        name = table_name();
    }
    if (wanted_.contains(name) && text_.take('(')) {
        seen_.insert(name);
        DumpColumns& columns = created_[name];
        columns = {name, {}};
        read_definitions(columns);
    }
    text_.skip_statement();
}

void DumpReader::read_definitions(DumpColumns& into) {
    do {
        std::string name = text_.word();
        if (name.empty()) name = text_.identifier();
        else if (begins_no_column(name)) name.clear();
        if (!name.empty()) add_column(into, std::move(name));
        text_.skip_item();
    } while (text_.take(','));
    text_.expect(')');
}

void DumpReader::add_column(DumpColumns& into, std::string name) {
    if (into.names.size() == columns_max)
        text_.fail("table " + quote(into.table) + " has more than " + std::to_string(columns_max) +
                   " columns");
    into.names.push_back(lower(std::move(name)));
}

void DumpReader::insert() {
    std::string word = text_.word();
    while (word == "LOW_PRIORITY" || word == "DELAYED" || word == "IGNORE") word = text_.word();
    const std::string name = word.empty() || word == "INTO" ? table_name() : lower(word);
    if (!wanted_.contains(name)) {
        if (left_out_.size() < left_out_max) left_out_.insert(name);
        return text_.skip_statement();
    }
    seen_.insert(name);
    row_.columns = &columns_of(name);
    if (word = text_.word(); word != "VALUES" && word != "VALUE")
        text_.fail("VALUES is expected behind " + quote(name));
    row_.values.resize(row_.columns->names.size());
    ++row_.statement;
    in_rows_ = true;
}

const DumpColumns& DumpReader::columns_of(const std::string& table) {
    if (text_.take('(')) {
        listed_.table = table;
        listed_.names.clear();
        do add_column(listed_, text_.identifier());
        while (text_.take(','));
        text_.expect(')');
        return listed_;
    }
    const auto found = created_.find(table);
    if (found != created_.end()) return found->second;
    throw DumpError(text_.line(),
                    "the order of the columns of " + quote(table) +
                        " is not known: dump with CREATE TABLE, or with --complete-insert");
}

void DumpReader::read_row() {
    row_.line = text_.line();
    text_.expect('(');
    std::size_t count = 0;
    do {
        if (count == row_.values.size()) wrong_count("more than " + std::to_string(count));
        text_.value(row_.values[count++]);
    } while (text_.take(','));
    text_.expect(')');
    if (count < row_.values.size()) wrong_count(std::to_string(count));
}

void DumpReader::wrong_count(const std::string& values) const {
    throw DumpError(row_.line, "a row of " + quote(row_.columns->table) + " has " + values +
                                   " values for " + std::to_string(row_.values.size()) +
                                   " columns");
}

void DumpReader::check_end() {
    if (text_.saw_head() && !text_.saw_end())
        throw DumpError(text_.line(),
                        "the last line, '-- Dump completed', is missing: the dump "
                        "is cut off");
}

}  // namespace cronmon
