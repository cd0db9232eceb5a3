#!/usr/bin/python3
"""The package under a real systemd, the first process of a fresh root: started, asked, upgraded while
pings come in, its sockets given, its watchdog believed, stopped."""
import json
import shutil
import threading
import time

from booted_root import BootedTest
from harness import main, wait_for
from package_test import pack


class Systemd(BootedTest):
    packages = ('logrotate',)

    @classmethod
    def fill(cls):
        cls.old = pack(cls.folder / 'old', '0.9.0')
        cls.new = pack(cls.folder / 'new')
        for package in (cls.old, cls.new):
            shutil.copy(package, cls.root)

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
