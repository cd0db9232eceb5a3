// The dumps that the original wrote (test/data/original), and small ones written by hand.
//
// Thread-safety: confined to the test.
#pragma once

#include "import/dump_reader.h"
#include "import/original_rows.h"

#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

namespace cronmon {

inline const char* const all_dumps[] = {
    "a_fresh_sample.sql",
    "b2_traffic_swept_nopartition.sql",
    "b3_traffic_swept_partitioned.sql",
    "b5_b4_one_insert_per_row.sql",
};

inline std::string dump_text(const std::string& name) {
    std::ifstream file(std::string(CRONMON_SOURCE_DIR) + "/test/data/original/" + name,
                       std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline TableNames original_tables() {
    TableNames all = original_noun_tables;
    all.insert(original_log_tables.begin(), original_log_tables.end());
    return all;
}

// One row as `table 12:value|value`; NULL is `-`, and a number stands in <>.
inline std::string text_of(const DumpRow& row) {
    std::string text = row.columns->table + ' ' + std::to_string(row.line) + ':';
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        const DumpValue& value = row.values[i];
        if (i > 0) text += '|';
        if (value.kind == DumpValue::Kind::null) text += '-';
        else if (value.kind == DumpValue::Kind::number) text += '<' + value.text + '>';
        else text += value.text;
    }
    return text;
}

// All rows of these tables, and behind them what went wrong, if anything did.
inline std::vector<std::string> rows_of(const std::string& dump, TableNames wanted) {
    std::istringstream in(dump);
    std::vector<std::string> rows;
    try {
        DumpReader reader(in, std::move(wanted));
        while (const DumpRow* row = reader.next()) rows.push_back(text_of(*row));
    } catch (const DumpError& error) {
        rows.emplace_back(error.what());
    }
    return rows;
}

}  // namespace cronmon
