"""A fresh root (fresh_root.py) with a real systemd as its first process, in namespaces of its own."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import fresh_root
from harness import wait_for
from package_test import BUILD, run

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


class BootedTest(unittest.TestCase):
    packages = ()

    @classmethod
    def fill(cls):
        """Puts into the root what a test needs there."""

    @classmethod
    def setUpClass(cls):
        if not fresh_root.can_enter_namespaces() or not (BUILD / 'CPackConfig.cmake').exists():
            raise unittest.SkipTest('a root with an init of its own needs root, and the package')
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix='cronmon-'))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.root = cls.folder / 'root'
        fresh_root.make(cls.root, 'systemd', 'systemd-sysv', *cls.packages)
        run('umount', cls.root / 'proc')
        (cls.root / 'sys').mkdir(exist_ok=True)
        (cls.root / 'etc/machine-id').write_text('0123456789abcdef0123456789abcdef\n')
        for unit in ('systemd-firstboot.service', 'getty@tty1.service', 'console-getty.service'):
            link = cls.root / 'etc/systemd/system' / unit
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to('/dev/null')
        cls.fill()
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
