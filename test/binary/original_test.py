#!/usr/bin/python3
"""People's scripts keep working: the recorded curl commands, against the shipped file after it has
moved in from the original's database.

What is answered otherwise, and why, stands in test/app/original_replay_test.cpp; here is the rest,
by real curl, and what the log says of it.
"""
import json
import re
import shutil
import sqlite3
import subprocess
import unittest

from harness import ROOT, BinaryTest, main

DATA = ROOT / 'test' / 'data' / 'original'
REPLAY = (ROOT / 'test' / 'app' / 'original_replay_test.cpp').read_text()
DIFFERENT = set(re.findall(r'\{"((?:all|ml|tasks)_[^"]+)",', REPLAY))
RECORDED_HOST = '127.0.0.1:5080'


def records():
    """Those that need no other database, no TLS and no reason."""
    for record in json.loads((DATA / 'recorded_answers.json').read_text()):
        if record['name'] in DIFFERENT or 'setup' in record or 'https:' in record['request']:
            continue
        yield record


def rows_of(record):
    return [json.loads(row[row.index(': [') + 2:]) for row in record.get('rows_written', [])
            if row.startswith('apirequestlog')]


@unittest.skipUnless(shutil.which('curl'), 'there is no curl')
class Original(BinaryTest):
    def ask(self, server, record):
        done = subprocess.run(['sh', '-c', record['request']], capture_output=True,
                              env={'BASE': server.url, 'PATH': '/usr/bin:/bin'}, timeout=30)
        self.assertEqual(done.returncode, 0, done.stderr)
        head, _, body = done.stdout.partition(b'\r\n\r\n')
        lines = head.decode().split('\r\n')
        return int(lines[0].split()[1]), dict(line.split(': ', 1) for line in lines[1:]), body

    def check(self, server, record):
        status, head, body = self.ask(server, record)
        self.assertEqual(status, record['status'])
        self.assertEqual(head['Content-Type'], record['headers']['Content-Type'])
        self.assertEqual(head.get('WWW-Authenticate'), record['headers'].get('WWW-Authenticate'))
        self.assertEqual(set(head.get('Allow', '').split(', ')),
                         set(record['headers'].get('Allow', '').split(', ')))
        if '-I' in record['request'].split():
            self.assertEqual(body, b'')
            return
        host = server.url.split('//')[1]
        expected = record['body'].replace('$BASE', server.url).replace(RECORDED_HOST, host)
        self.assertEqual(body.decode(), expected)
        self.assertEqual(head['Content-Length'], str(len(body)))

    def logged(self):
        with sqlite3.connect(self.data / 'cronmon.db') as database:
            months = [name for (name,) in database.execute(
                "SELECT name FROM bucket WHERE kind = 'api_request_log' ORDER BY first")]
            return [list(row) for month in months for row in database.execute(
                'SELECT client_ip, user_agent, url, method, code, user_id '
                f'FROM {month} ORDER BY id')]

    def test_recorded_commands_are_answered_as_they_were(self):
        self.cli('import', 'original', str(DATA / 'a_fresh_sample.sql'), '--tz', 'UTC')
        server = self.serve('--trusted-proxy', '127.0.0.0/8')
        asked = list(records())
        self.assertGreater(len(asked), 75)
        for record in asked:
            with self.subTest(record['name']):
                self.check(server, record)
        self.assertEqual(server.stop(), 0)
        agent = re.compile(r'^curl/[0-9.]+$')
        logged = [[row[0], agent.sub('curl/7.88.1', row[1]), *row[2:]] for row in self.logged()]
        self.assertEqual(logged, [row for record in asked for row in rows_of(record)])


if __name__ == '__main__':
    main()
