#!/usr/bin/python3
"""cronmon discover: crontabs and timers become tasks, and nothing else in them changes."""
import json
import os
import pathlib
import re
import shutil
import signal
import stat
import subprocess
import time
import unittest

from harness import BINARY, BinaryTest, main, wait_for

# All that cron gives.
POOR = {'PATH': '/usr/bin:/bin', 'LOGNAME': 'nobody', 'HOME': '/', 'LANG': 'C'}

# In the form of those that Debian's cron, e2fsprogs, sysstat, php and certbot bring along.
SYSTEM = '''\
# /etc/crontab: the machine's own
SHELL=/bin/sh
PATH=/usr/local/sbin:/usr/local/bin:/sbin:/bin:/usr/sbin:/usr/bin

# m h dom mon dow user\tcommand
17 *\t* * *\troot\tcd / && run-parts --report /etc/cron.hourly
25 6\t* * *\troot\ttest -x /usr/sbin/anacron || { cd / && run-parts --report /etc/cron.daily; }
#
'''
PACKAGES = {
    'e2scrub_all': '30 3 * * 0 root test -e /run/systemd/system || SERVICE_MODE=1 /usr/lib/e2scrub_all_cron\n'
                   '10 3 * * * root test -e /run/systemd/system || SERVICE_MODE=1 /sbin/e2scrub_all -A -r\n',
    'sysstat': 'PATH=/usr/lib/sysstat:/usr/sbin:/usr/bin:/sbin:/bin\n\n'
               '5-55/10 * * * * root command -v debian-sa1 > /dev/null && debian-sa1 1 1\n'
               '59 23 * * * root command -v debian-sa1 > /dev/null && debian-sa1 60 2\n',
    'php': '09,39 *     * * *     root   [ -x /usr/lib/php/sessionclean ] && if [ ! -d /run/systemd/system ]; '
           'then /usr/lib/php/sessionclean; fi\n',
    'certbot': 'SHELL=/bin/sh\n'
               '0 */12 * * * root test -x /usr/bin/certbot -a \\! -d /run/systemd/system && '
               "perl -e 'sleep int(rand(43200))' && certbot -q renew\n",
}

# What people write: the schedule is every minute, and what is printed must not change.
NASTY = [
    'echo plain',
    '/bin/echo words of which a shell makes no more',
    'echo 100\\% of $HOME \\\\ "a  b" \'c  d\'',
    'date +\\%Y\\%m\\%d >/dev/null 2>&1; echo dated \\%',
    'cat%first line%second line%',
    'cat; echo $?%one\\%two%three',
    'cat%',
    "sh -c 'echo \"it'\\''s\" $0' name",
    'echo out; echo err >&2; exit 3',
    '/bin/false',
    '/no/such/program --x',
    'no-such-program',
    'true && (echo a; echo b) | tr a-z A-Z # a comment with % no, that ends it',
    'echo "$SHELL" $-; echo `echo back`ticks; echo $((1+2)) ~ *.none [a] {b} !c',
    'X=1 Y="2 3"; echo $X$Y; echo \'\\\' "\\\\" \\\'',
    'echo tab\there;echo "trailing"   \t ',
    'echo \xe9\xfc \u6f22\u5b57 \U0001f600',
    "printf '%s\\n' quoted".replace('%', '\\%'),
    'echo \\\\% input behind two backslashes',
    'echo ends in a backslash \\\\',
    'read a b; echo "$b $a"%one two',
    'kill -TERM $$',
    '/usr/bin/env',
    'cd /tmp; pwd; umask; ulimit -n',
    '{ echo grouped; } 2>&1 | cat -A',
    "awk 'BEGIN { print \"it'\"'\"'s\" }'",
    'exec echo replaced',
    'echo -n',
    'echo $# $@',
]


def parts(command):
    """What cron 3.0pl1 makes of a command: the shell's text, and its standard input."""
    text, escaped, at = [], False, 0
    while at < len(command):
        c = command[at]
        if escaped:
            if c == '%':
                text[-1] = c
            else:
                text.append(c)
            escaped = False
        elif c == '%':
            break
        else:
            text.append(c)
            escaped = c == '\\'
        at += 1
    rest, given, escaped = command[at + 1:], [], False
    for c in rest:
        if escaped and c != '%':
            given.append('\\')
        elif not escaped and c == '%':
            c = '\n'
        escaped = c == '\\'
        if not escaped:
            given.append(c)
    if escaped:
        given.append('\\')
    if given and given[-1] != '\n':
        given.append('\n')
    return ''.join(text), ''.join(given)


def run_as_cron_does(command, folder, shell='/bin/sh', **env):
    text, given = parts(command)
    done = subprocess.run([shell, '-c', text], input=given.encode('utf-8', 'surrogateescape'),
                          capture_output=True, cwd=folder, timeout=30,
                          env={**POOR, 'SHELL': shell, **env})
    return done.returncode, done.stdout, done.stderr


def command_in(line, fields=5):
    return re.match(r'\s*(?:\S+[ \t]+){%d}(.*)' % fields, line, re.S).group(1)


class DiscoverTest(BinaryTest):
    def setUp(self):
        super().setUp()
        self.root = self.folder / 'root'
        self.spool = self.root / 'var/spool/cron/crontabs'
        for folder in ('etc/cron.d', 'etc/systemd/system', 'usr/lib/systemd/system'):
            (self.root / folder).mkdir(parents=True)
        self.spool.mkdir(parents=True)
        (self.root / 'etc/cron.d/.placeholder').write_text('# nothing\n')

    def put(self, path, text, mode=0o644):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        file.chmod(mode)
        return file

    def put_packages(self):
        self.put('etc/crontab', SYSTEM)
        for name, text in PACKAGES.items():
            self.put(f'etc/cron.d/{name}', text)

    def discover(self, *flags, **more):
        return self.cli_json('discover', '--root', self.root, *flags, **more)

    def apply(self, *flags, **more):
        return self.discover('--apply', '--yes', '--business', 'db', '--exec', BINARY, *flags, **more)

    def check(self, *flags):
        return self.run_cli('discover', '--root', self.root, '--check', *flags)

    def states(self, *flags):
        return [row['state'] for row in self.discover(*flags)['jobs']]

    def picture(self):
        """Every file below the root but the copies: its bytes, mode, owner and time."""
        files = {}
        for path in sorted(self.root.rglob('*')):
            if path.is_file() and 'backups' not in path.parts:
                facts = path.stat()
                files[str(path)] = (path.read_bytes(), facts.st_mode, facts.st_uid, facts.st_gid,
                                    facts.st_mtime_ns, facts.st_ino)
        return files


class Looking(DiscoverTest):
    def test_the_crontabs_of_packages_are_read_and_nothing_is_changed(self):
        self.put_packages()
        before = self.picture()
        found = self.discover('--tz', 'Europe/Berlin')
        self.assertEqual(self.picture(), before)
        self.assertEqual(self.cli_json('task', 'list'), [])
        rows = {row['task']: row for row in found['jobs']}
        self.assertEqual(
            {name: (row['place'], row.get('line'), row['schedule']) for name, row in rows.items()
             if not name.startswith('debian-sa1')},
            {'cron.hourly': ('/etc/crontab', 6, '17 * * * *'),
             'cron.daily': ('/etc/crontab', 7, '25 6 * * *'),
             'e2scrub_all_cron': ('/etc/cron.d/e2scrub_all', 1, '30 3 * * 0'),
             'e2scrub_all': ('/etc/cron.d/e2scrub_all', 2, '10 3 * * *'),
             'sessionclean': ('/etc/cron.d/php', 1, '09,39 * * * *'),
             'certbot': ('/etc/cron.d/certbot', 2, '0 */12 * * *')})
        self.assertEqual({row['state'] for row in found['jobs']}, {'new'})
        self.assertEqual({row['tz'] for row in found['jobs']}, {'Europe/Berlin'})
        self.assertEqual({row['user'] for row in found['jobs']}, {'root'})


class Applying(DiscoverTest):
    def setUp(self):
        super().setUp()
        self.server = self.serve()
        self.cli('business', 'add', 'db')

    def test_tasks_are_made_and_lines_rewritten_once(self):
        self.put_packages()
        before = self.picture()
        done = self.apply('--tz', 'Europe/Berlin', '--grace', '20m')
        self.assertEqual((done['tasks_made'], done['lines_changed']), (8, 8))
        tasks = {task['name']: task for task in self.cli_json('task', 'list')}
        self.assertEqual(len(tasks), 8)
        self.assertEqual({(task['tz'], task['grace_s'], task['business']) for task in tasks.values()},
                         {('Europe/Berlin', 1200, 'db')})
        after = self.picture()
        for path, (old, mode, uid, gid, *_) in before.items():
            new, *facts = after[path]
            self.assertEqual(facts[:3], [mode, uid, gid], path)
            if old.startswith(b'# nothing'):
                self.assertEqual(new, old)
                continue
            for was, now in zip(old.split(b'\n'), new.split(b'\n'), strict=True):
                if was != now:
                    self.assertIn(f'{BINARY} exec {self.server.url}/api/monlink/'.encode(), now)
                    self.assertTrue(now.startswith(was[:was.index(b'root') + 5]))
        self.assertEqual({row['state'] for row in self.discover('--tz', 'Europe/Berlin')['jobs']}, {'watched'})
        again = self.apply('--tz', 'Europe/Berlin')
        self.assertEqual((again['tasks_made'], again['lines_changed'], again['files']), (0, 0, []))
        self.assertEqual(self.picture(), after)
        self.assertEqual(len(self.cli_json('task', 'list')), 8)
        for file in done['files']:
            self.assertEqual(pathlib.Path(file['backup']).read_bytes(), before[f"{self.root}{file['file']}"][0])
            self.assertEqual(stat.S_IMODE(os.stat(file['backup']).st_mode), 0o600)

    def test_what_a_line_does_is_what_it_did(self):
        text = ''.join(f'* * * * * {command}\n' for command in NASTY)
        file = self.put('var/spool/cron/crontabs/nobody', text, 0o600)
        done = self.apply()
        self.assertEqual(done['lines_changed'], len(NASTY))
        lines = file.read_text().splitlines()
        place = self.folder / 'place'
        place.mkdir()
        spool = {'CRONMON_SPOOL': str(self.folder / 'spool')}
        for command, line in zip(NASTY, lines, strict=True):
            new = command_in(line)
            self.assertTrue(new.startswith(f'{BINARY} exec '), line)
            old_code, old_out, old_err = run_as_cron_does(command, place, **spool)
            code, out, err = run_as_cron_does(new, place, **spool)
            with self.subTest(command):
                self.assertEqual((code, out), (old_code if old_code >= 0 else 128 - old_code, old_out))
                if 'no/such' not in command:
                    self.assertEqual(err, old_err)
        pings = sum(task['pings'] for task in self.cli_json('task', 'list'))
        self.assertGreaterEqual(pings, 2 * len(NASTY) - 2)


if __name__ == '__main__':
    main()
