#!/usr/bin/python3
"""What goes wrong around cronmon is told in a sentence, with the right exit status."""
import os
import pathlib
import shutil
import socket
import sqlite3
import subprocess
import unittest

from harness import BINARY, BinaryTest, free_port, main, wait_for


class Trouble(BinaryTest):
    def refused(self, *words, says, code, **more):
        done = self.run_cli(*words, **more)
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertTrue(done.stderr.startswith('cronmon: '), done.stderr)
        for word in says:
            self.assertIn(word, done.stderr)
        self.assertEqual(done.stdout, '')
        return done

    def test_a_port_that_is_taken(self):
        with socket.socket() as other:
            other.bind(('127.0.0.1', 0))
            other.listen()
            port = other.getsockname()[1]
            self.refused('serve', '--listen', f'127.0.0.1:{port}', says=[str(port), 'is taken'], code=1)

    def test_a_second_server_on_the_same_folder(self):
        self.serve()
        self.refused('serve', '--listen', f'127.0.0.1:{free_port()}',
                     says=[str(self.data), 'in use by another cronmon', 'pid'], code=3)

    def test_bad_options(self):
        for words in (['serve', '--listen', 'example.org:80'], ['serve', '--listen', '127.0.0.1:0x'],
                      ['serve', '--trusted-proxy', '10.0.0.0/33'],
                      ['serve', '--log-format', 'xml']):
            self.refused(*words, says=[words[2]], code=1)
        self.refused('serve', '--lissten', 'x', says=['--lissten', '--listen'], code=2)
        self.refused('task', 'add', says=['NAME'], code=2)
        self.refused('business', 'add', 'db', '--json=7', says=['takes no value'], code=2)

    def test_options_by_file_environment_and_flag(self):
        config = self.folder / 'cronmon.json'
        config.write_text('{ // ports\n "listen": ["127.0.0.1:1234"], "log_format": "json" }')

        def origin(name, *flags, env=None):
            rows = self.cli_json('config', 'list', *flags, env=env)
            row = next(row for row in rows if row['name'] == name)
            return row['value'], row['origin']

        self.assertEqual(origin('log-format'), ('text', 'default'))
        self.assertEqual(origin('log-format', '--config', config), ('json', 'file'))
        self.assertEqual(origin('log-format', '--config', config, env={'CRONMON_LOG_FORMAT': 'text'}),
                         ('text', 'environment'))
        config.write_text('{"lisen": "127.0.0.1:1"}')
        self.refused('config', 'list', '--config', config, says=['lisen', 'listen'], code=1)
        config.write_text('{"listen": ')
        self.refused('config', 'list', '--config', config, says=[str(config)], code=1)
        self.refused('config', 'list', '--config', '/nowhere.json', says=['/nowhere.json'], code=1)

    def test_a_corrupt_database(self):
        self.cli('business', 'add', 'db')
        database = self.data / 'cronmon.db'
        content = bytearray(database.read_bytes())
        content[:4096] = b'\xff' * 4096
        database.write_bytes(content)
        self.refused('task', 'list', says=['cronmon.db'], code=3)
        self.assertEqual(database.read_bytes(), bytes(content))

    def test_a_database_of_a_newer_version(self):
        self.cli('business', 'add', 'db')
        with sqlite3.connect(self.data / 'cronmon.db') as db:
            db.execute('PRAGMA user_version = 99')
        self.refused('task', 'list', says=['newer', '99'], code=3)

    def test_a_database_of_somebody_else(self):
        self.data.mkdir()
        with sqlite3.connect(self.data / 'cronmon.db') as db:
            db.execute('CREATE TABLE recipe (name)')
        self.refused('task', 'list', says=['cronmon.db'], code=3)

    @unittest.skipUnless(os.geteuid() == 0 and shutil.which('setpriv'), 'needs root and setpriv')
    def test_a_folder_that_may_not_be_written(self):
        self.cli('business', 'add', 'db')
        self.folder.chmod(0o755)
        self.data.chmod(0o555)
        for file in self.data.iterdir():
            file.chmod(0o444)
        binary = self.folder / 'cronmon'
        shutil.copy(BINARY, binary)
        done = subprocess.run(
            ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups', str(binary),
             'task', 'list', '--data', str(self.data)], capture_output=True, text=True)
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn(str(self.data), done.stderr)

    def test_a_stale_socket_and_a_server_that_hangs(self):
        self.cli('business', 'add', 'db')
        with socket.socket(socket.AF_UNIX) as gone:
            gone.bind(str(self.data / 'cronmon.sock'))
        self.cli('business', 'add', 'other')  # nobody listens there: alone
        server = self.serve()
        self.assertEqual(len(self.cli_json('business', 'list')), 2)
        server.process.send_signal(19)  # SIGSTOP
        try:
            done = self.run_cli('business', 'list', timeout=60)
        finally:
            server.process.send_signal(18)  # SIGCONT
        self.assertEqual(done.returncode, 3)
        self.assertTrue(done.stderr.startswith('cronmon: '))
        self.assertTrue(wait_for(server.healthy, 10))

    def test_hangup_reopens_the_log(self):
        log = self.folder / 'cronmon.log'
        server = self.serve('--log-file', str(log))
        moved = pathlib.Path(f'{log}.1')
        log.rename(moved)
        server.process.send_signal(1)
        self.assertTrue(wait_for(log.exists, 5))
        self.assertEqual(server.stop(), 0)
        self.assertIn('stopped', log.read_text())
        self.assertIn('started', moved.read_text())

    def test_two_hundred_slow_clients_hold_up_nobody(self):
        self.make_people()
        task = self.add_task('nightly', '--every', '1h')
        server = self.serve()
        half = []
        for _ in range(200):
            client = socket.create_connection(('127.0.0.1', server.port))
            client.sendall(b'POST ' + self.ping_path(task).encode() + b' HTTP/1.1\r\nHost: x\r\n')
            half.append(client)
        self.assertEqual(server.get(self.ping_path(task))[1], b'OK')
        for client in half:
            client.close()


if __name__ == '__main__':
    main()
