#!/usr/bin/python3
"""cronmon exec and cronmon ping beside a job: what is told, and that nothing is in the job's way."""
import os
import pathlib
import pty
import signal
import socket
import subprocess
import sys
import time
import unittest

from harness import BINARY, BinaryTest, main, wait_for
from recorder import TOKEN, UUID, Recorder

# All that cron gives.
POOR = {'PATH': '/usr/bin:/bin', 'SHELL': '/bin/sh', 'LOGNAME': 'nobody'}


class ClientTest(BinaryTest):
    def setUp(self):
        super().setUp()
        self.spool = self.folder / 'spool'
        self.server = Recorder()
        self.addCleanup(self.server.stop)

    def environment(self, more=None):
        return {**POOR, 'CRONMON_SPOOL': str(self.spool), **(more or {})}

    def client(self, *words, env=None, timeout=60, **more):
        """A command in cron's environment: the finished process, in bytes."""
        started = time.monotonic()
        done = subprocess.run([BINARY, *map(str, words)], capture_output=True, timeout=timeout,
                              env=self.environment(env), cwd=self.folder, **more)
        done.seconds = time.monotonic() - started
        return done

    def start(self, *words, env=None, **more):
        process = subprocess.Popen([BINARY, *map(str, words)], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env=self.environment(env),
                                   cwd=self.folder, **more)
        self.addCleanup(self.end, process)
        return process

    @staticmethod
    def end(process):
        if process.poll() is None:
            process.kill()
        process.communicate()

    def exec(self, *words, flags=(), **more):
        return self.client('exec', self.server.ping_url, *flags, '--', *words, **more)

    def sh(self, script, *flags, **more):
        return self.exec('/bin/sh', '-c', script, flags=flags, **more)

    def spooled(self):
        return sorted(path.name for path in self.spool.glob('*.event'))


class Exec(ClientTest):
    def test_a_success_is_a_start_and_an_end_with_one_rid(self):
        done = self.sh('echo out; echo err >&2')
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b'out\n', b'err\n'))
        begin, end = self.server.pings
        self.assertEqual((begin.suffix, end.suffix), ('start', '0'))
        self.assertEqual(begin.rid, end.rid)
        self.assertRegex(begin.rid, UUID)
        self.assertEqual(begin.rid[14], '4')  # of RFC 9562, random
        self.assertEqual((begin.body, begin.headers['Content-Length']), (b'', '0'))
        self.assertEqual(end.headers['Content-Type'], 'text/plain')
        self.assertRegex(end.headers['User-Agent'], r'^cronmon/\d')
        self.assertTrue(end.text.startswith('out\nerr\n[cronmon: exit code 0; took 0.'), end.text)
        self.assertRegex(end.text, r'CPU 0\.\d\d s user, 0\.\d\d s system; at most \d+ MB\]\n$')
        self.assertFalse(self.spool.exists())

    def test_a_failure_passes_its_exit_code_on(self):
        for code in (1, 3, 42, 124, 127, 255):
            self.assertEqual(self.sh(f'exit {code}').returncode, code)
            self.assertEqual(self.server.pings[-1].suffix, str(code))

    def test_a_job_that_a_signal_ends_counts_128_and_the_signal(self):
        self.assertEqual(self.sh('kill -9 $$').returncode, 137)
        self.assertEqual(self.server.pings[-1].suffix, '137')
        self.assertIn('killed by signal 9 (KILL)', self.server.pings[-1].text)

    def test_what_the_job_sees_is_what_it_would_see_without(self):
        words = ['-c', 'import os, sys; print(sys.argv[1:], sorted(os.environ), '
                 'sys.stdin.buffer.read(), os.getcwd())', '--', '--help', '-x', 'a b', '', "'$%\\",
                 '\udcff']
        plain = subprocess.run([sys.executable, *words], capture_output=True, input=b'in\0put',
                               env=self.environment(), cwd=self.folder)
        done = self.exec(sys.executable, *words, input=b'in\0put')
        self.assertEqual((done.returncode, done.stdout, done.stderr),
                         (plain.returncode, plain.stdout, plain.stderr))
        self.assertIn(b"'--', '--help'", done.stdout)

    def test_signals_of_the_job_are_as_they_were(self):
        script = 'grep -E "Sig(Blk|Ign|Cgt)" /proc/self/status'
        plain = subprocess.run(['/bin/sh', '-c', script], capture_output=True)
        self.assertEqual(self.sh(script).stdout, plain.stdout)
        ignoring = f"trap '' HUP; exec {BINARY} exec {self.server.ping_url} -- /bin/sh -c '{script}'"
        plain = subprocess.run(['/bin/sh', '-c', f"trap '' HUP; {script}"], capture_output=True)
        done = subprocess.run(['/bin/sh', '-c', ignoring], capture_output=True,
                              env=self.environment())
        self.assertEqual(done.stdout, plain.stdout)

    def test_no_file_of_ours_is_left_open_in_the_job(self):
        listing = self.sh('ls /proc/self/fd', '--no-overlap').stdout.split()
        plain = subprocess.run(['/bin/sh', '-c', 'ls /proc/self/fd'], capture_output=True)
        self.assertEqual(listing, plain.stdout.split())

    def test_descriptors_that_are_closed_do_no_harm(self):
        done = subprocess.run(
            ['/bin/sh', '-c', f'{BINARY} exec {self.server.ping_url} -- /bin/sh -c "echo a; exit 4" '
             '<&- >&- 2>&-'], env=self.environment())
        self.assertEqual(done.returncode, 4)
        self.assertTrue(self.server.pings[-1].text.startswith('a\n'))

    def test_the_start_is_told_while_the_job_runs(self):
        job = self.start('exec', self.server.ping_url, '--', 'sleep', '60')
        self.assertTrue(wait_for(lambda: self.server.suffixes() == ['start'], 10))
        self.assertIsNone(job.poll())

    def test_ten_megabytes_pass_through_and_the_end_of_them_is_told(self):
        self.server.body_limit = 5000
        done = self.sh('yes 0123456789abcde | head -c 10000000; echo é漢字')
        self.assertEqual(len(done.stdout), 10_000_000 + 9)
        body = self.server.pings[-1].body
        self.assertLessEqual(len(body), 5000)
        self.assertGreater(len(body), 4900)
        text = body.decode()  # not cut inside a character
        first, rest = text.split('\n', 1)
        cut = int(first.removeprefix('[the first ').removesuffix(' bytes are left out]'))
        output, _, summary = rest.rpartition('[cronmon: ')
        self.assertEqual(cut + len(output.encode()), 10_000_009)
        self.assertTrue(done.stdout.endswith(output.encode()))
        self.assertTrue(summary.startswith('exit code 0'))

    def test_no_character_is_cut_in_two(self):
        self.sh("i=0; while [ $i -lt 3000 ]; do printf '漢é'; i=$((i+1)); done")
        body = self.server.pings[-1].body
        self.assertLessEqual(len(body), 10_000)
        body.decode()

    def test_output_comes_as_it_is_written(self):
        job = self.start('exec', self.server.ping_url, '--', '/bin/sh', '-c',
                         'echo early; read wait', stdin=subprocess.PIPE)
        self.assertEqual(job.stdout.readline(), b'early\n')
        job.communicate(b'go on\n', timeout=10)
        self.assertEqual(job.returncode, 0)

    def test_a_slow_reader_loses_nothing_and_a_lost_one_does_not_end_the_job(self):
        # Of the smaller the job has long ended when the rest still stands in its pipe.
        for size in (180_000, 300_000):
            job = self.start('exec', self.server.ping_url, '--', '/bin/sh', '-c',
                             f'head -c {size} /dev/zero; echo end')
            time.sleep(1.2)
            self.assertEqual(len(job.communicate(timeout=10)[0]), size + 4)
        job = self.start('exec', self.server.ping_url, '--', '/bin/sh', '-c',
                         f'head -c 300000 /dev/zero; touch {self.folder}/done')
        job.stdout.close()
        self.assertEqual(job.wait(10), 0)
        self.assertTrue((self.folder / 'done').exists())

    def test_quiet_prints_the_output_of_a_failure_only(self):
        done = self.sh('echo out; echo err >&2', '--quiet')
        self.assertEqual((done.stdout, done.stderr), (b'', b''))
        self.assertIn('out\nerr\n', self.server.pings[-1].text)
        done = self.sh('echo out; echo err >&2; exit 7', '--quiet')
        self.assertEqual((done.returncode, done.stdout, done.stderr), (7, b'out\n', b'err\n'))

    def test_neither_start_nor_output_need_be_told(self):
        done = self.sh('echo secret', '--no-start', '--no-output')
        self.assertEqual(done.stdout, b'secret\n')
        (end,) = self.server.pings
        self.assertEqual((end.suffix, end.rid), ('0', None))
        self.assertTrue(end.text.startswith('[cronmon: exit code 0'))

    def test_a_timeout_ends_the_whole_group_and_is_124(self):
        done = self.sh(f'sleep 60 & echo $! > {self.folder}/child; wait', '--timeout', '300ms')
        self.assertEqual(done.returncode, 124)
        self.assertLess(done.seconds, 5)
        self.assertIn('timed out after 300ms', self.server.pings[-1].text)
        self.assertEqual(self.server.pings[-1].suffix, '124')
        self.assertIn(b'timed out after 300ms', done.stderr)
        child = (self.folder / 'child').read_text().strip()
        self.assertTrue(wait_for(lambda: not self.is_running(child), 5))

    def test_who_does_not_hear_term_is_killed(self):
        done = self.sh("trap '' TERM; while :; do sleep 0.05; done", '--timeout', '200ms',
                       '--kill-after', '300ms')
        self.assertEqual(done.returncode, 124)
        self.assertTrue(0.5 <= done.seconds < 5, done.seconds)

    def test_term_is_passed_on_and_the_end_is_told_all_the_same(self):
        for number, code in ((signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGHUP, 129),
                             (signal.SIGUSR1, 138)):
            job = self.start('exec', self.server.ping_url, '--', sys.executable, '-c',
                             'import signal, time; signal.signal(signal.SIGINT, signal.SIG_DFL); '
                             'print("ready", flush=True); time.sleep(60)')
            self.assertEqual(job.stdout.readline(), b'ready\n')
            job.send_signal(number)
            self.assertEqual(job.wait(10), code)
            self.assertEqual(self.server.pings[-1].suffix, str(code))

    def test_a_job_that_cleans_up_after_term_has_its_way(self):
        job = self.start('exec', self.server.ping_url, '--', '/bin/sh', '-c',
                         "trap 'echo cleaned; exit 5' TERM; echo ready; while :; do sleep 0.05; done")
        self.assertEqual(job.stdout.readline(), b'ready\n')
        job.send_signal(signal.SIGTERM)
        out, _ = job.communicate(timeout=10)
        self.assertEqual((job.returncode, out), (5, b'cleaned\n'))

    def test_what_cannot_be_found_is_127_and_a_failure(self):
        done = self.exec('no-such-program', 'x')
        self.assertEqual(done.returncode, 127)
        self.assertIn(b"'no-such-program' cannot be found", done.stderr)
        (end,) = self.server.pings  # nothing began
        self.assertEqual(end.suffix, 'fail')
        self.assertIn("'no-such-program' cannot be found", end.text)

    def test_what_cannot_be_executed_is_126(self):
        (self.folder / 'data').write_text('x')
        for path in (self.folder / 'data', self.folder):
            done = self.exec(path)
            self.assertEqual(done.returncode, 126)
            self.assertIn(b'cannot be executed', done.stderr)
            self.assertEqual(self.server.pings[-1].suffix, 'fail')

    def test_a_script_without_its_first_line_is_run_by_a_shell(self):
        script = self.folder / 'script'
        script.write_text('echo from a script\n')
        script.chmod(0o755)
        self.assertEqual(self.exec(script).stdout, b'from a script\n')

    def test_a_daemon_that_keeps_the_pipe_does_not_keep_us(self):
        done = self.sh('echo before; sleep 30 & echo $! >&2')
        self.assertEqual(done.stdout, b'before\n')
        self.assertLess(done.seconds, 5)
        os.kill(int(done.stderr), signal.SIGKILL)

    def test_only_the_last_of_several_failures_is_told(self):
        counter = self.folder / 'count'
        script = f'echo x >> {counter}; echo try; exit 6'
        done = self.sh(script, '--retry', '2', '--retry-delay', '50ms')
        self.assertEqual((done.returncode, done.stdout), (6, b'try\n' * 3))
        self.assertEqual(self.server.suffixes(), ['start', '6'])
        text = self.server.pings[-1].text
        for part in ('try 1 of 3: exit code 6', 'try 2 of 3: exit code 6', 'again in 50ms',
                     '[cronmon: try 3 of 3: exit code 6'):
            self.assertIn(part, text)

    def test_a_success_after_a_failure_is_a_success(self):
        flag = self.folder / 'flag'
        done = self.sh(f'test -e {flag} || {{ touch {flag}; exit 1; }}', '--retry', '5',
                       '--retry-delay', '0s', '--quiet')
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b'', b''))
        self.assertEqual(self.server.suffixes(), ['start', '0'])

    def test_who_is_told_to_stop_does_not_try_again(self):
        job = self.start('exec', self.server.ping_url, '--retry', '3', '--retry-delay', '60s', '--',
                         'false')
        self.assertIn(b'again in', job.stderr.readline())
        job.send_signal(signal.SIGTERM)
        self.assertEqual(job.wait(10), 1)
        self.assertEqual(self.server.suffixes(), ['start', '1'])

    def test_of_two_at_once_one_runs_and_the_other_says_so(self):
        runs = self.folder / 'runs'
        job = self.start('exec', self.server.ping_url, '--no-overlap', '--', '/bin/sh', '-c',
                         f'echo a >> {runs}; read wait', stdin=subprocess.PIPE)
        self.assertTrue(wait_for(runs.exists, 10))
        done = self.sh(f'echo b >> {runs}', '--no-overlap')
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b'', b''))
        # The start of the first may be on its way for longer.
        logs = wait_for(lambda: [ping for ping in self.server.pings if ping.suffix == 'log'], 10)
        self.assertRegex(logs[0].text,
                         rf'not run: another run is still going \(process {job.pid} since 20')
        other = f'{self.server.url}/ping/KEY/other'
        self.assertEqual(self.client('exec', other, '--no-overlap', '--', 'false').returncode, 1)
        job.communicate(b'\n', timeout=10)
        self.assertEqual(self.sh(f'echo c >> {runs}', '--no-overlap').returncode, 0)
        self.assertEqual(runs.read_text(), 'a\nc\n')

    def test_a_daemon_does_not_keep_the_lock_of_its_starter(self):
        done = self.sh('sleep 30 > /dev/null 2>&1 & echo $!', '--no-overlap')
        self.assertEqual(self.sh('exit 9', '--no-overlap').returncode, 9)
        os.kill(int(done.stdout), signal.SIGKILL)

    def test_where_there_can_be_no_lock_it_runs_without(self):
        self.spool = pathlib.Path('/proc/nowhere/spool')
        done = self.sh('echo ran', '--no-overlap')
        self.assertEqual((done.returncode, done.stdout), (0, b'ran\n'))
        self.assertIn(b'there can be no lock', done.stderr)

    def test_at_a_terminal_the_job_may_read_and_hears_the_keys(self):
        pid, terminal = pty.fork()
        if pid == 0:
            os.execve(BINARY, [BINARY, 'exec', self.server.ping_url, '--', '/bin/sh', '-c',
                               'read line; echo "got $line"; exec sleep 60'], self.environment())
        os.write(terminal, b'hello\n')
        seen = b''
        while b'got hello' not in seen:
            seen += os.read(terminal, 1000)
        os.write(terminal, b'\x1a')  # ^Z: nobody could let it go on, so it does
        time.sleep(0.2)
        os.write(terminal, b'\x03')
        _, status = os.waitpid(pid, 0)
        os.close(terminal)
        self.assertEqual(os.waitstatus_to_exitcode(status), 130)
        self.assertEqual(self.server.suffixes(), ['start', '130'])

    def test_mistakes_in_the_line_are_told_before_anything_runs(self):
        url = self.server.ping_url
        for words, said in (
                (['exec', url], b'COMMAND... is missing behind --'),
                (['exec', url, '--'], b'COMMAND... is missing behind --'),
                (['exec', '--', 'true'], b'TASK|URL is missing'),
                (['exec', url, 'touch', 'x'], b'COMMAND... is missing behind --'),
                (['exec', url, 'touch', 'x', '--', 'y'], b'what is to run stands behind --'),
                (['exec', url, '--timeout', '0s', '--', 'touch', 'x'],
                 b'timeout: must be 1ms to 365d, got 0s'),
                (['exec', url, '--retry', '101', '--', 'touch', 'x'],
                 b"retry: must be 0 to 100, got '101'"),
                (['exec', url, '--token', '-', '--', 'touch', 'x'],
                 b"the standard input is the command's"),
                (['ping', url, '--start', '--fail'], b'takes only one of'),
                (['ping', url, '--exit', '256'], b"exit: must be 0 to 255, got '256'"),
                (['ping', url, '--rid', 'x'], b'rid: must be a UUID'),
                (['ping', 'ftp://x/y'], b'target: must be a ping URL')):
            done = self.client(*words)
            self.assertIn(done.returncode, (1, 2), words)
            self.assertIn(said, done.stderr)
        self.assertEqual(self.server.attempts, [])
        self.assertFalse((self.folder / 'x').exists())

    @staticmethod
    def is_running(pid):
        try:
            return pathlib.Path(f'/proc/{pid}/stat').read_text().split(') ')[1][0] != 'Z'
        except OSError:
            return False


class Trouble(ClientTest):
    """The job runs, at once, whatever stands in the way of telling."""

    def assert_ran(self, done, code=3):
        self.assertEqual((done.returncode, done.stdout), (code, b'ran\n'), done.stderr)

    def started_within(self, stamp):
        return float(stamp.read_text()) - self.began

    def stamping(self):
        """A job that writes down when it began."""
        stamp = self.folder / 'stamp'
        self.began = time.time()
        return stamp, f'date +%s.%N > {stamp}; echo ran; exit 3'

    def test_no_server(self):
        self.server.stop()
        stamp, script = self.stamping()
        done = self.sh(script)
        self.assert_ran(done)
        self.assertLess(self.started_within(stamp), 0.5)
        self.assertLess(done.seconds, 5)
        self.assertEqual([name.split('-')[1] for name in self.spooled()], ['0start', '2fail'])
        self.assertIn(b'not delivered, but spooled: the server at http://127.0.0.1', done.stderr)
        self.assertNotIn(self.server.uuid.encode(), done.stderr)
        self.assertEqual(done.stderr.count(b'not delivered'), 1)
        self.assertIn(b'give a token', done.stderr)

    def test_no_server_and_quiet(self):
        self.server.stop()
        done = self.sh('true', '--quiet')
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b'', b''))
        self.assertEqual(len(self.spooled()), 2)

    def test_a_server_that_accepts_and_never_answers(self):
        self.server.hang.clear()
        self.addCleanup(self.server.hang.set)
        stamp, script = self.stamping()
        done = self.sh(script)
        self.assert_ran(done)
        self.assertLess(self.started_within(stamp), 0.5)
        self.assertTrue(9 < done.seconds < 16, done.seconds)
        self.assertEqual(len(self.spooled()), 2)
        self.assertIn(b'did not answer within 10 s', done.stderr)

    def test_a_host_that_swallows_packets(self):
        # A backlog that is full: the kernel answers no further SYN.
        with socket.socket() as deaf:
            deaf.bind(('127.0.0.1', 0))
            deaf.listen(0)
            port = deaf.getsockname()[1]
            full = [socket.socket() for _ in range(3)]
            for one in full:
                one.setblocking(False)
                one.connect_ex(('127.0.0.1', port))
            self.server.ping_url = f'http://127.0.0.1:{port}/ping/{self.server.uuid}'
            stamp, script = self.stamping()
            done = self.sh(script)
            for one in full:
                one.close()
        self.assert_ran(done)
        self.assertLess(self.started_within(stamp), 0.5)
        self.assertLess(done.seconds, 10)
        self.assertEqual(len(self.spooled()), 2)

    def test_a_name_that_is_not_known(self):
        self.server.ping_url = f'https://cronmon.invalid/ping/{self.server.uuid}'
        done = self.sh('echo ran; exit 3')
        self.assert_ran(done)
        self.assertEqual(len(self.spooled()), 2)

    def test_a_spool_that_cannot_be_written(self):
        self.server.stop()
        for place in ('/proc/nowhere/spool', '/dev/null', '/dev/null/spool'):
            self.spool = pathlib.Path(place)
            done = self.sh('echo ran; exit 3')
            self.assert_ran(done)
            self.assertIn(b'lost: the server at', done.stderr)
            self.assertIn(b'nor can it be kept: spool: ', done.stderr)
            self.assertEqual(self.client('ping', self.server.ping_url).returncode, 3)

    def test_a_spool_of_somebody_else(self):
        self.server.stop()
        if os.geteuid() != 0:
            self.skipTest('only root can give a folder away')
        self.spool.mkdir()
        os.chown(self.spool, 12345, 12345)
        done = self.sh('echo ran; exit 3')
        self.assert_ran(done)
        self.assertIn(b'belongs to somebody else', done.stderr)
        self.assertEqual(self.spooled(), [])

    def test_a_full_disk_under_the_spool(self):
        self.server.stop()
        self.spool.mkdir()
        mounted = subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=64k,mode=700', 'tmpfs',
                                  self.spool], capture_output=True)
        if mounted.returncode != 0:
            self.skipTest('no file system can be mounted here')
        self.addCleanup(subprocess.run, ['umount', str(self.spool)])
        (self.spool / 'ballast').write_bytes(bytes(56 * 1024))
        bodies = self.sh('head -c 9000 /dev/zero; echo ran >&2; exit 3')
        self.assertEqual(bodies.returncode, 3)
        kept = self.spooled()
        self.assertEqual(len(kept), 2)  # the second without its body
        try:
            with open(self.spool / 'ballast', 'ab') as ballast:
                ballast.write(bytes(64 * 1024))
        except OSError:
            pass
        done = self.sh('echo ran; exit 3')
        self.assert_ran(done)
        self.assertIn(b'No space left on device', done.stderr)
        self.assertEqual(self.spooled(), kept)  # nothing half written, and what was there is there
        self.assertEqual([path for path in self.spool.iterdir() if path.name.startswith('.half')],
                         [])

    def test_a_server_that_refuses_is_not_asked_again(self):
        self.server.status = 404
        done = self.sh('echo ran; exit 3')
        self.assert_ran(done)
        self.assertIn(b'refused: the server at', done.stderr)
        self.assertEqual((len(self.server.attempts), self.spooled()), (2, []))
        done = self.client('ping', self.server.ping_url)
        self.assertEqual((done.returncode, self.spooled()), (1, []))

    def test_what_may_pass_is_tried_twice_and_then_kept(self):
        for status in (500, 503, 408, 429):
            self.server.statuses = [status]
            self.assertEqual(self.client('ping', self.server.ping_url).returncode, 0)
            self.server.statuses = [status, status]
            done = self.client('ping', self.server.ping_url)
            self.assertEqual(done.returncode, 4, status)
            self.assertIn(b'status %d' % status, done.stderr)
        self.assertEqual(len(self.spooled()), 4)

    def test_next_to_no_environment(self):
        done = subprocess.run(['env', '-i', BINARY, 'exec', self.server.ping_url, '--', 'sh', '-c',
                               'echo ran; exit 3'], capture_output=True, cwd='/')
        self.assert_ran(done)
        self.assertEqual(self.server.suffixes(), ['start', '3'])
        self.assertFalse(pathlib.Path('/cronmon-data').exists())

    def test_options_that_cannot_be_read(self):
        done = self.sh('echo ran; exit 3', env={'CRONMON_CONFIG': '/nowhere/x.json'})
        self.assert_ran(done)
        self.assertEqual(self.server.suffixes(), ['start', '3'])

    def test_a_target_that_is_none(self):
        done = self.client('exec', 'ftp://x', '--', 'sh', '-c', 'echo ran; exit 3')
        self.assert_ran(done)
        self.assertIn(b'refused: target: must be a ping URL', done.stderr)

    def test_without_files_for_pipes_the_job_runs_in_our_place(self):
        limited = ('import os, resource, sys; resource.setrlimit(resource.RLIMIT_NOFILE, '
                   '(int(sys.argv[1]),) * 2); os.execv(sys.argv[2], sys.argv[2:])')
        for files in range(4, 10):
            done = subprocess.run([sys.executable, '-c', limited, str(files), BINARY, 'exec',
                                   self.server.ping_url, '--', '/bin/sh', '-c',
                                   'echo ran; exit 3'], capture_output=True,
                                  env=self.environment())
            self.assert_ran(done)
            self.assertIn(b'so the command runs unwatched', done.stderr)
        self.assertEqual(self.server.suffixes()[-1], 'log')
        self.assertIn('runs unwatched: no process could be made', self.server.pings[-1].text)


class Targets(ClientTest):
    def test_a_ping_of_each_kind(self):
        url = self.server.ping_url
        rid = '0b0f6b2e-7c1d-4b53-9d3e-0c9a1a2b3c4d'
        for flags, suffix in ((['--start'], 'start'), (['--fail'], 'fail'), (['--log'], 'log'),
                              (['--exit', 0], '0'), (['--exit', 3], '3'), ([], '')):
            self.assertEqual(self.client('ping', url, *flags, '--rid', rid).returncode, 0)
            ping = self.server.pings[-1]
            self.assertEqual((ping.suffix, ping.rid), (suffix, rid))
            self.assertEqual(ping.task, f'/api/monlink/{self.server.uuid}')

    def test_a_body_comes_from_a_file_or_the_standard_input(self):
        body = bytes(range(256))
        (self.folder / 'body').write_bytes(body)
        self.client('ping', self.server.ping_url, '--body-file', self.folder / 'body')
        self.assertEqual(self.server.pings[-1].body, body)
        self.client('ping', self.server.ping_url, '--body-file', '-', input=body * 2)
        self.assertEqual(self.server.pings[-1].body, body * 2)
        done = self.client('ping', self.server.ping_url, '--body-file', '/nowhere')
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"body-file: '/nowhere': No such file", done.stderr)

    def test_the_query_of_a_url_stays(self):
        self.client('exec', f'{self.server.url}/cron/ping/KEY/a%2Fb/?x=1&y=%20#z', '--', 'true')
        begin, end = self.server.pings
        self.assertEqual((begin.path, end.path),
                         ('/cron/ping/KEY/a%2Fb/start', '/cron/ping/KEY/a%2Fb/0'))
        self.assertEqual(begin.query, f'x=1&y=%20&rid={begin.rid}')

    def test_a_name_is_a_slug_below_the_ping_url_of_the_environment(self):
        env = {'CRONMON_PING_URL': f'{self.server.url}/ping/KEY/'}
        self.client('exec', 'nightly backup', '--', 'true', env=env)
        self.assertEqual([ping.path for ping in self.server.pings],
                         ['/ping/KEY/nightly%20backup/start', '/ping/KEY/nightly%20backup/0'])

    def test_a_name_is_asked_for_with_a_token(self):
        self.server.tasks['db/nightly'] = self.server.ping_url
        env = {'CRONMON_SERVER': self.server.url, 'CRONMON_TOKEN': TOKEN}
        done = self.client('exec', 'db/nightly', '--', 'true', env=env)
        self.assertEqual((done.returncode, done.stderr), (0, b''))
        self.assertEqual(self.server.suffixes(), ['start', '0'])
        done = self.client('ping', 'unknown', env=env)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"there is no 'unknown'", done.stderr)
        self.assertEqual(self.spooled(), [])

    def test_a_name_without_a_server_is_kept_as_a_name(self):
        done = self.client('exec', 'nightly', '--', 'sh', '-c', 'exit 3')
        self.assertEqual(done.returncode, 3)
        self.assertIn(b'no server is running on this machine', done.stderr)
        self.assertEqual(len(self.spooled()), 2)
        self.assertIn('target nightly\n', (self.spool / self.spooled()[0]).read_text())
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ['spool'])

    def test_a_proxy_of_the_environment_is_asked(self):
        env = {'http_proxy': self.server.url}
        done = self.client('ping', f'http://cronmon.invalid/ping/{self.server.uuid}', env=env)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.server.pings[-1].path,
                         f'/ping/{self.server.uuid}')

    def test_the_real_server_knows_a_ping_by_url_and_by_name(self):
        server = self.serve()
        self.cli('business', 'add', 'db')
        task = self.add_task('nightly', '--every', '5m')
        for target, env in ((server.url + self.ping_path(task), {}),
                            ('nightly', {'CRONMON_DATA': str(self.data)})):
            done = self.client('ping', target, '--body-file', '-', env=env, input=b'hello')
            self.assertEqual((done.returncode, done.stderr), (0, b''))
        log = self.cli_json('task', 'log', 'nightly')
        self.assertEqual(len(log), 2)
        self.assertIn('cronmon/', log[0]['user_agent'])
        done = self.client('ping', f'{server.url}/api/monlink/0b0f6b2e-7c1d-4b53-9d3e-0c9a1a2b3c4d')
        self.assertEqual((done.returncode, self.spooled()), (1, []))


if __name__ == '__main__':
    main()
