#include "import/dump_reader.h"

#include "import/dumps.h"

#include <doctest/doctest.h>

#include <map>

using namespace cronmon;

namespace {

using Rows = std::vector<std::string>;

const std::string table_t = "CREATE TABLE `t` (`a` int, `b` text, PRIMARY KEY (`a`));\n";

Rows rows_of_t(const std::string& dump) { return rows_of(dump, {"t"}); }

// What comes of one literal.
std::string literal(const std::string& written) {
    const Rows rows = rows_of_t("INSERT INTO `t` (`a`) VALUES (" + written + ");");
    return rows.size() == 1 && rows[0].starts_with("t 1:") ? rows[0].substr(4) : rows.back();
}

// Rows of one table, without what differs from dump to dump: the line.
Rows rows_without_lines(const std::string& dump, const std::string& table) {
    Rows rows = rows_of(dump, {table});
    for (std::string& row : rows) row = row.substr(row.find(':') + 1);
    return rows;
}

// An independent count: mysqldump begins every row on a line of its own.
std::size_t lines_with_a_row(const std::string& dump, const std::string& table) {
    std::istringstream in(dump);
    std::string inserting;
    std::size_t count = 0;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("INSERT INTO `" + table + "` (")) ++count;
        if (line.starts_with("INSERT INTO")) inserting = line.substr(13, line.find('`', 13) - 13);
        else if (line.starts_with("(") && inserting == table) ++count;
        else inserting.clear();
    }
    return count;
}

}  // namespace

TEST_CASE("every row of the original's dumps is read") {
    using Counts = std::map<std::string, std::size_t>;
    Counts expected{{"business", 12},     {"notifier", 12},     {"businessnotifier", 15},
                    {"user", 5},          {"taskmonitor", 13},  {"permission", 5},
                    {"apirequestlog", 0}, {"taskmonitorlog", 0}};
    for (const char* name : all_dumps) {
        const std::string dump = dump_text(name);
        Counts counts, lines;
        for (const std::string& table : original_tables()) {
            counts[table] = rows_of(dump, {table}).size();
            lines[table] = lines_with_a_row(dump, table);
        }
        CHECK(counts == lines);
        CHECK(counts == expected);
        expected["apirequestlog"] = 58;  // all but the first dump have traffic
        expected["taskmonitorlog"] = 200;
    }
}

TEST_CASE("the same rows come of every way to write them down") {
    const std::string plain = dump_text(all_dumps[1]);
    const std::string partitioned = dump_text(all_dumps[2]);
    const std::string one_by_one = dump_text(all_dumps[3]);
    for (const std::string& table : original_noun_tables) {
        CHECK(rows_without_lines(plain, table) == rows_without_lines(partitioned, table));
        CHECK(rows_without_lines(plain, table) == rows_without_lines(one_by_one, table));
    }
    for (const std::string& table : original_log_tables)
        CHECK(rows_without_lines(plain, table) == rows_without_lines(partitioned, table));
}

TEST_CASE("the lines of rows are those of the file") {
    const std::string dump = dump_text(all_dumps[2]);
    Rows lines(1);
    std::istringstream in(dump);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    for (const std::string& row : rows_of(dump, {"taskmonitor"})) {
        const std::size_t line = std::stoul(row.substr(row.find(' ')));
        const std::string id = row.substr(row.find('<') + 1, row.find('>') - row.find('<') - 1);
        CHECK(lines.at(line).starts_with("(" + id + ",'"));
    }
}

TEST_CASE("line ends of other systems change nothing") {
    for (const char* name : all_dumps) {
        const std::string dump = dump_text(name);
        std::string crlf;
        for (const char c : dump) crlf += c == '\n' ? "\r\n" : std::string(1, c);
        CHECK(rows_of(crlf, original_tables()) == rows_of(dump, original_tables()));
    }
}

TEST_CASE("literals mean what MySQL says they mean") {
    CHECK(literal("NULL") == "-");
    CHECK(literal("null") == "-");
    CHECK(literal("-12") == "<-12>");
    CHECK(literal("1.5e-3") == "<1.5e-3>");
    CHECK(literal("''") == "");
    CHECK(literal("'it\\'s'") == "it's");
    CHECK(literal("'it''s'") == "it's");
    CHECK(literal("\"say \"\"hi\"\" it's\"") == "say \"hi\" it's");
    CHECK(literal("'\\0'") == std::string(1, '\0'));
    CHECK(literal("'\\b\\n\\r\\t\\Z\\\\\\x'") == "\b\n\r\t\x1a\\x");
    CHECK(literal("'50\\% a\\_b'") == "50\\% a\\_b");
    CHECK(literal("'a;b -- c # d /* e */ (f),g'") == "a;b -- c # d /* e */ (f),g");
    CHECK(literal("0x4A6f") == "Jo");
    CHECK(literal("X'4A6F'") == "Jo");
    CHECK(literal("_binary 'abc'") == "abc");
    CHECK(literal("_utf8mb4'abc'") == "abc");
    CHECK(literal(" /* before */ 'abc' -- behind\n") == "abc");
}

TEST_CASE("what is no literal is refused with its line") {
    CHECK(literal("CURRENT_TIMESTAMP") ==
          "line 1: 'CURRENT_TIMESTAMP' is no value; one is expected, found ');'");
    CHECK(literal("") == "line 1: a value is expected, found ');'");
    CHECK(literal("0x4") == "line 1: two hexadecimal digits are expected, found '4);'");
    CHECK(literal("'a' 'b'") == "line 1: ')' is expected, found ''b');'");
    CHECK(literal("'" + std::string(70'000, 'x') + "'") ==
          "line 1: a value has more than 65536 bytes");
}

TEST_CASE("every form of INSERT that mysqldump has") {
    CHECK(rows_of_t(table_t + "INSERT INTO `t` VALUES (1,'x'),(2,NULL);") ==
          Rows{"t 2:<1>|x", "t 2:<2>|-"});
    CHECK(rows_of_t("INSERT INTO t (b, a) VALUES\n(1, 2),\n(3, 4);") ==
          Rows{"t 2:<1>|<2>", "t 3:<3>|<4>"});
    CHECK(rows_of_t(table_t + "REPLACE INTO `t` VALUES (1,2);") == Rows{"t 2:<1>|<2>"});
    CHECK(rows_of_t(table_t + "INSERT  IGNORE INTO `t` VALUES (1,2);") == Rows{"t 2:<1>|<2>"});
    CHECK(rows_of_t(table_t + "insert into `cronmon`.`T` values (1,2);") == Rows{"t 2:<1>|<2>"});
    CHECK(rows_of_t("CREATE TABLE IF NOT EXISTS \"t\" (\"a\" int CHECK (\"a\" > 0), KEY (a));"
                    "INSERT INTO \"t\" VALUES (7);") == Rows{"t 1:<7>"});
    CHECK(rows_of_t("INSERT INTO `t` (`a`) SELECT 1;").back() ==
          "line 1: VALUES is expected behind 't', found '1;'");
}

TEST_CASE("columns come from CREATE TABLE, where each definition may hold anything") {
    std::istringstream in(
        "CREATE TABLE `t` (\n"
        "  `a` enum('x,)','y') NOT NULL DEFAULT 'x,)' COMMENT 'it''s `a`, (see b)', -- comment, (\n"
        "  `key` decimal(10,2) /* , */ ,\n"
        "  b int,\n"
        "  UNIQUE KEY `u` (`a`,`key`),\n"
        "  CONSTRAINT `c` FOREIGN KEY (`b`) REFERENCES `o` (`id`)\n"
        ") ENGINE=InnoDB COMMENT=';';\n"
        "INSERT INTO `t` VALUES (1,2,3);");
    DumpReader reader(in, {"t"});
    const DumpRow* row = reader.next();
    REQUIRE(row != nullptr);
    CHECK(row->columns->names == Rows{"a", "key", "b"});
}

TEST_CASE("what does not matter is passed over, whatever is in it") {
    const std::string noise =
        "\xef\xbb\xbf/*M!999999\\- enable the sandbox mode */ \n"
        "-- a comment with 'quotes; and `more\n"
        "# and \"another; one\n"
        "--\n"
        "SET NAMES utf8mb4; /*!40101 SET @a='*' */;\n"
        ";\n"
        "LOCK TABLES `t` WRITE;\n"
        "INSERT INTO `other` VALUES (1,'; it\\'s',GeomFromText('x'),0xAB);\n"
        "DELIMITER ;;\n"
        "CREATE PROCEDURE p() BEGIN SELECT \"a;;b\"; INSERT INTO t VALUES (9,9); -- it's ;;\n"
        "END ;;\n"
        "DELIMITER //\n"
        "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW SET @a = ';' //\n"
        "DELIMITER ;\n"
        "UNLOCK TABLES;\n";
    CHECK(rows_of_t(noise + table_t + "INSERT INTO `t` VALUES (1,'x');") == Rows{"t 17:<1>|x"});

    std::istringstream in(noise + table_t);
    DumpReader reader(in, {"t"});
    CHECK(reader.next() == nullptr);
    CHECK(reader.seen() == TableNames{"t"});
    CHECK(reader.left_out() == TableNames{"other"});
    CHECK_FALSE(reader.says_its_end());
}

TEST_CASE("a dump that is not of one piece is refused") {
    CHECK(rows_of_t(table_t + "INSERT INTO `t` VALUES (1);").back() ==
          "line 2: a row of 't' has 1 values for 2 columns");
    CHECK(rows_of_t(table_t + "INSERT INTO `t` VALUES (1,2,3);").back() ==
          "line 2: a row of 't' has more than 2 values for 2 columns");
    CHECK(rows_of_t("INSERT INTO `t` VALUES (1);").back() ==
          "line 1: the order of the columns of 't' is not known: dump with CREATE TABLE, or with "
          "--complete-insert");
    CHECK(rows_of_t(table_t + "INSERT INTO `t` VALUES (1,'x\n\n").back() ==
          "line 2: the text that begins here never ends: the dump is cut off");
    CHECK(rows_of_t(table_t + "INSERT INTO `t` VALUES\n(1,").back() ==
          "line 2: the statement that begins here never ends: the dump is cut off");
    CHECK(rows_of_t(table_t + "SET a = 1").back() ==
          "line 2: the statement that begins here never ends: the dump is cut off");
    CHECK(rows_of_t(table_t + "/* x ").back() ==
          "line 2: the comment that begins here never ends: the dump is cut off");
    CHECK(rows_of_t("USE `cronmon`; USE `mysql`;").back() ==
          "line 1: the dump holds more than one database, 'cronmon' and 'mysql': dump only the "
          "one of cronmon");
}

TEST_CASE("a dump that began with its name has to end with its date") {
    for (const std::string head : {"-- MySQL dump 10.13\n", "-- MariaDB dump 10.19\n"}) {
        const std::string whole = head + table_t + "-- Dump completed on 2026-11-22\n";
        CHECK(rows_of_t(whole).empty());
        CHECK(rows_of_t(whole + whole).empty());
        CHECK(rows_of_t(head + table_t).back() ==
              "line 3: the last line, '-- Dump completed', is missing: the dump is cut off");
        CHECK(rows_of_t(whole + head + table_t).back() ==
              "line 6: the last line, '-- Dump completed', is missing: the dump is cut off");
    }
}

TEST_CASE("what is no dump at all says what it is") {
    CHECK(rows_of_t("\x1f\x8b\x08 and so on") ==
          Rows{"line 1: the file is compressed: unpack it first"});
    CHECK(rows_of_t("\xff\xfe-\x01")[0].starts_with("line 1: the file is UTF-16"));
    CHECK(rows_of_t("").empty());
    CHECK(rows_of_t(std::string(1000, '\0')).back() ==
          "line 1: the statement that begins here never ends: the dump is cut off");
}

TEST_CASE("wherever a dump is cut off, that is noticed") {
    for (const char* name : all_dumps) {
        const std::string dump = dump_text(name);
        for (std::size_t size = 997; size < dump.size() - 30; size += 997) {
            const Rows rows = rows_of(dump.substr(0, size), original_tables());
            CHECK_MESSAGE((!rows.empty() && rows.back().starts_with("line ")), size);
            CHECK_MESSAGE(rows.back().ends_with("the dump is cut off"), rows.back());
        }
    }
}

TEST_CASE("a damaged dump is an error or other rows, and nothing worse") {
    std::uint32_t random = 1;
    const auto next = [&random] { return random = random * 1664525 + 1013904223; };
    for (const char* name : all_dumps) {
        const std::string dump = dump_text(name);
        for (int round = 0; round < 100; ++round) {
            std::string damaged = dump;
            for (int flips = 0; flips < 3; ++flips)
                damaged[(next() >> 4) % damaged.size()] ^= static_cast<char>(1U << (next() >> 29));
            const Rows rows = rows_of(damaged, original_tables());
            CHECK(rows.size() < 1000);
        }
    }
}
