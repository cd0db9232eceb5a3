#!/usr/bin/python3
"""What looks wrong with a task, and /metrics, as an operator and a scraper meet them."""
import http.client
import json
import re
import socket
import subprocess
import time

from harness import BinaryTest, main


class Metrics(BinaryTest):
    def setUp(self):
        super().setUp()
        self.make_people()
        self.task = self.add_task('nightly', '--every', '1h')
        self.server = self.serve()

    def metrics(self):
        """At the operators' socket: {series: number}."""
        done = subprocess.run(['curl', '-fsS', '--unix-socket', f'{self.data}/cronmon.sock', 'http://cronmon/metrics'],
                              check=True, capture_output=True, text=True)
        lines = [line for line in done.stdout.splitlines() if not line.startswith('#')]
        self.assertTrue(all(re.fullmatch(r'[a-z_]+(\{[^{}]*\})? -?[0-9.]+', line) for line in lines), done.stdout)
        return {line.rsplit(' ', 1)[0]: float(line.rsplit(' ', 1)[1]) for line in lines}

    def test_what_the_server_does_is_counted(self):
        before = self.metrics()
        for suffix in '', '/start', '', '/fail', '/300':
            self.server.get(self.ping_path(self.task) + suffix)
        with socket.create_connection(('127.0.0.1', self.server.port)):
            after = self.metrics()
        grown = {series: after[series] - before[series] for series in after}
        self.assertEqual(grown['cronmon_pings_total{kind="success"}'], 2)
        self.assertEqual(grown['cronmon_pings_total{kind="start"}'], 1)
        self.assertEqual(grown['cronmon_pings_total{kind="fail"}'], 1)
        self.assertEqual(grown['cronmon_ping_answers_total{outcome="recorded"}'], 4)
        self.assertEqual(grown['cronmon_ping_answers_total{outcome="bad_exit_status"}'], 1)
        self.assertGreaterEqual(grown['cronmon_commit_seconds_count'], 4)
        self.assertEqual(after['cronmon_commit_seconds_bucket{le="+Inf"}'], after['cronmon_commit_seconds_count'])
        self.assertGreaterEqual(grown['cronmon_requests_total'], 6)
        self.assertGreaterEqual(after['cronmon_connections'], 2)
        self.assertEqual(after['cronmon_tasks{state="down"}'], 1)
        self.assertGreater(after['process_resident_memory_bytes'], 1e6)
        self.assertGreater(after['process_open_fds'], 5)

    def test_a_scraper_brings_a_token_of_scope_read(self):
        self.cli('user', 'add', 'prometheus', '--role', 'reader')
        token = self.cli_json('token', 'add', 'scrape', '--user', 'prometheus', '--scope', 'read')['token']
        self.assertEqual(self.server.get('/metrics')[0], 401)
        status, body, headers = self.server.get('/metrics', headers={'Authorization': f'Bearer {token}'})
        self.assertEqual(status, 200)
        self.assertEqual(headers['Content-Type'], 'text/plain; version=0.0.4; charset=utf-8')
        self.assertIn(b'# TYPE cronmon_commit_seconds histogram\n', body)

    def tell_late(self, task):
        """Six minutes, each told by two hosts."""
        self.cli('user', 'add', 'all.jobs', '--role', 'manager', '--business', 'db')
        token = self.cli_json('token', 'add', 'jobs', '--user', 'all.jobs', '--scope', 'ping')['token']
        minute = int(time.time()) // 60 * 60
        for ago in range(6, 0, -1):
            for place, address in enumerate(('127.0.0.1', '127.0.0.2')):
                connection = http.client.HTTPConnection('127.0.0.1', self.server.port, timeout=10,
                                                        source_address=(address, 0))
                connection.request('POST', '/api/cronmon/v1/pings', json.dumps(
                    {'target': task['uuid'], 'kind': 'success', 'at_ms': (minute - 60 * ago + 1 + place) * 1000}),
                    {'Authorization': f'Bearer {token}', 'Content-Type': 'application/json'})
                answer = connection.getresponse()
                self.assertEqual(answer.status, 201, answer.read())
                connection.close()

    def test_two_hosts_that_run_a_task_are_told_of(self):
        task = self.add_task('often', '--cron', '* * * * *')
        self.assertNotIn('looks wrong', self.cli('task', 'show', 'often'))
        self.assertEqual(self.cli_json('task', 'show', 'often')['suspicions'], [])
        self.tell_late(task)
        found = self.cli_json('task', 'show', 'often')['suspicions']
        self.assertEqual([row['kind'] for row in found], ['two_hosts'])
        self.assertEqual(found[0]['addresses'], ['127.0.0.1', '127.0.0.2'])
        self.assertIn('127.0.0.1, 127.0.0.2', self.cli('task', 'show', 'often'))


if __name__ == '__main__':
    main()
