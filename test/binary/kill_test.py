#!/usr/bin/python3
"""kill -9 under load: every ping that was answered OK is in the log afterwards, and none twice."""
import http.client
import threading
import time

from harness import BinaryTest, main

ROUNDS = 20
CLIENTS = 8


class Client(threading.Thread):
    """Pings one task over and over; each ping carries a number of its own as user agent."""

    def __init__(self, port, path, name):
        super().__init__()
        self.port, self.path, self.label = port, path, name
        self.answered = []
        self.sent = 0
        self.over = False

    def run(self):
        while not self.over:
            connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=10)
            try:
                while not self.over:
                    mark = f'{self.label}-{self.sent}'
                    self.sent += 1
                    connection.request('GET', self.path, headers={'User-Agent': mark})
                    answer = connection.getresponse()
                    if answer.status == 200 and answer.read() == b'OK':
                        self.answered.append(mark)
            except (OSError, http.client.HTTPException):
                time.sleep(0.01)  # the server is gone; it comes back or the round is over
            finally:
                connection.close()


class Kill(BinaryTest):
    def logged(self, name):
        rows, before = [], None
        while True:
            more = ['--before', str(before)] if before else []
            page = self.cli_json('task', 'log', name, '--length', '1000', *more)
            rows += page
            if len(page) < 1000:
                return rows
            before = page[-1]['id']

    def test_twenty_rounds(self):
        self.cli('business', 'add', 'db')
        tasks = [self.add_task(f'task-{i}', '--every', '1h') for i in range(CLIENTS)]
        expected = [set() for _ in tasks]
        total = 0
        for round_number in range(ROUNDS):
            server = self.serve()
            clients = [Client(server.port, self.ping_path(task), f'r{round_number}c{i}')
                       for i, task in enumerate(tasks)]
            for client in clients:
                client.start()
            time.sleep(0.3)
            server.kill()
            for client in clients:
                client.over = True
            for i, client in enumerate(clients):
                client.join()
                expected[i].update(client.answered)
                total += len(client.answered)
        self.assertGreater(total, ROUNDS * CLIENTS, 'hardly a ping was answered: no load, no proof')
        for i, task in enumerate(tasks):
            found = [row['user_agent'] for row in self.logged(task['name'])]
            self.assertEqual(len(found), len(set(found)), 'a ping is in the log twice')
            self.assertEqual(expected[i] - set(found), set(), 'an answered ping is lost')
        print(f'{ROUNDS} kills, {total} pings answered OK, all of them in the log once')


if __name__ == '__main__':
    main()
