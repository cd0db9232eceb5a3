#!/usr/bin/python3
"""The ping URL on the wire, byte for byte where people's scripts depend on it."""
import re
import socket
import subprocess
import time

from harness import BinaryTest, main

WRONG_ID = b'{"error":"Bad Request","message":"Wrong Id"}\n'


class Wire(BinaryTest):
    def setUp(self):
        super().setUp()
        self.make_people()
        self.task = self.add_task('nightly', '--every', '1h')
        self.path = self.ping_path(self.task)

    def log(self):
        return self.cli_json('task', 'log', 'nightly', '--length', '1000')

    def test_what_counts_as_a_ping(self):
        server = self.serve()
        status, body, headers = server.get(self.path)
        self.assertEqual((status, body), (200, b'OK'))
        self.assertEqual(headers['Content-Type'], 'text/html; charset=utf-8')
        self.assertEqual(headers['Content-Length'], '2')
        status, body, headers = server.get(self.path, method='HEAD')
        self.assertEqual((status, body, headers['Content-Length']), (200, b'', '2'))
        self.assertEqual(server.get(self.path, method='POST', body=b'exit 0')[1], b'OK')
        self.assertEqual(server.get(self.path, method='PUT', body=b'')[1], b'OK')
        self.assertEqual(server.get(self.path.upper().replace('/API/MONLINK', '/api/monlink'))[1], b'OK')
        self.assertEqual(server.get(self.path + '%20')[1], b'OK')
        self.assertEqual(server.get('/' + self.path)[1], b'OK')
        self.assertEqual(server.get(self.path + '?x=1')[1], b'OK')
        self.assertEqual([row['method'] for row in reversed(self.log())],
                         ['GET', 'HEAD', 'POST', 'PUT', 'GET', 'GET', 'GET', 'GET'])

    def test_what_does_not(self):
        server = self.serve()
        for wrong in ('00000000-0000-4000-8000-000000000000', 'nonsense',
                      self.task['uuid'].replace('-', ''), '{' + self.task['uuid'] + '}',
                      '%20' + self.task['uuid'], '%ff', "'"):
            status, body, headers = server.get('/api/monlink/' + wrong)
            self.assertEqual((wrong, status, body), (wrong, 400, WRONG_ID))
            self.assertEqual(headers['Content-Type'], 'application/json')
        for missing in ('/api/monlink', '/api/monlink/', self.path + '/', self.path + '%2F'):
            self.assertEqual((missing, server.get(missing)[0]), (missing, 404))
        for method in ('DELETE', 'PATCH'):
            status, _, headers = server.get(self.path, method=method)
            self.assertEqual(status, 405)
            self.assertIn('GET', headers['Allow'])
        self.assertEqual(server.get(self.path, method='OPTIONS')[0], 200)
        self.assertEqual(self.log(), [])

    def test_bodies_are_kept_up_to_the_limit_and_the_limit_is_told(self):
        server = self.serve()
        _, _, headers = server.get(self.path, method='POST', body=('好' * 5000).encode())
        self.assertEqual(headers['Ping-Body-Limit'], '10000')
        self.assertEqual(self.log()[0]['body_bytes'], 10000)
        self.cli('config', 'set', 'ping.body_bytes', '100')
        _, _, headers = server.get(self.path, method='POST', body='x' * 5000)
        self.assertEqual(headers['Ping-Body-Limit'], '100')
        self.assertEqual(self.log()[0]['body_bytes'], 100)

    def test_a_big_body_through_curl_with_expect(self):
        server = self.serve()
        (self.folder / 'big').write_bytes(b'x' * 2_000_000)
        done = subprocess.run(['curl', '-fsS', '-m', '10', '--data-binary',
                               f'@{self.folder}/big', server.url + self.path],
                              capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout), (0, 'OK'), done.stderr)

    def test_user_agents_and_addresses(self):
        server = self.serve('--trusted-proxy', '127.0.0.0/8')
        server.get(self.path, headers={'User-Agent': '监控/1.0'.encode(),
                                       'X-Forwarded-For': '6.6.6.6, 203.0.113.9, 127.0.0.1'})
        row = self.log()[0]
        self.assertEqual(row['user_agent'], '监控/1.0')
        self.assertEqual(row['client_ip'], '203.0.113.9')
        server.stop()
        server = self.serve()
        server.get(self.path, headers={'User-Agent': 'x' * 300, 'X-Forwarded-For': '6.6.6.6'})
        row = self.log()[0]
        self.assertEqual(len(row['user_agent']), 255)
        self.assertEqual(row['client_ip'], '127.0.0.1')

    def test_pipelined_pings_are_answered_in_order(self):
        server = self.serve()
        request = f'GET {self.path} HTTP/1.1\r\nHost: x\r\n\r\n'.encode()
        wrong = b'GET /api/monlink/nonsense HTTP/1.1\r\nHost: x\r\n\r\n'
        last = f'GET {self.path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'.encode()
        with socket.create_connection(('127.0.0.1', server.port), timeout=10) as client:
            client.sendall(request + wrong + request + last)
            answer = b''
            while chunk := client.recv(65536):
                answer += chunk
        statuses = re.findall(rb'HTTP/1\.1 (\d+)', answer)
        self.assertEqual(statuses, [b'200', b'400', b'200', b'200'])

    def test_http_1_0_and_other_listeners(self):
        path = str(self.folder / 'ping.sock')
        server = self.serve('--listen', '[::1]:0', '--listen', f'unix:{path}')
        with socket.create_connection(('127.0.0.1', server.port), timeout=10) as client:
            client.sendall(f'GET {self.path} HTTP/1.0\r\n\r\n'.encode())
            answer = b''
            while chunk := client.recv(65536):
                answer += chunk
        self.assertTrue(answer.startswith(b'HTTP/1.') and answer.endswith(b'OK'), answer)
        done = subprocess.run(['curl', '-fsS', '--unix-socket', path, 'http://x' + self.path],
                              capture_output=True, text=True)
        self.assertEqual(done.stdout, 'OK')

    def test_management_on_tcp_asks_who_you_are(self):
        server = self.serve()
        self.assertEqual(server.get('/api/cronmon/v1/tasks')[0], 401)
        self.assertEqual(server.get('/api')[0], 404)

    def test_stopping_answers_what_is_in_flight(self):
        server = self.serve()
        with socket.create_connection(('127.0.0.1', server.port), timeout=10) as client:
            client.sendall(f'GET {self.path} HTTP/1.1\r\nHost: x\r\n'.encode())
            time.sleep(0.2)
            server.process.terminate()
            time.sleep(0.2)
            client.sendall(b'\r\n')
            answer = client.recv(65536)
        self.assertTrue(answer.startswith(b'HTTP/1.1 200'), answer)
        started = time.monotonic()
        self.assertEqual(server.process.wait(10), 0)
        self.assertLess(time.monotonic() - started, 5)
        self.assertEqual(len(self.log()), 1)


if __name__ == '__main__':
    main()
