// The original's two logs, row by row into ours.
//
// Here an id tells the time (store/ping_id), and each row names the row of its task before it. The
// original's rows come in the order of their own ids, which need not be that of their times: so an
// id is made from the second of the row and the row's old id within it, and the chain is made as
// the rows come, and made again at the end if one came late. What is in memory grows with the
// number of tasks and days, and not with that of rows.
//
// Thread-safety: confined to one thread.
#pragma once

#include "core/zone.h"
#include "import/import_nouns.h"
#include "import/import_report.h"
#include "import/import_users.h"
#include "import/original_rows.h"
#include "store/store.h"

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace cronmon {

class LogImport {
public:
    // `nouns` have been written into the batch.
    LogImport(Batch& batch, const ImportedNouns& nouns, const OriginalNouns& rows,
              const UserIds& users, const Zone& zone, Instant now, ImportReport& report);

    // Throws DumpError for a time that is still to come.
    void add(const OriginalPing& row);
    void add(const OriginalApiRequest& row);

    // After the last row. Calls `progress` with days done and days in all.
    void finish(const std::function<void(std::int64_t, std::int64_t)>& progress);

    // The newest row of a task and its time; nothing if it has none.
    struct Newest {
        PingId id{};
        Instant at;
    };
    std::optional<Newest> newest_of(TaskId task) const;

    PingId newest() const { return newest_; }  // of all tasks

private:
    struct TaskLog {
        BusinessId business{};
        PingId last{};
        Instant at;
    };

    void keep(TaskId id, TaskLog& log, const OriginalPing& row, Instant at);
    std::string_view mended(std::string_view user_agent);
    std::string_view shortened(std::string_view text, std::size_t bytes_max);

    Batch& batch_;
    const UserIds& users_;
    const Zone& zone_;
    const Instant now_;
    ImportReport& report_;
    std::map<TaskId, TaskLog> tasks_;
    std::set<std::int64_t> refused_tasks_;
    std::set<std::int64_t> days_;
    std::map<std::pair<std::int64_t, BusinessId>, std::int64_t> counts_;  // of a day
    bool in_order_ = true;
    PingId newest_{};
    std::string mended_;
};

}  // namespace cronmon
