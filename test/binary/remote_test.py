#!/usr/bin/python3
"""Commands asked of a server elsewhere, with a token: over HTTP within this machine, else HTTPS."""
import os
import re
import socket
import ssl
import subprocess
import threading

from harness import BINARY, BinaryTest, main

# What a token cannot do is keep tokens.
LOOKS = [
    ['dashboard'],
    ['task', 'list'],
    ['task', 'list', '--status', 'paused'],
    ['task', 'list', '--search', 'NIGHT'],
    ['task', 'list', '--business', '支付', '--sort', 'name', '--desc'],
    ['task', 'show', 'nightly'],
    ['task', 'show', 'db/日终'],
    ['task', 'show', 'nihgtly'],
    ['task', 'log', 'nightly'],
    ['task', 'flips', 'db/日终'],
    ['business', 'list'],
    ['notifier', 'list'],
    ['alert', 'list'],
    ['blind', 'list'],
    ['user', 'list'],
    ['user', 'show', 'robot.admin'],
    ['user', 'sessions', 'robot.admin'],
    ['audit', 'list'],
    ['config', 'list'],
    ['config', 'get', 'smtp.host'],
]
EDITS = [
    ['task', 'edit', 'nightly', '--grace', '1h', '--tolerance', '10m'],
    ['task', 'edit', 'nightly', '--grace', '0s'],
    ['business', 'edit', '支付', '--enable'],
    ['notifier', 'edit', 'wang', '--lang', 'en'],
    ['user', 'edit', 'robot.admin', '--phone', '13800000000'],
    ['user', 'grant', 'robot.manager', 'db'],
    ['business', 'notify', 'db', 'wang'],
    ['config', 'set', 'smtp.host', 'mail.example.org'],
    ['config', 'set', 'smtp.port', '99999'],
    ['task', 'pause', 'nightly'],
    ['task', 'resume', 'nightly'],
]


def plain(text):
    """Without what time changes between two looks."""
    text = re.sub(r'"(\w+_ms)":\s*\d+', r'"\1":N', text)
    text = re.sub(r'\d{4}-\d\d-\d\d \d\d:\d\d:\d\d', 'TIME', text)
    text = re.sub(r'\b\d+ (s|min|h|d) ago\b|\bin \d+ (s|min|h|d)\b|\bnow\b', 'THEN', text)
    return re.sub(r' {2,}', '  ', text)


class TlsFront:
    """TLS in front of a port, as a proxy has it, with a certificate of a CA of its own."""

    def __init__(self, folder, name, behind):
        self.ca = folder / 'ca.pem'
        self.behind = behind
        self.make_certificates(folder, name)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / 'server.pem', folder / 'server.key')
        self.listener = context.wrap_socket(socket.create_server(('127.0.0.1', 0)),
                                            server_side=True)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.run, daemon=True).start()

    def make_certificates(self, folder, name):
        folder.mkdir(exist_ok=True)

        def openssl(*words):
            subprocess.run(['openssl', *map(str, words)], check=True, capture_output=True)

        request = ['req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
        openssl(*request, '-x509', '-days', '2', '-subj', '/CN=a CA for a test',
                '-keyout', folder / 'ca.key', '-out', self.ca)
        openssl(*request, '-subj', f'/CN={name}', '-keyout', folder / 'server.key',
                '-out', folder / 'server.csr')
        (folder / 'names').write_text(f'subjectAltName=DNS:{name}\n')
        openssl('x509', '-req', '-days', '2', '-in', folder / 'server.csr', '-CA', self.ca,
                '-CAkey', folder / 'ca.key', '-CAcreateserial', '-extfile', folder / 'names',
                '-out', folder / 'server.pem')

    def run(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except ssl.SSLError:
                continue  # somebody does not trust us
            except OSError:
                return
            threading.Thread(target=self.serve, args=(near,), daemon=True).start()

    def serve(self, near):
        with near, socket.create_connection(('127.0.0.1', self.behind)) as far:
            back = threading.Thread(target=self.copy, args=(far, near), daemon=True)
            back.start()
            self.copy(near, far)
            back.join()

    @staticmethod
    def copy(one, other):
        try:
            while data := one.recv(65536):
                other.sendall(data)
        except OSError:
            pass
        try:
            other.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass

    def close(self):
        self.listener.close()


class Remote(BinaryTest):
    def setUp(self):
        super().setUp()
        self.server = self.serve()
        self.cli('business', 'add', 'db')
        self.cli('business', 'add', '支付')
        self.cli('notifier', 'add', 'wang', '--email', 'wang@example.org')
        self.cli('task', 'add', 'nightly', '--business', 'db', '--cron', '0 2 * * *')
        self.cli('task', 'add', 'db/日终', '--business', '支付', '--every', '5m')
        self.cli('task', 'pause', 'db/日终')
        self.cli('user', 'add', 'robot.admin', '--admin', '--lang', 'en')
        self.cli('user', 'add', 'robot.manager', '--business', 'db', '--lang', 'en')
        self.server.get(self.ping_path(self.cli_json('task', 'show', 'nightly')), 'POST',
                        b'a\0b\xff\n')

    def token(self, user, scope):
        return self.cli_json('token', 'add', 'test', '--user', user, '--scope', scope)['token']

    def remote(self, *words, token=None, url=None, **more):
        """Without a data folder that could be asked instead."""
        if token:
            more['env'] = {'CRONMON_TOKEN': token, **more.get('env', {})}
        return self.run_cli(*words, '--server', url or self.server.url,
                            data=self.folder / 'nowhere', **more)

    def outcome(self, done):
        return done.returncode, plain(done.stdout), plain(done.stderr)

    def test_a_server_elsewhere_gives_the_same_answers_as_the_socket(self):
        token = self.token('robot.admin', 'write')
        self.remote('task', 'list', token=token)  # the first use of a token is written down
        for words in EDITS:
            self.assertEqual(self.outcome(self.run_cli(*words)),
                             self.outcome(self.remote(*words, token=token)), words)
        for words in [[*look, *more] for look in LOOKS for more in ([], ['--json'])]:
            self.assertEqual(self.outcome(self.run_cli(*words)),
                             self.outcome(self.remote(*words, token=token)), words)
        ping = self.cli_json('task', 'log', 'nightly')[0]['id']
        body = subprocess.run([BINARY, 'task', 'body', 'nightly', str(ping), '--server',
                               self.server.url], capture_output=True,
                              env={**os.environ, 'CRONMON_TOKEN': token})
        self.assertEqual((body.returncode, body.stdout), (0, b'a\0b\xff\n'), body.stderr)
        done = self.remote('token', 'list', token=token)
        self.assertEqual(done.returncode, 1)
        self.assertIn("on the server's machine, or in a browser", done.stderr)
        self.assertFalse((self.folder / 'nowhere').exists())
        self.assertIn('robot.admin (test)', self.cli('audit', 'list'))

    def test_a_token_does_what_its_scope_and_its_user_allow(self):
        read = self.token('robot.admin', 'read')
        self.assertEqual(self.remote('task', 'list', token=read).returncode, 0)
        for words in (['task', 'pause', 'nightly'], ['business', 'add', 'web'],
                      ['task', 'add', 'new', '--business', 'db', '--every', '5m'],
                      ['config', 'set', 'smtp.host', 'x'], ['user', 'list']):
            done = self.remote(*words, token=read)
            self.assertEqual((done.returncode, done.stdout), (1, ''), words)
            self.assertIn('a token of scope read may not manage', done.stderr)
            self.assertIn('--scope of cronmon token add', done.stderr)
        manager = self.token('robot.manager', 'write')
        self.assertEqual(self.remote('task', 'pause', 'nightly', token=manager).returncode, 0)
        hidden = self.remote('task', 'show', 'db/日终', token=manager)
        self.assertEqual(hidden.returncode, 1)
        self.assertIn('there is no', hidden.stderr)
        done = self.remote('business', 'add', 'web', token=manager)
        self.assertEqual(done.returncode, 1)
        self.assertIn('a manager may not manage businesses', done.stderr)

    def test_a_token_that_is_not_known_is_refused(self):
        token = self.token('robot.admin', 'write')
        wrong = self.remote('task', 'list', token=token[:-1] + ('A' if token[-1] != 'A' else 'B'))
        self.assertEqual(wrong.returncode, 1)
        self.assertIn('token: is not known, or was revoked', wrong.stderr)
        number = self.cli_json('token', 'list')[0]['id']
        self.cli('token', 'remove', number, '--yes')
        self.assertEqual(self.remote('task', 'list', token=token).returncode, 1)
        none = self.remote('task', 'list')
        self.assertEqual(none.returncode, 2)
        self.assertIn('token: is missing', none.stderr)

    def test_a_token_comes_from_a_file_or_the_standard_input(self):
        token = self.token('robot.admin', 'read')
        file = self.folder / 'token'
        file.write_text(token + '\n')
        self.assertEqual(self.remote('task', 'list', '--token-file', file).returncode, 0)
        self.assertEqual(self.remote('task', 'list', '--token', '-', stdin=token + '\n').returncode,
                         0)
        self.assertEqual(self.remote('task', 'list', '--token', token).returncode, 0)
        done = self.run_cli('task', 'list', data=self.folder / 'nowhere',
                            env={'CRONMON_SERVER': self.server.url, 'CRONMON_TOKEN': token})
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn(token, self.server.log_text())

    def test_a_server_that_is_not_there_is_told_apart(self):
        token = self.token('robot.admin', 'read')
        self.server.stop()
        down = self.remote('task', 'list', token=token)
        self.assertEqual((down.returncode, down.stdout), (3, ''))
        self.assertIn(f'the server at {self.server.url} cannot be reached', down.stderr)
        unknown = self.remote('task', 'list', token=token, url='https://cronmon.invalid')
        self.assertEqual(unknown.returncode, 3)
        self.assertIn('cannot be reached', unknown.stderr)

    def test_a_token_is_not_sent_where_it_can_be_read(self):
        token = self.token('robot.admin', 'read')
        done = self.remote('task', 'list', token=token, url='http://cronmon.invalid')
        self.assertEqual(done.returncode, 2)
        self.assertIn("the token is not sent over http to 'cronmon.invalid'", done.stderr)
        done = self.remote('task', 'list', '--insecure-http', token=token,
                           url='http://cronmon.invalid')
        self.assertEqual(done.returncode, 3)

    def test_https_wants_a_certificate_that_is_trusted_and_for_this_name(self):
        token = self.token('robot.admin', 'write')
        good = TlsFront(self.folder / 'good', 'localhost', self.server.port)
        other = TlsFront(self.folder / 'other', 'cron.example.org', self.server.port)
        self.addCleanup(good.close)
        self.addCleanup(other.close)
        url = f'https://localhost:{good.port}'
        trust = {'SSL_CERT_FILE': str(good.ca)}
        seen = self.remote('task', 'list', '--json', token=token, url=url, env=trust)
        self.assertEqual((seen.returncode, seen.stdout), (0, self.cli('task', 'list', '--json')),
                         seen.stderr)
        edit = self.remote('task', 'edit', 'nightly', '--grace', '2h', token=token, url=url,
                           env={'CRONMON_CA_FILE': str(good.ca)})
        self.assertEqual(edit.returncode, 0, edit.stderr)
        for address, environment in ((url, {'SSL_CERT_FILE': str(other.ca)}),
                                     (url, {'SSL_CERT_FILE': str(self.folder / 'no.pem')}),
                                     (f'https://localhost:{other.port}',
                                      {'SSL_CERT_FILE': str(other.ca)})):
            done = self.remote('task', 'list', token=token, url=address, env=environment)
            self.assertEqual((done.returncode, done.stdout), (3, ''), environment)
            self.assertIn('trusted', done.stderr)

    def test_what_is_about_this_machine_knows_no_server(self):
        for words in (['serve'], ['import', 'original', 'x.sql']):
            done = self.remote(*words, token='x')
            self.assertEqual(done.returncode, 2)
            self.assertIn("unknown flag '--server'", done.stderr)
        self.assertEqual(self.remote('version').returncode, 0)


if __name__ == '__main__':
    main()
