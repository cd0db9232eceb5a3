#!/usr/bin/python3
"""cronmon behind nginx and behind Caddy, with the files of packaging/: only names, ports, networks and
certificates are put in. Jobs come from 127.0.0.2, those who manage from 127.0.0.1."""
import http.client
import os
import re
import shutil
import ssl
import subprocess
import unittest

from harness import ROOT, BinaryTest, Started, free_port, main, swap

NAME = 'cron.example.org'
JOB, DESK = '127.0.0.2', '127.0.0.1'


class Proxy(BinaryTest):
    def setUp(self):
        super().setUp()
        self.server = self.serve('--trusted-proxy', '127.0.0.1')
        self.make_people()
        self.task = self.add_task('nightly', '--every', '1h')
        self.plain, self.tls = free_port(), free_port()
        self.certificate, self.key = self.folder / 'site.pem', self.folder / 'site.key'
        subprocess.run(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes',
                        '-days', '2', '-subj', f'/CN={NAME}', '-addext', f'subjectAltName=DNS:{NAME}',
                        '-keyout', self.key, '-out', self.certificate], check=True, capture_output=True)

    def ask(self, client, path, tls=True, method='GET', headers=None, body=None):
        """As a client at that address: (status, headers, body)."""
        connection = http.client.HTTPConnection(DESK, self.tls if tls else self.plain, timeout=10,
                                                source_address=(client, 0))
        connection.connect()
        if tls:
            context = ssl.create_default_context(cafile=str(self.certificate))
            connection.sock = context.wrap_socket(connection.sock, server_hostname=NAME)
        try:
            connection.request(method, path, body=body, headers={'Host': NAME, **(headers or {})})
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def callers(self):
        """Who pinged, newest first."""
        return [row['client_ip'] for row in self.cli_json('task', 'log', 'nightly')]

    def everything(self):
        ping = self.ping_path(self.task)
        for tls in (True, False):
            self.assertEqual(self.ask(JOB, ping, tls)[::2], (200, b'OK'))
            # Nobody can pretend to be somebody else.
            self.assertEqual(self.ask(JOB, ping, tls, headers={'X-Forwarded-For': '203.0.113.9'})[0], 200)
        self.assertEqual(self.callers(), [JOB] * 4)
        self.assertEqual(self.ask(JOB, ping, method='POST', body=b'x' * 1_000_000)[0], 200)
        self.assertEqual(self.ask(JOB, f'/ping/{self.task["uuid"]}/start')[0], 200)
        self.assertEqual(self.ask(JOB, '/healthz')[0], 200)
        # With a token those who work elsewhere may tell later: who has none is refused by cronmon itself.
        self.assertEqual(self.ask(JOB, '/api/cronmon/v1/pings', method='POST', body=b'{}',
                                  headers={'Content-Type': 'application/json'})[0], 401)

        for path in ('/', '/login', '/api/cronmon/v1/tasks', '/api/v1.0/tasks/all', '/pinger', '/api/openapi.json'):
            self.assertEqual(self.ask(JOB, path)[0], 403, path)
        self.assertIn(b'<!doctype html>', self.ask(DESK, '/')[2].lower())
        status, headers, _ = self.ask(DESK, '/tasks', tls=False)
        self.assertIn(status, (301, 302))
        self.assertTrue(headers['Location'].startswith(f'https://{NAME}'), headers)

        # A session: the cookie is for https only, and the site's own Origin is believed.
        link = self.cli('user', 'passwd', 'administrator', '--password', '-', stdin='correct horse battery')
        self.assertNotIn('error', link)
        status, headers, body = self.ask(
            DESK, '/api/cronmon/v1/session', method='POST', body=b'{"user":"administrator","password":"correct horse battery"}',
            headers={'Content-Type': 'application/json', 'Origin': f'https://{NAME}'})
        self.assertLess(status, 300, body)
        self.assertIn('Secure', headers['Set-Cookie'])


@unittest.skipUnless(shutil.which('nginx') or os.path.exists('/usr/sbin/nginx'), 'nginx is not installed')
class Nginx(Proxy):
    def test_pings_for_everyone_and_pages_for_some(self):
        site = swap((ROOT / 'packaging/nginx/cronmon.conf').read_text(),
                    ('127.0.0.1:8000', f'127.0.0.1:{self.server.port}'),
                    ('listen 80;', f'listen 127.0.0.1:{self.plain};'), ('    listen [::]:80;\n', ''),
                    ('listen 443 ssl', f'listen 127.0.0.1:{self.tls} ssl'), ('    listen [::]:443 ssl http2;\n', ''),
                    (f'/etc/ssl/certs/{NAME}.pem', str(self.certificate)),
                    (f'/etc/ssl/private/{NAME}.key', str(self.key)), ('allow 10.0.0.0/8;', f'allow {DESK}/32;'))
        temporary = ''.join(f'{kind}_temp_path {self.folder}/{kind};\n'
                            for kind in ('client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'))
        user = 'user root;\n' if os.geteuid() == 0 else ''
        config = self.folder / 'nginx.conf'
        config.write_text(f'{user}daemon off;\npid {self.folder}/nginx.pid;\nerror_log stderr;\nevents {{}}\n'
                          f'http {{\naccess_log off;\n{temporary}{site}}}\n')
        nginx = shutil.which('nginx') or '/usr/sbin/nginx'
        self.started.append(Started([nginx, '-p', self.folder, '-c', config, '-e', 'stderr'],
                                    self.folder / 'nginx.log', self.tls))
        self.everything()


@unittest.skipUnless(shutil.which('caddy'), 'caddy is not installed')
class Caddy(Proxy):
    def test_pings_for_everyone_and_pages_for_some(self):
        site = swap((ROOT / 'packaging/caddy/Caddyfile').read_text(),
                    ('127.0.0.1:8000', f'127.0.0.1:{self.server.port}'), ('remote_ip 10.0.0.0/8', f'remote_ip {DESK}/32'))
        site = re.sub(rf'(?m)^{re.escape(NAME)} \{{', f'{NAME} {{\n\ttls {self.certificate} {self.key}', site)
        config = self.folder / 'Caddyfile'
        config.write_text(f'{{\n\tadmin off\n\thttp_port {self.plain}\n\thttps_port {self.tls}\n\tdefault_bind 127.0.0.1\n}}\n' + site)
        self.started.append(Started(['caddy', 'run', '--config', config, '--adapter', 'caddyfile'],
                                    self.folder / 'caddy.log', self.tls,
                                    {'HOME': str(self.folder), 'XDG_DATA_HOME': str(self.folder),
                                     'XDG_CONFIG_HOME': str(self.folder)}))
        self.everything()


if __name__ == '__main__':
    main()
