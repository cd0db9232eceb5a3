"""The shipped file as an operator meets it: its processes, its command line, a real mail server.

Every test gets a folder of its own, loopback ports that the system chose, and ends whatever it
started. CRONMON_BINARY names the executable (default: build/cronmon).
"""
import http.client
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get('CRONMON_BINARY', str(ROOT / 'build' / 'cronmon'))
SMTP_SERVER = ROOT / 'test' / 'support' / 'smtp_server.py'


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


def wait_for(what, seconds, every=0.02):
    """The first true value of what(), or None when the time is over."""
    end = time.monotonic() + seconds
    while True:
        value = what()
        if value or time.monotonic() > end:
            return value
        time.sleep(every)


def swap(text, *pairs):
    """The text with the second of each pair where the first was; a file that lost one has drifted."""
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


class Started:
    """Any server that stays in the foreground, once its port is open."""

    def __init__(self, command, log, port, env=None):
        self.log = open(log, 'ab')
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL,
                                        env={**os.environ, **(env or {})})
        wait_for(lambda: self.process.poll() is not None or self.is_open(port), 20)
        if self.process.poll() is not None or not self.is_open(port):
            raise AssertionError(f'{command}: ' + open(log).read())

    @staticmethod
    def is_open(port):
        with socket.socket() as probe:
            return probe.connect_ex(('127.0.0.1', port)) == 0


class Server:
    """`cronmon serve` on a port of its own."""

    def __init__(self, data, *flags, port=None, env=None, command=None, wait=True, log=None,
                 scheme=''):
        self.data = str(data)
        self.port = port or free_port()
        self.url = f'http://127.0.0.1:{self.port}'
        self.log_path = pathlib.Path(log or f'{self.data}.log')
        self.log = open(self.log_path, 'ab')
        arguments = ['serve', '--data', self.data, '--listen', f'{scheme}127.0.0.1:{self.port}', *flags]
        self.process = subprocess.Popen([*(command or [BINARY]), *arguments], stderr=self.log,
                                        stdout=self.log, env={**os.environ, **(env or {})})
        if wait and not wait_for(lambda: self.healthy() or self.process.poll() is not None, 20):
            raise AssertionError('not serving:\n' + self.log_text())
        if wait and self.process.poll() is not None:
            raise AssertionError('ended at once:\n' + self.log_text())

    def healthy(self):
        try:
            return self.get('/healthz')[0] == 200
        except OSError:
            return False

    def log_text(self):
        return self.log_path.read_text(errors='replace')

    def get(self, path, method='GET', body=None, headers=None):
        """One request on a connection of its own: (status, body, headers)."""
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=10)
        try:
            connection.request(method, path, body=body, headers=headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read(), dict(answer.getheaders())
        finally:
            connection.close()

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self, seconds=10):
        """SIGTERM; the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(seconds)


class MailServer:
    """A real SMTP server that keeps what it gets in `folder`."""

    def __init__(self, folder, *flags, port=0):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(exist_ok=True)
        self.process = subprocess.Popen(
            ['/usr/bin/python3', str(SMTP_SERVER), str(self.folder), '--port', str(port), *flags],
            stdout=subprocess.PIPE, stdin=subprocess.DEVNULL)
        self.port = int(self.process.stdout.readline())

    def mails(self):
        path = self.folder / 'mails.jsonl'
        if not path.exists():
            return []
        return [json.loads(line) for line in path.read_text().splitlines() if line.strip()]

    def subjects(self):
        return [mail['subject'] for mail in self.mails()]

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


class BinaryTest(unittest.TestCase):
    """A test with a folder, and with everything it started ended behind it."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='cronmon-'))
        self.data = self.folder / 'data'
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.started = []
        self.addCleanup(self._end_all)

    def _end_all(self):
        for started in reversed(self.started):
            process = started.process
            if process.poll() is None:
                process.kill()
            process.wait()
            if getattr(started, 'log', None):
                started.log.close()
            if process.stdout:
                process.stdout.close()

    def serve(self, *flags, **more):
        server = Server(more.pop('data', self.data), *flags, **more)
        self.started.append(server)
        return server

    def mail_server(self, *flags, folder='mail', port=0):
        server = MailServer(self.folder / folder, *flags, port=port)
        self.started.append(server)
        return server

    def run_cli(self, *arguments, data=None, env=None, stdin=None, timeout=30):
        """Runs a command beside the data folder: the finished process, as text."""
        return subprocess.run(
            [BINARY, *map(str, arguments)], capture_output=True, text=True, timeout=timeout,
            input=stdin, env={**os.environ, 'CRONMON_DATA': str(data or self.data), 'LANG': 'C',
                              'LC_ALL': 'C', **(env or {})})

    def cli(self, *arguments, **more):
        """The same for what must succeed: its output."""
        done = self.run_cli(*arguments, **more)
        self.assertEqual(done.returncode, 0, f'{arguments}: {done.stderr}{done.stdout}')
        return done.stdout

    def cli_json(self, *arguments, **more):
        return json.loads(self.cli(*arguments, '--json', **more))

    def make_people(self, business='db', email='ops@example.org', language='en'):
        self.cli('business', 'add', business)
        self.cli('notifier', 'add', 'ops', '--email', email, '--lang', language)
        self.cli('business', 'notify', business, 'ops')

    def use_mail(self, port, security='none', **settings):
        values = {'smtp.host': '127.0.0.1', 'smtp.port': port, 'smtp.security': security,
                  'smtp.from': 'CRONMON <cronmon@example.org>', **settings}
        for name, value in values.items():
            self.cli('config', 'set', name, value)

    def add_task(self, name, *flags, business='db'):
        return self.cli_json('task', 'add', name, '--business', business, *flags)

    def ping_path(self, task):
        return '/api/monlink/' + task['uuid']


def main():
    unittest.main(verbosity=2)
