#!/usr/bin/python3
"""A small real SMTP server for tests: Debian's python3-aiosmtpd with switches for everything that
can go wrong.

Prints its port as the first line and serves until it is killed or, with --until-stdin-ends, until
its standard input ends. In FOLDER it leaves 001.eml, 002.eml ... as received, and mails.jsonl with
one line for each: the envelope, how it came, and what Python's email package makes of it.

With TLS, FOLDER also gets ca.pem (to be trusted by the client) and server.pem with server.key for
localhost, 127.0.0.1 and ::1, unless they are there already.
"""
import argparse
import asyncio
import email
import email.policy
import hmac
import json
import logging
import pathlib
import secrets
import ssl
import subprocess
import sys
import threading
import warnings

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('folder', type=pathlib.Path)
    parser.add_argument('--port', type=int, default=0)
    parser.add_argument('--tls', choices=['none', 'starttls', 'tls'], default='none')
    parser.add_argument('--auth', metavar='USER:PASSWORD', help='nothing works without it')
    parser.add_argument('--mechanism', action='append', default=[],
                        help='PLAIN, LOGIN or CRAM-MD5; may be repeated; all if not given')
    parser.add_argument('--refuse', action='append', default=[], metavar='ADDRESS=REPLY',
                        help='answer RCPT TO this address so; may be repeated')
    parser.add_argument('--refuse-all', metavar='REPLY', help='answer every RCPT TO so')
    parser.add_argument('--refuse-sender', metavar='REPLY', help='answer every MAIL FROM so')
    parser.add_argument('--refuse-content', metavar='REPLY', help='answer every letter so')
    parser.add_argument('--echo-login', action='store_true',
                        help='repeat the password in the refusal of a login')
    parser.add_argument('--delay', type=float, default=0, metavar='SECONDS',
                        help='before the answer to each letter')
    parser.add_argument('--silent', action='store_true', help='accept connections, say nothing')
    parser.add_argument('--no-smtputf8', action='store_true')
    parser.add_argument('--until-stdin-ends', action='store_true')
    return parser.parse_args()


class Server(SMTP):
    """One connection, which also knows CRAM-MD5."""

    async def auth_CRAM__MD5(self, _, args):  # RFC 2195
        challenge = f'<{secrets.token_hex(8)}@localhost>'.encode()
        answer = await self.challenge_auth(challenge)
        if not isinstance(answer, bytes):
            return AuthResult(success=False)
        user, _, digest = answer.rpartition(b' ')
        return self._authenticate('CRAM-MD5', (user, challenge, digest))


class Handler:
    def __init__(self, options):
        self.options = options
        self.count = len(list(options.folder.glob('*.eml')))
        self.refusals = dict(pair.split('=', 1) for pair in options.refuse)

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.options.refuse_sender:
            return self.options.refuse_sender
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return '250 OK'

    async def handle_RCPT(self, server, session, envelope, address, options):
        refusal = self.refusals.get(address) or self.options.refuse_all
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return '250 OK'

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.options.delay)
        if self.options.refuse_content:
            return self.options.refuse_content
        self.keep(session, envelope)
        return '250 2.0.0 queued'

    def keep(self, session, envelope):
        self.count += 1
        name = f'{self.count:03}.eml'
        (self.options.folder / name).write_bytes(envelope.original_content)
        login = session.auth_data
        record = {
            'file': name,
            'from': envelope.mail_from,
            'to': envelope.rcpt_tos,
            'options': envelope.mail_options,
            'tls': session.ssl is not None or self.options.tls == 'tls',
            'user': login if isinstance(login, str) else None,
            'connection': id(session),
            **decoded(envelope.original_content),
        }
        with open(self.options.folder / 'mails.jsonl', 'a', encoding='utf-8') as out:
            out.write(json.dumps(record, ensure_ascii=False) + '\n')


def decoded(content):
    """What a mail program would show."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    parts = {part.get_content_type(): part for part in message.walk()}

    def text(kind):
        return parts[kind].get_content().replace('\r\n', '\n') if kind in parts else None

    lines = content.split(b'\r\n')
    return {
        'headers': [[name, str(value)] for name, value in message.items()],
        'subject': str(message['subject']),
        'content_type': message.get_content_type(),
        'encodings': {kind: str(part['content-transfer-encoding'])
                      for kind, part in parts.items() if not part.is_multipart()},
        'text': text('text/plain'),
        'html': text('text/html'),
        'defects': [repr(defect) for part in message.walk() for defect in part.defects] +
                   [repr(defect) for value in message.values()
                    for defect in getattr(value, 'defects', [])],
        'longest_line': max(len(line) for line in lines),
        'bare_line_ends': any(b'\n' in line or b'\r' in line for line in lines),
    }


def authenticator(options):
    user, _, password = (options.auth or ':').partition(':')

    def check(server, session, envelope, mechanism, data):
        if mechanism == 'CRAM-MD5':
            name, challenge, digest = data
            right = hmac.new(password.encode(), challenge, 'md5').hexdigest().encode()
            good = name.decode() == user and hmac.compare_digest(digest, right)
        else:
            good = data == LoginPassword(user.encode(), password.encode())
        if good:
            return AuthResult(success=True, auth_data=f'{user} by {mechanism}')
        seen = data.password.decode() if options.echo_login and mechanism != 'CRAM-MD5' else ''
        return AuthResult(success=False, handled=False,
                          message=f'535 5.7.8 Bad credentials {seen}'.rstrip())

    return check


def openssl(*arguments):
    subprocess.run(['openssl', *map(str, arguments)], check=True, capture_output=True)


def make_certificates(folder):
    if (folder / 'server.pem').exists():
        return
    ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '3650']
    openssl('req', '-x509', *ec, '-subj', '/CN=cronmon test CA', '-keyout', folder / 'ca.key',
            '-out', folder / 'ca.pem', '-addext', 'keyUsage=critical,keyCertSign')
    openssl('req', *ec[:-2], '-subj', '/CN=localhost', '-keyout', folder / 'server.key',
            '-out', folder / 'server.csr')
    extensions = folder / 'server.ext'
    extensions.write_text('subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1\n')
    openssl('x509', '-req', '-in', folder / 'server.csr', '-CA', folder / 'ca.pem', '-CAkey',
            folder / 'ca.key', '-CAcreateserial', '-days', '3650', '-extfile', extensions,
            '-out', folder / 'server.pem')


def tls_context(options):
    if options.tls == 'none':
        return None
    make_certificates(options.folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(options.folder / 'server.pem', options.folder / 'server.key')
    return context


def smtp_factory(options, context):
    handler = Handler(options)
    wanted = options.mechanism or ['PLAIN', 'LOGIN', 'CRAM-MD5']
    unwanted = [name for name in ('PLAIN', 'LOGIN', 'CRAM-MD5')
                if name not in wanted or not options.auth]
    starttls = options.tls == 'starttls'
    return lambda: Server(
        handler, hostname='localhost', enable_SMTPUTF8=not options.no_smtputf8,
        tls_context=context if starttls else None, require_starttls=starttls,
        auth_required=options.auth is not None, auth_require_tls=False,
        auth_exclude_mechanism=unwanted, authenticator=authenticator(options),
        loop=asyncio.get_running_loop())


async def serve(options):
    loop = asyncio.get_running_loop()
    context = tls_context(options)
    factory = asyncio.Protocol if options.silent else smtp_factory(options, context)
    server = await loop.create_server(factory, '127.0.0.1', options.port,
                                      ssl=context if options.tls == 'tls' else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    done = asyncio.Event()
    if options.until_stdin_ends:
        threading.Thread(daemon=True, target=lambda: (
            sys.stdin.read(), loop.call_soon_threadsafe(done.set))).start()
    await done.wait()


def main():
    warnings.simplefilter('ignore')  # of logins without TLS, which are wanted here
    logging.disable()
    options = parse_arguments()
    options.folder.mkdir(parents=True, exist_ok=True)
    try:
        asyncio.run(serve(options))
    except KeyboardInterrupt:
        pass


if __name__ == '__main__':
    main()
