// A dump as rows: what mysqldump wrote of the tables somebody asks for, one row at a time, in the
// order of the file.
//
// Everything else is passed over unread: settings, locks, routines between their DELIMITERs, the
// rows of other tables. Nothing is kept but the columns of each table that was asked for, so a
// dump may be larger than the memory many times over.
//
// Thread-safety: confined to one thread.
#pragma once

#include "import/dump_text.h"

#include <cstdint>
#include <functional>
#include <istream>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

// The columns of an INSERT: those it names, else those of CREATE TABLE.
struct DumpColumns {
    std::string table;  // lower case
    std::vector<std::string> names;
};

struct DumpRow {
    const DumpColumns* columns = nullptr;
    std::int64_t statement = 0;     // rows of one INSERT have the same number
    std::vector<DumpValue> values;  // as many as columns
    std::int64_t line = 0;          // on which it begins
};

using TableNames = std::set<std::string, std::less<>>;  // lower case

class DumpReader {
public:
    // Reads `in` from where it stands. `wanted` are the tables whose rows matter. Calls `progress`
    // with the bytes that are done, once a statement.
    DumpReader(std::istream& in, TableNames wanted,
               std::function<void(std::int64_t)> progress = {});

    // The next row; null after the last. Good until the next call. Throws DumpError when the dump
    // cannot be understood, is cut off, or holds several databases.
    const DumpRow* next();

    // After the last row: the wanted tables for which there was a CREATE TABLE or an INSERT, and
    // the other tables that had an INSERT.
    const TableNames& seen() const { return seen_; }
    const TableNames& left_out() const { return left_out_; }

    // Whether the dump says where it ends. One made with --skip-comments does not.
    bool says_its_end() const { return text_.saw_head(); }

private:
    bool next_statement();
    void use();
    void create();
    void insert();
    void read_definitions(DumpColumns& into);
    void add_column(DumpColumns& into, std::string name);
    const DumpColumns& columns_of(const std::string& table);
    void read_row();
    std::string table_name();
    void check_end();
    [[noreturn]] void wrong_count(const std::string& values) const;

    DumpText text_;
    const TableNames wanted_;
    const std::function<void(std::int64_t)> progress_;
    std::map<std::string, DumpColumns, std::less<>> created_;
    TableNames seen_;
    TableNames left_out_;
    std::string database_;
    DumpColumns listed_;    // of the statement at hand, if it names them
    bool in_rows_ = false;  // within an INSERT, before a row
    DumpRow row_;
};

}  // namespace cronmon
