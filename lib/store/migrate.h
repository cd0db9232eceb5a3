// Brings a database to the newest version of the schema, one version at a time.
//
// A schema is a text with sections, each begun by a line `-- version N`; N counts from 1. Each
// section is applied in one transaction that also sets PRAGMA user_version. PRAGMA application_id
// marks a database as ours, so that no other program's file is ever changed.
//
// Thread-safety: confined to the thread of the connection.
#pragma once

#include "store/connection.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace cronmon {

constexpr std::int64_t application_id = 0x63726e6d;  // "crnm"

// The SQL of each version, from version 1 on.
std::vector<std::string> schema_versions(std::string_view schema);

// What is in the database: its version, 0 when it is empty. Changes nothing.
// Throws StoreError if it is not ours, or newer than `newest`.
std::int64_t version_of(Connection& connection, std::int64_t newest);

// Throws StoreError if it is no cronmon database, or an empty one.
void refuse_foreign(Connection& connection);

// Applies what is missing. `before_upgrade` is called before a database that is already in use is
// changed. Throws StoreError; the versions before the one that failed stay applied.
void migrate(Connection& connection, std::string_view schema,
             const std::function<void()>& before_upgrade);

}  // namespace cronmon
