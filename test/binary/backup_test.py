#!/usr/bin/python3
"""Backups, from outside: made under load and equal to one moment, put back, and killed at any moment."""
import contextlib
import http.client
import pathlib
import random
import signal
import sqlite3
import subprocess
import threading
import time

from harness import BINARY, BinaryTest, main, wait_for

KILLS = 8


class Pinger(threading.Thread):
    """Pings one task as fast as it can; each ping is numbered, and the next waits for its OK."""

    def __init__(self, port, path):
        super().__init__()
        self.port, self.path = port, path
        self.answered = 0
        self.over = False

    def run(self):
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=10)
        while not self.over:
            connection.request('GET', self.path, headers={'User-Agent': str(self.answered)})
            answer = connection.getresponse()
            if answer.status == 200 and answer.read() == b'OK':
                self.answered += 1
        connection.close()


def numbers_in(path):
    """The numbers of the pings that a database holds, in the order of their rows."""
    with contextlib.closing(sqlite3.connect(f'file:{path}?immutable=1', uri=True)) as database:
        days = [name for (name,) in database.execute(
            "SELECT name FROM bucket WHERE kind = 'task_log' ORDER BY first")]
        return [int(agent) for day in days
                for (agent,) in database.execute(f'SELECT user_agent FROM {day} ORDER BY id')]


class Backup(BinaryTest):
    def setUp(self):
        super().setUp()
        self.file = self.folder / 'backup.db'

    def start_with_task(self):
        server = self.serve()
        self.make_people()
        self.task = self.add_task('nightly', '--every', '1h')
        return server

    def ping(self, server, times=1):
        for _ in range(times):
            self.assertEqual(server.get(self.ping_path(self.task))[0], 200)

    def tasks(self, data=None):
        return [task['name'] for task in self.cli_json('task', 'list', data=data)]

    def parts(self, folder):
        return [path.name for path in pathlib.Path(folder).iterdir() if path.name.endswith('.part')]

    def test_under_load_it_is_one_moment(self):
        server = self.start_with_task()
        pinger = Pinger(server.port, self.ping_path(self.task))
        pinger.start()
        try:
            self.assertTrue(wait_for(lambda: pinger.answered > 200, 20))
            for _ in range(3):
                before = pinger.answered
                self.cli('backup', self.file, '--yes')
                # One more may be on disk than was answered.
                after = pinger.answered + 1
                numbers = numbers_in(self.file)
                self.assertEqual(numbers, list(range(len(numbers))), 'no prefix of the pings')
                self.assertTrue(before <= len(numbers) <= after, (before, len(numbers), after))
        finally:
            pinger.over = True
            pinger.join()
        found = self.cli_json('verify', self.file)
        self.assertTrue(found['sound'])
        self.assertEqual(found['rows']['ping'], len(numbers))
        self.assertEqual(self.file.stat().st_mode & 0o777, 0o600)

    def test_refusals(self):
        self.start_with_task()
        self.file.write_text('mine')
        for arguments, words in (
                (('backup', self.file), 'replace'),
                (('backup', self.data / 'cronmon.db', '--yes'), 'belongs to the data folder'),
                (('backup', self.folder / 'no' / 'where.db'), 'No such file'),
                (('backup', self.file, '--server', 'http://127.0.0.1:1'), 'where the server is'),
                (('verify', self.file), 'not a cronmon database'),
                (('verify', self.folder / 'nothing.db'), 'there is no'),
                (('restore', self.file, '--yes'), 'not a cronmon database')):
            done = self.run_cli(*arguments)
            self.assertNotEqual(done.returncode, 0, arguments)
            self.assertIn(words, done.stderr)
        self.assertEqual(self.file.read_text(), 'mine')
        good = self.folder / 'good.db'
        self.cli('backup', good)
        done = self.run_cli('restore', good, '--yes')
        self.assertEqual(done.returncode, 3)
        self.assertIn('is in use by another cronmon', done.stderr)
        self.assertEqual(self.run_cli('reset', '--yes').returncode, 3)

    def test_damage_is_found(self):
        server = self.start_with_task()
        self.ping(server, 50)
        self.cli('backup', self.file)
        server.stop()
        database = sqlite3.connect(self.file)
        database.execute("DELETE FROM bucket WHERE first = (SELECT max(first) FROM bucket)")
        database.commit()
        self.assertIn('is a database in use', self.run_cli('backup', self.file, '--yes').stderr)
        database.close()
        done = self.run_cli('verify', self.file)
        self.assertEqual(done.returncode, 1)
        self.assertIn('not listed in bucket', done.stdout)
        self.cli('backup', self.file, '--yes')
        size = self.file.stat().st_size
        with open(self.file, 'r+b') as file:
            for place in range(8192, size, 4096):
                file.seek(place + 100)
                file.write(b'\xff' * 200)
        self.assertIn(self.run_cli('verify', self.file).returncode, (1, 3))
        self.assertIn(self.run_cli('restore', self.file, '--yes').returncode, (1, 3))
        self.assertEqual(self.tasks(), ['nightly'])

    def test_restored_and_reset(self):
        server = self.start_with_task()
        self.ping(server, 3)
        self.cli('backup', self.file)
        self.add_task('hourly', '--every', '1h')
        server.kill()  # what is in the write-ahead log only is kept too
        done = self.cli_json('restore', self.file, '--yes')
        self.assertEqual(pathlib.Path(done['kept']).name, 'cronmon.db.before-restore')
        self.assertEqual(self.tasks(), ['nightly'])
        other = self.folder / 'other'
        other.mkdir()
        self.cli('restore', done['kept'], '--yes', data=other)
        self.assertEqual(sorted(self.tasks(other)), ['hourly', 'nightly'])
        server = self.serve()
        # It is written down by the first round of the writer.
        blind = wait_for(lambda: self.cli_json('blind', 'list'), 10)
        self.assertEqual(blind[0]['reason'], 'restore')
        self.ping(server)
        server.stop()
        self.assertIn('before-reset', self.cli('reset', '--yes'))
        self.assertEqual(self.tasks(), [])
        self.assertEqual(self.parts(self.data), [])

    def test_made_by_itself(self):
        self.start_with_task()
        backups = self.folder / 'backups'
        self.cli('backup', '--every', '1d', '--keep', '2', backups)
        made = wait_for(lambda: list(backups.glob('cronmon-*.db')), 20)
        self.assertTrue(made)
        self.assertTrue(self.cli_json('verify', made[0])['sound'])
        facts = wait_for(lambda: (lambda f: f['backups'] == 1 and f)(self.cli_json('backup')), 10)
        self.assertIsNone(facts['error'])
        self.assertFalse(facts['overdue'])
        self.assertIn('no backups are made', self.cli('backup', '--off'))
        self.assertIsNone(self.cli_json('backup')['every_s'])
        self.cli('backup', '--every', '2d', backups)
        self.assertEqual(self.cli_json('backup')['every_s'], 2 * 24 * 3600)

    def test_a_failure_is_told(self):
        server = self.start_with_task()
        mail = self.mail_server()
        self.use_mail(mail.port)
        self.cli('user', 'add', 'the.boss', '--role', 'admin', '--email', 'boss@example.org')
        self.file.write_text('no folder')
        done = self.run_cli('backup', '--every', '1d', self.file)
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertIn('is saved, but none can be made: ', done.stderr)
        self.assertTrue(wait_for(lambda: any('[BACKUP]' in s for s in mail.subjects()), 20))
        self.assertTrue(self.cli_json('backup')['error'])
        self.assertIn('backup failed', server.log_text())
        self.assertEqual(server.get('/healthz')[0], 200)

    def killed(self, *arguments):
        """Starts the command and kills it at a moment of chance; whether it came to its end."""
        process = subprocess.Popen([BINARY, *map(str, arguments), '--data', str(self.data)],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(random.uniform(0, 0.03))
        process.send_signal(signal.SIGKILL)
        return process.wait() == 0

    def test_kill_during_backup(self):
        server = self.start_with_task()
        self.ping(server, 20)
        self.cli('backup', self.file)
        for _ in range(KILLS):
            self.killed('backup', self.file, '--yes')
            self.assertTrue(self.cli_json('verify', self.file)['sound'])
        self.cli('backup', self.file, '--yes')
        self.assertEqual(self.parts(self.folder), [])

    def test_kill_during_restore(self):
        server = self.start_with_task()
        self.ping(server, 20)
        self.cli('backup', self.file)
        self.add_task('newer', '--every', '1h')
        server.stop()
        for _ in range(KILLS):
            self.killed('restore', self.file, '--yes')
            found = sorted(self.tasks())
            self.assertIn(found, (['nightly'], ['newer', 'nightly']))
            self.assertTrue(self.cli_json('verify', self.data / 'cronmon.db')['sound'])
            if found == ['nightly']:
                self.add_task('newer', '--every', '1h')
        self.cli('restore', self.file, '--yes')
        self.assertEqual(self.tasks(), ['nightly'])


if __name__ == '__main__':
    main()
