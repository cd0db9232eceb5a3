#!/usr/bin/python3
"""The file alone: in a root that holds nothing but it, /etc/hosts, /etc/resolv.conf and a
certificate bundle it serves, is pinged and sends mail to a numeric and to a named host."""
import json
import os
import shutil
import subprocess
import unittest

from harness import BINARY, BinaryTest, main


@unittest.skipUnless(os.geteuid() == 0, 'chroot needs root')
class Chroot(BinaryTest):
    def setUp(self):
        super().setUp()
        self.root = self.folder / 'root'
        for name in ('etc', 'etc/ssl', 'etc/ssl/certs', 'data'):
            (self.root / name).mkdir(parents=True)
        shutil.copy(BINARY, self.root / 'cronmon')
        (self.root / 'etc/hosts').write_text('127.0.0.1 localhost mail.example.test\n')
        (self.root / 'etc/resolv.conf').write_text('nameserver 127.0.0.1\n')
        self.data = self.root / 'data'
        self.chroot = [shutil.which('chroot'), str(self.root), '/cronmon']

    def inside(self, *arguments):
        done = subprocess.run([*self.chroot, *arguments, '--data', '/data'],
                              capture_output=True, text=True, timeout=30, env={})
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_serves_pings_and_mails(self):
        mail = self.mail_server('--tls', 'starttls')
        shutil.copy(self.folder / 'mail' / 'ca.pem', self.root / 'etc/ssl/certs/ca-certificates.crt')
        server = self.serve(data='/data', log=self.folder / 'chrooted.log',
                            command=['env', '-i', *self.chroot])

        self.inside('config', 'set', 'smtp.port', str(mail.port))
        self.inside('config', 'set', 'smtp.security', 'starttls')
        for host in ('127.0.0.1', 'localhost', 'mail.example.test'):
            self.inside('config', 'set', 'smtp.host', host)
            if host == 'mail.example.test':
                # Its name is not in the certificate: that must be found out through resolving it.
                done = subprocess.run([*self.chroot, 'mail', 'test', 'ops@example.org',
                                       '--data', '/data'],
                                      capture_output=True, text=True, timeout=30, env={})
                self.assertEqual(done.returncode, 1)
                self.assertIn('certificate', (done.stderr + done.stdout).lower())
            else:
                self.inside('mail', 'test', 'ops@example.org')
        self.assertEqual(len(mail.mails()), 2)

        self.inside('business', 'add', 'db')
        shown = self.inside('task', 'add', 'nightly', '--business', 'db', '--cron', '0 2 * * *',
                            '--tz', 'Asia/Shanghai', '--json')
        task = json.loads(shown)
        self.assertEqual(server.get(self.ping_path(task))[:2], (200, b'OK'))
        self.assertEqual(task['tz'], 'Asia/Shanghai')
        self.assertEqual(server.stop(), 0)


if __name__ == '__main__':
    main()
