#!/usr/bin/python3
"""kill -9 while a database of version 1 is brought up to date: it is as before, as after, or at a
version between, with every row; the next start comes to the end of it. The kills are spread over the
time that it takes, over the growth of the safety copy, and over that of the write-ahead log."""
import collections
import contextlib
import hashlib
import pathlib
import re
import shutil
import sqlite3
import subprocess
import time

from harness import BINARY, ROOT, BinaryTest, free_port, main, wait_for

APPLICATION_ID = 0x63726e6d
VERSIONS = re.split(r'(?m)^-- version \d+$', (ROOT / 'schema.sql').read_text())[1:]
NEWEST = len(VERSIONS)
KILLS_BY_TIME, KILLS_IN_COPY, KILLS_IN_LOG = 12, 5, 10
TASKS, PINGS_A_DAY, DAYS = 20_000, 30_000, 3
# What a server writes by itself when it starts, and what a migration draws by lot.
OF_THE_SERVER = re.compile(r'pulse|blind|user|ping_count|identity|audit_\d+|sqlite_stat\d')
BY_LOT = {'badge', 'badge_key', 'uuid of business', 'uuid of channel'}

LOG_TABLE = """CREATE TABLE {} (
    id INTEGER PRIMARY KEY, task_id INTEGER NOT NULL, at_ms INTEGER NOT NULL, kind INTEGER NOT NULL,
    method TEXT NOT NULL, client_ip TEXT NOT NULL, user_agent TEXT NOT NULL, exit_status INTEGER,
    duration_ms INTEGER, previous_id INTEGER NOT NULL, body BLOB) STRICT"""
# Paused, so that a server has nothing to say about them.
ROWS = f"""
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {TASKS})
INSERT INTO task SELECT i, 1 + i % 20, 'task-' || i, randomblob(16), 'cron', (i % 60) || ' 2 * * *', 'UTC', 300000, NULL,
                        i % 2, 1000 + i FROM n;
INSERT INTO standing SELECT id, 3, 2000 + id, 0, NULL, NULL, NULL, NULL FROM task;
INSERT INTO flip SELECT id, id, 1, 3, 2000 + id, 'paused', NULL, NULL, NULL FROM task;
INSERT INTO flip SELECT id + {TASKS}, id, 1, 3, 3000 + id, 'paused', NULL, NULL, NULL FROM task;
INSERT INTO alert SELECT id, id, 1 + id % 20, iif(id % 3, 'sent', 'failed'), 1, 4000 + id, NULL, NULL, 'no ' || id FROM flip;
INSERT INTO missed_slot SELECT id, 5000 + id, 'missed' FROM task;
"""


def database(path):
    return contextlib.closing(sqlite3.connect(path, isolation_level=None))


def version_one(path):
    """As cronmon 1 left it, after a clean stop."""
    with database(path) as old:
        old.execute('PRAGMA journal_mode = WAL')
        old.executescript('BEGIN;' + VERSIONS[0])
        for i in range(1, 21):
            old.execute('INSERT INTO business VALUES (?, ?, 1, 2000)', (i, f'business-{i}'))
            old.execute("INSERT INTO notifier VALUES (?, ?, NULL, 'en', 1, 4000)", (i, f'notifier-{i}'))
            old.execute("INSERT INTO channel VALUES (?, ?, 'email', ?)", (i, i, f'{i}@example.org'))
            old.execute('INSERT INTO assignment VALUES (?, ?)', (i, i))
        for statement in ROWS.split(';\n'):
            old.execute(statement)
        newest = 0
        today = int(time.time()) // 86400
        for day in range(today - DAYS, today):
            name = time.strftime('task_log_%Y%m%d', time.gmtime(day * 86400))
            old.execute(LOG_TABLE.format(name))
            old.execute("INSERT INTO bucket VALUES (?, 'task_log', ?)", (name, day))
            rows = [((day * 86_400_000 + i) * 2048, 1 + i % TASKS, day * 86_400_000 + i, 2 if i % 50 == 0 else 0, 'GET',
                     '10.0.0.3', f'curl/{i}', None, None, 0, None if i % 3 else b'output %d' % i)
                    for i in range(PINGS_A_DAY)]
            old.executemany(f'INSERT INTO {name} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', rows)
            newest = rows[-1][0]
        old.execute('INSERT INTO pulse VALUES (1, ?, 1, ?)', (int(time.time() * 1000), newest))
        old.execute(f'PRAGMA application_id = {APPLICATION_ID}')
        old.execute('PRAGMA user_version = 1')
        old.execute('COMMIT')


class Content:
    """What a database holds: its version, its faults, and a digest of each table."""

    def __init__(self, path, columns=None):
        """`columns`: by table, those to look at; without it all but those that are drawn by lot."""
        with database(path) as one:
            self.version = one.execute('PRAGMA user_version').fetchone()[0]
            self.owner = one.execute('PRAGMA application_id').fetchone()[0]
            self.faults = [row for row in one.execute('PRAGMA integrity_check') if row != ('ok',)]
            self.faults += one.execute('PRAGMA foreign_key_check').fetchall()
            self.columns = columns or {table: self.columns_of(one, table) for table in self.tables_of(one)}
            self.rows = {table: self.digest(one, table, names) for table, names in self.columns.items()}
            self.schema = {row[1]: row for row in one.execute('SELECT type, name, sql FROM sqlite_schema')}

    @staticmethod
    def tables_of(one):
        names = [name for (name,) in one.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
        return [name for name in names if not OF_THE_SERVER.fullmatch(name)]

    @staticmethod
    def columns_of(one, table):
        names = [row[1] for row in one.execute(f'PRAGMA table_info({table})')]
        return [name for name in names if not BY_LOT & {name, f'{name} of {table}'}]

    @staticmethod
    def digest(one, table, names):
        digest, count = hashlib.blake2b(), 0
        # The server makes tables for the days to come; those of the past are what is to be kept.
        where = f' WHERE first < {int(time.time()) // 86400}' if table == 'bucket' else ''
        cursor = one.execute(f'SELECT {", ".join(names)} FROM {table}{where} ORDER BY 1, 2')
        while rows := cursor.fetchmany(5000):
            digest.update(repr(rows).encode())
            count += len(rows)
        return count, digest.hexdigest()


class Migration(BinaryTest):
    def setUp(self):
        super().setUp()
        self.old_path = self.folder / 'old.db'
        version_one(self.old_path)
        self.old = Content(self.old_path)
        self.assertEqual((self.old.version, self.old.faults), (1, []))
        self.assertGreater(sum(count for count, _ in self.old.rows.values()), 200_000)
        self.found = collections.Counter()
        self.whole = set()  # copies that have been looked at

    def fresh_copy(self):
        shutil.rmtree(self.data, ignore_errors=True)
        self.data.mkdir(mode=0o700)
        self.path = self.data / 'cronmon.db'
        shutil.copy(self.old_path, self.path)

    def size(self, suffix):
        try:
            return pathlib.Path(str(self.path) + suffix).stat().st_size
        except FileNotFoundError:
            return 0

    def start(self):
        """A server that is not waited for."""
        with open(self.folder / 'killed.log', 'ab') as log:
            return subprocess.Popen([BINARY, 'serve', '--data', self.data, '--listen', f'127.0.0.1:{free_port()}'],
                                    stdout=log, stderr=log)

    def version_on_disk(self):
        """As another reader sees it; where there is nothing to be read yet, 0."""
        try:
            with contextlib.closing(sqlite3.connect(f'file:{self.path}?mode=ro', uri=True, timeout=0)) as reader:
                return reader.execute('PRAGMA user_version').fetchone()[0]
        except sqlite3.OperationalError:
            return 0

    def clean(self):
        """One that is not killed: how long it takes, how long its log becomes, and what comes out."""
        self.fresh_copy()
        begin = time.monotonic()
        process = self.start()
        self.assertTrue(wait_for(lambda: self.version_on_disk() == NEWEST, 60, every=0.005))
        self.seconds = time.monotonic() - begin
        self.log_bytes = self.size('-wal')
        process.terminate()
        self.assertEqual(process.wait(20), 0, (self.folder / 'killed.log').read_text())
        return Content(self.path)

    def assert_as_before(self, content):
        """Every row of version 1 is there, whatever the version is now."""
        self.assertEqual((content.owner, content.faults), (APPLICATION_ID, []))
        self.assertEqual(content.rows, self.old.rows)

    def copies(self):
        return sorted(path for path in self.data.iterdir() if path.name.startswith(f'cronmon.db.before-v{NEWEST}'))

    def assert_copies_are_whole(self):
        """Under a final name there is a whole copy; under the first one that of version 1."""
        finished = [path for path in self.copies() if path.suffix != '.part']
        for path in finished:
            status = path.stat()
            known = (path.name, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
            if known in self.whole:
                continue
            self.whole.add(known)
            content = Content(path, self.old.columns)
            self.assert_as_before(content)
            first = path.name.endswith(f'before-v{NEWEST}')
            self.assertTrue(content.version == 1 if first else 1 < content.version < NEWEST, (path, content.version))
        return len(finished)

    def look_at_what_is_left(self):
        """Of a copy: looking at the file itself would bring its log home."""
        left = self.folder / 'left'
        shutil.rmtree(left, ignore_errors=True)
        left.mkdir()
        for suffix in ('', '-wal'):
            if self.size(suffix):
                shutil.copy(str(self.path) + suffix, left / ('cronmon.db' + suffix))
        content = Content(left / 'cronmon.db', self.old.columns)
        self.assert_as_before(content)
        self.assertIn(content.version, range(1, NEWEST + 1))
        in_copy = any(path.suffix == '.part' for path in self.copies())
        copies = self.assert_copies_are_whole()
        self.assertTrue(copies or content.version == 1, 'nothing is changed before there is a copy')
        self.found['in the copy' if in_copy else f'version {content.version}' if copies else 'before the copy'] += 1

    def go_on(self, wanted):
        """The next start: all is there, and as if nothing had happened."""
        server = self.serve()
        self.assertEqual(server.stop(), 0)
        content = Content(self.path, wanted.columns)
        self.assertEqual((content.version, content.owner, content.faults), (NEWEST, APPLICATION_ID, []))
        self.assertEqual(content.rows, wanted.rows)
        self.assertEqual({name: row for name, row in content.schema.items() if name in wanted.schema}, wanted.schema)
        self.assertGreaterEqual(self.assert_copies_are_whole(), 1)
        self.assertEqual([path for path in self.copies() if path.suffix == '.part'], [])
        with database(self.path) as one:
            for table, column in (('task', 'badge'), ('channel', 'uuid'), ('business', 'uuid'), ('business', 'badge_key')):
                drawn = one.execute(f'SELECT count(DISTINCT {column}), min(length({column})) > 0 FROM {table}').fetchone()
                self.assertEqual(drawn, (content.rows[table][0], 1), (table, column))

    def killed(self, moment, wanted):
        self.fresh_copy()
        process = self.start()
        begin = time.monotonic()
        while process.poll() is None and not moment(time.monotonic() - begin):
            time.sleep(0.0002)
        self.assertIsNone(process.poll(), 'it ended by itself')
        process.kill()
        process.wait()
        self.look_at_what_is_left()
        self.go_on(wanted)

    def test_kill_at_many_moments(self):
        wanted = self.clean()
        self.assertEqual(wanted.version, NEWEST)
        self.assertEqual(wanted.faults, [])
        copy_bytes = self.old_path.stat().st_size
        part = f'.before-v{NEWEST}.part'
        end = self.seconds * 3 + 10  # so that a moment that never comes ends the test
        moments = [lambda now, i=i: now > self.seconds * i / (KILLS_BY_TIME - 2) for i in range(KILLS_BY_TIME)]
        moments += [lambda now, i=i: self.size(part) > copy_bytes * i / KILLS_IN_COPY or now > end
                    for i in range(KILLS_IN_COPY)]
        moments += [lambda now, i=i: self.size('-wal') > self.log_bytes * i / KILLS_IN_LOG or now > end
                    for i in range(KILLS_IN_LOG)]
        for moment in moments:
            self.killed(moment, wanted)
        print(f'{len(moments)} kills over {self.seconds:.2f} s: '
              + ', '.join(f'{times} {where}' for where, times in sorted(self.found.items())))
        self.assertGreater(self.found['in the copy'], 0)
        self.assertGreater(self.found['version 1'], 0, 'none was killed in a migration')
        self.assertGreater(sum(self.found[f'version {version}'] for version in range(2, NEWEST)), 0,
                           'none was killed between two versions')


if __name__ == '__main__':
    main()
