#!/usr/bin/python3
"""A client of Healthchecks against the shipped file: a host name and a key are all it needs."""
import json
import shutil
import subprocess
import unittest

from harness import BinaryTest, main


@unittest.skipUnless(shutil.which('curl'), 'there is no curl')
class Healthchecks(BinaryTest):
    def curl(self, *arguments):
        done = subprocess.run(['curl', '--silent', '--show-error', '--fail', '--max-time', '20', *arguments],
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def setUp(self):
        super().setUp()
        self.server = self.serve()
        self.cli('business', 'add', 'db')
        self.key = self.cli_json('business', 'key', 'db', '--may', 'write')['key']
        self.reader = self.cli_json('business', 'key', 'db', '--may', 'read')

    def ask(self, path, *more):
        url = path if path.startswith('http') else f'{self.server.url}/api/v3/{path}'
        return json.loads(self.curl('-H', f'X-Api-Key: {self.key}', *more, url))

    def test_a_check_lives_and_is_seen(self):
        body = json.dumps({'name': 'nightly', 'tags': 'prod', 'timeout': 3600, 'grace': 60, 'unique': ['name']})
        check = self.ask('checks/', '-d', body)
        self.assertEqual(self.ask('checks/', '-d', body)['uuid'], check['uuid'])
        self.assertEqual(self.curl(check['ping_url'] + '/start'), 'OK')
        self.assertEqual(self.curl('--data-raw', 'all is well', check['ping_url']), 'OK')
        self.assertEqual(self.ask(check['update_url'])['status'], 'up')
        newest = self.ask(check['update_url'] + '/pings/')['pings'][0]
        self.assertEqual(self.curl('-H', f'X-Api-Key: {self.key}', newest['body_url']), 'all is well')
        self.assertEqual(self.cli_json('task', 'show', 'nightly')['state'], 'up')
        self.assertEqual(self.ask(check['pause_url'], '-X', 'POST')['status'], 'paused')
        self.assertEqual(self.ask(check['resume_url'], '-X', 'POST')['status'], 'new')
        for link in (*self.ask('badges/')['badges']['prod'].values(), check['badge_url']):
            self.assertIn('up', self.curl(link))
        metrics = self.curl('-H', f"Authorization: Bearer {self.reader['key']}",
                            self.server.url + self.reader['metrics_path'])
        self.assertIn('hc_checks_total 1\n', metrics)
        self.assertEqual(self.ask(check['update_url'], '-X', 'DELETE')['name'], 'nightly')
        self.assertEqual(self.ask('checks/'), {'checks': []})

    def test_keys_are_known_to_nobody_but_those_who_were_told(self):
        self.ask('checks/')
        self.curl(self.server.url + self.reader['metrics_path'] + self.reader['key'])
        self.server.stop()
        secrets = [self.key[4:].encode(), self.reader['key'][4:].encode()]
        files = [file.read_bytes() for file in self.data.rglob('*') if file.is_file()]
        for text in (*files, self.server.log_text().encode()):
            for secret in secrets:
                self.assertNotIn(secret, text)


if __name__ == '__main__':
    main()
