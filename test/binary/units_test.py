#!/usr/bin/python3
"""The files that other programs read: systemd's units and logrotate's file, by their own checkers."""
import json
import os
import re
import shutil
import subprocess
import unittest

from harness import BINARY, ROOT, BinaryTest, Started, free_port, main, swap

UNITS = ROOT / 'packaging/systemd'
EXPOSURE_MAX = 2.0


@unittest.skipUnless(shutil.which('systemd-analyze'), 'systemd is not installed')
class Units(BinaryTest):
    def analyze(self, *words):
        done = subprocess.run(['systemd-analyze', '--no-pager', *map(str, words)], capture_output=True, text=True,
                              env={**os.environ, 'SYSTEMD_COLORS': '0', 'LC_ALL': 'C.UTF-8'})
        return done.returncode, done.stdout + done.stderr

    def test_the_service_may_do_little(self):
        code, said = self.analyze('security', '--offline=yes', UNITS / 'cronmon.service')
        exposure = float(re.search(r'exposure level for cronmon\.service: ([\d.]+)', said)[1])
        self.assertLessEqual(exposure, EXPOSURE_MAX, said)

    def test_systemd_understands_every_line(self):
        for unit in UNITS.iterdir():
            text = unit.read_text()
            (self.folder / unit.name).write_text(text.replace('/usr/bin/cronmon', BINARY))
        code, said = self.analyze('verify', '--man=no', *(self.folder / unit.name for unit in UNITS.iterdir()))
        self.assertEqual((code, said), (0, ''))

    def test_what_it_starts_serves_with_the_options_of_the_package(self):
        port = free_port()
        config = self.folder / 'cronmon.json'
        config.write_text(swap((ROOT / 'packaging/debian/cronmon.json').read_text(), ('/var/lib/cronmon', str(self.data)),
                               ('/var/log/cronmon', str(self.folder)), ('127.0.0.1:8000', f'127.0.0.1:{port}')))
        start = re.search(r'(?m)^ExecStart=(.*)$', (UNITS / 'cronmon.service').read_text())[1]
        command = swap(start, ('/usr/bin/cronmon', BINARY), ('/etc/cronmon/cronmon.json', str(config))).split()
        server = Started(command, self.folder / 'unit.log', port)
        self.started.append(server)
        listed = json.loads(self.cli('config', 'list', '--json', '--config', config, env={'CRONMON_DATA': ''}))
        origins = {row['name']: row['origin'] for row in listed}
        self.assertEqual({origins[name] for name in ('data', 'listen', 'trusted-proxy', 'log-file')}, {'file'})
        self.assertIn('listen', (self.folder / 'cronmon.log').read_text())
        server.process.terminate()
        self.assertEqual(server.process.wait(10), 0)


if __name__ == '__main__':
    main()
