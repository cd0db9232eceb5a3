#!/usr/bin/python3
"""README.md is true: its commands run as they stand there, its tables name what there is."""
import os
import re
import shlex
import subprocess

from harness import BINARY, ROOT, BinaryTest, main

README = (ROOT / 'README.md').read_text()


def commands():
    """The lines of its shell blocks that call cronmon, without their comments."""
    for block in re.findall(r'```sh\n(.*?)```', README, re.S):
        for line in block.splitlines():
            if line.startswith('build/cronmon ') and not line.startswith('build/cronmon serve'):
                yield shlex.split(line, comments=True)[1:]


class Readme(BinaryTest):
    def test_every_command_runs_beside_a_server_and_without_one(self):
        mail = self.mail_server()
        self.assertGreater(len(list(commands())), 10)
        for with_server in (False, True):
            self.data = self.folder / f'data-{with_server}'
            if with_server:
                self.serve()
            for words in commands():
                if words[:3] == ['config', 'set', 'smtp.host']:
                    self.use_mail(mail.port)
                    continue
                self.cli(*words)
        self.assertEqual(len(mail.mails()), 2)

    def test_the_settings_table_names_every_setting(self):
        names = {row['name'] for row in self.cli_json('config', 'list') if '.' in row['name']}
        table = README[README.index('| setting |'):README.index('### What is in the data folder')]
        self.assertEqual(set(re.findall(r'`((?:smtp|site|mail|retention|backup|empty_business|ping)\.[a-z_]+)`', table)),
                         names)

    def test_the_scripts_it_shows_are_there(self):
        for script in set(re.findall(r'\b((?:packaging|test)/[a-z_/]+)\b', README)):
            self.assertTrue((ROOT / script).exists() or (ROOT / (script + '.cpp')).exists(), script)
        for script in ('packaging/build', 'packaging/serve', 'packaging/test', 'test/bench/run'):
            self.assertTrue(os.access(ROOT / script, os.X_OK), script)

    def test_the_ways_to_build_and_serve_the_pages_are_there(self):
        section = README[README.index('The pages (`web/`)'):README.index('## Use the API')]
        switches = set(re.findall(r'`(CRONMON_\w+)=\S+ packaging/build`', section))
        self.assertEqual(switches, {'CRONMON_WEB', 'CRONMON_WEB_DIST'})
        for place in ('packaging/steps.sh', 'packaging/cmake/web.cmake'):
            self.assertLessEqual(switches, set(re.findall(r'CRONMON_\w+', (ROOT / place).read_text())))
        self.assertIn('cronmon serve --web-dir', section)
        self.assertIn('--web-dir', self.cli('serve', '--help'))

    def test_the_pages_it_lists_are_those_that_there_are(self):
        section = README[README.index('### The pages'):README.index('### Schedules')]
        listed = set(re.findall(r'`(/[a-z-]*(?:/ID)?)`', section))
        router = (ROOT / 'web/src/router.ts').read_text()
        routes = {path.replace('/:task', '/ID') for path in re.findall(r"path: '([^']*)'", router)}
        self.assertLessEqual(listed, routes)
        self.assertLessEqual({path for path in routes if re.fullmatch(r'/[a-z-]*', path)} - {'/login', '/setup'}, listed)

    def test_the_executable_is_what_it_says(self):
        size = os.stat(BINARY).st_size
        self.assertLess(size, 12_000_000)
        ldd = subprocess.run(['ldd', BINARY], capture_output=True, text=True)
        self.assertRegex(ldd.stdout + ldd.stderr, 'statically linked|not a dynamic executable')


if __name__ == '__main__':
    main()
