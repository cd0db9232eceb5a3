#!/usr/bin/python3
"""A command gives the same result through a running server and alone on the folder."""
import re

from harness import BinaryTest, main

SCRIPT = [
    ['business', 'add', '支付'],
    ['business', 'add', 'db'],
    ['business', 'add', 'db'],
    ['notifier', 'add', 'wang', '--email', 'wang@example.org', '--phone', '13800000000'],
    ['notifier', 'add', 'li', '--email', 'wang@example.org'],
    ['notifier', 'add', 'li', '--email', 'nonsense'],
    ['notifier', 'add', 'li', '--email', 'li@example.org', '--phone', '123'],
    ['business', 'notify', 'db', 'wang'],
    ['business', 'notify', 'db', 'nobody'],
    ['task', 'add', 'nightly', '--business', 'db', '--cron', '0 2 * * *', '--tz', 'Asia/Shanghai',
     '--grace', '30m'],
    ['task', 'add', 'nightly', '--business', 'db', '--cron', '0 2 * * *'],
    ['task', 'add', 'yearly', '--business', 'db', '--cron', '0 0 30 2 *'],
    ['task', 'add', 'odd-zone', '--business', 'db', '--every', '5m', '--tz', 'Mars/Olympus'],
    ['task', 'add', 'too-quick', '--business', 'db', '--every', '1s'],
    ['task', 'add', 'weekday', '--business', '支付', '--calendar', 'Mon..Fri 08:30', '--grace', '1h'],
    ['task', 'add', 'no-schedule', '--business', 'db'],
    ['task', 'edit', 'nightly', '--grace', '1h', '--tolerance', '10m'],
    ['task', 'edit', 'nightly', '--grace', '0s'],
    ['task', 'pause', 'nightly'],
    ['task', 'resume', 'nightly'],
    ['task', 'show', 'nightly', '--json'],
    ['task', 'list', '--json', '--sort', 'name'],
    ['task', 'list', '--search', 'WEEK', '--json'],
    ['task', 'list', '--status', 'late', '--json'],
    ['task', 'list', '--status', 'sideways'],
    ['task', 'log', 'nightly', '--json'],
    ['business', 'edit', 'db', '--disable'],
    ['task', 'resume', 'nightly'],
    ['task', 'list', '--status', 'paused', '--json'],
    ['business', 'list', '--json'],
    ['notifier', 'list', '--json'],
    ['alert', 'list', '--json'],
    ['config', 'set', 'smtp.host', 'mail.example.org'],
    ['config', 'set', 'smtp.security', 'sometimes'],
    ['config', 'get', 'smtp.host'],
    ['task', 'remove', 'weekday', '--yes'],
    ['task', 'show', 'weekday'],
    ['business', 'remove', 'db', '--yes'],
    ['notifier', 'remove', 'wang', '--yes'],
    ['task', 'list'],
]


def plain(text):
    """Without what must differ: random ids, ports, times of this moment."""
    text = re.sub(r'[0-9a-f]{8}-[0-9a-f-]{27}', 'UUID', text)
    text = re.sub(r'127\.0\.0\.1:\d+', 'ADDRESS', text)
    return re.sub(r'"(created|since|owed|deadline)_ms":\s*\d+', r'"\1_ms":N', text)


class BothWays(BinaryTest):
    def transcript(self, folder):
        lines = []
        for words in SCRIPT:
            done = self.run_cli(*words, data=folder)
            lines.append((words, done.returncode, plain(done.stdout), plain(done.stderr)))
        return lines

    def test_the_same_commands_give_the_same_answers(self):
        alone = self.transcript(self.folder / 'alone')
        self.serve(data=self.folder / 'served')
        served = self.transcript(self.folder / 'served')
        for one, other in zip(alone, served):
            self.assertEqual(one, other)
        self.assertEqual({row[1] for row in alone}, {0, 1, 2})


if __name__ == '__main__':
    main()
