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


    def crontab_is_accepted(self, file):
        if not shutil.which('crontab'):
            self.skipTest('cron is not installed')
        done = subprocess.run(['crontab', '-n', file], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)

    def commands_put_back(self, text, found):
        """The new text with every old line where a new one stands."""
        lines = text.split(b'\n')
        for change in found['files'][0]['lines']:
            self.assertEqual(lines[change['line'] - 1].decode(), change['new'])
            lines[change['line'] - 1] = change['old'].encode()
        return b'\n'.join(lines)

    def test_nothing_but_the_commands_changes_a_byte(self):
        long = '/bin/echo ' + 'x' * 800
        text = ('# comment % with\ttabs  \n\n \t \nMAILTO=""\n A = b \n'
                '@reboot /x\n*/5\t*  * * *\t /x  --trailing \t\n@daily x%y\\%z%\n'
                f'* * * * * {long}\n0 0 1 jan SUN a; b\n'
                '* * * * * x # comment\n  30 2 * * 1-5 /srv/it\u2019s').encode()
        file = self.put('var/spool/cron/crontabs/alice', text, 0o600)
        done = self.apply()
        self.assertEqual(done['lines_changed'], 6)
        self.assertEqual(self.commands_put_back(file.read_bytes(), done), text)
        self.assertEqual(stat.S_IMODE(file.stat().st_mode), 0o600)
        states = {row['line']: (row['state'], row['note']) for row in done['jobs']}
        self.assertEqual(states[6], ('left', '@reboot is no schedule: nobody knows when it is due'))
        self.assertIn('there is no line end at its end', ' '.join(done['notes']))
        before = file.read_bytes()
        self.assertEqual(self.apply()['files'], [])
        self.assertEqual(file.read_bytes(), before)
        file.write_bytes(before + b'\n')
        self.crontab_is_accepted(file)

    def test_line_ends_of_another_system_stay(self):
        text = b'# c\r\nSHELL=/bin/sh\r\n* * * * * echo a\r\n* * * * * /bin/echo b\r\n'
        file = self.put('var/spool/cron/crontabs/alice', text, 0o600)
        done = self.apply()
        self.assertEqual(self.commands_put_back(file.read_bytes(), done), text)
        new = [command_in(line) for line in file.read_bytes().decode().split('\n')[2:4]]
        for old, line in zip(('echo a\r', '/bin/echo b\r'), new):
            self.assertEqual(run_as_cron_does(line, self.folder)[:2], run_as_cron_does(old, self.folder)[:2])

    def test_what_cannot_be_put_behind_exec_is_left_and_said(self):
        text = ('SHELL=/usr/bin/fish\n* * * * * echo (date)\n* * * * * /bin/plain words\n'
                'SHELL=/bin/bash\n* * * * * echo ' + 'y' * 900 + '\n61 * * * * /x\nno job at all\n'
                '* * * * * [[ a == a ]] && echo "${BASH_VERSION:+bash}"\n')
        file = self.put('var/spool/cron/crontabs/alice', text, 0o600)
        done = self.apply()
        notes = {row['line']: row['note'] for row in done['jobs'] if row['state'] == 'left'}
        self.assertIn('fish', notes[2])
        self.assertIn('cron takes at most 998', notes[5])
        self.assertIn("minute '61'", notes[6])
        self.assertEqual(notes[7], 'is neither a schedule with a command nor a variable')
        self.assertEqual(sorted(notes), [2, 5, 6, 7])
        self.assertEqual([line['line'] for line in done['files'][0]['lines']], [3, 8])
        command = command_in(file.read_text().splitlines()[7])
        self.assertEqual(run_as_cron_does(command, self.folder, '/bin/bash')[1], b'bash\n')

    def test_a_zone_in_the_middle_holds_from_there(self):
        self.put('etc/cron.d/a', '0 1 * * * root /srv/one\nCRON_TZ=Asia/Shanghai\n0 1 * * * root /srv/two\n'
                                 'CRON_TZ=Nowhere/At_all\n0 1 * * * root /srv/three\n')
        rows = {row['task'] or row['note']: row for row in self.discover()['jobs']}
        self.assertEqual(rows['two']['tz'], 'Asia/Shanghai')
        self.assertNotEqual(rows['one']['tz'], 'Asia/Shanghai')
        self.assertEqual([row['state'] for row in rows.values()], ['new', 'new', 'left'])
        self.assertEqual({row['tz'] for row in self.discover('--tz', 'UTC')['jobs']}, {'UTC'})

    def test_names_that_cron_ignores_are_ignored(self):
        for name in ('a.dpkg-old', 'b.sh', 'c~', '.hidden', 'good-Name_1'):
            self.put(f'etc/cron.d/{name}', '* * * * * root /srv/x\n')
        found = self.discover()
        self.assertEqual([row['place'] for row in found['jobs']], ['/etc/cron.d/good-Name_1'])
        self.assertEqual(len(found['notes']), 3)

    def test_drift_is_told_by_exit_code(self):
        file = self.put('etc/cron.d/a', '0 1 * * * root /srv/one\n0 2 * * * root /srv/two\n')
        self.assertEqual(self.check().returncode, 1)
        self.apply()
        self.assertEqual(self.check().returncode, 0)
        one, two = file.read_text().splitlines()
        file.write_text(one.replace('0 1', '30 1') + '\n* * * * * root /srv/three\n'
                        '* * * * * root curl http://x/ping/00000000-0000-4000-8000-000000000000\n')
        found = self.check('--json')
        self.assertEqual(found.returncode, 1)
        self.assertEqual([(row['state'], row['task']) for row in json.loads(found.stdout)['jobs']],
                         [('differs', 'one'), ('new', 'three'), ('unknown', '00000000...'), ('missing', 'two')])
        self.assertEqual(json.loads(found.stdout)['drift'], 4)
        file.write_text(one + '\n' + two + '\n')
        self.assertEqual(self.check().returncode, 0)
        file.unlink()
        self.assertEqual(self.states(), ['missing', 'missing'])
        self.assertEqual(self.cli_json('discover', '--no-timers', self.put('x', ''))['jobs'], [])

    def test_files_by_name_have_a_user_column_or_not(self):
        file = self.put('some/file', '* * * * * root /srv/x\n')
        self.assertEqual([row['user'] for row in self.cli_json('discover', file)['jobs']], [None])
        self.assertEqual([row['user'] for row in self.cli_json('discover', '--system', file)['jobs']], ['root'])
        missing = self.run_cli('discover', self.folder / 'none')
        self.assertEqual(missing.returncode, 1)
        self.assertIn('cannot be read: No such file', missing.stderr)

    def test_a_person_is_asked_and_a_business_is_needed(self):
        file = self.put('etc/cron.d/a', '0 1 * * * root /srv/one\n')
        before = self.picture()
        for flags, code, said in ((['--apply'], 2, '--apply needs --business'),
                                  (['--apply', '--business', 'db'], 2, 'nobody is here to ask'),
                                  (['--apply', '--business', 'none', '--yes'], 1, 'none'),
                                  (['--apply', '--check'], 2, 'only one of'),
                                  (['--apply', '--business', 'db', '--exec', 'x'], 1, 'absolute path')):
            done = self.run_cli('discover', '--root', self.root, *flags)
            self.assertEqual(done.returncode, code, done.stderr)
            self.assertIn(said, done.stderr)
        self.assertEqual(self.picture(), before)
        self.assertEqual(self.cli_json('task', 'list'), [])
        text = self.cli('discover', '--root', self.root)
        self.assertIn(f'--- /etc/cron.d/a\n+++ /etc/cron.d/a\n@@ -1 +1 @@\n-0 1 * * * root /srv/one\n'
                      f'+0 1 * * * root {BINARY} exec URL -- /srv/one\n', text)
        self.assertIn('nothing was changed', text)
        self.assertEqual(file.read_text(), '0 1 * * * root /srv/one\n')

    def test_excluded_jobs_and_prefixes(self):
        self.put('etc/cron.d/a', '0 1 * * * root /srv/one\n0 2 * * * root /srv/two --x\n')
        rows = self.discover('--exclude', '*two*', '--prefix', 'web1-')['jobs']
        self.assertEqual([(row['state'], row['task']) for row in rows], [('new', 'web1-one'), ('left', None)])

    def test_a_file_that_may_not_be_replaced_gets_no_tasks(self):
        self.put('etc/cron.d/a', '0 1 * * * root /srv/one\n')
        self.put('etc/cron.d/b', '0 2 * * * root /srv/two\n')
        os.link(self.root / 'etc/cron.d/a', self.folder / 'other-name')
        done = self.run_cli('discover', '--root', self.root, '--apply', '--yes', '--business', 'db')
        self.assertEqual(done.returncode, 1)
        self.assertIn('is one file under several names', done.stderr)
        self.assertEqual([task['name'] for task in self.cli_json('task', 'list')], ['two'])

    def test_a_link_stays_a_link(self):
        real = self.put('opt/app/crontab', '0 1 * * * root /srv/one\n')
        link = self.root / 'etc/cron.d/app'
        link.symlink_to(real)
        self.apply()
        self.assertTrue(link.is_symlink())
        self.assertIn('cronmon exec', real.read_text())

    def test_a_kill_leaves_the_old_file_or_the_new_one(self):
        old = ''.join(f'{n} 1 * * * root /srv/job{n} \n' for n in range(40)).encode()
        file = self.put('etc/cron.d/many', old)
        command = [BINARY, 'discover', '--root', self.root, '--apply', '--yes', '--business', 'db', '--data', self.data]
        ended = 0
        for wait_ms in range(4, 400, 12):
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(wait_ms / 1000)
            process.kill()
            ended += process.wait() == 0
            text = file.read_bytes()
            exec_lines = text.count(b'cronmon exec')
            self.assertIn(exec_lines, (0, 40))
            if exec_lines == 0:
                self.assertEqual(text, old)
            if ended:
                break
        self.assertEqual(self.apply()['files'] == [], ended > 0 or exec_lines == 40)
        names = [task['name'] for task in self.cli_json('task', 'list')]
        self.assertEqual(sorted(names), sorted(f'job{n}' for n in range(40)))
        self.assertEqual(set(self.states()), {'watched'})
        self.assertEqual([path.name for path in file.parent.iterdir() if 'cronmon' in path.name], [])


def may_mount():
    return os.geteuid() == 0 and all(map(shutil.which, ('crontab', 'setpriv'))) and \
        subprocess.run(['unshare', '-m', 'mount', '-t', 'tmpfs', 'none', '/mnt'], capture_output=True).returncode == 0


@unittest.skipUnless(may_mount(), 'needs root, mounts and cron')
class OwnCrontab(BinaryTest):
    """Somebody who is not root, with the real crontab(1), on a spool of this test's own."""
    PREPARE = """
        mount -t tmpfs none /var/spool/cron && mkdir /var/spool/cron/crontabs
        chown root:crontab /var/spool/cron/crontabs && chmod 1730 /var/spool/cron/crontabs
        exec setpriv --reuid=65534 --regid=65534 --clear-groups /bin/sh -c "$0"
    """
    USE = """
        printf '# mine\\n*/5 * * * * cat > %s%%in%%put\\n' "$HOME/out" | crontab - && crontab -l > "$HOME/before"
        "$CRONMON" discover --json > "$HOME/seen" 2> "$HOME/said"
        for n in 1 2; do
            "$CRONMON" discover --apply --yes --business db --no-timers --exclude '/etc/*' --json > "$HOME/done$n" || exit 1
            crontab -l > "$HOME/after$n"
        done
    """

    def test_it_is_read_and_written_through_crontab(self):
        server = self.serve()
        self.cli('business', 'add', 'db')
        self.cli('user', 'add', 'operator', '--role', 'admin')
        home = self.folder / 'home'
        home.mkdir()
        self.folder.chmod(0o755)
        os.chown(home, 65534, 65534)
        binary = shutil.copy(BINARY, self.folder / 'cronmon')
        token = self.cli_json('token', 'add', 't', '--user', 'operator', '--scope', 'write')['token']
        done = subprocess.run(['unshare', '-m', '/bin/sh', '-c', self.PREPARE, self.USE], capture_output=True, text=True,
                              cwd=home, env={**POOR, 'HOME': str(home), 'CRONMON': str(binary),
                                             'CRONMON_SERVER': server.url, 'CRONMON_TOKEN': token})
        self.assertEqual(done.returncode, 0, done.stderr)
        seen = json.loads((home / 'seen').read_text())
        self.assertIn('only root can read the crontabs of other users', seen['notes'])
        first, second = (json.loads((home / f'done{n}').read_text()) for n in (1, 2))
        self.assertEqual((first['tasks_made'], first['lines_changed']), (1, 1))
        self.assertEqual((second['tasks_made'], second['files']), (0, []))
        self.assertEqual((home / 'after1').read_text(), (home / 'after2').read_text())
        self.assertEqual(pathlib.Path(first['files'][0]['backup']).read_text(), (home / 'before').read_text())
        line = (home / 'after1').read_text().splitlines()[1]
        run_as_cron_does(command_in(line), home, CRONMON_SPOOL=str(self.folder / 'spool'))
        self.assertEqual((home / 'out').read_text(), 'in\nput\n')


class Timers(DiscoverTest):
    def setUp(self):
        super().setUp()
        self.server = self.serve()
        self.cli('business', 'add', 'db')
        units = 'usr/lib/systemd/system'
        self.put(f'{units}/backup.timer', '[Timer]\nOnCalendar=Mon..Fri 08:30\nOnCalendar=Sun 12:00\n'
                                          'RandomizedDelaySec=1h\nAccuracySec=1us\n')
        self.put(f'{units}/backup.service', '[Service]\nExecStart=-/srv/backup --all\n')
        self.put(f'{units}/off.timer', '[Timer]\nOnCalendar=daily\n')
        self.put(f'{units}/often.timer', '[Timer]\nOnUnitActiveSec=5min\n')
        self.put(f'{units}/sync@.timer', '[Timer]\nOnCalendar=hourly\nUnit=other.service\n')
        wants = self.root / 'etc/systemd/system/timers.target.wants'
        wants.mkdir()
        for name, unit in (('backup', 'backup'), ('often', 'often'), ('sync@db', 'sync@')):
            (wants / f'{name}.timer').symlink_to(f'/{units}/{unit}.timer')

    def test_enabled_timers_become_tasks_and_units_stay(self):
        before = self.picture()
        done = self.apply('--tz', 'Europe/Berlin')
        self.assertEqual(self.picture(), before)
        self.assertEqual([(row['place'], row['state'], row['note']) for row in done['jobs']],
                         [('backup.timer', 'new', None), ('often.timer', 'left', 'has no OnCalendar'),
                          ('sync@db.timer', 'new', None)])
        tasks = {task['name']: task for task in self.cli_json('task', 'list')}
        self.assertEqual(sorted(tasks), ['backup', 'sync@db'])
        self.assertEqual((tasks['backup']['schedule'], tasks['backup']['tz'], tasks['backup']['grace_s']),
                         ('Mon..Fri 08:30\nSun 12:00', 'Europe/Berlin', 3900))
        drop_in = done['jobs'][0]['drop_in']
        self.assertIn(f"ExecStopPost=-/bin/sh -c 'test \"$$SERVICE_RESULT\" = success && exec {BINARY} ping "
                      f"{tasks['backup']['ping_url']};", drop_in)
        self.assertEqual(self.states('--tz', 'Europe/Berlin'), ['made', 'left', 'made'])
        again = self.apply('--tz', 'Europe/Berlin')
        self.assertEqual(again['tasks_made'], 0)
        self.put('etc/systemd/system/backup.service.d/cronmon.conf', drop_in)
        self.assertEqual(self.states('--tz', 'Europe/Berlin'), ['watched', 'left', 'made'])


if __name__ == '__main__':
    main()
