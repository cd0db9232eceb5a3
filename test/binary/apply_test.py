#!/usr/bin/python3
"""Configuration as code: applied, exported, applied again; refused as a whole; killed at any moment."""
import json
import random
import signal
import subprocess
import time

from harness import BINARY, BinaryTest, main

DOCUMENT = {
    'businesses': [{'name': 'db'}, {'name': 'web', 'enabled': False}],
    'notifiers': [{'name': 'wang', 'email': 'wang@example.org', 'phone': '13800000000'},
                  {'name': 'ann', 'email': 'ann@example.org', 'lang': 'en'}],
    'assignments': [{'business': 'db', 'notifier': 'wang'}, {'business': 'db', 'notifier': 'ann'}],
    'tasks': [
        {'name': 'nightly', 'business': 'db', 'cron': '0 2 * * *', 'tz': 'Asia/Shanghai',
         'grace': '30m', 'max_run': '2h', 'alert_after': 2, 'slug': 'nightly', 'tags': 'a b'},
        {'name': 'pulse', 'business': 'web', 'every': '90s', 'tolerance': '0s'},
        {'name': 'office', 'business': 'db', 'calendar': 'Mon..Fri 08:30', 'by_body': True,
         'success_words': 'done'}],
    'settings': {'site.url': 'https://cron.example.org', 'retention.task_log_days': '40'},
}


class Apply(BinaryTest):
    def setUp(self):
        super().setUp()
        self.file = self.folder / 'cronmon.json'

    def write(self, document):
        self.file.write_text(json.dumps(document))
        return self.file

    def export(self):
        return json.loads(self.cli('export'))

    def steps(self, *flags):
        return [(step['action'], step['name'])
                for step in self.cli_json('apply', self.file, *flags)['steps']]

    def test_there_and_back(self):
        self.serve()
        self.write(DOCUMENT)
        shown = self.cli('apply', self.file, '--dry-run')
        self.assertIn('+ task nightly', shown)
        self.assertIn('nothing was changed', shown)
        self.assertEqual(self.export()['tasks'], [])
        self.assertIn('nobody is here to ask', self.run_cli('apply', self.file).stderr)
        self.assertEqual(len(self.steps('--yes')), 11)
        self.assertEqual(self.steps('--yes'), [])
        self.cli('config', 'set', 'smtp.password', 'geheim')
        done = self.run_cli('export')
        self.assertNotIn('geheim', done.stdout)
        self.assertIn('smtp.password', done.stderr)
        exported = json.loads(done.stdout)
        self.assertEqual([task['name'] for task in exported['tasks']], ['nightly', 'office', 'pulse'])
        self.write(exported)
        self.assertEqual(self.steps('--prune', '--yes'), [])
        # The same in another folder, where no server runs: the same file comes out of it.
        other = self.folder / 'other'
        self.cli('apply', self.file, '--yes', data=other)
        self.assertEqual(json.loads(self.cli('export', data=other)), exported)

    def test_edits_and_pruning(self):
        self.serve()
        self.write(DOCUMENT)
        self.cli('apply', self.file, '--yes')
        changed = json.loads(json.dumps(DOCUMENT))
        changed['businesses'].pop()
        changed['tasks'] = [changed['tasks'][0]]
        del changed['tasks'][0]['max_run']
        changed['tasks'][0]['grace'] = '1h'
        changed['assignments'].pop()
        del changed['settings']['retention.task_log_days']
        self.write(changed)
        self.assertEqual(self.steps('--dry-run'), [('task.edit', 'nightly')])
        self.assertIn('grace: 30m -> 1h', self.cli('apply', self.file, '--dry-run'))
        self.assertEqual(
            self.steps('--prune', '--yes'),
            [('task.edit', 'nightly'), ('setting.unset', 'retention.task_log_days'),
             ('business.unnotify', 'db'), ('task.remove', 'office'), ('business.remove', 'web')])
        self.assertEqual([task['name'] for task in self.export()['tasks']], ['nightly'])
        self.assertEqual(self.steps('--prune', '--yes'), [])
        self.assertEqual(self.cli_json('task', 'show', 'nightly')['max_run_s'], None)

    def test_refused_as_a_whole(self):
        self.serve()
        for change, words in (
                ({'tusks': []}, "there is no field 'tusks', did you mean 'tasks'?"),
                ({'tasks': [{'name': 'xyz', 'business': 'db', 'corn': '0 2 * * *'}]},
                 "tasks 'xyz': there is no field 'corn', did you mean 'cron'?"),
                ({'tasks': [{'name': 'xyz', 'business': 'db', 'cron': '0 2 * *'}]}, "tasks 'xyz': schedule"),
                ({'tasks': [{'business': 'db', 'every': '1h'}]}, 'tasks[0]: name: is missing'),
                ({'tasks': [{'name': 'xyz', 'business': 'no', 'every': '1h'}]},
                 "tasks 'xyz': business: there is no 'no'"),
                ({'settings': {'site.url': 'nonsense'}}, 'settings: site.url'),
                ({'notifiers': [{'name': 'one', 'email': 'a@b.example'},
                                {'name': 'two', 'email': 'a@b.example'}],
                  'assignments': []}, "notifiers 'two': email: 'a@b.example' is already taken"),
                ({'businesses': [{'name': 'db'}, {'name': 'db'}]}, 'name: is there twice')):
            self.write({**DOCUMENT, **change})
            done = self.run_cli('apply', self.file, '--yes')
            self.assertEqual(done.returncode, 1, done.stdout)
            self.assertIn(words, done.stderr)
            self.assertEqual(self.export()['businesses'], [])
        self.file.write_text('{"tasks": [')
        self.assertIn('malformed at line 1', self.run_cli('apply', self.file).stderr)

    def test_kill_at_any_moment(self):
        """The server is killed while it applies: all of it is there afterwards, or nothing."""
        names = [f'task-{i:04}' for i in range(400)]
        self.write({'businesses': [{'name': 'db'}],
                    'tasks': [{'name': name, 'business': 'db', 'every': '1h'} for name in names]})
        for _ in range(6):
            data = self.folder / f'data-{random.randrange(10**9)}'
            server = self.serve(data=data)
            process = subprocess.Popen([BINARY, 'apply', self.file, '--yes', '--data', str(data)],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(random.uniform(0.0, 0.25))
            server.process.send_signal(signal.SIGKILL)
            server.process.wait()
            process.wait(60)
            found = json.loads(self.cli('export', data=data))
            self.assertIn(len(found['tasks']), (0, len(names)))
            self.assertEqual(len(found['businesses']), 1 if found['tasks'] else 0)
            self.cli('apply', self.file, '--yes', data=data)
            self.assertIn('nothing differs', self.cli('apply', self.file, '--yes', data=data))


if __name__ == '__main__':
    main()
