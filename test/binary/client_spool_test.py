#!/usr/bin/python3
"""The spool: what could not be told is told later, in order, once, or aside where a person sees it."""
import base64
import json
import os
import pathlib
import signal
import subprocess
import threading
import time
import uuid

from client_test import ClientTest
from harness import BINARY, main, wait_for
from recorder import TOKEN


class Spool(ClientTest):
    with_token = {'CRONMON_TOKEN': TOKEN}

    def flush(self, *flags, env=None, **more):
        return self.client('spool', 'flush', *flags, env={**self.with_token, **(env or {})}, **more)

    def fill(self, *kinds):
        """Events of the kinds, told while the server is away."""
        self.server.stop()
        for kind in kinds:
            flags = [] if kind == 'success' else [f'--{kind}']
            self.assertEqual(self.client('ping', self.server.ping_url, *flags).returncode, 4)
        self.server.start()

    def write_event(self, name, at_ms=None, **lines):
        """One of a given moment, as an older run of the client has left it."""
        at_ms = at_ms or int(time.time() * 1000)
        number = len(list(self.spool.glob('*'))) if self.spool.exists() else 0
        event = f'00000000-0000-4000-8000-{number:012d}'
        self.spool.mkdir(mode=0o700, exist_ok=True)
        fields = {'id': event, 'target': name, 'kind': 'success', 'at_ms': at_ms, 'body_bytes': 0,
                  **lines}
        path = self.spool / f'{at_ms:016d}-2{fields["kind"]}-{event}.event'
        path.write_text('cronmon-event 1\n' + ''.join(f'{key} {value}\n' for key, value in
                                                      fields.items()) + '\n')
        return path

    def test_a_run_without_a_server_is_told_when_there_is_one(self):
        self.server.stop()
        before = int(time.time() * 1000)
        self.sh('echo out of disk; exit 3')
        after = int(time.time() * 1000)
        for path in self.spool.iterdir():
            self.assertEqual(path.stat().st_mode & 0o777, 0o600)
        self.assertEqual(self.spool.stat().st_mode & 0o777, 0o700)
        self.server.start()
        done = self.flush()
        self.assertEqual((done.returncode, done.stdout, done.stderr),
                         (0, b'2 events delivered\n', b''))
        begin, end = self.server.late
        self.assertEqual((begin['kind'], end['kind'], end['exit_status']), ('start', 'fail', 3))
        self.assertEqual(begin['rid'], end['rid'])
        self.assertEqual((begin['target'], end['target']), (self.server.uuid,) * 2)
        self.assertTrue(before <= begin['at_ms'] <= end['at_ms'] <= after)
        self.assertTrue(base64.b64decode(end['body_base64']).startswith(b'out of disk\n[cronmon: '))
        self.assertNotIn('exit_status', begin)
        self.assertNotIn('body_base64', begin)
        self.assertEqual(self.server.pings, [])  # late news is no ping
        self.assertEqual(self.spooled(), [])

    def test_the_end_is_dated_when_the_job_ended(self):
        self.server.hang.clear()
        self.addCleanup(self.server.hang.set)
        begun = time.time() * 1000
        self.sh('true')
        self.server.hang.set()
        self.flush()
        for news in self.server.late:
            self.assertLess(news['at_ms'] - begun, 2000, news['kind'])

    def test_a_later_ping_that_goes_through_takes_the_earlier_along(self):
        self.fill('start', 'fail')
        done = self.client('ping', self.server.ping_url, env=self.with_token)
        self.assertEqual((done.returncode, done.stderr), (0, b''))
        self.assertEqual(len(self.server.pings), 1)
        self.assertEqual(self.server.kinds(), ['start', 'fail'])
        self.fill('log')
        self.sh('true', env=self.with_token)
        self.assertEqual(self.server.kinds(), ['start', 'fail', 'log'])
        self.assertEqual(self.spooled(), [])

    def test_without_a_token_a_ping_goes_through_and_the_earlier_stay(self):
        self.fill('fail')
        done = self.client('ping', self.server.ping_url)
        self.assertEqual((done.returncode, done.stderr), (0, b''))
        self.assertEqual(len(self.spooled()), 1)
        done = self.client('spool', 'flush')
        self.assertEqual((done.returncode, done.stdout), (1, b'0 events delivered, 1 left\n'))
        self.assertIn(b'give a token', done.stderr)

    def test_old_news_costs_an_ordinary_ping_little_time(self):
        self.fill(*['log'] * 12)
        self.server.late_takes = 0.5
        done = self.client('ping', self.server.ping_url, env=self.with_token)
        self.assertEqual(done.returncode, 0)
        self.assertLess(done.seconds, 4)
        self.assertTrue(1 <= len(self.server.late) <= 6)
        self.assertEqual(len(self.spooled()), 12 - len(self.server.late))

    def test_a_token_that_is_refused_leaves_all_and_says_which_is_needed(self):
        self.fill('fail', 'log')
        done = self.flush(env={'CRONMON_TOKEN': 'cmk_wrong'})
        self.assertEqual((done.returncode, done.stdout), (1, b'0 events delivered, 2 left\n'))
        self.assertIn(b'token: is not known', done.stderr)
        self.assertIn(b'a token of scope ping, read or write is needed', done.stderr)
        self.assertEqual(len(self.spooled()), 2)
        self.assertEqual(self.server.late_attempts, [])

    def test_a_token_comes_from_a_file_too(self):
        self.fill('fail')
        (self.folder / 'token').write_text(TOKEN + '\n')
        done = self.client('spool', 'flush', '--token-file', self.folder / 'token')
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_a_server_that_is_named_is_asked_instead_of_the_one_of_the_url(self):
        self.write_event('http://127.0.0.1:1/ping/KEY/nightly%20backup')
        self.write_event('https://cron.invalid/x/api/monlink/0b0f6b2e-7c1d-4b53-9d3e-0c9a1a2b3c4d')
        self.server.tasks['by name'] = 'x'
        self.write_event('by name')
        done = self.flush('--server', self.server.url)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual([news['target'] for news in self.server.late],
                         ['KEY/nightly backup', '0b0f6b2e-7c1d-4b53-9d3e-0c9a1a2b3c4d', 'by name'])

    def test_a_server_that_is_away_does_not_hold_up_the_news_of_another(self):
        now = int(time.time() * 1000)
        gone = 'http://127.0.0.1:1/ping/KEY/a'
        for index, target in enumerate([gone, self.server.ping_url, gone, self.server.ping_url]):
            self.write_event(target, now - 1000 + index, kind='log')
        done = self.flush()
        self.assertEqual((done.returncode, done.stdout), (3, b'2 events delivered, 2 left\n'))
        self.assertIn(b'http://127.0.0.1:1 cannot be reached', done.stderr)

    def test_trouble_of_the_server_keeps_the_order(self):
        self.fill('start', 'fail', 'log')
        for status in (500, 503, 429, 408):
            self.server.late_status = status
            before = len(self.server.late_attempts)
            self.assertNotEqual(self.flush().returncode, 0)
            self.assertEqual(len(self.server.late_attempts), before + 1)  # nobody overtakes
            self.assertEqual(len(self.spooled()), 3)
        self.server.late_status = None
        self.assertEqual(self.flush().returncode, 0)
        self.assertEqual(self.server.kinds(), ['start', 'fail', 'log'])

    def test_what_no_server_will_ever_take_is_moved_aside(self):
        self.write_event('KEY-less/unknown')
        self.write_event(self.server.ping_url, int((time.time() + 7200) * 1000))
        self.write_event(self.server.ping_url, kind='fail')
        done = self.flush('--server', self.server.url)
        self.assertEqual((done.returncode, done.stdout), (0, b'1 event delivered, 2 rejected\n'))
        self.assertIn(b'the success of KEY-less/unknown at 20', done.stderr)
        self.assertIn(b'at_ms: must be of the last 7d', done.stderr)
        self.assertEqual(len(list((self.spool / 'rejected').iterdir())), 2)
        rows = json.loads(self.client('spool', 'list', '--json').stdout)
        self.assertEqual([row['state'] for row in rows], ['rejected', 'rejected'])

    def test_a_server_without_this_route_loses_nothing(self):
        self.fill('fail')
        self.server.late_status = 404
        done = self.flush()
        self.assertNotEqual(done.returncode, 0)
        self.assertIn(b'does this server take late news?', done.stderr)
        self.assertEqual(len(self.spooled()), 1)

    def test_an_event_of_more_than_seven_days_is_dropped_with_a_word(self):
        self.write_event(self.server.ping_url, int((time.time() - 7 * 86400 - 5) * 1000))
        self.write_event(self.server.ping_url, int((time.time() - 7 * 86400 + 60) * 1000))
        done = self.flush()
        self.assertEqual((done.returncode, done.stdout), (0, b'1 event delivered, 1 dropped\n'))
        self.assertIn(b'was dropped: it is older than any server takes', done.stderr)

    def test_what_is_broken_is_moved_aside_and_the_rest_told(self):
        self.write_event(self.server.ping_url)
        for index, text in enumerate(['', 'cronmon-event 1\n', 'x' * 100000,
                                      'cronmon-event 1\nid x\n\n']):
            (self.spool / f'000000000000000{index}-2fail-x.event').write_text(text)
        half = self.write_event(self.server.ping_url, kind='fail')
        half.write_text(half.read_text()[:-1] + '\n')
        half.write_text(half.read_text().replace('body_bytes 0', 'body_bytes 5'))
        done = self.flush()
        self.assertEqual((done.returncode, done.stdout), (0, b'1 event delivered, 5 rejected\n'))
        self.assertIn(b'body_bytes: must be 5, got 0', done.stderr)

    def test_what_somebody_else_has_put_there_is_not_sent_with_our_token(self):
        self.write_event(self.server.ping_url)
        if os.geteuid() != 0:
            self.skipTest('only root can give a file away')
        for path in self.spool.iterdir():
            os.chown(path, 12345, 12345)
        done = self.flush()
        self.assertEqual(done.stdout, b'0 events delivered\n')
        self.assertEqual(self.server.late_attempts, [])
        (self.spool / '0000000000000001-2fail-x.event').symlink_to('/etc/passwd')
        self.assertEqual(self.flush().stdout, b'0 events delivered\n')

    def test_a_process_that_is_killed_between_spooling_and_flushing_loses_nothing(self):
        self.fill('start', 'fail', 'log')
        self.server.late_takes = 0.6
        flush = self.start('spool', 'flush', env=self.with_token)
        self.assertTrue(wait_for(lambda: len(self.server.late) == 1, 10))
        flush.kill()
        flush.wait()
        # The server has the first, and what it answered was never heard or not acted upon.
        self.assertGreaterEqual(len(self.spooled()), 2)
        self.server.late_takes = 0
        self.assertEqual(self.flush().returncode, 0)
        self.assertEqual(self.server.kinds(), ['start', 'fail', 'log'])
        self.assertEqual(self.spooled(), [])

    def test_an_answer_that_was_not_heard_delivers_an_event_once(self):
        path = self.write_event(self.server.ping_url)
        text = path.read_text()
        self.assertEqual(self.flush().stdout, b'1 event delivered\n')
        path.write_text(text)  # as if we had died before it was removed
        self.assertEqual(self.flush().stdout, b'1 event delivered\n')
        self.assertEqual((len(self.server.late_attempts), len(self.server.late)), (2, 1))

    def test_who_is_killed_while_spooling_leaves_a_whole_event_or_none(self):
        self.server.stop()
        for delay in range(30):
            job = self.start('ping', self.server.ping_url, '--body-file', '-',
                             stdin=subprocess.PIPE)
            job.stdin.write(b'x' * 50000)
            job.stdin.close()
            job.stdin = None
            time.sleep(0.49 + delay * 0.001)  # about when it gives up
            job.send_signal(signal.SIGKILL)
            job.wait()
        self.server.start()
        done = self.flush()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn(b'rejected', done.stdout)
        for news in self.server.late:
            self.assertEqual(base64.b64decode(news['body_base64']), b'x' * 50000)

    def test_two_flushes_at_once_deliver_each_event_once_and_in_order(self):
        now = int(time.time() * 1000)
        for index in range(40):
            self.write_event(self.server.ping_url, now - 1000 + index, rid=(
                f'00000000-0000-4000-8000-{index:012d}'))
        self.server.late_takes = 0.01
        outcomes = []

        def flush():
            outcomes.append(self.flush('--json'))

        threads = [threading.Thread(target=flush) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual([done.returncode for done in outcomes], [0] * 4)
        self.assertEqual(sum(json.loads(done.stdout)['delivered'] for done in outcomes), 40)
        self.assertEqual([int(news['rid'][-12:]) for news in self.server.late_attempts],
                         list(range(40)))

    def test_pings_at_once_spool_all_of_them(self):
        self.server.stop()
        jobs = [self.start('exec', self.server.ping_url, '--', 'true') for _ in range(12)]
        for job in jobs:
            self.assertEqual(job.wait(30), 0)
        self.assertEqual(len(self.spooled()), 24)

    def test_the_list_shows_what_waits_and_no_secret(self):
        self.assertEqual(self.client('spool', 'list').stdout, b'nothing is spooled\n')
        self.assertEqual(self.client('spool', 'list', '--json').stdout, b'[]\n')
        self.write_event('https://cron.example.org/ping/SECRETKEY/nightly', kind='fail',
                         exit_status=3)
        self.write_event(f'https://cron.example.org/ping/{self.server.uuid}')
        text = self.client('spool', 'list').stdout.decode()
        self.assertRegex(text, r'fail 3 +https://cron.example.org nightly')
        self.assertIn(self.server.uuid[:8] + '...', text)
        self.assertNotIn('SECRETKEY', text)
        self.assertNotIn(self.server.uuid, text)
        rows = json.loads(self.client('spool', 'list', '--json').stdout)
        self.assertEqual((rows[0]['kind'], rows[0]['exit_status'], rows[0]['state'],
                          rows[1]['exit_status']), ('fail', 3, 'waiting', None))

    def test_drop_asks_and_drops(self):
        self.fill('fail', 'log')
        done = self.client('spool', 'drop')
        self.assertEqual(done.returncode, 2)
        self.assertIn(b'add --yes (drop 2 events?)', done.stderr)
        self.assertEqual(len(self.spooled()), 2)
        done = self.client('spool', 'drop', '--yes')
        self.assertEqual((done.returncode, done.stdout), (0, b'dropped 2 events\n'))
        self.assertEqual(self.spooled(), [])

    def test_a_spool_that_cannot_be_looked_into_is_no_empty_one(self):
        self.spool = pathlib.Path('/dev/null')
        for verb in (['list'], ['flush'], ['drop', '--yes']):
            done = self.client('spool', *verb)
            self.assertEqual(done.returncode, 3, verb)
            self.assertIn(b"spool: folder '/dev/null': Not a directory", done.stderr)

    def test_the_operators_socket_is_a_way_too(self):
        real = self.serve()
        self.cli('business', 'add', 'db')
        task = self.add_task('nightly', '--every', '5m')
        self.write_event(real.url + self.ping_path(task))
        self.write_event(real.url + self.ping_path({'uuid': str(uuid.uuid4())}), kind='fail')
        done = self.client('spool', 'flush', env={'CRONMON_DATA': str(self.data)})
        self.assertNotIn(b'give a token', done.stderr)
        self.assertEqual((done.returncode, done.stdout), (0, b'1 event delivered, 1 rejected\n'))


class Folders(ClientTest):
    """Which folder it is, in an environment that says little or nothing."""

    def spool_in(self, env):
        self.server.stop()
        done = subprocess.run([BINARY, 'ping', self.server.ping_url], capture_output=True,
                              env={**env}, cwd=self.folder, user=54321, group=54321,
                              extra_groups=[])
        self.assertEqual(done.returncode, 4, done.stderr)

    def setUp(self):
        super().setUp()
        if os.geteuid() != 0:
            self.skipTest('only root can be somebody else')
        self.folder.chmod(0o777)

    def test_state_home_then_home_then_tmp(self):
        state, home = self.folder / 'state', self.folder / 'home'
        self.spool_in({'XDG_STATE_HOME': str(state), 'HOME': str(home)})
        self.assertEqual(len(list((state / 'cronmon/spool').glob('*.event'))), 1)
        self.spool_in({'HOME': str(home)})
        self.assertEqual(len(list((home / '.local/state/cronmon/spool').glob('*.event'))), 1)
        temporary = pathlib.Path('/tmp/cronmon-spool-54321')
        self.addCleanup(subprocess.run, ['rm', '-rf', str(temporary)])
        self.spool_in({})
        self.assertEqual(len(list(temporary.glob('*.event'))), 1)
        self.assertEqual(temporary.stat().st_mode & 0o777, 0o700)

    def test_a_folder_in_tmp_that_somebody_else_has_made_is_refused(self):
        temporary = pathlib.Path('/tmp/cronmon-spool-54321')
        elsewhere = self.folder / 'elsewhere'
        elsewhere.mkdir()
        os.chown(elsewhere, 54321, 54321)
        temporary.symlink_to(elsewhere)
        self.addCleanup(temporary.unlink)
        self.server.stop()
        done = subprocess.run([BINARY, 'ping', self.server.ping_url], capture_output=True, env={},
                              cwd=self.folder, user=54321, group=54321, extra_groups=[])
        self.assertEqual(done.returncode, 3)
        self.assertEqual(list(elsewhere.iterdir()), [])


if __name__ == '__main__':
    main()
