#!/usr/bin/python3
"""The Debian package in a fresh root: installed, asked by every verb of its service script, its log
rotated, upgraded, removed, installed again and purged. No systemd runs there, so it is System V."""
import fcntl
import http.client
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import unittest

import fresh_root
from harness import BINARY, ROOT, main, wait_for

BUILD = pathlib.Path(BINARY).resolve().parent
LOG = 'var/log/cronmon/cronmon.log'


def run(*command, **more):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=120, **more)
    if done.returncode:
        raise AssertionError(f'{command}: {done.returncode}\n{done.stdout}{done.stderr}')
    return done.stdout


def pack(folder, version=None):
    """The package of this build; with another version if one is given. One at a time: man page and
    completions are made in the build folder."""
    more = [] if version is None else ['-D', f'CPACK_PACKAGE_VERSION={version}']
    with open(BUILD / 'package.lock', 'w') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        cpack(folder, more)
    return next(folder.glob('*.deb'))


def cpack(folder, more):
    run('cpack', '--config', BUILD / 'CPackConfig.cmake', '-G', 'DEB', '-B', folder,
        '-D', 'CPACK_DEBIAN_COMPRESSION_TYPE=gzip', *more)


@unittest.skipUnless(fresh_root.can_enter_namespaces() or os.environ.get('CRONMON_OWN_NAMESPACES'),
                     'a chroot with a network of its own needs root')
@unittest.skipUnless((BUILD / 'CPackConfig.cmake').exists(), 'not a build folder')
class Package(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='cronmon-'))
        self.addCleanup(shutil.rmtree, self.folder)
        self.old = pack(self.folder / 'old', '0.9.0')
        self.new = pack(self.folder / 'new')
        self.root = self.folder / 'root'
        fresh_root.make(self.root, 'logrotate')
        self.addCleanup(run, 'umount', self.root / 'proc')
        self.addCleanup(lambda: pathlib.Path(self.root, 'etc/init.d/cronmon').exists()
                        and self.inside('service', 'cronmon', 'stop'))
        self.let_services_start(True)

    def let_services_start(self, may):
        """Without an init system only policy-rc.d says whether they may."""
        policy = self.root / 'usr/sbin/policy-rc.d'
        policy.write_text(f'#!/bin/sh\nexit {0 if may else 101}\n')
        policy.chmod(0o755)

    def inside(self, *command, code=0, user='root'):
        done = subprocess.run(['chroot', f'--userspec={user}', str(self.root), *command], capture_output=True, text=True, timeout=120,
                              env={'PATH': '/usr/sbin:/usr/bin:/sbin:/bin', 'LC_ALL': 'C'})
        self.assertEqual(done.returncode, code, f'{command}: {done.stdout}{done.stderr}')
        return done.stdout + done.stderr

    def dpkg(self, *words):
        for word in words:
            if isinstance(word, pathlib.Path):
                shutil.copy(word, self.root / 'tmp')
        return self.inside('dpkg', *(f'/tmp/{word.name}' if isinstance(word, pathlib.Path) else word for word in words))

    def version(self):
        return self.inside('dpkg-query', '-W', '-f', '${Version}', 'cronmon')

    def service(self, verb, code=0):
        return self.inside('service', 'cronmon', verb, code=code)

    def pid(self):
        return int((self.root / 'run/cronmon/cronmon.pid').read_text())

    def answers(self, path='/healthz'):
        connection = http.client.HTTPConnection('127.0.0.1', 8000, timeout=10)
        try:
            connection.request('GET', path)
            return connection.getresponse().status
        except OSError:
            return None
        finally:
            connection.close()

    def assert_serves(self):
        self.assertTrue(wait_for(lambda: self.answers() == 200, 20), self.log())
        self.service('status')

    def assert_stopped(self):
        self.assertIsNone(self.answers())
        self.service('status', code=3)

    def log(self):
        path = self.root / LOG
        return path.read_text() if path.exists() else ''

    def mode(self, path):
        status = os.stat(self.root / path)
        return oct(status.st_mode & 0o7777), status.st_uid

    def test_life(self):
        for stage in (self.install, self.every_verb, self.refused_start, self.rotate, self.upgrade, self.forbidden_restart, self.remove,
                      self.purge_with_data, self.purge_without_data):
            with self.subTest(stage.__name__):
                stage()

    def install(self):
        said = self.dpkg('-i', self.old)
        self.assertIn('cronmon user setup-link administrator', said)
        self.assertEqual(self.inside('dpkg', '--audit'), '')
        self.assertEqual(self.version(), '0.9.0')
        self.assert_serves()
        uid = int(self.inside('id', '-u', 'cronmon'))
        self.assertGreater(uid, 99)
        self.assertLess(uid, 1000)
        self.assertEqual(os.stat(f'/proc/{self.pid()}').st_uid, uid)
        self.assertEqual(self.mode('var/lib/cronmon'), ('0o700', uid))
        self.assertEqual(self.mode('var/lib/cronmon/cronmon.db')[1], uid)
        self.assertEqual(self.mode('var/log/cronmon'), ('0o750', uid))
        self.assertEqual(self.mode('etc/cronmon/cronmon.json'), ('0o644', 0))
        for runlevel in '2345':
            self.assertTrue((self.root / f'etc/rc{runlevel}.d').glob('S??cronmon'))
        self.assertEqual(self.inside('dpkg-query', '-W', '-f', '${Depends}', 'cronmon'), '')
        licences = (self.root / 'usr/share/doc/cronmon/copyright').read_text()
        pages = ['Yuxi'] if (ROOT / 'web/node_modules/vue').exists() else []
        for holder in ['The cronmon authors', 'yhirose', 'Daniel Stenberg', 'OpenSSL', 'Niels Lohmann', *pages]:
            self.assertTrue(re.search(f'(?i){holder}', licences), holder)

    def every_verb(self):
        # Commands find the data of the service by themselves.
        self.assertIn('/var/lib/cronmon', self.inside('cronmon', 'config', 'get', 'data'))
        self.assertIn('http', self.inside('cronmon', 'user', 'setup-link', 'administrator'))

        # Others have no business there, but may ping.
        refused = self.inside('cronmon', 'task', 'list', user='nobody', code=3)
        self.assertIn('/var/lib/cronmon', refused)
        self.inside('cronmon', 'business', 'add', 'db')
        task = json.loads(self.inside('cronmon', 'task', 'add', 'nightly', '--business', 'db', '--every', '1h', '--json'))
        self.inside('cronmon', 'ping', task['ping_url'], user='nobody')
        self.assertIn('up', self.inside('cronmon', 'task', 'show', 'nightly'))

        first = self.pid()
        self.service('start')
        self.assertEqual(self.pid(), first, 'it runs already')
        self.service('reload')
        self.assert_serves()
        self.assertEqual(self.pid(), first)
        self.service('restart')
        self.assert_serves()
        self.assertNotEqual(self.pid(), first)
        self.assertIn('usage: ', self.service('help'))
        self.assertIn('usage: ', self.service('dance', code=2))
        self.service('stop')
        self.assert_stopped()
        self.service('stop')
        self.service('reload', code=7)
        self.service('try-restart')
        self.assert_stopped()
        self.service('start')
        self.assert_serves()

    def refused_start(self):
        """Nobody sees what a daemon says at its end: the log tells why."""
        self.service('stop')
        with socket.socket() as taken:
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            taken.bind(('127.0.0.1', 8000))
            taken.listen()
            self.service('start')  # by a shell that does not wait for it
            self.assertTrue(wait_for(lambda: 'error not started why=' in self.log(), 20), self.log())
            self.assertIn('127.0.0.1:8000', self.log()[self.log().index('not started'):])
        self.service('start')
        self.assert_serves()

    def rotate(self):
        before = (self.root / LOG).stat()
        pid = self.pid()
        self.inside('logrotate', '-f', '/etc/logrotate.d/cronmon')
        rotated = self.root / (LOG + '.1')
        self.assertEqual(rotated.stat().st_ino, before.st_ino)
        self.assertTrue(wait_for(lambda: (self.root / LOG).stat().st_size > 0, 10), 'it writes into the new file')
        self.assertEqual((self.root / LOG).stat().st_uid, before.st_uid)
        self.assertEqual(self.pid(), pid)
        size = rotated.stat().st_size
        self.service('restart')
        self.assert_serves()
        self.assertEqual(rotated.stat().st_size, size, 'and no more into the old one')

    def upgrade(self):
        config = self.root / 'etc/cronmon/cronmon.json'
        config.write_text(config.read_text() + '// mine\n')
        database = (self.root / 'var/lib/cronmon/cronmon.db').stat().st_ino
        pid = self.pid()
        said = self.dpkg('-i', self.new)
        self.assertIn('serves (pid', said, 'it was not restarted: it handed over')
        self.assert_serves()
        self.assertNotEqual(self.pid(), pid)
        reasons = [row['reason'] for row in json.loads(self.inside('cronmon', 'blind', 'list', '--json'))]
        self.assertEqual(reasons[0], 'upgrade')
        self.assertEqual('cronmon ' + self.version(), self.inside('cronmon', 'version').strip())
        self.assertTrue(config.read_text().endswith('// mine\n'))
        self.assertEqual((self.root / 'var/lib/cronmon/cronmon.db').stat().st_ino, database)

    def forbidden_restart(self):
        pid = self.pid()
        self.let_services_start(False)
        self.dpkg('-i', self.new)
        self.let_services_start(True)
        self.assertEqual(self.pid(), pid)
        self.assert_serves()

    def remove(self):
        pid = self.pid()
        self.dpkg('-r', 'cronmon')
        self.assertFalse(os.path.exists(f'/proc/{pid}'))
        self.assertFalse((self.root / 'usr/bin/cronmon').exists())
        self.assertTrue((self.root / 'etc/cronmon/cronmon.json').exists())
        self.assertTrue((self.root / 'var/lib/cronmon/cronmon.db').exists())
        self.service('start', code=5)
        self.dpkg('-i', self.new)
        self.assert_serves()
        self.dpkg('-r', 'cronmon')

    def purge_with_data(self):
        said = self.dpkg('-P', 'cronmon')
        self.assertIn('the data stay in /var/lib/cronmon', said)
        self.assertTrue((self.root / 'var/lib/cronmon/cronmon.db').exists())
        self.inside('id', 'cronmon')
        self.assertEqual(self.left_behind(), ['./var/lib/cronmon'])

    def purge_without_data(self):
        self.dpkg('-i', self.new)
        self.assert_serves()
        self.dpkg('-r', 'cronmon')
        shutil.rmtree(self.root / 'var/lib/cronmon')
        self.dpkg('-P', 'cronmon')
        self.inside('id', 'cronmon', code=1)
        self.assertEqual(self.left_behind(), [])

    def left_behind(self):
        found = run('find', '.', '-xdev', '-name', '*cronmon*', '-not', '-path', './tmp/*', '-prune', cwd=self.root)
        return sorted(found.split())


if __name__ == '__main__':
    if fresh_root.can_enter_namespaces():
        fresh_root.enter_namespaces()
    main()
