#!/usr/bin/python3
"""A full disk: pings hear 503 and never a false OK; with room again all goes on by itself."""
import os
import pathlib
import subprocess
import unittest

from harness import BinaryTest, main, wait_for


def may_mount():
    if os.geteuid() != 0:
        return False
    return subprocess.run(['unshare', '--mount', 'true'], capture_output=True).returncode == 0


class DiskFull(BinaryTest):
    def setUp(self):
        super().setUp()
        self.disk = self.folder / 'disk'
        self.disk.mkdir()
        subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', str(self.disk)],
                       check=True)
        self.addCleanup(subprocess.run, ['umount', '-l', str(self.disk)])
        self.data = self.disk / 'data'

    def fill(self, keep=0):
        """Leaves `keep` bytes free."""
        with open(self.disk / 'ballast', 'wb') as ballast:
            free = os.statvfs(self.disk).f_bavail * os.statvfs(self.disk).f_frsize
            try:
                ballast.write(b'\0' * max(0, free - keep))
            except OSError:
                pass

    @unittest.skipUnless(may_mount(), 'needs to mount a small tmpfs: run as root')
    def test_503_while_full_no_crash_and_back_by_itself(self):
        self.make_people()
        task = self.add_task('nightly', '--every', '1h')
        path = self.ping_path(task)
        server = self.serve()
        self.assertEqual(server.get(path)[:2], (200, b'OK'))
        answered = 1
        self.fill(keep=64 * 1024)
        statuses = set()
        body = b'x' * 9000
        for _ in range(200):
            status, text, headers = server.get(path, method='POST', body=body)
            statuses.add(status)
            answered += status == 200
            if status == 503:
                self.assertIn('Retry-After', headers)
                break
        self.assertIn(503, statuses, 'the disk never got full')
        self.assertIsNone(server.process.poll())
        self.assertEqual(server.get('/healthz')[0], 503)
        self.fill()
        refused = self.run_cli('business', 'add', 'b' * 60)
        for i in range(200):  # what is left in the log's last page takes a few
            refused = self.run_cli('notifier', 'add', f'{i}' + 'n' * 50, '--email',
                                   f'{i}{"x" * 200}@example.org')
            if refused.returncode != 0:
                break
        self.assertEqual(refused.returncode, 3, refused.stderr)
        self.assertIn('disk full', refused.stderr)
        pathlib.Path(self.disk / 'ballast').unlink()
        self.assertTrue(wait_for(lambda: server.get(path)[0] == 200, 5), server.log_text())
        answered += 1
        self.assertTrue(wait_for(server.healthy, 3))
        rows = self.cli_json('task', 'log', 'nightly', '--length', '1000')
        self.assertEqual(len(rows), answered)
        blind = self.cli_json('blind', 'list')
        self.assertIn('store', [row['reason'] for row in blind])
        self.assertEqual(server.stop(), 0)
        # And what was acknowledged is there after a restart.
        self.assertEqual(len(self.cli_json('task', 'log', 'nightly', '--length', '1000')), answered)

    @unittest.skipUnless(may_mount(), 'needs to mount a small tmpfs: run as root')
    def test_a_disk_that_is_full_at_the_start_is_told_in_a_sentence(self):
        self.fill()
        done = self.run_cli('business', 'add', 'db')
        self.assertNotEqual(done.returncode, 0)
        self.assertIn('cronmon:', done.stderr)
        self.assertIn(str(self.data), done.stderr)


if __name__ == '__main__':
    main()
