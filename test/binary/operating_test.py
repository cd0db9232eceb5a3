#!/usr/bin/python3
"""README's operating chapter, word by word on a fresh Debian 12 under systemd: each line of its shell
blocks is run as it stands, in order, by root in a terminal's way, and so is each command that its
sentences name. A line that does not work there, or a new one that this has no place for, fails."""
import json
import re
import shutil
import subprocess
import sys
import time

from booted_root import BootedTest
from harness import ROOT, main, swap, wait_for
from package_test import pack
from tls_test import Certificate

README = (ROOT / 'README.md').read_text()
CHAPTER = README[README.index('\n## Run it\n'):README.index('\n### Building elsewhere\n')]
HOME = 'root/cronmon'  # where the tree lies, and the reader stands
DEB = './build/cronmon_1.0.0_amd64.deb'
INSIDE, NAME = '10.1.2.3', 'cron.example.org'  # an address of this machine in the networks that may manage

# Lines that are not run as they stand, and why.
ELSEWHERE = {
    'packaging/deb': 'builds the tree, which has a test of its own: the package was made before',
}
# What stays in the foreground.
SERVES = 'cronmon serve '
# The commands in its sentences, and what is run for them where they leave something open.
SPOKEN = {
    'service cronmon start': '',
    'apt install': f'apt install --reinstall {DEB}',
    'cronmon upgrade --to FILE': 'cronmon upgrade --to /usr/bin/cronmon',
    'systemctl stop cronmon && systemctl enable --now cronmon.socket && systemctl start cronmon': '',
    'man cronmon': 'man cronmon | grep -q "tells when a scheduled job did not run"',
    'cronmon config list': 'cronmon config list | grep -q "data .* /var/lib/cronmon .* file"',
    'cronmon serve --help': '',
    'cronmon config set NAME VALUE': f'cronmon config set site.url https://{NAME}',
    'cronmon user passwd': 'cronmon user passwd administrator | grep -q "password of administrator"',
    'cronmon doctor': '',
}
# These end what the others begin.
AT_LAST = {
    'apt remove': 'apt -y remove cronmon',
    'apt purge': 'apt -y purge cronmon',
    'rm -r /var/lib/cronmon': '',
}


def sections():
    """(heading, the lines of its shell blocks without their comments, the commands of its sentences)."""
    for section in CHAPTER.split('\n### ')[1:]:
        lines, prose, inside = [], [], ''
        for line in section.splitlines()[1:]:
            if line.startswith('```'):
                inside = line if not inside else ''
                assert inside in ('', '```sh', '```json'), f'nobody knows how to try a block {inside}'
            elif inside == '```sh':
                lines.append(re.sub(r'\s+# .*', '', line))
            elif not inside:
                prose.append(line)
        spans = re.findall(r'`([^`]+)`', '\n'.join(prose))
        yield section.splitlines()[0], lines, [span for span in spans if re.match(r'(cronmon|service|systemctl|apt|man|rm) ', span)]


def slug(text):
    return re.sub(r'\W+', '_', text).strip('_')


class Operating(BootedTest):
    packages = ('apt', 'logrotate', 'curl', 'openssl', 'man-db', 'nginx-light')

    @classmethod
    def fill(cls):
        home = cls.root / HOME
        (home / 'build').mkdir(parents=True)
        shutil.copy(pack(cls.folder / 'package'), home / 'build')
        cls.certificate = Certificate(home, 'made', NAME)
        (home / 'made.pem').rename(home / 'cert.pem')
        (home / 'made.key').rename(home / 'key.pem')

    def shell(self, line, code=0):
        return self.inside('sh', '-c', f'cd /{HOME} && {line}', code=code)

    def curl(self, url, client='127.0.0.1', more=''):
        """The status, and where it sends on to."""
        say = '-sS -o /dev/null -w "%{http_code} %{redirect_url}" --cacert cert.pem '
        names = ' '.join(f'--resolve {NAME}:{port}:{client}' for port in (80, 443))
        return self.shell(f'curl {say} {names} --interface {client} {more} {url}').strip()

    def test_every_line_works_in_order(self):
        self.have_an_address_inside()
        self.ran, self.looked, spoken = [], set(), set()
        for section, lines, spans in sections():
            for line in lines:
                with self.subTest(line=line):
                    self.run_line(line)
                    self.ran.append(line)
                    self.check('after_' + slug(line.split(' --')[0]))
            for span in spans:
                with self.subTest(span=span):
                    self.assertTrue(span in SPOKEN or span in AT_LAST, 'nobody has tried it')
                    if span in SPOKEN and span not in spoken:
                        self.shell(SPOKEN[span] or span)
                        self.check('after_' + slug(span))
                    spoken.add(span)
            with self.subTest(section=section):
                self.check('in_' + slug(section).lower())
        self.assertGreater(len(self.ran), 15)
        self.assertEqual(spoken, SPOKEN.keys() | AT_LAST.keys())
        self.assertEqual(self.looked, {name for name in dir(self) if name.startswith(('after_', 'in_'))})
        self.assertEqual(self.shown('ActiveState'), 'active', 'at the end the service serves')
        self.assertEqual(self.shell('find /var/lib/cronmon /var/backups/cronmon ! -user cronmon'), '')
        for span, line in AT_LAST.items():
            self.shell(line or span)
        self.assertEqual([left for left in ('etc/cronmon', 'var/log/cronmon', 'var/lib/cronmon') if (self.root / left).exists()], [])

    def have_an_address_inside(self):
        ask = f"""
import fcntl, socket, struct
address = socket.inet_aton('{INSIDE}')
with socket.socket() as any_socket:
    fcntl.ioctl(any_socket, 0x8916, struct.pack('16sHH4s8x', b'lo:1', socket.AF_INET, 0, address))  # SIOCSIFADDR
"""
        subprocess.run(['nsenter', '--target', str(self.first()), '--net', sys.executable, '-c', ask], check=True)

    def check(self, name):
        if hasattr(self, name):
            self.looked.add(name)
            getattr(self, name)()

    def run_line(self, line):
        if line in ELSEWHERE:
            return
        if line.startswith(SERVES):
            return self.serve(line)
        self.shell(line)

    def after_apt_install_build_cronmon_1_0_0_amd64_deb(self):
        self.assert_serves()
        # From the chapter before.
        self.shell('cronmon business add db')
        self.task = json.loads(self.shell('cronmon task add nightly --business db --every 1h --json'))

    def assert_serves(self):
        self.assertEqual(self.shown('ActiveState'), 'active')
        self.assertEqual(self.shell('curl -sS http://127.0.0.1:8000/healthz'), 'ok')

    after_apt_install = after_cronmon_upgrade_to_FILE = assert_serves

    def after_systemctl_stop_cronmon_systemctl_enable_now_cronmon_socket_systemctl_start_cronmon(self):
        self.assertEqual(self.shown('ActiveState', 'cronmon.socket'), 'active')
        self.shell('systemctl stop cronmon')
        self.assert_waits()
        self.shell('systemctl disable --now cronmon.socket && systemctl restart cronmon')
        self.assert_serves()

    def assert_waits(self):
        """A ping while the service is away starts it, and is answered."""
        self.assertEqual(self.shell(f'curl -sS -m 20 http://127.0.0.1:8000/api/monlink/{self.task["uuid"]}'), 'OK')

    def in_behind_nginx_or_caddy(self):
        """As the head of the file says."""
        text = self.shell('cat /usr/share/doc/cronmon/examples/cronmon.conf')
        site = self.root / 'etc/nginx/sites-available/cronmon'
        site.write_text(swap(text, (f'/etc/ssl/certs/{NAME}.pem', f'/{HOME}/cert.pem'),
                             (f'/etc/ssl/private/{NAME}.key', f'/{HOME}/key.pem')))
        self.shell('ln -s ../sites-available/cronmon /etc/nginx/sites-enabled/ && systemctl start nginx')
        try:
            ping = f'{NAME}/ping/{self.task["uuid"]}'
            self.assertEqual([self.curl(f'{scheme}://{ping}') for scheme in ('http', 'https')], ['200', '200'])
            self.assertEqual(self.curl(f'https://{NAME}/'), '403')
            self.assertEqual(self.curl(f'https://{NAME}/', INSIDE), '200')
            self.assertEqual(self.curl(f'http://{NAME}/', INSIDE), f'301 https://{NAME}/')
            self.curl(f'https://{ping}', INSIDE)
            callers = [row['client_ip'] for row in json.loads(self.shell('cronmon task log nightly --json'))]
            self.assertEqual(callers[:3], [INSIDE, '127.0.0.1', '127.0.0.1'], 'the client is told, not the proxy')
        finally:
            self.shell('systemctl stop nginx')

    def after_cronmon_user_setup_link_administrator(self):
        link = re.search(r'http://\S+', self.shell('cronmon user setup-link administrator'))[0]
        self.assertIn('<!doctype html>', self.shell(f'curl -sS {link}').lower())

    def after_cronmon_audit_list(self):
        said = self.shell('cronmon audit list')
        self.assertIn('wang.wei', said)
        self.assertIn('deploy', said)

    def after_cronmon_backup_var_backups_cronmon_db(self):
        self.assertIn(' is sound', self.shell('cronmon verify /var/backups/cronmon.db'))

    def after_cronmon_backup(self):
        if any('--every' in line for line in self.ran):
            self.assertTrue(wait_for(self.made_by_itself, 20), self.shell('cronmon backup'))
            self.assertIn(' is sound', self.shell('cronmon verify /var/backups/cronmon/*.db'))

    def made_by_itself(self):
        facts = json.loads(self.shell('cronmon backup --json'))
        return facts if facts['backups'] == 1 and not facts['error'] else None

    def after_cronmon_restore_var_backups_cronmon_db(self):
        self.assertIn('wang.wei', self.shell('cronmon user list'))

    def after_cronmon_reset(self):
        self.assertNotIn('wang.wei', self.shell('cronmon user list'))

    def in_as_code(self):
        """The document that it shows is taken as it stands."""
        (self.root / HOME / 'cronmon.json').write_text(re.search(r'```json\n(.*?)```', CHAPTER, re.S)[1])
        self.shell('cronmon apply cronmon.json --yes')
        self.assertIn('nightly-backup', self.shell('cronmon task list'))
        self.assertIn('nothing differs', self.shell('cronmon apply cronmon.json --prune --dry-run'))
        self.task = json.loads(self.shell('cronmon task show nightly-backup --json'))

    def serve(self, line):
        """In the place of the service, with a certificate where the line looks for it."""
        self.shell('systemctl stop cronmon')
        self.shell(f'{{ nohup {line} >serve.log 2>&1 & echo $! >serve.pid; }}')
        try:
            self.assertTrue(wait_for(lambda: 'info started' in self.shell('cat serve.log'), 10), self.shell('cat serve.log'))
            self.assert_tls()
        finally:
            self.shell('kill $(cat serve.pid); while kill -0 $(cat serve.pid) 2>/dev/null; do sleep 0.1; done')
        self.shell('systemctl start cronmon')
        self.assert_serves()

    def assert_tls(self):
        self.assertEqual([self.curl(f'{scheme}://{NAME}/healthz') for scheme in ('http', 'https')], ['200', '200'])
        self.assertEqual(self.curl(f'https://{NAME}/', INSIDE), '200')
        self.assertEqual(self.curl(f'https://{NAME}/'), '403')
        self.assertEqual(self.curl(f'http://{NAME}/', INSIDE, '-A Mozilla'), f'308 https://{NAME}/')

    def in_tls_and_who_may_reach_what(self):
        """The same as options of the service, as its unit says for these ports, and a renewed certificate."""
        config, unit = self.root / 'etc/cronmon/cronmon.json', self.root / 'usr/lib/systemd/system/cronmon.service'
        before = config.read_text()
        self.shell('install -o cronmon -m 600 cert.pem key.pem /etc/cronmon')
        config.write_text(swap(before, ('"listen": ["127.0.0.1:8000"]', """"listen": [":443", "http://:80"],
            "tls_cert": ["/etc/cronmon/cert.pem"], "tls_key": ["/etc/cronmon/key.pem"],
            "redirect_http": true, "admin_allow": ["10.0.0.0/8"]""")))
        lines = re.findall(r'(?m)^#   (.*)$', unit.read_text())
        self.assertEqual(lines[0], '[Service]')
        edit = self.root / 'etc/systemd/system/cronmon.service.d/override.conf'
        edit.parent.mkdir()
        edit.write_text('\n'.join(lines) + '\n')
        try:
            self.shell('systemctl daemon-reload && systemctl restart cronmon')
            self.assert_tls()
            self.assertEqual(self.curl(f'http://{NAME}/api/monlink/{self.task["uuid"]}'), '200')
            self.certificate.renew(NAME)
            for made, used in (('made.pem', 'cert.pem'), ('made.key', 'key.pem')):
                (self.root / HOME / made).rename(self.root / HOME / used)
            self.shell('install -o cronmon -m 600 cert.pem key.pem /etc/cronmon && systemctl reload cronmon')
            self.assertTrue(wait_for(lambda: 'OK' in self.shell(f'curl -sS --cacert cert.pem --resolve {NAME}:443:127.0.0.1 '
                            f'https://{NAME}/api/monlink/{self.task["uuid"]} || true'), 10), 'it has the renewed certificate')
        finally:
            config.write_text(before)
            self.shell('rm /etc/cronmon/*.pem /etc/systemd/system/cronmon.service.d/override.conf')
            self.shell('systemctl daemon-reload && systemctl restart cronmon')
        self.assert_serves()

    def in_what_is_in_the_data_folder(self):
        begin = time.monotonic()
        self.shell('systemctl stop cronmon')
        self.assertLess(time.monotonic() - begin, 6)
        self.assertEqual(self.shell('ls /var/lib/cronmon').split()[0], 'cronmon.db')
        self.shell('systemctl start cronmon')
        files = set(self.shell('ls /var/lib/cronmon').split())
        self.assertLessEqual({'cronmon.db', 'cronmon.db-wal', 'cronmon.db-shm', 'cronmon.sock', 'cronmon.lock'}, files)

    def in_when_something_is_wrong(self):
        self.assertIn('cronmon_tasks', self.shell('curl -sS --unix-socket /var/lib/cronmon/cronmon.sock http://localhost/metrics'))
        self.assertIn('in use', self.shell('cronmon reset --yes', code=3))
        self.shell('cronmon task show nothing', code=1)
        self.shell('cronmon dance', code=2)


if __name__ == '__main__':
    main()
