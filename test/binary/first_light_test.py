#!/usr/bin/python3
"""A ping that does not come becomes an e-mail, end to end: the shipped file, curl, a mail server."""
import subprocess
import time

from harness import BinaryTest, main, wait_for


class FirstLight(BinaryTest):
    def curl(self, server, task):
        done = subprocess.run(['curl', '-fsS', '-m', '10', server.url + self.ping_path(task)],
                              capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout), (0, 'OK'), done.stderr)

    def quick_task(self):
        self.make_people()
        return self.add_task('quick', '--every', '5s', '--grace', '5s')

    def run_down_and_up(self, security, *mail_flags, env=None, host='127.0.0.1', **settings):
        mail = self.mail_server(*mail_flags)
        server = self.serve(env=env)
        self.use_mail(mail.port, security, **{'smtp.host': host, **settings})
        task = self.quick_task()
        for _ in range(3):
            self.curl(server, task)
            time.sleep(1)
        last_ping_ms = self.cli_json('task', 'show', 'quick')['last_ping_ms']
        deadline = last_ping_ms / 1000 + 10
        self.assertEqual(mail.subjects(), [])
        arrived = wait_for(mail.subjects, deadline - time.time() + 5)
        late = time.time() - deadline
        self.assertEqual(arrived, ['[DOWN] quick (db)'])
        self.assertLess(late, 1.0, 'the letter came too late')
        self.assertGreater(late, -0.1, 'the letter came too early')
        self.assertEqual(self.cli_json('task', 'show', 'quick')['state'], 'down')
        self.curl(server, task)
        self.assertTrue(wait_for(lambda: len(mail.subjects()) > 1, 3))
        self.assertEqual(mail.subjects(), ['[DOWN] quick (db)', '[UP] quick (db)'])
        down, up = mail.mails()
        self.assertEqual(dict(up['headers'])['In-Reply-To'], dict(down['headers'])['Message-ID'])
        # The letter is there before its outcome is on disk.
        statuses = lambda: [alert['status'] for alert in self.cli_json('alert', 'list')]  # noqa: E731
        wait_for(lambda: statuses() == ['sent', 'sent'], 3)
        self.assertEqual(statuses(), ['sent', 'sent'])
        self.assertEqual(server.stop(), 0)

    def test_plain(self):
        self.run_down_and_up('none')

    def test_starttls_with_login_and_a_named_host(self):
        self.run_down_and_up('starttls', '--tls', 'starttls', '--auth', 'mailer:s3cret',
                             env={'SSL_CERT_FILE': str(self.folder / 'mail' / 'ca.pem')},
                             host='localhost',
                             **{'smtp.user': 'mailer', 'smtp.password': 's3cret'})

    def test_tls_with_login(self):
        self.run_down_and_up('tls', '--tls', 'tls', '--auth', 'mailer:s3cret',
                             env={'SSL_CERT_FILE': str(self.folder / 'mail' / 'ca.pem')},
                             host='localhost',
                             **{'smtp.user': 'mailer', 'smtp.password': 's3cret'})

    def test_a_server_killed_before_the_deadline_still_tells(self):
        mail = self.mail_server()
        server = self.serve()
        self.use_mail(mail.port)
        task = self.quick_task()
        self.curl(server, task)
        time.sleep(1)
        server.kill()
        server = self.serve(port=server.port)
        # The kill took a share of this short task's window: at most one slot is excused for it.
        self.assertTrue(wait_for(mail.subjects, 75))
        self.assertEqual(mail.subjects(), ['[DOWN] quick (db)'])
        self.curl(server, task)
        self.assertTrue(wait_for(lambda: '[UP] quick (db)' in mail.subjects(), 5))

    def test_a_server_killed_while_the_letter_is_owed_sends_it_afterwards(self):
        server = self.serve()
        self.use_mail(9)  # nobody listens there
        task = self.quick_task()
        self.curl(server, task)
        self.assertTrue(wait_for(lambda: self.cli_json('alert', 'list'), 15, every=0.5))
        server.kill()
        mail = self.mail_server()
        self.use_mail(mail.port)  # alone, beside a stopped server's folder
        self.serve(port=server.port)
        self.assertTrue(wait_for(mail.subjects, 60))
        self.assertEqual(mail.subjects(), ['[DOWN] quick (db)'])

    def test_mail_down_for_a_minute_letters_arrive_later(self):
        mail = self.mail_server()
        server = self.serve()
        self.use_mail(mail.port)
        task = self.quick_task()
        self.curl(server, task)
        mail.stop()
        self.assertTrue(wait_for(lambda: self.cli_json('task', 'show', 'quick')['state'] == 'down',
                                 15, every=0.5))
        time.sleep(60)
        alert = self.cli_json('alert', 'list')[0]
        self.assertEqual(alert['status'], 'owed')
        self.assertTrue(alert['error'])
        mail = self.mail_server(folder='mail', port=mail.port)
        self.assertTrue(wait_for(mail.subjects, 120))
        self.assertEqual(mail.subjects(), ['[DOWN] quick (db)'])
        self.assertTrue(wait_for(lambda: self.cli_json('alert', 'list')[0]['status'] == 'sent', 5))

    def test_mail_test_tells_success_and_the_servers_own_words(self):
        mail = self.mail_server('--refuse', 'no@example.org=550 5.1.1 nobody here by that name')
        self.serve()
        self.use_mail(mail.port)
        self.cli('mail', 'test', 'ops@example.org')
        self.assertEqual(len(mail.mails()), 1)
        refused = self.run_cli('mail', 'test', 'no@example.org')
        self.assertEqual(refused.returncode, 1)
        self.assertIn('nobody here by that name', refused.stderr + refused.stdout)

    def test_a_wrong_password_is_told_in_the_servers_words_and_never_shown(self):
        mail = self.mail_server('--auth', 'mailer:right')
        self.serve()
        self.use_mail(mail.port, **{'smtp.user': 'mailer', 'smtp.password': 'wr0ng-one'})
        done = self.run_cli('mail', 'test', 'ops@example.org')
        self.assertEqual(done.returncode, 1)
        self.assertIn('535', done.stderr + done.stdout)
        self.assertNotIn('wr0ng-one', done.stderr + done.stdout)
        self.assertNotIn('wr0ng-one', self.cli('config', 'list') + self.cli('config', 'list', '--json'))


if __name__ == '__main__':
    main()
