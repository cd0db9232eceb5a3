#include "store/failure.h"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <cerrno>

using namespace cronmon;

namespace {

std::string sentence(int code, int system_errno = 0) {
    return failure_sentence("/x/cronmon.db", code, system_errno, "committing", "words");
}

}  // namespace

TEST_CASE("a full disk, quota or allowance is one sentence") {
    const std::string full =
        "database /x/cronmon.db: disk full while committing; free some space, pings are refused "
        "until then";
    CHECK_EQ(sentence(SQLITE_FULL), full);
    CHECK_EQ(sentence(SQLITE_IOERR_WRITE, ENOSPC), full);
    CHECK_EQ(sentence(SQLITE_IOERR_WRITE, EDQUOT), full);
    CHECK_EQ(sentence(SQLITE_IOERR_WRITE, EFBIG), full);
}

TEST_CASE("every other failure says what it is") {
    CHECK_EQ(sentence(SQLITE_BUSY), "database /x/cronmon.db is locked by another program");
    CHECK_EQ(sentence(SQLITE_BUSY_SNAPSHOT), "database /x/cronmon.db is locked by another program");
    CHECK_EQ(sentence(SQLITE_NOTADB), "database /x/cronmon.db is not a cronmon database");
    CHECK_EQ(sentence(SQLITE_CORRUPT_INDEX),
             "database /x/cronmon.db is corrupt (words); restore a backup");
    CHECK_EQ(sentence(SQLITE_READONLY, EROFS),
             "database /x/cronmon.db cannot be opened (Read-only file system): it and its "
             "directory must be writable");
    CHECK_EQ(sentence(SQLITE_CANTOPEN),
             "database /x/cronmon.db cannot be opened (words): it and its directory must be "
             "writable");
    CHECK_EQ(sentence(SQLITE_IOERR_FSYNC, EIO),
             "database /x/cronmon.db: the disk failed while committing (Input/output error)");
    CHECK_EQ(sentence(SQLITE_CONSTRAINT), "database /x/cronmon.db: words while committing");
}
