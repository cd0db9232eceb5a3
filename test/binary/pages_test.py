#!/usr/bin/python3
"""The pages as the shipped file serves them, to a real curl: byte for byte what was built in.

CRONMON_PAGES names the folder that they were built from (default: web/dist); empty for a file that
was built without.
"""
import http.client
import os
import pathlib
import re
import shutil
import subprocess
import unittest

from harness import ROOT, BinaryTest, main

PAGES = os.environ.get('CRONMON_PAGES', str(ROOT / 'web' / 'dist'))
HTML = {'Accept': 'text/html,application/xhtml+xml,*/*;q=0.8'}


def files():
    """Path and content of everything that was built in."""
    top = pathlib.Path(PAGES)
    for file in sorted(top.rglob('*')):
        if file.is_file() and file.suffix != '.map':
            yield '/' + file.relative_to(top).as_posix(), file.read_bytes()


def curl(*arguments):
    done = subprocess.run(['curl', '-sS', '-m', '10', *arguments], capture_output=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@unittest.skipUnless(PAGES, 'built without pages')
class Pages(BinaryTest):
    def setUp(self):
        super().setUp()
        self.server = self.serve()

    def test_every_file_is_what_was_built_in_however_curl_asks_for_it(self):
        self.assertGreater(len(list(files())), 4)
        for path, content in files():
            url = self.server.url + path
            self.assertEqual(curl(url), content, path)
            for accepted in ('gzip', 'br', 'br;q=0, gzip;q=0.1', 'identity'):
                got = curl('--compressed', '-H', f'Accept-Encoding: {accepted}', url)
                self.assertEqual(got, content, f'{path} as {accepted}')
            self.assertEqual(curl('--compressed', url), content, path)

    def test_a_browser_gets_it_compressed_once_and_then_not_at_all(self):
        for path, content in files():
            accept = {'Accept-Encoding': 'gzip, deflate, br, zstd'}
            status, body, fields = self.server.get(path, headers=accept)
            self.assertEqual(status, 200)
            self.assertIn(fields['Content-Encoding'], ('gzip', 'br'))
            if len(content) > 1000:
                self.assertLess(len(body), len(content))
            known = {**accept, 'If-None-Match': fields['ETag']}
            status, body, again = self.server.get(path, headers=known)
            self.assertEqual((status, body), (304, b''))
            self.assertEqual(again['ETag'], fields['ETag'])
            for_good = path.startswith('/assets/')
            self.assertEqual(fields['Cache-Control'],
                             'public, max-age=31536000, immutable' if for_good else 'no-cache')

    def test_a_link_deep_into_the_site_is_the_site(self):
        index = (pathlib.Path(PAGES) / 'index.html').read_bytes()
        for path in ('/', '/tasks', '/tasks/nightly.sh?tab=log', '/business/index', '/login'):
            status, body, fields = self.server.get(path, headers=HTML)
            self.assertEqual((status, body), (200, index), path)
            self.assertIn("frame-ancestors 'none'", fields['Content-Security-Policy'])
            head = curl('-I', '-H', 'Accept: text/html', self.server.url + path)
            self.assertTrue(head.startswith(b'HTTP/1.1 200 '), path)
        for path in ('/assets/gone.js', '/gone.txt', '/api/gone', '/metrics/gone', '/badge/x', '/ping/x'):
            self.assertEqual(self.server.get(path, headers=HTML)[0], 404, path)

    def test_nothing_in_the_first_page_is_from_elsewhere_or_in_line(self):
        index = (pathlib.Path(PAGES) / 'index.html').read_text()
        self.assertFalse(re.findall(r'(?:src|href)="(?!/)[^"]*"', index))
        self.assertFalse(re.findall(r'<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle=|\son\w+=', index))
        for path in re.findall(r'(?:src|href)="(/[^"]*)"', index):
            self.assertEqual(self.server.get(path)[0], 200, path)

    def test_two_hundred_at_once_are_all_served(self):
        path, content = max(files(), key=lambda file: len(file[1]))
        connections = [http.client.HTTPConnection('127.0.0.1', self.server.port, timeout=20)
                       for _ in range(200)]
        for connection in connections:
            connection.request('GET', path, headers={'Accept-Encoding': 'gzip'})
        answers = [connection.getresponse() for connection in connections]
        self.assertEqual({answer.status for answer in answers}, {200})
        self.assertEqual({len(answer.read()) for answer in answers},
                         {int(answers[0].getheader('Content-Length'))})
        for connection in connections:
            connection.close()

    def test_a_folder_is_served_instead(self):
        folder = self.folder / 'pages'
        (folder / 'assets').mkdir(parents=True)
        (folder / 'index.html').write_text('mine')
        (self.folder / 'secret').write_text('secret')
        (folder / 'link').symlink_to('../secret')
        server = self.serve('--web-dir', folder, data=self.folder / 'other')
        self.assertEqual(server.get('/tasks', headers=HTML)[:2], (200, b'mine'))
        (folder / 'index.html').write_text('mine, changed')
        self.assertEqual(server.get('/')[1], b'mine, changed')
        for path in ('/../secret', '/assets/../../secret', '/%2e%2e/secret', '/link'):
            self.assertNotIn(b'secret', curl('--path-as-is', server.url + path), path)


@unittest.skipUnless(shutil.which('node'), 'no node')
class Packing(BinaryTest):
    def pack(self):
        script = ROOT / 'web' / 'scripts' / 'pack.mjs'
        return subprocess.run(['node', script, self.folder / 'dist', self.folder / 'packed'],
                              capture_output=True, text=True)

    def write(self, name, content):
        path = self.folder / 'dist' / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def test_pages_that_are_too_heavy_are_refused_with_what_weighs(self):
        self.write('index.html', b'<script type="module" src="/assets/first.js"></script>')
        self.write('assets/first.js', os.urandom(200_000))
        self.write('assets/later.js', os.urandom(150_000))
        self.assertEqual(self.pack().returncode, 0)
        self.assertTrue((self.folder / 'packed' / 'pages.bin').exists())
        self.write('assets/first.js', os.urandom(230_000))
        refused = self.pack()
        self.assertEqual(refused.returncode, 1)
        self.assertRegex(refused.stderr, r'^pack: the first page: must be at most 220.0 KB of gzip, '
                                         r'got 224.\d KB; the heaviest are /assets/first.js')
        self.write('assets/later.js', os.urandom(200_000))
        self.assertRegex(self.pack().stderr, '^pack: all pages: must be at most 400.0 KB of gzip')

    def test_what_is_no_dist_is_refused(self):
        self.assertRegex(self.pack().stderr, '^pack: dist: must be a folder of ready-built pages')
        self.write('other.html', b'x')
        self.assertRegex(self.pack().stderr, '^pack: dist: must have an index.html')
        self.write('index.html', b'x')
        self.write('a b.js', b'x')
        self.assertRegex(self.pack().stderr, '^pack: dist: must have plain names, got /a b.js')


@unittest.skipIf(PAGES, 'built with pages')
class NoPages(BinaryTest):
    def test_it_says_so(self):
        server = self.serve()
        status, body, _ = server.get('/', headers=HTML)
        self.assertEqual(status, 200)
        self.assertIn(b'built without its pages', body)
        self.assertEqual(server.get('/tasks', headers=HTML)[0], 404)


if __name__ == '__main__':
    main()
