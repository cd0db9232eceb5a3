#!/usr/bin/python3
"""packaging/container/Containerfile by buildah, with this build in the place of its first stage: an
image with nothing in it but the executable and certificates, which serves as nobody in particular."""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import unittest

from harness import BINARY, ROOT, BinaryTest, Started, free_port, main

CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt'
CONTAINERFILE = ROOT / 'packaging/container/Containerfile'


def youngest(pid):
    """The child of the child of ..."""
    while children := [child for thread in pathlib.Path(f'/proc/{pid}/task').iterdir()
                       for child in (thread / 'children').read_text().split()]:
        pid = int(children[-1])
    return pid


@unittest.skipUnless(shutil.which('buildah') and os.geteuid() == 0, 'needs buildah, and root')
class Container(BinaryTest):
    def setUp(self):
        super().setUp()
        storage = self.folder / 'storage.conf'
        storage.write_text(f'[storage]\ndriver = "vfs"\nrunroot = "{self.folder}/run"\ngraphroot = "{self.folder}/graph"\n')
        self.env = {'CONTAINERS_STORAGE_CONF': str(storage), 'BUILDAH_ISOLATION': 'chroot'}

    def buildah(self, *words):
        done = subprocess.run(['buildah', *map(str, words)], capture_output=True, text=True, timeout=120,
                              env={**os.environ, **self.env})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout.strip()

    def stage(self):
        """What the first stage leaves: this build."""
        folder = self.folder / 'stage'
        for source, target in ((BINARY, 'cronmon/build/cronmon'), (CERTIFICATES, CERTIFICATES.lstrip('/'))):
            (folder / target).parent.mkdir(parents=True)
            shutil.copy(source, folder / target)
        (folder / 'empty').mkdir()
        return folder

    def test_holds_nothing_else_and_serves(self):
        empty = self.buildah('from', 'scratch')
        self.buildah('commit', '-q', empty, 'docker.io/library/debian:bookworm')  # so that nothing is fetched
        self.buildah('bud', '--pull-never', '--build-context', f'build={self.stage()}', '-t', 'cronmon',
                     '-f', CONTAINERFILE, self.folder)
        image = json.loads(self.buildah('inspect', '--type', 'image', 'localhost/cronmon'))['OCIv1']['config']
        self.assertEqual((image['Entrypoint'], image['Cmd'], image['User']), (['/cronmon'], ['serve'], '65532:65532'))

        container = self.buildah('from', '--pull-never', 'localhost/cronmon')
        root = self.buildah('mount', container)
        self.addCleanup(self.buildah, 'umount', container)
        files = {os.path.join(place, name)[len(root):] for place, _, names in os.walk(root) for name in names}
        self.assertEqual(files, {'/cronmon', CERTIFICATES})

        port = free_port()
        self.buildah('config', '--env', f'CRONMON_LISTEN=127.0.0.1:{port}', container)
        server = Started(['buildah', 'run', container, '--', *image['Entrypoint'], *image['Cmd']],
                         self.folder / 'container.log', port, self.env)
        self.started.append(server)
        self.assertIn('http://', self.buildah('run', container, '--', '/cronmon', 'user', 'setup-link', 'administrator'))
        cronmon = youngest(server.process.pid)
        self.addCleanup(os.kill, cronmon, signal.SIGTERM)
        status = pathlib.Path(f'/proc/{cronmon}/status').read_text()
        self.assertRegex(status, r'Name:\tcronmon\n(.*\n)*Uid:(\t65532){4}\n')


if __name__ == '__main__':
    main()
