#!/usr/bin/python3
"""README's operating chapter, word by word on a fresh Debian 12 under systemd: each line of its shell
blocks is run as it stands, in order, by root in a terminal's way. A line that does not work there, or
a new one that this has no place for, fails."""
import json
import re
import shutil
import time

from booted_root import BootedTest
from harness import ROOT, main, wait_for
from package_test import pack
from tls_test import Certificate

README = (ROOT / 'README.md').read_text()
CHAPTER = README[README.index('\n## Run it\n'):README.index('\n## Use the API\n')]
HOME = 'root/cronmon'  # where the tree lies, and the reader stands

# Lines that are not run as they stand, and why.
ELSEWHERE = {
    'packaging/deb': 'builds the tree, which has a test of its own: the package was made before',
}
# What stays in the foreground.
SERVES = 'cronmon serve '


def lines():
    """Each line of the shell blocks, without its comment, with the section it stands in."""
    section, inside = None, False
    for line in CHAPTER.splitlines():
        if line.startswith('### '):
            section = line[4:]
        elif line.startswith('```'):
            inside = line == '```sh'
        elif inside:
            yield section, re.sub(r'\s+# .*', '', line)


class Operating(BootedTest):
    packages = ('apt', 'logrotate', 'curl', 'openssl')

    @classmethod
    def fill(cls):
        home = cls.root / HOME
        (home / 'build').mkdir(parents=True)
        shutil.copy(pack(cls.folder / 'package'), home / 'build')
        cls.certificate = Certificate(home, 'made')
        (home / 'made.pem').rename(home / 'cert.pem')
        (home / 'made.key').rename(home / 'key.pem')

    def shell(self, line, code=0):
        return self.inside('sh', '-c', f'cd /{HOME} && {line}', code=code)

    def test_every_line_works_in_order(self):
        self.ran = []
        for section, line in lines():
            with self.subTest(line=line):
                self.run_line(line)
            self.ran.append(line)
            check = getattr(self, 'after_' + re.sub(r'\W+', '_', line.split(' --')[0]).strip('_'), None)
            if check:
                check()
        self.assertGreater(len(self.ran), 15)
        self.assertEqual(self.shown('ActiveState'), 'active', 'at the end the service serves')
        self.assertEqual(self.shell('find /var/lib/cronmon ! -user cronmon'), '')

    def run_line(self, line):
        if line in ELSEWHERE:
            return
        if line.startswith(SERVES):
            return self.serve(line)
        self.shell(line)

    def after_apt_install_build_cronmon_1_0_0_amd64_deb(self):
        self.assertEqual(self.shown('ActiveState'), 'active')
        self.assertEqual(self.shell('curl -sS http://127.0.0.1:8000/healthz'), 'ok')
        # From the chapter before.
        self.shell('cronmon business add db')

    def after_cronmon_user_setup_link_administrator(self):
        link = re.search(r'http://\S+', self.shell('cronmon user setup-link administrator'))[0]
        self.assertIn('<!doctype html>', self.shell(f'curl -sS {link}').lower())

    def after_cronmon_audit_list(self):
        said = self.shell('cronmon audit list')
        self.assertIn('wang.wei', said)
        self.assertIn('deploy', said)

    def after_cronmon_backup(self):
        if not self.shell('ls /var/backups').count('cronmon'):
            self.fail('no backup is there')
        if any('--every' in line for line in self.ran):
            facts = wait_for(lambda: self.made_by_itself(), 20)
            self.assertTrue(facts, self.shell('cronmon backup'))

    def made_by_itself(self):
        facts = json.loads(self.shell('cronmon backup --json'))
        return facts if facts['backups'] == 1 and not facts['error'] else None

    def after_cronmon_restore_var_backups_cronmon_db(self):
        self.assertIn('wang.wei', self.shell('cronmon user list'))

    def after_cronmon_reset(self):
        self.assertNotIn('wang.wei', self.shell('cronmon user list'))

    def after_cronmon_apply_cronmon_json(self):
        self.assertEqual(self.shell('cronmon apply cronmon.json --dry-run --json').count('"add"'), 0)

    def serve(self, line):
        """In the place of the service, with a certificate where the line looks for it."""
        self.shell('systemctl stop cronmon')
        self.shell(f'{{ nohup {line} >serve.log 2>&1 & echo $! >serve.pid; }}')
        say = 'curl -sS -o /dev/null -w "%{http_code} %{redirect_url}" --cacert cert.pem '
        try:
            self.assertTrue(wait_for(lambda: 'info started' in self.shell('cat serve.log'), 10), self.shell('cat serve.log'))
            self.assertEqual(self.shell(say + '--resolve localhost:443:127.0.0.1 https://localhost/healthz'), '200 ')
            self.assertEqual(self.shell(say + 'http://127.0.0.1/'), '403 ' if '--admin-allow' in line else '308 ')
        finally:
            self.shell('kill $(cat serve.pid)')
            time.sleep(1)
        self.shell('systemctl start cronmon')
        self.assertEqual(self.shell('curl -sS http://127.0.0.1:8000/healthz'), 'ok')


if __name__ == '__main__':
    main()
