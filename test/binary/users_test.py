#!/usr/bin/python3
"""Users of the shipped file: the first one, those that follow, and what is shown only once."""
import json
import re

from harness import BinaryTest, main

API = '/api/cronmon/v1'
SECRETS = r'/#/setup/[\w-]{43}|cronmon_[\w-]{43}'

SCRIPT = [
    ['business', 'add', 'db'],
    ['user', 'add', 'wang.wei', '--business', 'db', '--email', 'wang@example.org', '--lang', 'en'],
    ['user', 'add', 'wang.wei'],
    ['user', 'add', 'wang'],
    ['user', 'add', 'li.na.na', '--role', 'owner'],
    ['user', 'add', 'li.na.na', '--business', 'dd'],
    ['user', 'add', 'li.na.na', '--role', 'reader', '--all-businesses', '--password', '-'],
    ['user', 'list', '--sort', 'name', '--json'],
    ['user', 'list', '--search', 'WANG'],
    ['user', 'list', '--role', 'reader', '--json'],
    ['user', 'show', 'wang.wie'],
    ['user', 'show', 'wang.wei', '--json'],
    ['user', 'edit', 'wang.wei', '--phone', '13800000000', '--api-name', 'api_wang'],
    ['user', 'edit', 'wang.wei', '--phone', '12'],
    ['user', 'passwd', 'li.na.na', '--password', '-'],
    ['user', 'api-password', 'wang.wei', '--password', '-'],
    ['user', 'show', 'wang.wei'],
    ['user', 'api-password', 'wang.wei', '--remove', '--yes'],
    ['user', 'revoke', 'wang.wei', 'db'],
    ['user', 'revoke', 'wang.wei', 'db'],
    ['user', 'grant', 'wang.wei', 'db'],
    ['user', 'disable', 'wang.wei'],
    ['user', 'enable', 'wang.wei', '--json'],
    ['user', 'setup-link', 'wang.wei'],
    ['user', 'sessions', 'wang.wei'],
    ['user', 'sessions', 'wang.wei', '--end', '--yes'],
    ['user', 'totp-off', 'wang.wei', '--yes'],
    ['token', 'add', 'deploy', '--user', 'wang.wei', '--scope', 'write', '--expires-in', '90d'],
    ['token', 'add', 'deploy', '--user', 'nobody', '--scope', 'write'],
    ['token', 'add', 'deploy', '--user', 'wang.wei', '--scope', 'everything'],
    ['token', 'list'],
    ['token', 'remove', '1', '--yes'],
    ['token', 'remove', '1', '--yes'],
    ['audit', 'list', '--action', 'token.', '--json'],
    ['audit', 'list', '--search', 'wang.wei', '--length', '3'],
    ['task', 'add', 'nightly', '--business', 'db', '--cron', '0 2 * * *'],
    ['task', 'pause', 'nightly'],
    ['task', 'flips', 'nightly'],
    ['task', 'body', 'nightly', '1'],
    ['alert', 'retry', '1'],
    ['dashboard'],
    ['dashboard', '--json'],
    ['user', 'remove', 'wang.wei'],
    ['user', 'remove', 'wang.wei', '--yes'],
    ['token', 'list', '--json'],
]


def plain(text):
    """Without what must differ: secrets, ids and times of this moment."""
    text = re.sub(SECRETS, 'SECRET', text)
    text = re.sub(r'[0-9a-f]{8}-[0-9a-f-]{27}', 'UUID', text)
    text = re.sub(r'http://127\.0\.0\.1:\d+', 'ADDRESS', text)
    text = re.sub(r'"(\w+_ms|id)":\s*\d+', r'"\1":N', text)
    text = re.sub(r'\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+Z)?', 'TIME', text)
    text = re.sub(r'\b\d+ (s|min|h|d) ago\b|\bin \d+ (s|min|h|d)\b|\bnow\b', 'THEN', text)
    return re.sub(r' {2,}', '  ', text)


class Users(BinaryTest):
    def ask(self, server, method, path, body=None, **headers):
        text = None if body is None else json.dumps(body)
        if text is not None:
            headers['Content-Type'] = 'application/json'
        status, answer, fields = server.get(API + path, method, text, headers)
        return status, json.loads(answer or '{}'), fields

    def sign_in(self, server, name, password):
        return self.ask(server, 'POST', '/session', {'user': name, 'password': password})

    def first_admin(self, server):
        """Name, password and the secret of the link, each printed exactly once."""
        text = server.log_text()
        name = re.findall(r'^  user +(\S+)$', text, re.M)
        password = re.findall(r'^  password +(\S+)$', text, re.M)
        secret = re.findall(r'/#/setup/([\w-]{43})', text)
        self.assertEqual([len(name), len(password), len(secret)], [1, 1, 1], text)
        return name[0], password[0], secret[0]

    def test_the_first_administrator_is_shown_once_and_may_sign_in(self):
        server = self.serve()
        name, password, secret = self.first_admin(server)
        status, me, fields = self.sign_in(server, name, password)
        self.assertEqual((status, me['name'], me['role']), (200, name, 'admin'))
        cookie = fields['Set-Cookie'].split(';')[0]
        status, me, _ = self.ask(server, 'GET', '/session', Cookie=cookie)
        self.assertEqual((status, me['way']), (200, 'session'))
        self.assertEqual(len(self.cli_json('user', 'sessions', name)), 1)
        self.assertEqual(self.sign_in(server, name, password + 'x')[0], 401)
        self.assertEqual(self.sign_in(server, 'administrat', password)[0], 401)
        self.assertEqual(server.stop(), 0)

        again = self.serve(log=self.folder / 'second.log')
        self.assertNotIn('administrator', again.log_text())
        self.assertNotIn('password', again.log_text())
        self.assertEqual(self.sign_in(again, name, password)[0], 200)
        self.assertEqual([user['name'] for user in self.cli_json('user', 'list')], [name])
        self.assertNotIn(password, self.cli('audit', 'list', '--json'))
        self.assertNotIn(secret, self.cli('audit', 'list', '--json'))

    def test_a_link_is_good_once(self):
        server = self.serve()
        name, password, secret = self.first_admin(server)
        chosen = {'secret': secret, 'password': 'correct horse battery'}
        self.assertEqual(self.ask(server, 'POST', '/setup', {**chosen, 'password': 'x'})[0], 422)
        status, me, _ = self.ask(server, 'POST', '/setup', chosen)
        self.assertEqual((status, me['name']), (200, name))
        self.assertEqual(self.ask(server, 'POST', '/setup', chosen)[0], 401)
        self.assertEqual(self.sign_in(server, name, password)[0], 401)
        self.assertEqual(self.sign_in(server, name, chosen['password'])[0], 200)

        added = self.cli_json('user', 'add', 'wang.wei', '--admin')
        secret = added['link'].rpartition('/')[2]
        chosen = {'secret': secret, 'password': '密码密码密码密码'}
        self.assertEqual(self.ask(server, 'POST', '/setup', chosen)[0], 200)
        self.assertEqual(self.ask(server, 'POST', '/setup', chosen)[0], 401)
        self.assertEqual(self.sign_in(server, 'wang.wei', chosen['password'])[0], 200)

    def test_a_password_of_the_command_line_signs_in(self):
        server = self.serve()
        self.cli('user', 'add', 'wang.wei', '--password', '-', stdin='correct horse\n')
        self.assertEqual(self.sign_in(server, 'wang.wei', 'correct horse')[0], 200)
        made = self.cli_json('user', 'passwd', 'wang.wei')['password']
        self.assertEqual(self.sign_in(server, 'wang.wei', 'correct horse')[0], 401)
        self.assertEqual(self.sign_in(server, 'wang.wei', made)[0], 200)
        self.cli('user', 'disable', 'wang.wei')
        self.assertEqual(self.sign_in(server, 'wang.wei', made)[0], 401)
        for said in (server.log_text(), self.cli('audit', 'list', '--json')):
            self.assertNotIn('correct horse', said)
            self.assertNotIn(made, said)

    def transcript(self, folder):
        lines = []
        for words in SCRIPT:
            done = self.run_cli(*words, data=folder,
                                stdin='correct horse\n' if '-' in words else None)
            self.assertNotIn('correct horse', done.stdout + done.stderr)
            lines.append((words, done.returncode, plain(done.stdout), plain(done.stderr)))
        return lines

    def test_the_same_commands_give_the_same_answers_alone_and_through_the_socket(self):
        root = ['user', 'add', 'administrator', '--admin', '--password', '-']
        for folder in ('alone', 'served'):  # the server would make one, with a link
            self.cli(*root, data=self.folder / folder, stdin='correct horse\n')
        alone = self.transcript(self.folder / 'alone')
        self.serve(data=self.folder / 'served')
        served = self.transcript(self.folder / 'served')
        for one, other in zip(alone, served):
            self.assertEqual(one, other)
        self.assertEqual({row[1] for row in alone}, {0, 1, 2})

    def test_somebody_is_always_left_who_can_let_others_in(self):
        def refused(*words):
            done = self.run_cli(*words)
            self.assertEqual(done.returncode, 1, words)
            self.assertIn("'administrator' is the last administrator", done.stderr)

        server = self.serve()
        for served in (True, False):
            refused('user', 'remove', 'administrator', '--yes')
            refused('user', 'disable', 'administrator')
            refused('user', 'edit', 'administrator', '--role', 'manager')
            if served:
                self.assertEqual(server.stop(), 0)
        self.cli('user', 'add', 'wang.wei', '--admin')
        self.cli('user', 'edit', 'administrator', '--role', 'reader')
        self.cli('user', 'remove', 'administrator', '--yes')

    def test_samples_fill_an_empty_database_once(self):
        server = self.serve()
        said = self.cli('sample', '--yes')
        links = re.findall(r'/#/setup/([\w-]{43})', said)
        self.assertEqual(len(links), 2)
        for secret in links:
            chosen = {'secret': secret, 'password': 'correct horse'}
            self.assertEqual(self.ask(server, 'POST', '/setup', chosen)[0], 200)
        self.assertEqual(len(self.cli_json('business', 'list')), 12)
        states = self.cli_json('dashboard')['states']
        self.assertEqual(sum(states.values()), len(self.cli_json('task', 'list')))
        again = self.run_cli('sample', '--yes')
        self.assertEqual(again.returncode, 1)
        self.assertIn('samples are for an empty database', again.stderr)


if __name__ == '__main__':
    main()
