-- What outlives the process. Times are INTEGER milliseconds UTC (`_ms`), ids are 64-bit integers
-- that the engine hands out, and every table is STRICT. No triggers: whatever happens, happens
-- because the one writer said so.
--
-- Versions are separated by lines `-- version N`. Each is applied in one transaction that also
-- sets PRAGMA user_version = N; a published version is never edited, only followed by the next.
--
-- Pings are not in this file: they live in one table a day (task_log_YYYYMMDD, UTC), made ahead
-- and dropped whole by the code in store/bucket; the table `bucket` lists them.

-- version 1

-- Settings that operators change while cronmon runs (SMTP, site URL, retention).
CREATE TABLE setting (
    name       TEXT PRIMARY KEY,
    value      TEXT NOT NULL,
    changed_ms INTEGER NOT NULL
) STRICT;

-- One row: the sign of life, and how far the log is contained in `standing`.
CREATE TABLE pulse (
    id             INTEGER PRIMARY KEY CHECK (id = 1),
    tick_ms        INTEGER NOT NULL,  -- cronmon was listening at this time
    stopped        INTEGER NOT NULL,  -- 1: the last stop was a clean one
    replay_from_id INTEGER NOT NULL   -- pings after this id may not be in `standing` yet
) STRICT;

-- When cronmon itself was not listening.
CREATE TABLE blind (
    id      INTEGER PRIMARY KEY,
    from_ms INTEGER NOT NULL,
    to_ms   INTEGER NOT NULL,
    reason  TEXT NOT NULL
) STRICT;

CREATE TABLE business (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE,
    enabled    INTEGER NOT NULL,
    created_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE notifier (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE,
    phone      TEXT UNIQUE,            -- never dialled; people know each other by it
    language   TEXT NOT NULL,          -- zh or en
    enabled    INTEGER NOT NULL,
    created_ms INTEGER NOT NULL
) STRICT;

-- Where a notifier is told.
CREATE TABLE channel (
    id          INTEGER PRIMARY KEY,
    notifier_id INTEGER NOT NULL REFERENCES notifier (id) ON DELETE CASCADE,
    kind        TEXT NOT NULL,         -- email
    address     TEXT NOT NULL,
    UNIQUE (kind, address)             -- the original's rule: one person, one address
) STRICT;
CREATE INDEX channel_of_notifier ON channel (notifier_id);

-- Who is told about a business.
CREATE TABLE assignment (
    business_id INTEGER NOT NULL REFERENCES business (id) ON DELETE CASCADE,
    notifier_id INTEGER NOT NULL REFERENCES notifier (id) ON DELETE CASCADE,
    PRIMARY KEY (business_id, notifier_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX assignment_of_notifier ON assignment (notifier_id);

-- What an operator decided about a task.
CREATE TABLE task (
    id            INTEGER PRIMARY KEY,
    business_id   INTEGER NOT NULL REFERENCES business (id) ON DELETE CASCADE,
    name          TEXT NOT NULL UNIQUE,
    uuid          BLOB NOT NULL UNIQUE,
    schedule_kind TEXT NOT NULL,       -- cron, interval or calendar
    schedule      TEXT NOT NULL,       -- as given
    tz            TEXT NOT NULL,
    grace_ms      INTEGER NOT NULL,
    tolerance_ms  INTEGER,             -- NULL: derived from the schedule
    quiet         INTEGER NOT NULL,    -- 1: owes nothing until its first ping
    created_ms    INTEGER NOT NULL
) STRICT;
CREATE INDEX task_of_business ON task (business_id);

-- What the log has made of a task. Saved with every flip; after a plain ping it is saved lazily,
-- because pulse.replay_from_id tells a start which pings it still has to read.
CREATE TABLE standing (
    task_id      INTEGER PRIMARY KEY REFERENCES task (id) ON DELETE CASCADE,
    state        INTEGER NOT NULL,     -- 0 new, 1 up, 2 down, 3 paused
    since_ms     INTEGER NOT NULL,
    last_ping_id INTEGER NOT NULL,     -- the newest row of this task in the log, 0 for none
    last_ping_ms INTEGER,              -- the newest success
    owed_ms      INTEGER,
    deadline_ms  INTEGER,
    offset_ms    INTEGER
) STRICT;

-- Passages between stored states.
CREATE TABLE flip (
    id            INTEGER PRIMARY KEY,
    task_id       INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE,
    from_state    INTEGER NOT NULL,
    to_state      INTEGER NOT NULL,
    at_ms         INTEGER NOT NULL,
    reason        TEXT NOT NULL,
    slot_ms       INTEGER,             -- to down: the slot that was missed
    down_since_ms INTEGER,             -- out of down: since when
    ping_id       INTEGER              -- the newest ping at that time, if there was one
) STRICT;
CREATE INDEX flip_of_task ON flip (task_id, id);

-- Slots that passed without a run, and why.
CREATE TABLE missed_slot (
    task_id INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE,
    slot_ms INTEGER NOT NULL,
    reason  TEXT NOT NULL,             -- missed or blind
    PRIMARY KEY (task_id, slot_ms)
) STRICT, WITHOUT ROWID;

-- The outbox: a message owed to a channel for a flip, in the transaction of the flip.
CREATE TABLE alert (
    id          INTEGER PRIMARY KEY,
    flip_id     INTEGER NOT NULL REFERENCES flip (id) ON DELETE CASCADE,
    channel_id  INTEGER NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    status      TEXT NOT NULL,         -- owed, sent or failed
    attempts    INTEGER NOT NULL,
    created_ms  INTEGER NOT NULL,
    next_try_ms INTEGER,               -- NULL unless owed
    sent_ms     INTEGER,
    error       TEXT NOT NULL          -- the last refusal in the server's own words
) STRICT;
CREATE INDEX alert_owed ON alert (next_try_ms) WHERE next_try_ms IS NOT NULL;
CREATE INDEX alert_of_flip ON alert (flip_id, channel_id);
CREATE INDEX alert_of_channel ON alert (channel_id);

-- The log's tables, one a day.
CREATE TABLE bucket (
    name  TEXT PRIMARY KEY,            -- task_log_20261122
    kind  TEXT NOT NULL,               -- task_log
    first INTEGER NOT NULL             -- the day, counted from 1970-01-01
) STRICT;

-- version 2

-- Who may see and change what, and what they did; the original's API and its log.

-- Goes up with every edit of the row: two people who edit the same thing notice (If-Match).
ALTER TABLE business ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE notifier ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE task ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;

ALTER TABLE assignment ADD COLUMN created_ms INTEGER NOT NULL DEFAULT 0;

-- What operators decided about all tasks is kept in memory by those who list them (store/catalogue):
-- it is read by this index, and again when the number has gone up.
CREATE INDEX task_by_name ON task (name, business_id, created_ms);
CREATE TABLE task_edition (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    edition INTEGER NOT NULL
) STRICT;
INSERT INTO task_edition (id, edition) VALUES (1, 0);

-- Pings after this id are not in `ping_count` yet.
ALTER TABLE pulse ADD COLUMN counted_to_id INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "user" (
    id             INTEGER PRIMARY KEY,
    name           TEXT NOT NULL UNIQUE COLLATE NOCASE,
    email          TEXT UNIQUE COLLATE NOCASE,
    phone          TEXT UNIQUE,
    role           TEXT NOT NULL,          -- admin, manager or reader
    all_businesses INTEGER NOT NULL,       -- 1: sees every business; always so for an admin
    enabled        INTEGER NOT NULL,
    language       TEXT NOT NULL,          -- zh or en
    api_name       TEXT UNIQUE COLLATE NOCASE,
    password       TEXT NOT NULL,          -- a hash, see access/password; '' for none
    api_password   TEXT NOT NULL,          -- likewise
    totp_secret    BLOB,                   -- NULL: no second factor
    totp_step      INTEGER NOT NULL,       -- the newest step that was used
    recovery       BLOB,                   -- digests of the recovery codes that are left
    setup_digest   BLOB UNIQUE,            -- of the secret in a set-up link
    setup_until_ms INTEGER,
    created_ms     INTEGER NOT NULL,
    last_login_ms  INTEGER,
    revision       INTEGER NOT NULL
) STRICT;

-- Which businesses a user sees who does not see them all.
CREATE TABLE permission (
    user_id     INTEGER NOT NULL REFERENCES "user" (id) ON DELETE CASCADE,
    business_id INTEGER NOT NULL REFERENCES business (id) ON DELETE CASCADE,
    PRIMARY KEY (user_id, business_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX permission_of_business ON permission (business_id);

CREATE TABLE session (
    id         INTEGER PRIMARY KEY,
    user_id    INTEGER NOT NULL REFERENCES "user" (id) ON DELETE CASCADE,
    digest     BLOB NOT NULL UNIQUE,       -- of the secret in the cookie
    remember   INTEGER NOT NULL,
    address    TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    seen_ms    INTEGER NOT NULL,
    expires_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX session_of_user ON session (user_id);

CREATE TABLE token (
    id             INTEGER PRIMARY KEY,
    user_id        INTEGER NOT NULL REFERENCES "user" (id) ON DELETE CASCADE,
    name           TEXT NOT NULL,
    digest         BLOB NOT NULL UNIQUE,
    scope          TEXT NOT NULL,          -- read, write or ping
    all_businesses INTEGER NOT NULL,       -- 1: all that its user sees
    created_ms     INTEGER NOT NULL,
    expires_ms     INTEGER,
    last_used_ms   INTEGER,
    UNIQUE (user_id, name)
) STRICT;

CREATE TABLE token_business (
    token_id    INTEGER NOT NULL REFERENCES token (id) ON DELETE CASCADE,
    business_id INTEGER NOT NULL REFERENCES business (id) ON DELETE CASCADE,
    PRIMARY KEY (token_id, business_id)
) STRICT, WITHOUT ROWID;

-- Pings a day, counted while they are written (day: from 1970-01-01, UTC).
CREATE TABLE ping_count (
    day         INTEGER NOT NULL,
    business_id INTEGER NOT NULL REFERENCES business (id) ON DELETE CASCADE,
    pings       INTEGER NOT NULL,
    PRIMARY KEY (day, business_id)
) STRICT, WITHOUT ROWID;

-- Requests of the original's API a month (month: 12 * year + month - 1, UTC).
CREATE TABLE api_request_count (
    month    INTEGER NOT NULL,
    endpoint TEXT NOT NULL,                -- /api/v1.0/tasks/all or /api/v1.0/tasks
    requests INTEGER NOT NULL,
    PRIMARY KEY (month, endpoint)
) STRICT, WITHOUT ROWID;

-- What a user was last told about businesses without a notifier.
CREATE TABLE empty_notice (
    user_id    INTEGER PRIMARY KEY REFERENCES "user" (id) ON DELETE CASCADE,
    businesses TEXT NOT NULL,              -- their ids, in order
    told_ms    INTEGER NOT NULL
) STRICT;

-- The audit log and the log of API requests live in one table a month (audit_YYYYMM,
-- api_request_log_YYYYMM), made when the first row of the month comes; `bucket` lists them too.

-- version 3

-- What the first page asks of all tasks at once: passages of the last days, and letters that came
-- to nothing.
CREATE INDEX flip_by_time ON flip (at_ms, task_id, from_state, to_state);
CREATE INDEX alert_failed ON alert (created_ms) WHERE status = 'failed';

-- version 4

-- What a job can say beyond "it ran", and what clients of Healthchecks ask for. The log's tables
-- get their new columns by code (store/bucket).

-- How long a run may take, and how many failures or successes make a difference.
ALTER TABLE task ADD COLUMN max_run_ms INTEGER;
ALTER TABLE task ADD COLUMN min_run_ms INTEGER;
ALTER TABLE task ADD COLUMN alert_after INTEGER NOT NULL DEFAULT 1;
ALTER TABLE task ADD COLUMN recover_after INTEGER NOT NULL DEFAULT 1;

-- Which pings count, and as what (core/model, Listening).
ALTER TABLE task ADD COLUMN manual_resume INTEGER NOT NULL DEFAULT 0;
ALTER TABLE task ADD COLUMN post_only INTEGER NOT NULL DEFAULT 0;
ALTER TABLE task ADD COLUMN by_body INTEGER NOT NULL DEFAULT 0;
ALTER TABLE task ADD COLUMN else_fail INTEGER NOT NULL DEFAULT 0;
ALTER TABLE task ADD COLUMN start_words TEXT NOT NULL DEFAULT '';
ALTER TABLE task ADD COLUMN success_words TEXT NOT NULL DEFAULT '';
ALTER TABLE task ADD COLUMN failure_words TEXT NOT NULL DEFAULT '';
ALTER TABLE task ADD COLUMN by_mail_subject INTEGER NOT NULL DEFAULT 0;
ALTER TABLE task ADD COLUMN by_mail_body INTEGER NOT NULL DEFAULT 0;

-- How else it is known. A slug may be there twice; whoever pings by it is told.
ALTER TABLE task ADD COLUMN slug TEXT NOT NULL DEFAULT '';
ALTER TABLE task ADD COLUMN tags TEXT NOT NULL DEFAULT '';
ALTER TABLE task ADD COLUMN description TEXT NOT NULL DEFAULT '';
ALTER TABLE task ADD COLUMN check_name TEXT;
ALTER TABLE task ADD COLUMN badge BLOB NOT NULL DEFAULT x'';
UPDATE task SET badge = randomblob(16);
CREATE INDEX task_by_badge ON task (badge);
CREATE INDEX task_by_slug ON task (business_id, slug) WHERE slug <> '';

-- 1: everybody whom its business tells; 0: only those in task_channel.
ALTER TABLE task ADD COLUMN told_all INTEGER NOT NULL DEFAULT 1;
CREATE TABLE task_channel (
    task_id    INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE,
    channel_id INTEGER NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    PRIMARY KEY (task_id, channel_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_channel_of_channel ON task_channel (channel_id);

ALTER TABLE channel ADD COLUMN uuid BLOB NOT NULL DEFAULT x'';
UPDATE channel SET uuid = randomblob(16);

ALTER TABLE business ADD COLUMN uuid BLOB NOT NULL DEFAULT x'';
ALTER TABLE business ADD COLUMN badge_key TEXT NOT NULL DEFAULT '';
ALTER TABLE business ADD COLUMN ping_key TEXT;
UPDATE business SET uuid = randomblob(16), badge_key = lower(hex(randomblob(11)));
CREATE UNIQUE INDEX business_by_ping_key ON business (ping_key) WHERE ping_key IS NOT NULL;

-- What programs ask the management API of Healthchecks with: the business's tasks, and no more.
CREATE TABLE check_key (
    business_id INTEGER NOT NULL REFERENCES business (id) ON DELETE CASCADE,
    may         TEXT NOT NULL,         -- write or read
    digest      BLOB NOT NULL UNIQUE,  -- of the key
    hint        TEXT NOT NULL,         -- its first characters
    created_ms  INTEGER NOT NULL,
    PRIMARY KEY (business_id, may)
) STRICT, WITHOUT ROWID;

-- One row: what this database signs with.
CREATE TABLE identity (
    id     INTEGER PRIMARY KEY CHECK (id = 1),
    secret BLOB NOT NULL
) STRICT;
INSERT INTO identity (id, secret) VALUES (1, randomblob(32));

-- missed_slot.reason may be `paused`, too.

-- What the log has made of a task, beyond states.
ALTER TABLE standing ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;   -- in a row
ALTER TABLE standing ADD COLUMN successes INTEGER NOT NULL DEFAULT 0;  -- in a row, while down
ALTER TABLE standing ADD COLUMN last_duration_ms INTEGER;
ALTER TABLE standing ADD COLUMN pings INTEGER NOT NULL DEFAULT 0;

-- Runs that have begun and not ended; saved with their standing.
CREATE TABLE open_run (
    task_id     INTEGER NOT NULL REFERENCES task (id) ON DELETE CASCADE,
    place       INTEGER NOT NULL,      -- 0, 1, ... in the order in which they began
    rid         BLOB,                  -- NULL: it has no id
    started_ms  INTEGER NOT NULL,
    deadline_ms INTEGER NOT NULL,
    PRIMARY KEY (task_id, place)
) STRICT, WITHOUT ROWID;

-- Failures that have outlived their day's table: rows as there.
CREATE TABLE kept_log (
    id          INTEGER PRIMARY KEY,
    task_id     INTEGER NOT NULL,
    at_ms       INTEGER NOT NULL,
    kind        INTEGER NOT NULL,
    method      TEXT NOT NULL,
    client_ip   TEXT NOT NULL,
    user_agent  TEXT NOT NULL,
    exit_status INTEGER,
    duration_ms INTEGER,
    previous_id INTEGER NOT NULL,
    rid         BLOB,
    wire        INTEGER NOT NULL,
    body        BLOB
) STRICT;
CREATE INDEX kept_log_of_task ON kept_log (task_id, id);
