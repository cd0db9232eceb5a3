"""A server that a client can tell things, and that remembers what it was told.

It answers pings below /api/monlink and /ping as cronmon does (with /start, /fail, /log, /<exit code>
and rid), takes late news at POST /api/cronmon/v1/pings from who has its token, and knows the ping
URLs of its tasks. It is strict where the real one is: a Content-Length, one event once, no news that
is older than 7 days. It can also be in trouble: refuse, fail, or accept and never answer.
"""
import base64
import http.server
import json
import re
import threading
import time
import urllib.parse
import uuid

TOKEN = 'cmk_' + 'a' * 40
UUID = re.compile(r'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}')
DAYS_7_MS = 7 * 86400 * 1000


class Ping:
    def __init__(self, path, query, headers, body):
        self.path, self.query, self.headers, self.body = path, query, headers, body
        self.at = time.monotonic()
        task, _, self.suffix = path.rpartition('/')
        if re.fullmatch(r'start|fail|log|\d{1,3}', self.suffix) and task.count('/') > 1:
            self.task = task
        else:
            self.task, self.suffix = path, ''
        self.rid = urllib.parse.parse_qs(query).get('rid', [None])[0]

    @property
    def text(self):
        return self.body.decode(errors='replace')


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    disable_nagle_algorithm = True
    wbufsize = -1  # an answer is one packet

    def log_message(self, *_):
        pass

    def answer(self, status, body, fields=(), kind='text/html; charset=utf-8'):
        body = body if isinstance(body, bytes) else body.encode()
        self.send_response(status)
        for name, value in (('Content-Type', kind), ('Content-Length', len(body)), *fields):
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)

    def problem(self, status, code, detail):
        self.answer(status, json.dumps({'status': status, 'code': code, 'detail': detail}),
                    kind='application/problem+json')

    def is_known(self):
        if self.headers.get('Authorization') == 'Bearer ' + TOKEN:
            return True
        self.problem(401, 'unknown_caller', 'token: is not known, or was revoked')
        return False

    def do_GET(self):
        recorder = self.server.recorder
        name = urllib.parse.unquote(self.path.removeprefix('/api/cronmon/v1/tasks/'))
        if not self.path.startswith('/api/cronmon/v1/tasks/'):
            self.answer(404, 'nothing')
        elif self.is_known():
            if name in recorder.tasks:
                self.answer(200, json.dumps({'name': name, 'ping_url': recorder.tasks[name]}),
                            kind='application/json')
            else:
                self.problem(404, 'not_found', f"task: there is no '{name}'")

    def do_POST(self):
        recorder = self.server.recorder
        length = self.headers.get('Content-Length')
        if length is None:
            return self.answer(411, 'Length Required')
        body = self.rfile.read(int(length))
        url = urllib.parse.urlsplit(self.path)
        if url.path == '/api/cronmon/v1/pings':
            return self.late_news(recorder, body)
        recorder.hang.wait()
        ping = Ping(url.path, url.query, dict(self.headers), body)
        with recorder.lock:
            recorder.attempts.append(ping)
            status = recorder.statuses.pop(0) if recorder.statuses else recorder.status
            if status == 200:
                recorder.pings.append(ping)
        if status == 200:
            self.answer(200, 'OK', [('Ping-Body-Limit', recorder.body_limit)])
        else:
            self.answer(status, '{"error":"Bad Request","message":"Wrong Id"}')

    def late_news(self, recorder, body):
        if not self.is_known():
            return None
        news = json.loads(body)
        time.sleep(recorder.late_takes)
        with recorder.lock:
            recorder.late_attempts.append(news)
            trouble = recorder.trouble_with(news)
            if not trouble:
                recorder.late.append(news)
        if trouble:
            return self.problem(*trouble)
        return self.answer(201, json.dumps({'id': len(recorder.late), 'task': 'nightly',
                                            'state': 'up'}), kind='application/json')


class Recorder:
    def __init__(self, port=0):
        self.lock = threading.Lock()
        self.pings, self.attempts, self.late, self.late_attempts = [], [], [], []
        self.status = 200
        self.statuses = []  # of the next requests
        self.late_status = None
        self.late_takes = 0
        self.body_limit = 10000
        self.tasks = {}
        self.hang = threading.Event()
        self.hang.set()
        self.port = port
        self.start()
        self.uuid = str(uuid.uuid4())
        self.ping_url = f'{self.url}/api/monlink/{self.uuid}'

    @property
    def url(self):
        return f'http://127.0.0.1:{self.port}'

    def start(self):
        """Again on the same port, after stop()."""
        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', self.port), Handler)
        self.server.daemon_threads = True
        self.server.recorder = self
        self.port = self.server.server_port
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True)
        self.thread.start()

    def stop(self):
        if self.server:
            self.server.shutdown()
            self.server.server_close()
            self.server = None

    def suffixes(self):
        return [ping.suffix for ping in self.pings]

    def kinds(self):
        return [news['kind'] for news in self.late]

    def trouble_with(self, news):
        """Nothing, or status, code and sentence. Precondition: the lock is held."""
        now = time.time() * 1000
        if self.late_status:
            return self.late_status, 'busy', 'not now'
        if set(news) - {'target', 'kind', 'at_ms', 'rid', 'exit_status', 'body_base64'}:
            return 400, 'invalid', f'unknown field in {sorted(news)}'
        if news['kind'] not in ('start', 'log', 'success', 'fail'):
            return 400, 'invalid', 'kind'
        if not now - DAYS_7_MS <= news['at_ms'] <= now + 60000:
            return 400, 'invalid', f"at_ms: must be of the last 7d, got {news['at_ms']}"
        if not 0 <= news.get('exit_status', 0) <= 255:
            return 400, 'invalid', 'exit_status'
        if 'rid' in news and not UUID.fullmatch(news['rid']):
            return 400, 'invalid', 'rid'
        base64.b64decode(news.get('body_base64', ''), validate=True)
        target = news['target']
        if not (UUID.fullmatch(target) or target in self.tasks or target.startswith('KEY/')):
            return 404, 'not_found', f'task: there is no {target!r}'
        same = ('target', 'kind', 'at_ms', 'rid')
        if any(all(one.get(key) == news.get(key) for key in same) for one in self.late):
            return 409, 'conflict', 'ping: is known already'
        return None
