#!/usr/bin/python3
"""What shells complete, asked of the shells themselves; and the page that man prints."""
import os
import pathlib
import pty
import re
import shlex
import shutil
import subprocess
import unittest

from harness import BINARY, BinaryTest, main, wait_for


def nouns_and_verbs():
    """As help lists them: {'task': ['add', ...], 'serve': []}"""
    text = subprocess.run([BINARY, 'help'], capture_output=True, text=True, check=True).stdout
    table = {}
    for noun, verb in re.findall(r'^  ([a-z]+)(?: ([a-z-]+))?  ', text, re.M):
        table.setdefault(noun, []).extend([verb] if verb else [])
    return table


class Completion(BinaryTest):
    def setUp(self):
        super().setUp()
        (self.folder / 'some folder').mkdir()
        (self.folder / 'some.sql').write_text('')
        (self.folder / 'bin').mkdir()
        (self.folder / 'bin' / 'cronmon').symlink_to(pathlib.Path(BINARY).resolve())
        self.env = {**os.environ, 'PATH': f"{self.folder / 'bin'}:{os.environ['PATH']}",
                    'HOME': str(self.folder), 'TERM': 'dumb'}
        self.script = self.folder / '_cronmon'

    def write_script(self, shell):
        self.script.write_text(self.cli('completion', shell))

    def expect(self, complete):
        """What every shell offers, whichever way it is asked."""
        table = nouns_and_verbs()
        self.assertGreater(len(table), 15)
        self.assertEqual(complete('cronmon '), sorted(table))
        self.assertEqual(complete('cronmon help ta'), ['task'])
        for noun, verbs in table.items():
            if verbs:
                self.assertEqual(complete(f'cronmon {noun} '), sorted(verbs))
        self.assertEqual(complete('cronmon task add --max'), ['--max-run'])
        self.assertEqual(complete('cronmon --data /d task --json add nightly --max'), ['--max-run'])
        self.assertEqual(complete('cronmon serve --serv'), [])
        self.assertEqual(complete('cronmon task list --serv'), ['--server'])
        self.assertEqual(complete('cronmon notifier add wang --lang '), ['en', 'zh'])
        self.assertEqual(complete('cronmon completion '), ['bash', 'fish', 'zsh'])
        self.assertEqual(complete('cronmon task add --grace '), [])


class Bash(Completion):
    def complete(self, line):
        """COMPREPLY for the line as readline would divide it, the cursor at its end."""
        words = re.findall(r'[=:]|[^\s=:]+', line) + ([''] if line.endswith(' ') else [])
        script = (f'set -u; source {self.script}; complete -p cronmon >/dev/null\n'
                  f'COMP_WORDS=({" ".join(map(shlex.quote, words))}); COMP_CWORD={len(words) - 1}\n'
                  '_cronmon cronmon; printf "%s\\n" "${COMPREPLY[@]}"')
        done = subprocess.run(['bash', '--norc', '-c', script], capture_output=True, text=True,
                              cwd=self.folder, env=self.env)
        self.assertEqual((done.returncode, done.stderr), (0, ''), line)
        return sorted(word.rstrip() for word in done.stdout.splitlines() if word)

    def test_offers(self):
        self.write_script('bash')
        self.expect(self.complete)
        self.assertEqual(self.complete('cronmon task add --data so'), ['some folder'])
        self.assertEqual(self.complete('cronmon task add --data=so'), ['some folder'])
        self.assertEqual(self.complete('cronmon task add --config so'), ['some folder', 'some.sql'])
        self.assertEqual(self.complete('cronmon task add --config='), sorted(os.listdir(self.folder)))
        self.assertEqual(self.complete('cronmon import original so'), ['some folder', 'some.sql'])
        self.assertEqual(self.complete('cronmon serve --listen 127.0.0.1:8000 --web'), ['--web-dir'])
        self.assertEqual(self.complete('cronmon exec nightly -- cronmo'), ['cronmon'])
        self.assertEqual(self.complete('cronmon exec nightly -- cat some.'), ['some.sql'])


@unittest.skipUnless(shutil.which('fish'), 'fish is not installed')
class Fish(Completion):
    def complete(self, line):
        done = subprocess.run(['fish', '--no-config', '-c', f'source {self.script}; complete -C "{line}"'],
                              capture_output=True, text=True, cwd=self.folder, env=self.env)
        self.assertEqual((done.returncode, done.stderr), (0, ''), line)
        return sorted(row.split('\t')[0] for row in done.stdout.splitlines())

    def test_offers(self):
        self.write_script('fish')
        self.expect(self.complete)
        self.assertEqual(self.complete('cronmon task add --data so'), ['some folder/'])
        self.assertEqual(self.complete('cronmon import original some.'), ['some.sql'])


@unittest.skipUnless(shutil.which('zsh'), 'zsh is not installed')
class Zsh(Completion):
    """zsh completes at a terminal only, so it gets one: a key prints the line as it stands."""

    def setUp(self):
        super().setUp()
        self.write_script('zsh')
        pid, self.terminal = pty.fork()
        if pid == 0:
            os.chdir(self.folder)
            os.execvpe('zsh', ['zsh', '-f', '-i'], self.env)
        self.addCleanup(os.waitpid, pid, 0)
        self.addCleanup(os.close, self.terminal)
        os.set_blocking(self.terminal, False)
        self.seen = ''
        self.type(f'unsetopt zle_bracketed_paste; KEYTIMEOUT=1 PS1=; fpath=({self.folder} $fpath)\n'
                  'autoload -Uz compinit; compinit -u -D; bindkey "^I" complete-word\n'
                  'tell() { print -r -- "<<$BUFFER>>"; BUFFER= }; zle -N tell; bindkey "^X" tell\n'
                  'print re""ady\n')
        self.wait(lambda: 'ready' in self.seen)

    def type(self, text):
        os.write(self.terminal, text.encode())

    def wait(self, what):
        def look():
            try:
                self.seen += os.read(self.terminal, 65536).decode(errors='replace')
            except BlockingIOError:
                pass
            return what()
        self.assertTrue(wait_for(look, 20), self.seen)

    def complete(self, line):
        """The line after one press of the key."""
        self.seen = ''
        self.type(f'{line}\t\x18')
        self.wait(lambda: re.search(r'<<(.*?)>>', self.seen, re.S))
        return re.search(r'<<(.*?)>>', self.seen, re.S)[1]

    def test_completes(self):
        for line, whole in [('cronmon tas', 'cronmon task '),
                            ('cronmon business unno', 'cronmon business unnotify '),
                            ('cronmon --data /d task add nightly --max', 'cronmon --data /d task add nightly --max-run='),
                            ('cronmon serve --serv', 'cronmon serve --serv'),
                            ('cronmon task list --serv', 'cronmon task list --server='),
                            ('cronmon notifier add wang --lang z', 'cronmon notifier add wang --lang zh '),
                            ('cronmon completion b', 'cronmon completion bash '),
                            ('cronmon version --js', 'cronmon version --json '),
                            ('cronmon import original some.', 'cronmon import original some.sql '),
                            ('cronmon task add --data some', 'cronmon task add --data some\\ folder/')]:
            self.assertEqual(self.complete(line), whole)

    def test_no_command_breaks_it(self):
        for noun, verbs in nouns_and_verbs().items():
            for verb in verbs or ['']:
                line = f'cronmon {noun} {verb}'.rstrip() + ' --hel'
                self.assertEqual(self.complete(line), line + 'p ')


class Manual(BinaryTest):
    def test_man_prints_it_without_a_warning_and_with_every_command(self):
        page = self.folder / 'cronmon.1'
        page.write_text(self.cli('manual'))
        done = subprocess.run(['groff', '-man', '-ww', '-Tutf8', '-P-c', '-P-b', '-P-u', '-rLL=200n', str(page)],
                              capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ''))
        for noun, verbs in nouns_and_verbs().items():
            for verb in verbs or ['']:
                self.assertRegex(done.stdout, rf'(?m)^   {noun} ?{verb}\b')
        for word in ('CRONMON_LISTEN', '--trusted-proxy CIDR', 'EXIT STATUS',
                     "cronmon task add payroll --business hr --calendar 'Mon..Fri 18:00'"):
            self.assertIn(word, done.stdout)

    def test_what_is_no_shell_is_refused(self):
        done = self.run_cli('completion', 'tcsh')
        self.assertEqual((done.returncode, done.stderr),
                         (1, "cronmon: shell: must be bash, zsh or fish, got 'tcsh'\n"))


if __name__ == '__main__':
    main()
