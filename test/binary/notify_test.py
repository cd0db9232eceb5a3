#!/usr/bin/env python3
"""What a supervisor is told, and the sockets that it gives: by a socket of the test's own, by
systemd-socket-activate and by start-stop-daemon."""
import os
import signal
import socket
import subprocess
import sys
import textwrap
import time

from harness import BINARY, free_port, main, wait_for
from upgrade_test import UpgradeTest


class Supervisor:
    """The socket that NOTIFY_SOCKET names, and what was said to it, by whom."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self.socket.bind(path)
        self.socket.settimeout(10)

    def hear(self):
        """The next message, as a dict, with the process that sent it."""
        words, ancillary, _, _ = self.socket.recvmsg(4096, 1024)
        said = dict(line.split('=', 1) for line in words.decode().splitlines())
        said['sender'] = int.from_bytes(ancillary[0][2][:4], sys.byteorder)
        return said

    def hear_other_than(self, *names):
        while True:
            said = self.hear()
            if not set(names) & set(said):
                return said


class NotifyTest(UpgradeTest):
    def supervised(self, *flags, path=None, **env):
        path = path or str(self.folder / 'notify')
        self.supervisor = Supervisor(path.replace('@', '\0', 1))
        self.addCleanup(self.supervisor.socket.close)
        return self.serve(*flags, env={'NOTIFY_SOCKET': path, **env}, wait=False)


class Words(NotifyTest):
    def test_it_says_when_it_serves_reloads_and_stops(self):
        server = self.supervised()
        said = self.supervisor.hear()
        self.assertEqual(said['READY'], '1')
        self.assertEqual(int(said['MAINPID']), server.process.pid)
        self.assertEqual(server.get('/healthz')[0], 200, 'ready is said when it is true')
        before_us = time.monotonic_ns() // 1000
        server.process.send_signal(signal.SIGHUP)
        said = self.supervisor.hear()
        self.assertEqual(said['RELOADING'], '1')
        self.assertLess(abs(int(said['MONOTONIC_USEC']) - before_us), 5_000_000)
        self.assertEqual(self.supervisor.hear()['READY'], '1')
        server.process.send_signal(signal.SIGTERM)
        self.assertEqual(self.supervisor.hear()['STOPPING'], '1')
        self.assertEqual(server.stop(), 0)

    def test_a_name_in_the_abstract_space_will_do(self):
        self.supervised(path=f'@cronmon-test-{os.getpid()}')
        self.assertEqual(self.supervisor.hear()['READY'], '1')

    def test_one_that_takes_nothing_is_no_reason_not_to_serve(self):
        server = self.serve(env={'NOTIFY_SOCKET': str(self.folder / 'nobody')})
        self.assertTrue(server.healthy())

    def test_a_server_that_cannot_start_never_says_that_it_serves(self):
        with socket.socket() as taken:
            taken.bind(('127.0.0.1', 0))
            taken.listen()
            server = self.supervised('--listen', f'127.0.0.1:{taken.getsockname()[1]}')
            self.assertEqual(server.process.wait(10), 1)
        self.supervisor.socket.settimeout(0.2)
        with self.assertRaises(TimeoutError):
            self.supervisor.hear()

    def test_an_upgrade_is_told_by_whom_the_supervisor_believes(self):
        """systemd takes messages of the main process only: the old one names the new one first."""
        server = self.supervised()
        self.supervisor.hear()
        self.upgrade()
        said = self.supervisor.hear_other_than('WATCHDOG')
        self.assertEqual(said['sender'], server.process.pid)
        successor = int(said['MAINPID'])
        self.assertEqual(successor, self.serving())
        said = self.supervisor.hear()
        self.assertEqual((said['READY'], said['sender']), ('1', successor))
        self.assertEqual(server.process.wait(5), 0)

    def test_an_upgrade_that_fails_is_nothing_to_tell(self):
        server = self.supervised()
        self.supervisor.hear()
        self.upgrade('--to', '/bin/true', expected=1)
        server.process.send_signal(signal.SIGTERM)
        self.assertIn('STOPPING', self.supervisor.hear_other_than('WATCHDOG'))


class Watchdog(NotifyTest):
    def gaps(self, count):
        times = []
        while len(times) < count:
            if self.supervisor.hear().get('WATCHDOG') == '1':
                times.append(time.monotonic())
        return [after - before for before, after in zip(times, times[1:])]

    def test_it_says_that_it_is_alive_three_times_in_each_limit(self):
        self.supervised(WATCHDOG_USEC='900000')
        self.assertLess(max(self.gaps(6)), 0.9)

    def test_a_successor_goes_on_with_it(self):
        server = self.supervised(WATCHDOG_USEC='900000')
        self.gaps(2)
        self.upgrade()
        senders = {self.supervisor.hear()['sender'] for _ in range(8)}
        self.assertIn(self.serving(), senders)
        self.assertEqual(server.process.wait(5), 0)

    def test_what_is_meant_for_another_process_is_not_answered(self):
        self.supervised(WATCHDOG_USEC='300000', WATCHDOG_PID='1')
        self.assertEqual(self.supervisor.hear()['READY'], '1')
        self.supervisor.socket.settimeout(1)
        with self.assertRaises(TimeoutError):
            self.supervisor.hear()

    def test_a_process_that_stands_still_says_nothing(self):
        server = self.supervised(WATCHDOG_USEC='300000')
        self.gaps(2)
        server.process.send_signal(signal.SIGSTOP)
        time.sleep(0.2)
        self.supervisor.socket.settimeout(0.5)
        with self.assertRaises(TimeoutError):
            for _ in range(20):
                self.supervisor.hear()
        server.process.send_signal(signal.SIGCONT)
        self.supervisor.socket.settimeout(10)
        self.gaps(2)


class Activation(NotifyTest):
    def activated(self, port, *flags, names='', listen=()):
        """A server that systemd's own tool starts with the first connection."""
        command = ['systemd-socket-activate', '-l', f'127.0.0.1:{port}', *names]
        return self.serve_bare([*command, BINARY, 'serve', '--data', str(self.data), *flags])

    def serve_bare(self, command):
        log = open(self.folder / 'log', 'ab')
        process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        self.started.append(type('Bare', (), {'process': process, 'log': log}))
        return process

    def curl(self, url, *flags):
        return subprocess.run(['curl', '-sS', '-m', '10', *flags, url], capture_output=True, text=True,
                              timeout=20).stdout

    def test_who_pings_before_it_is_there_waits_and_is_not_refused(self):
        self.cli('business', 'add', 'db')
        task = self.add_task('nightly', '--every', '1h')
        port = free_port()
        process = self.activated(port)
        self.assertTrue(wait_for(lambda: 'Listening' in (self.folder / 'log').read_text(), 10))
        self.assertFalse((self.data / 'cronmon.sock').exists(), 'nobody has asked for it yet')
        self.assertEqual(self.curl(f'http://127.0.0.1:{port}' + self.ping_path(task)), 'OK')
        self.assertEqual(self.serving(), process.pid)
        # The default address is not listened at beside the one that was given.
        self.assertIn(f'listen=127.0.0.1:{port} ', (self.folder / 'log').read_text())
        for _ in range(2):
            self.upgrade()
            self.assertEqual(self.curl(f'http://127.0.0.1:{port}' + self.ping_path(task)), 'OK')

    def test_a_given_socket_stands_for_the_address_that_was_asked_for(self):
        port, other = free_port(), free_port()
        self.activated(port, '--listen', f'127.0.0.1:{port}', '--listen', f'127.0.0.1:{other}')
        wait_for(lambda: 'Listening' in (self.folder / 'log').read_text(), 10)
        for place in (port, other):
            self.assertEqual(self.curl(f'http://127.0.0.1:{place}/healthz'), 'ok')

    def test_what_is_no_socket_is_refused_in_words(self):
        start = textwrap.dedent(f'''\
            import os
            os.dup2(os.open('/dev/null', os.O_RDONLY), 3)
            os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS='1')
            os.execv({BINARY!r}, ['cronmon', 'serve', '--data', {str(self.data)!r}])
            ''')
        done = subprocess.run([sys.executable, '-c', start], capture_output=True, text=True, timeout=20)
        self.assertEqual(done.returncode, 1)
        self.assertIn('socket: descriptor 3 is no socket', done.stderr)


class StartStopDaemon(NotifyTest):
    def test_it_waits_until_pings_are_received(self):
        port, pid_file = free_port(), self.folder / 'pid'
        done = subprocess.run(
            ['start-stop-daemon', '--start', '--background', '--notify-await', '--notify-timeout', '20',
             '--pidfile', str(pid_file), '--exec', BINARY, '--', 'serve', '--data', str(self.data),
             '--listen', f'127.0.0.1:{port}', '--pid-file', str(pid_file)],
            capture_output=True, text=True, timeout=30)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(int(pid_file.read_text()), self.serving())
        with socket.socket() as probe:
            self.assertEqual(probe.connect_ex(('127.0.0.1', port)), 0)
        self.upgrade()
        self.assertEqual(int(pid_file.read_text()), self.serving())


if __name__ == '__main__':
    main()
