"""cronmon doctor, with and without a server, and the line a request leaves in the log."""
import json

from harness import BinaryTest, main


class DoctorTest(BinaryTest):

    def findings(self, *flags, expected=0):
        done = self.run_cli('doctor', '--json', *flags)
        self.assertEqual(done.returncode, expected, done.stderr + done.stdout)
        found = json.loads(done.stdout)
        return {one['about']: one for one in found['findings']}

    def test_a_server_and_its_mail_server_are_examined(self):
        mail = self.mail_server('--auth', 'wang:s3cret-word', '--tls', 'starttls')
        self.serve(env={'SSL_CERT_FILE': str(self.folder / 'mail' / 'ca.pem')})
        self.use_mail(mail.port, 'starttls', **{'smtp.host': 'localhost', 'smtp.user': 'wang',
                                                'smtp.password': 's3cret-word'})
        found = self.findings()
        self.assertEqual(found['mail'], {'about': 'mail', 'grade': 'ok', 'advice': '',
                                         'says': 'localhost lets us in'})
        self.assertEqual(mail.mails(), [])
        self.cli('config', 'set', 'smtp.password', 'wr0ng-word')
        found = self.findings(expected=1)
        self.assertEqual(found['mail']['grade'], 'fault')
        self.assertIn('535', found['mail']['says'])
        self.assertNotIn('wr0ng-word', str(found))
        text = self.run_cli('doctor').stdout
        self.assertIn('free space', text)
        self.assertIn('mail: see the settings smtp.*', text)

    def test_without_a_server_the_folder_is_examined(self):
        self.cli('business', 'add', 'db')
        found = self.findings()
        self.assertEqual(found['listening']['grade'], 'warning')
        self.assertEqual(found['database']['says'], 'read through, sound')

    def test_a_request_is_a_line_and_shows_no_secret(self):
        server = self.serve('--request-log', 'yes')
        token = 'cronmon_0123456789abcdefghijklmnop'
        server.get('/api/cronmon/v1/tasks?search=hidden-word', headers={'Authorization': f'Bearer {token}'})
        server.get(f'/api/cronmon/v1/tasks/{token}')
        self.cli('task', 'list')
        server.stop()
        text = server.log_text()
        self.assertIn('request method=GET path=/api/cronmon/v1/tasks status=401', text)
        self.assertIn('path=/api/cronmon/v1/tasks/* status=401', text)
        self.assertIn('from=127.0.0.1', text)
        self.assertIn('path=/api/cronmon/v1/tasks status=200', text)
        self.assertIn('from=operators', text)
        self.assertNotIn(token, text)
        self.assertNotIn('hidden-word', text)


if __name__ == '__main__':
    main()
