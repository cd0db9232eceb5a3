#!/usr/bin/python3
"""The package under a real systemd, the first process of a fresh root: started, asked, upgraded while
pings come in, its sockets given, its watchdog believed, stopped."""
import http.client
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import threading
import time
import unittest

import fresh_root
from harness import BINARY, main, wait_for
from package_test import BUILD, pack, run

BOOT = '''
set -e
mount --make-rprivate /
root=$1
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -t sysfs sysfs "$root/sys"
mount -t tmpfs -o mode=755 tmpfs "$root/run"
if grep -q '^0::' /proc/self/cgroup && [ "$(wc -l </proc/self/cgroup)" = 1 ]; then
    mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
else
    mount -t tmpfs -o mode=755 tmpfs "$root/sys/fs/cgroup"
    mkdir "$root/sys/fs/cgroup/systemd" "$root/sys/fs/cgroup/unified"
    mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup/unified"
    mount -t cgroup -o none,name=systemd cgroup "$root/sys/fs/cgroup/systemd"
fi
export container=test
# Not chroot(2) alone: who lives in one may make no namespace of users, as the unit asks for.
mkdir "$root/before"
cd "$root"
pivot_root . before
exec chroot . sh -c 'umount -l /before && exec /lib/systemd/systemd --system --unit=multi-user.target'
'''


class Booted(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not fresh_root.can_enter_namespaces() or not (BUILD / 'CPackConfig.cmake').exists():
            raise unittest.SkipTest('a root with an init of its own needs root, and the package')
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix='cronmon-'))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.old = pack(cls.folder / 'old', '0.9.0')
        cls.new = pack(cls.folder / 'new')
        cls.root = cls.folder / 'root'
        fresh_root.make(cls.root, 'systemd', 'systemd-sysv', 'logrotate')
        run('umount', cls.root / 'proc')
        (cls.root / 'sys').mkdir(exist_ok=True)
        (cls.root / 'etc/machine-id').write_text('0123456789abcdef0123456789abcdef\n')
        for unit in ('systemd-firstboot.service', 'getty@tty1.service', 'console-getty.service'):
            link = cls.root / 'etc/systemd/system' / unit
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to('/dev/null')
        for package in (cls.old, cls.new):
            shutil.copy(package, cls.root)
        cls.log = open(cls.folder / 'boot.log', 'wb')
        cls.addClassCleanup(cls.log.close)
        cls.init = subprocess.Popen(
            ['unshare', '--mount', '--pid', '--net', '--uts', '--ipc', '--cgroup', '--fork', '--kill-child',
             'bash', '-c', BOOT, 'boot', str(cls.root)],
            stdin=subprocess.DEVNULL, stdout=cls.log, stderr=cls.log)
        cls.addClassCleanup(cls.end)
        if not wait_for(cls.is_up, 30, every=0.2):
            raise unittest.SkipTest('systemd does not come up here: ' + (cls.folder / 'boot.log').read_text()[-500:])

    @classmethod
    def end(cls):
        first = cls.first()
        if first:
            os.kill(first, 9)  # and with it everything in its namespace
        cls.init.wait(20)

    @classmethod
    def first(cls):
        children = pathlib.Path(f'/proc/{cls.init.pid}/task/{cls.init.pid}/children')
        return int(children.read_text().split()[0]) if children.exists() and children.read_text().strip() else None

    @classmethod
    def is_up(cls):
        if not cls.first():
            return False
        done = cls.enter('systemctl', 'is-system-running')
        return done.stdout.strip() in ('running', 'degraded')

    @classmethod
    def enter(cls, *command):
        return subprocess.run(['nsenter', '--target', str(cls.first()), '--all', '--root', '--wd', *command],
                              capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL,
                              env={'PATH': '/usr/sbin:/usr/bin:/sbin:/bin', 'LC_ALL': 'C'})

    def inside(self, *command, code=0):
        done = self.enter(*command)
        self.assertEqual(done.returncode, code, f'{command}: {done.stdout}{done.stderr}')
        return done.stdout + done.stderr

    def shown(self, what, unit='cronmon.service'):
        return self.inside('systemctl', 'show', '-P', what, unit).strip()

    def pid(self):
        return int(self.shown('MainPID'))

    def test_life(self):
        for stage in (self.install, self.upgrade, self.hand_over_again, self.watchdog, self.socket, self.remove):
            stage()  # each stands on the one before

    def install(self):
        self.inside('dpkg', '-i', f'/{self.old.name}')
        self.assertEqual(self.shown('ActiveState'), 'active')
        self.assertEqual(self.shown('StatusText'), 'Receiving pings')
        self.assertGreater(self.pid(), 1)
        self.inside('cronmon', 'business', 'add', 'db')
        self.task = json.loads(self.inside('cronmon', 'task', 'add', 'nightly', '--business', 'db',
                                           '--every', '1h', '--json'))
        self.inside('cronmon', 'ping', self.task['ping_url'])

    def upgrade(self):
        before = self.pid()
        answers, over = [], '/run/over'
        url = self.task['ping_url']
        # The shipped file is its own client here: a fresh root has no other. It answers 4 for what it keeps.
        script = f'while [ ! -e {over} ]; do cronmon ping {url} || echo failed; done'
        pinger = threading.Thread(target=lambda: answers.append(self.enter('sh', '-c', script)))
        pinger.start()
        time.sleep(0.5)
        said = self.inside('dpkg', '-i', f'/{self.new.name}')
        self.assertIn('serves (pid', said)
        time.sleep(0.5)
        self.inside('touch', over)
        pinger.join()
        self.assertNotIn('failed', answers[0].stdout, answers[0].stderr)
        self.assertNotEqual(self.pid(), before)
        self.assertEqual(self.shown('ActiveState'), 'active')
        self.assertEqual(self.shown('NRestarts'), '0')
        self.assertEqual(self.shown('StatusText'), 'Receiving pings')

    def hand_over_again(self):
        before = self.pid()
        self.inside('cronmon', 'upgrade')
        self.assertTrue(wait_for(lambda: self.pid() != before, 5))
        self.inside('systemctl', 'reload', 'cronmon')
        self.assertEqual(self.shown('ActiveState'), 'active')
        self.inside('cronmon', 'upgrade', '--to', '/bin/true', code=1)
        self.assertEqual(self.shown('ActiveState'), 'active')

    def watchdog(self):
        self.assertEqual(self.shown('WatchdogUSec'), '1min')
        self.inside('sh', '-c', 'mkdir -p /run/systemd/system/cronmon.service.d; '
                    'printf "[Service]\\nWatchdogSec=2\\n" >/run/systemd/system/cronmon.service.d/w.conf')
        self.inside('systemctl', 'daemon-reload')
        self.inside('systemctl', 'restart', 'cronmon')
        pid = self.pid()
        time.sleep(3)
        self.assertEqual(self.pid(), pid, 'it is believed to be alive')
        self.inside('cronmon', 'upgrade')
        pid = self.pid()
        time.sleep(3)
        self.assertEqual(self.pid(), pid, 'and so is its successor')
        self.inside('sh', '-c', f'kill -STOP {pid}')  # the shell's own: there is no other
        self.assertTrue(wait_for(lambda: self.pid() not in (0, pid) and self.shown('ActiveState') == 'active', 20),
                        'one that stands still is replaced')

    def socket(self):
        self.inside('systemctl', 'stop', 'cronmon')
        self.inside('systemctl', 'start', 'cronmon.socket')
        self.assertEqual(self.shown('ActiveState'), 'inactive')
        self.inside('cronmon', 'ping', self.task['ping_url'])
        self.assertEqual(self.shown('ActiveState'), 'active')
        self.inside('systemctl', 'restart', 'cronmon')
        self.inside('cronmon', 'upgrade')
        self.inside('cronmon', 'ping', self.task['ping_url'])
        self.inside('systemctl', 'stop', 'cronmon.socket', 'cronmon')
        self.inside('systemctl', 'start', 'cronmon')

    def remove(self):
        pid = self.pid()
        self.inside('dpkg', '-P', 'cronmon')
        self.assertNotIn(str(pid), self.inside('sh', '-c', 'echo /proc/[0-9]*'))
        self.inside('systemctl', 'status', 'cronmon', code=4)


if __name__ == '__main__':
    main()
