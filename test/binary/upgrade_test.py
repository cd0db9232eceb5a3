#!/usr/bin/env python3
"""Another program in the place of the running one: under load, and when it does not come up."""
import http.client
import os
import pathlib
import signal
import socket
import sqlite3
import ssl
import stat
import subprocess
import textwrap
import threading
import time

from harness import BINARY, BinaryTest, free_port, main, wait_for
from tls_test import Certificate

TIMES = 10
SLOWEST_S = 2.0


class Pinger(threading.Thread):
    """Pings one task as fast as it is answered, each ping with a number of its own; it does not
    try again, so that whatever goes wrong is a failure."""

    def __init__(self, connect, path, name, keep):
        super().__init__(daemon=True)  # a test that fails does not wait for it
        self.connect, self.path, self.label, self.keep = connect, path, name, keep
        self.sent, self.slowest, self.failures = [], 0.0, []
        self.over = False
        self.connection = None

    def run(self):
        while not self.over:
            mark = f'{self.label}-{len(self.sent)}'
            self.sent.append(mark)
            begin = time.monotonic()
            try:
                self.ping(mark)
            except (OSError, http.client.HTTPException) as error:
                self.failures.append(f'{mark}: {error!r}')
                self.connection = None
            self.slowest = max(self.slowest, time.monotonic() - begin)
            time.sleep(0.001)
        if self.connection:
            self.connection.close()

    def ping(self, mark):
        if self.connection is None:
            self.connection = self.connect()
        self.connection.request('GET', self.path, headers={'User-Agent': mark})
        answer = self.connection.getresponse()
        body = answer.read()
        if (answer.status, body) != (200, b'OK'):
            self.failures.append(f'{mark}: {answer.status} {body!r}')
        if not self.keep or answer.will_close:
            self.connection.close()
            self.connection = None


def has_ended(pid):
    """Whether somebody has noticed or not."""
    status = pathlib.Path(f'/proc/{pid}/stat')
    return not status.exists() or status.read_text().rpartition(')')[2].split()[0] == 'Z'


class UpgradeTest(BinaryTest):
    def setUp(self):
        super().setUp()
        self.addCleanup(self.end_successor)

    def serving(self):
        """The process that has the folder."""
        return int((self.data / 'cronmon.lock').read_text().split()[0])

    def end_successor(self):
        """Whoever took over is no child of ours, and is known by its folder."""
        lock = self.data / 'cronmon.lock'
        if not lock.exists() or not lock.read_text().strip():
            return
        process = pathlib.Path('/proc') / lock.read_text().strip() / 'cmdline'
        if process.exists() and str(self.data).encode() in process.read_bytes():
            os.kill(self.serving(), signal.SIGKILL)

    def program(self, name, text):
        """An executable file that is not cronmon."""
        path = self.folder / name
        path.write_text(text)
        path.chmod(stat.S_IRWXU)
        return path

    def upgrade(self, *flags, expected=0):
        done = self.run_cli('upgrade', *flags, timeout=60)
        self.assertEqual(done.returncode, expected, done.stderr + done.stdout)
        return done.stderr + done.stdout

    def logged(self, task):
        rows, before = [], []
        while True:
            page = self.cli_json('task', 'log', task['name'], '--length', '1000', *before)
            rows += [row['user_agent'] for row in page]
            if len(page) < 1000:
                return rows
            before = ['--before', str(page[-1]['id'])]


class UnderLoad(UpgradeTest):
    def load(self, server, connects):
        """Two who ping in each way, one that keeps its connection and one that does not."""
        self.cli('business', 'add', 'db')
        pingers = []
        for name, connect in connects.items():
            for keep in (True, False):
                task = self.add_task(f'{name}-{"kept" if keep else "new"}', '--every', '1h')
                pinger = Pinger(connect, self.ping_path(task), task['name'], keep)
                pinger.task = task
                pingers.append(pinger)
        for pinger in pingers:
            pinger.start()
        return pingers

    def check(self, pingers):
        # Goes on until there was some load, however busy the machine is.
        wait_for(lambda: all(len(pinger.sent) > 40 for pinger in pingers), 60)
        for pinger in pingers:
            pinger.over = True
        for pinger in pingers:
            pinger.join()
            self.assertEqual(pinger.failures, [], pinger.label)
            self.assertGreater(len(pinger.sent), 40, 'hardly a ping: no load, no proof')
            self.assertEqual(sorted(self.logged(pinger.task)), sorted(pinger.sent),
                             'each ping is in the log, and once')
            self.assertLess(pinger.slowest, SLOWEST_S)
        total = sum(len(pinger.sent) for pinger in pingers)
        slowest = max(pinger.slowest for pinger in pingers)
        print(f'{total} pings, none refused, lost or doubled; the slowest took {slowest:.3f} s')

    def upgrade_again_and_again(self):
        """The processes that served."""
        processes = {self.serving()}
        for _ in range(TIMES):
            time.sleep(0.2)
            self.assertIn('serves (pid', self.upgrade())
            processes.add(self.serving())
        return processes

    def test_ten_times_in_a_row_no_ping_is_refused_lost_or_doubled(self):
        server = self.serve()
        pingers = self.load(server, {
            'tcp': lambda: http.client.HTTPConnection('127.0.0.1', server.port, timeout=10)})
        processes = self.upgrade_again_and_again()
        self.check(pingers)
        self.assertEqual(len(processes), TIMES + 1)
        self.assertEqual(server.process.wait(5), 0)
        reasons = [row['reason'] for row in self.cli_json('blind', 'list')]
        self.assertEqual(reasons, ['upgrade'] * TIMES)

    def test_the_same_with_tls(self):
        """Who keeps a connection keeps it: the process that speaks its TLS stays until it has had
        one more answer."""
        certificate = Certificate(self.folder, 'first')
        port = free_port()
        server = self.serve('--listen', f'https://127.0.0.1:{port}', *certificate.flags,
                            scheme='http://')
        context = ssl.create_default_context(cafile=certificate.file)
        connect = lambda: http.client.HTTPSConnection('localhost', port, timeout=10,
                                                      context=context)
        pingers = self.load(server, {'tls': connect})
        idle = connect()
        idle.request('GET', '/healthz')
        self.assertEqual(idle.getresponse().read(), b'ok')
        processes = self.upgrade_again_and_again()
        self.check(pingers)
        self.assertIsNone(server.process.poll())
        idle.request('GET', '/healthz')
        answer = idle.getresponse()
        self.assertEqual((answer.read(), answer.will_close), (b'ok', True))
        self.assertEqual(server.process.wait(5), 0)
        self.assertEqual(len(processes), TIMES + 1)
        processes.remove(self.serving())
        self.assertTrue(wait_for(lambda: all(map(has_ended, processes)), 5))

    def test_a_program_that_does_not_come_up_leaves_the_old_one_serving(self):
        config = self.folder / 'config.json'
        config.write_text('{}')
        server = self.serve('--config', str(config))
        pingers = self.load(server, {
            'tcp': lambda: http.client.HTTPConnection('127.0.0.1', server.port, timeout=10)})
        said = self.upgrade('--to', '/bin/true', expected=1)
        self.assertIn('ended before it took over; is it cronmon?; version', said)
        self.assertIn('serves on', said)
        said = self.upgrade('--to', self.program('broken', '#!/bin/sh\nexit 7\n'), expected=1)
        self.assertIn('status 7', said)
        said = self.upgrade('--to', self.program('text', 'no program'), expected=1)
        self.assertIn('Exec format error', said)
        self.assertIn('cannot be executed', self.upgrade('--to', '/nowhere', expected=1))
        config.write_text('{"trusted_proxy": "nonsense"}')
        self.assertIn('trusted-proxy', self.upgrade(expected=1))
        with socket.socket() as taken:
            taken.bind(('127.0.0.1', 0))
            taken.listen()
            place = f'127.0.0.1:{taken.getsockname()[1]}'
            config.write_text('{"request_log": "yes"}')
            # This one fails when it has our sockets and data already.
            wrapper = self.program('elsewhere', textwrap.dedent(f'''\
                #!/bin/sh
                exec {BINARY} "$@" --listen {place}
                '''))
            self.assertIn('the port is taken', self.upgrade('--to', wrapper, expected=1))
        self.assertEqual(self.serving(), server.process.pid)
        self.assertIn('serves (pid', self.upgrade())
        self.check(pingers)

    def test_a_program_that_hangs_is_given_up(self):
        server = self.serve()
        pingers = self.load(server, {
            'tcp': lambda: http.client.HTTPConnection('127.0.0.1', server.port, timeout=10)})
        said = self.upgrade('--to', self.program('slow', '#!/bin/sh\nexec sleep 100\n'), expected=1)
        self.assertIn('was not there within 10 s', said)
        self.check(pingers)

    def test_a_successor_that_is_killed_in_the_middle_changes_nothing(self):
        server = self.serve()
        pingers = self.load(server, {
            'tcp': lambda: http.client.HTTPConnection('127.0.0.1', server.port, timeout=10)})
        unchanged = 0
        for wait_ms in range(10):
            process = self.serving()
            done = self.run_cli('upgrade', '--to', str(self.killed_after(wait_ms)), timeout=60)
            if done.returncode != 1:  # it was killed too late: when it had taken over, and nobody serves now
                break
            self.assertEqual(self.serving(), process)
            self.assertEqual([pinger.failures for pinger in pingers], [[]] * len(pingers))
            unchanged += 1
        else:
            return self.check(pingers)
        self.assertGreater(unchanged, 0)
        for pinger in pingers:
            pinger.over = True

    def killed_after(self, wait_ms):
        return self.program(f'killed-{wait_ms}', textwrap.dedent(f'''\
            #!/bin/sh
            {{ {f"sleep {wait_ms / 1000};" if wait_ms else ""} kill -9 $$; }} >/dev/null 2>&1 &
            exec {BINARY} "$@"
            '''))


class Data(UpgradeTest):
    def test_a_migration_that_comes_to_nothing_is_undone(self):
        """The successor here brings the data to a version of its own, as a newer cronmon would, and
        dies then."""
        self.cli('business', 'add', 'db')
        task = self.add_task('nightly', '--every', '1h')
        server = self.serve()
        self.assertEqual(server.get(self.ping_path(task))[1], b'OK')
        database = self.data / 'cronmon.db'
        newer = self.program('newer', textwrap.dedent(f'''\
            #!/usr/bin/python3
            import os, socket, sqlite3
            channel = socket.socket(fileno=int(os.environ['CRONMON_HANDOVER_FD']))
            channel.send(b'ready 9.9.9')
            while not channel.recvmsg(65536, 1024)[0].startswith(b'all '):
                pass
            database = sqlite3.connect({str(database)!r}, isolation_level=None)
            version = database.execute('PRAGMA user_version').fetchone()[0] + 1
            copy = sqlite3.connect({str(database)!r} + f'.before-v{{version}}')
            database.backup(copy)
            copy.close()
            database.execute('ALTER TABLE task ADD COLUMN of_the_future INTEGER')
            database.execute(f'PRAGMA user_version = {{version}}')
            os._exit(3)  # as if it had crashed: the write-ahead log is left as it is
            '''))
        said = self.upgrade('--to', newer, expected=1)
        self.assertIn('ended with status 3 before it took over', said)
        self.assertEqual(self.serving(), server.process.pid)
        self.assertEqual(server.get(self.ping_path(task))[1], b'OK')
        self.assertEqual(len(self.cli_json('task', 'log', 'nightly')), 2)
        self.assertIn('database put back', server.log_text())
        self.assertEqual(server.stop(), 0)
        with sqlite3.connect(database) as file:
            columns = [row[1] for row in file.execute('PRAGMA table_info(task)')]
            self.assertEqual(file.execute('PRAGMA integrity_check').fetchone(), ('ok',))
        self.assertNotIn('of_the_future', columns)

    def test_the_process_is_known_by_its_file_and_the_signal_does_the_same(self):
        pid_file = self.folder / 'pid'
        server = self.serve('--pid-file', str(pid_file))
        self.assertEqual(int(pid_file.read_text()), server.process.pid)
        self.upgrade()
        self.assertEqual(server.process.wait(5), 0)
        second = int(pid_file.read_text())
        self.assertEqual(second, self.serving())
        os.kill(second, signal.SIGUSR2)
        third = wait_for(lambda: self.serving() != second and int(pid_file.read_text()) != second
                         and int(pid_file.read_text()), 10)
        self.assertEqual(third, self.serving())
        self.assertTrue(server.healthy())
        os.kill(third, signal.SIGTERM)
        self.assertTrue(wait_for(lambda: not pid_file.exists(), 10))
        self.assertFalse((self.data / 'cronmon.sock').exists())

    def test_a_file_that_was_replaced_is_what_comes_next(self):
        program = self.folder / 'cronmon'
        program.write_bytes(pathlib.Path(BINARY).read_bytes())
        program.chmod(0o755)
        server = self.serve(command=[str(program)])
        (self.folder / 'new').write_bytes(pathlib.Path(BINARY).read_bytes())
        (self.folder / 'new').chmod(0o755)
        os.replace(self.folder / 'new', program)
        inode = program.stat().st_ino
        self.assertNotEqual(os.stat(f'/proc/{server.process.pid}/exe').st_ino, inode)
        self.upgrade()
        self.assertEqual(os.stat(f'/proc/{self.serving()}/exe').st_ino, inode)

    def test_what_cannot_be_upgraded_says_so(self):
        done = self.run_cli('upgrade')
        self.assertEqual(done.returncode, 3)
        self.assertIn('no server is running on', done.stderr)
        self.assertFalse(self.data.exists())
        done = self.run_cli('upgrade', '--to', '')
        self.assertEqual(done.returncode, 2)
        self.assertIn('--to needs a file', done.stderr)
        server = self.serve()
        status, body, _ = server.get('/api/cronmon/v1/upgrade', 'POST', body='{}',
                                     headers={'Content-Type': 'application/json'})
        self.assertIn(status, (401, 403), body)

    def test_the_first_process_of_a_container_refuses(self):
        command = ['unshare', '--pid', '--fork', '--kill-child', BINARY]
        server = self.serve(command=command)
        said = self.upgrade(expected=1)
        self.assertIn('first process of a container', said)
        self.assertTrue(server.healthy())


if __name__ == '__main__':
    main()
