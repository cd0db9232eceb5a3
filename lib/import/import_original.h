// `cronmon import original`: moves in from the original cronmon, a dump of whose database is read
// into an empty one of ours, in one transaction: all of it, or nothing.
//
// The dump is read twice, because its logs may stand before the tasks and users they belong to:
// once for the nouns, which are few, and once for the logs, which are not. Neither a file larger
// than the memory nor one that lies about its form can hurt: see dump_reader.h.
//
// Thread-safety: confined to one thread.
#pragma once

#include "base/error.h"
#include "core/zone.h"
#include "import/import_report.h"
#include "store/store.h"

#include <cstdint>
#include <functional>
#include <istream>

namespace cronmon {

struct ImportProgress {
    enum class Step : std::uint8_t { nouns, logs, chains };

    Step step = Step::nouns;
    std::int64_t done = 0;  // bytes of the dump; for chains: days
    std::int64_t total = 0;
};

struct ImportOptions {
    Zone zone;  // of the old server's clock, and of the imported tasks
    Instant now;
    bool dry_run = false;
    std::string actor;   // who does it, for the audit log
    std::string source;  // what the dump is called, likewise
    std::function<void(const ImportProgress&)> progress =
        {};  // once a statement; empty: nobody looks
};

// `dump` is read from its start and must be able to go back there. Errors: Code::conflict if the
// store is not empty, Code::invalid if the dump cannot be understood, with the number of a line.
// Throws StoreError. Nothing was written then.
Result<ImportReport> import_original(std::istream& dump, Store& store,
                                     const ImportOptions& options);

}  // namespace cronmon
