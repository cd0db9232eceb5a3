#!/usr/bin/env python3
"""TLS and who may reach what: real clients, real certificates, the shipped file."""
import http.client
import json
import re
import resource
import signal
import socket
import ssl
import statistics
import subprocess
import threading
import time

from harness import BinaryTest, free_port, main, wait_for

HALF_OPEN = 2000
PINGS = 300


def openssl(*arguments, stdin='', timeout=20):
    done = subprocess.run(['openssl', *map(str, arguments)], input=stdin, capture_output=True,
                          text=True, timeout=timeout)
    return done.stdout + done.stderr


class Certificate:
    """Self-signed, with a P-256 key, in two files."""

    def __init__(self, folder, name, host='localhost'):
        self.file, self.key = folder / f'{name}.pem', folder / f'{name}.key'
        self.flags = ['--tls-cert', str(self.file), '--tls-key', str(self.key)]
        self.renew(host)

    def renew(self, host='localhost', days=90):
        said = openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256',
                       '-nodes', '-keyout', self.key, '-out', self.file, '-days', days,
                       '-subj', '/CN=' + host, '-addext', f'subjectAltName=DNS:{host}')
        assert self.file.exists() and self.key.exists(), said

    def let_expire(self):
        """The same key under a certificate whose time is over."""
        folder = self.file.parent
        (folder / 'ca.cnf').write_text(f'''
            [ca]\ndefault_ca = it\n[it]\ndatabase = {folder}/ca.txt\nnew_certs_dir = {folder}
            policy = any\ndefault_md = sha256\nrand_serial = yes\n[any]\ncommonName = supplied\n''')
        (folder / 'ca.txt').write_text('')
        openssl('req', '-new', '-key', self.key, '-out', folder / 'csr', '-subj', '/CN=localhost')
        said = openssl('ca', '-batch', '-config', folder / 'ca.cnf', '-selfsign', '-keyfile',
                       self.key, '-in', folder / 'csr', '-out', self.file, '-notext',
                       '-startdate', '20200101000000Z', '-enddate', '20200201000000Z')
        assert 'Feb  1 00:00:00 2020' in openssl('x509', '-in', self.file, '-noout', '-enddate'), said

    def serial(self):
        return openssl('x509', '-in', self.file, '-noout', '-serial').strip()


class TlsTest(BinaryTest):
    def serve_tls(self, *flags, certificates=None, **more):
        """A server that harness.py reaches by http, and everybody else at self.port by https."""
        self.certificates = certificates or [Certificate(self.folder, 'one')]
        self.port = free_port()
        pairs = [flag for one in self.certificates for flag in one.flags]
        return self.serve(*pairs, '--listen', f'127.0.0.1:{self.port}', *flags, scheme='http://',
                          **more)

    def s_client(self, *flags, stdin='Q\n'):
        return openssl('s_client', '-connect', f'127.0.0.1:{self.port}', *flags, stdin=stdin)

    def curl(self, path, *flags, host='localhost'):
        """(status, head and body)."""
        done = subprocess.run(
            ['curl', '-sS', '-i', '--max-time', '10', '--cacert', str(self.certificates[0].file),
             *flags, f'https://{host}:{self.port}{path}'], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return int(done.stdout.split()[1]), done.stdout

    def connect(self, timeout=10):
        context = ssl.create_default_context(cafile=str(self.certificates[0].file))
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return http.client.HTTPSConnection('127.0.0.1', self.port, timeout=timeout, context=context)


class ManyClients(TlsTest):
    def test_versions_and_protocols(self):
        self.serve_tls()
        for flag, name in [('-tls1_2', 'TLSv1.2'), ('-tls1_3', 'TLSv1.3')]:
            said = self.s_client(flag, '-alpn', 'h2,http/1.1')
            self.assertIn(f'New, {name}, Cipher is', said)
            self.assertIn('ALPN protocol: http/1.1', said)
            self.assertIn('Compression: NONE', said)
        for flag in ['-tls1_1', '-tls1']:
            said = self.s_client(flag, '-cipher', 'ALL:@SECLEVEL=0')
            self.assertRegex(said, 'alert protocol version|Cipher is \\(NONE\\)')
        weak = self.s_client('-tls1_2', '-cipher', 'AES128-SHA:AES128-GCM-SHA256:@SECLEVEL=0')
        self.assertIn('Cipher is (NONE)', weak)
        self.assertIn('no application protocol', self.s_client('-alpn', 'h2'))

    def test_a_name_chooses_the_certificate(self):
        self.serve_tls(certificates=[Certificate(self.folder, 'one', 'one.example'),
                                     Certificate(self.folder, 'two', 'two.example')])
        for asked, shown in [('one.example', 'one'), ('two.example', 'two'), ('x.example', 'one')]:
            self.assertIn(f'CN = {shown}.example', self.s_client('-servername', asked))
        self.assertIn('CN = one.example', self.s_client('-noservername'))

    def test_sessions_are_resumed(self):
        self.serve_tls()
        self.assertEqual(self.s_client('-tls1_2', '-reconnect').count('Reused, TLSv1.2'), 5)
        request = 'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'
        ticket = str(self.folder / 'ticket')
        first = self.s_client('-tls1_3', '-ign_eof', '-sess_out', ticket, stdin=request)
        self.assertIn('New, TLSv1.3', first)
        again = self.s_client('-tls1_3', '-ign_eof', '-sess_in', ticket, stdin=request)
        self.assertIn('Reused, TLSv1.3', again)
        self.assertIn('HTTP/1.1 200 OK', again)

    def test_pings_pages_and_what_they_know_of_https(self):
        server = self.serve_tls()
        self.make_people()
        task = self.add_task('nightly', '--every', '1h')
        for flags in [[], ['--tlsv1.2', '--tls-max', '1.2'], ['-d', 'body'], ['--http1.0']]:
            self.assertEqual(self.curl(self.ping_path(task), *flags)[0], 200)
        self.assertEqual(server.get(self.ping_path(task))[0], 200)
        key = self.cli_json('business', 'key', 'db', '--may', 'write')['key']
        pings = server.get(f"/api/v3/checks/{task['uuid']}/pings/", headers={'X-Api-Key': key})[1]
        schemes = [ping['scheme'] for ping in json.loads(pings)['pings']]
        self.assertEqual(sorted(schemes), ['http'] + ['https'] * 4)
        stay = 'Strict-Transport-Security: max-age=31536000'
        for path in ['/', '/api/openapi.json']:
            self.assertIn(stay, self.curl(path)[1])
            self.assertNotIn('Strict-Transport-Security', server.get(path)[2])

    def test_plain_http_and_garbage_at_the_tls_port(self):
        server = self.serve_tls()
        with socket.create_connection(('127.0.0.1', self.port), 10) as plain:
            plain.sendall(b'GET /api/monlink/x HTTP/1.1\r\nHost: x\r\n\r\n')
            said = plain.recv(4096).decode()
        self.assertTrue(said.startswith('HTTP/1.1 400 Bad Request\r\n'), said)
        self.assertIn('https://', said)
        for garbage in [b'\x16\x03\x01\xff\xff', b'\0' * 5000, b'SSH-2.0-x\r\n', b'\x16\x03\x01']:
            with socket.create_connection(('127.0.0.1', self.port), 10) as bad:
                bad.sendall(garbage)
        self.assertEqual(self.curl('/healthz')[0], 200)
        self.assertIsNone(server.process.poll())


class Files(TlsTest):
    def refused(self, *flags):
        done = self.run_cli('serve', '--listen', f'127.0.0.1:{free_port()}', *flags)
        self.assertNotEqual(done.returncode, 0)
        return done.stderr

    def test_what_cannot_be_used_is_said_at_the_start(self):
        one, two = Certificate(self.folder, 'one'), Certificate(self.folder, 'two')
        gone = self.folder / 'gone.pem'
        self.assertIn(f"tls-cert: '{gone}' cannot be read: No such file or directory",
                      self.refused('--tls-cert', gone, '--tls-key', one.key))
        self.assertIn(f"tls-key: '{two.key}' is not the key of '{one.file}'",
                      self.refused('--tls-cert', one.file, '--tls-key', two.key))
        self.assertIn(f"tls-key: '{one.file}' holds no private key in PEM",
                      self.refused('--tls-cert', one.file, '--tls-key', one.file))
        self.assertIn('tls-key: must be given once for each --tls-cert, got 0 for 1',
                      self.refused('--tls-cert', one.file))
        self.assertIn('listen: https://127.0.0.1:1 needs a certificate',
                      self.refused('--listen', 'https://127.0.0.1:1'))
        self.assertIn('redirect-http: needs an address that speaks https',
                      self.refused('--redirect-http'))
        self.assertIn("admin-allow: must be ", self.refused('--admin-allow', 'everybody'))

    def test_an_expired_certificate_is_used_and_complained_of(self):
        one = Certificate(self.folder, 'one')
        one.let_expire()
        server = self.serve_tls(certificates=[one])
        self.assertIn('certificate has ended', server.log_text())
        self.assertIn('2020-02-01T00:00:00Z', server.log_text())
        self.assertEqual(self.curl('/healthz', '-k')[0], 200)
        one.renew(days=5)
        server.process.send_signal(signal.SIGHUP)
        self.assertTrue(wait_for(lambda: 'certificate ends soon' in server.log_text(), 10))
        self.assertEqual(self.curl('/healthz')[0], 200)

    def test_no_key_is_ever_logged(self):
        server = self.serve_tls()
        one = self.certificates[0]
        secret = one.key.read_text().splitlines()[1]
        one.key.write_text(one.key.read_text().replace('BEGIN', 'BEGUN'))
        server.process.send_signal(signal.SIGHUP)
        self.assertTrue(wait_for(lambda: 'reload failed' in server.log_text(), 10))
        self.assertNotIn(secret, server.log_text())
        self.assertIn('the old one stays', server.log_text())
        self.assertEqual(self.curl('/healthz')[0], 200)


class Renewal(TlsTest):
    def test_certificates_are_renewed_under_load_and_nobody_notices(self):
        server = self.serve_tls()
        self.make_people()
        path = self.ping_path(self.add_task('nightly', '--every', '1h'))
        over, failures, counts = threading.Event(), [], [0, 0]

        def load(keep):
            connection = self.connect()
            while not over.is_set():
                try:
                    connection.request('GET', path)
                    answer = connection.getresponse()
                    answer.read()
                    if answer.status != 200:
                        failures.append(answer.status)
                    counts[keep] += 1
                    if not keep:
                        connection.close()
                except (OSError, http.client.HTTPException) as error:
                    failures.append(repr(error))
                    connection = self.connect()
            connection.close()

        threads = [threading.Thread(target=load, args=(i % 2,)) for i in range(6)]
        for thread in threads:
            thread.start()
        one, shown = self.certificates[0], set()
        try:
            for turn in range(8):
                one.renew()
                server.process.send_signal(signal.SIGHUP)
                self.assertTrue(wait_for(
                    lambda: server.log_text().count('reloaded') > turn, 10))
                serial = self.shown_serial()
                self.assertEqual(serial, one.serial())
                shown.add(serial)
        finally:
            over.set()
            for thread in threads:
                thread.join()
        self.assertEqual(failures, [])
        self.assertEqual(len(shown), 8)
        self.assertGreater(min(counts), 20)

    def shown_serial(self):
        return openssl('x509', '-noout', '-serial', stdin=self.s_client()).strip()


class Crowds(TlsTest):
    def ping_ms(self, connection, path):
        times = []
        for _ in range(PINGS):
            begin = time.perf_counter()
            connection.request('GET', path)
            answer = connection.getresponse()
            answer.read()
            times.append((time.perf_counter() - begin) * 1000)
            self.assertEqual(answer.status, 200)
        return statistics.median(times)

    def memory_kb(self, server):
        with open(f'/proc/{server.process.pid}/status') as status:
            return int(re.search(r'VmRSS:\s+(\d+)', status.read())[1])

    def test_half_open_handshakes_hold_up_no_ping(self):
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        server = self.serve_tls()
        self.make_people()
        path = self.ping_path(self.add_task('nightly', '--every', '1h'))
        connection = self.connect(30)
        self.addCleanup(connection.close)
        for _ in range(3):  # another program may take the machine for a while
            quiet, crowded = self.quiet_and_crowded(connection, path)
            print(f'a ping takes {quiet:.2f} ms, beside {HALF_OPEN} half-open handshakes '
                  f'{crowded:.2f} ms; {self.memory_kb(server)} kB resident')
            if crowded <= 2 * quiet:
                return
        self.fail('half-open handshakes hold up pings')

    def quiet_and_crowded(self, connection, path):
        hello, half = self.client_hello(), []
        quiet = self.ping_ms(connection, path)
        try:
            for i in range(HALF_OPEN):
                half.append(socket.create_connection(('127.0.0.1', self.port), 10))
                half[-1].sendall((b'', hello[:40], hello)[i % 3])
            return quiet, self.ping_ms(connection, path)
        finally:
            for one in half:
                one.close()

    def client_hello(self):
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        context = ssl.create_default_context()
        try:
            context.wrap_bio(incoming, outgoing, server_hostname='localhost').do_handshake()
        except ssl.SSLWantReadError:
            pass
        return outgoing.read()


class Doors(TlsTest):
    def test_http_is_sent_to_https_but_pings_are_answered(self):
        server = self.serve_tls('--redirect-http')
        self.make_people()
        task = self.add_task('nightly', '--every', '1h')
        status, _, fields = server.get('/tasks?x=1')
        self.assertEqual(status, 308)
        self.assertEqual(fields['Location'], f'https://127.0.0.1:{self.port}/tasks?x=1')
        self.assertEqual(server.get('/api/cronmon/v1/tasks')[0], 308)
        self.assertEqual(server.get(self.ping_path(task))[0], 200)
        self.assertEqual(server.get('/healthz')[0], 200)
        self.assertEqual(self.curl('/api/cronmon/v1/tasks')[0], 401)
        self.assertEqual(self.curl('/')[0], 200)

    def test_management_from_some_networks_only(self):
        server = self.serve('--admin-allow', '192.0.2.0/24', '--admin-allow', '2001:db8::/32')
        self.make_people()
        task = self.add_task('nightly', '--every', '1h')  # through the operators' socket
        for path in ['/', '/api/cronmon/v1/tasks', '/api/v1.0/tasks/all', '/api/v3/checks/']:
            status, body, _ = server.get(path)
            self.assertEqual(status, 403, path)
            self.assertIn(b"must be in a network of --admin-allow, got '127.0.0.1'", body)
        self.assertEqual(server.get(self.ping_path(task))[0], 200)
        self.assertEqual(server.get('/healthz')[0], 200)

    def test_too_many_pings_are_refused_while_a_setting_says_so(self):
        server = self.serve()
        self.make_people()
        path = self.ping_path(self.add_task('nightly', '--every', '1h'))
        self.cli('config', 'set', 'ping.per_address', '3')
        answers = [server.get(path) for _ in range(5)]
        self.assertEqual([status for status, _, _ in answers], [200, 200, 200, 429, 429])
        self.assertEqual(answers[-1][2]['Retry-After'], '20')
        self.cli('config', 'set', 'ping.per_address', '0')
        self.assertEqual(server.get(path)[0], 200)


if __name__ == '__main__':
    main()
