// The words of a dump: MySQL's and MariaDB's SQL, as far as mysqldump writes it.
//
// Comments are passed over wherever a blank may stand, also those with a version in them
// (/*!40101 ... */, /*M!999999 ... */): what a newer server would execute of them is never data.
// Two comments are remembered, because they are the only sign that a dump is whole: the line with
// which mysqldump begins, and the one with which it ends.
//
// Source of the rules of quoting: MySQL 8.4 Reference Manual, 11.1.1 String Literals, 11.1.4
// Hexadecimal Literals, 11.2 Schema Object Names, 11.7 Comments.
//
// Thread-safety: confined to one thread.
#pragma once

#include "import/dump_bytes.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace cronmon {

// More than any column of the original can hold (varchar(255)), in any notation.
constexpr std::size_t dump_value_bytes_max = 65536;

struct DumpValue {
    enum class Kind : std::uint8_t { null, number, text };

    Kind kind = Kind::null;
    std::string text;  // of a number: as it is written
};

// What is not of the expected form throws a DumpError, and so does the end of the dump within a
// statement. Each of the readers first passes over blanks and comments.
class DumpText {
public:
    explicit DumpText(std::istream& in) : bytes_(in) {}

    bool at_end();
    bool take(char c);  // passes over the character if it comes next
    void expect(char c);
    std::string word();           // an unquoted one in upper case; empty: none comes next
    std::string identifier();     // `name`, "name" or name, as it is written
    void value(DumpValue& into);  // a literal
    bool take_delimiter();        // the end of a statement
    void expect_delimiter();
    void skip_statement();  // the rest of it, whatever it is, and its end
    void skip_item();       // up to a comma or parenthesis that is not inside of others
    void read_delimiter();  // what DELIMITER is followed by

    // From here on, what is cut off belongs to a statement that began here.
    void begin_statement();

    // The line of what comes next, after blanks and comments.
    std::int64_t line();
    std::int64_t position() const { return bytes_.position(); }  // in bytes

    bool saw_head() const { return saw_head_; }  // -- MySQL dump ..., -- MariaDB dump ...
    bool saw_end() const { return saw_end_; }    // -- Dump completed ...

    // Says that what comes next is wrong, or that nothing comes any more.
    [[noreturn]] void fail(const std::string& what);

private:
    void skip_blanks();
    bool take_comment();
    void skip_line();
    void skip_block_comment();
    void skip_part(const ByteSet& stops);
    void skip_quoted();
    void unquoted(std::string& into);
    void quoted(std::string& into);
    void escape(std::string& into);
    void number(std::string& into);
    void hexadecimal(std::string& into);
    void special_value(DumpValue& into);
    void keep(std::string& into);
    void append(std::string& into, std::string_view more);
    bool at_delimiter();
    void pass(std::size_t bytes);
    void note(std::string_view comment);
    [[noreturn]] void fail_cut_off();

    DumpBytes bytes_;
    std::string delimiter_ = ";";
    std::int64_t statement_line_ = 1;
    bool saw_head_ = false;
    bool saw_end_ = false;
};

}  // namespace cronmon
