"""A root folder as a new Debian has it: its essential packages and nothing else, taken from those of
this machine with the accounts of a first day, and dpkg's record of them. In namespaces of its own:
what is mounted and started there is gone with the test, and every port is free."""
import fcntl
import os
import pathlib
import re
import socket
import struct
import subprocess
import sys

IFF_UP, SIOCSIFFLAGS = 1, 0x8914
STATUS = pathlib.Path('/var/lib/dpkg/status')
INFO = pathlib.Path('/var/lib/dpkg/info')
LEFT_OUT = re.compile(r'/usr/share/(doc|man|info|locale|zoneinfo|lintian)/')


def enter_namespaces():
    """Begins this script anew, with mounts, processes and a network that are its own."""
    if os.environ.get('CRONMON_OWN_NAMESPACES'):
        with socket.socket() as any_socket:
            fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack('16sh14x', b'lo', IFF_UP))
        return
    os.environ['CRONMON_OWN_NAMESPACES'] = '1'
    # The first process of a namespace has to bury the daemons: bash does, Python would not.
    os.execvp('unshare', ['unshare', '--mount', '--pid', '--net', '--fork', '--kill-child', '--mount-proc',
                          'bash', '-c', '"$@"; exit', 'reaper', sys.executable, *sys.argv])


def can_enter_namespaces():
    return os.geteuid() == 0 and subprocess.run(
        ['unshare', '--mount', '--pid', '--net', '--fork', '--mount-proc', 'true'], capture_output=True).returncode == 0


class Stanza:
    """A package, as dpkg's status file tells of it."""

    def __init__(self, text):
        self.text = re.sub(r'(?m)^Triggers-.*\n', '', text)
        self.name = self.field('Package')
        self.installed = self.field('Status') == 'install ok installed'
        self.essential = self.field('Essential') == 'yes'
        self.provides = re.findall(r'[a-z0-9][a-z0-9+.-]+', re.sub(r'\([^)]*\)', '', self.field('Provides')))
        self.needs = [re.findall(r'[a-z0-9][a-z0-9+.-]+', re.sub(r'\([^)]*\)|:\w+', '', choice))
                      for field in ('Pre-Depends', 'Depends') for choice in self.field(field).split(',')]

    def field(self, name):
        found = re.search(rf'(?m)^{name}: (.*)$', self.text)
        return found[1] if found else ''


def essential_and(*wanted):
    """The stanzas of these packages, of the essential ones, and of what they need."""
    known, provided = {}, {}
    for text in STATUS.read_text().split('\n\n'):
        stanza = Stanza(text)
        if stanza.installed:
            known[stanza.name] = stanza
            provided.update((name, stanza.name) for name in stanza.provides)
    todo = [name for name, stanza in known.items() if stanza.essential] + list(wanted)
    taken = {}
    while todo:
        name = todo.pop()
        if name in taken:
            continue
        taken[name] = known[name]
        for choice in known[name].needs:
            todo += [one if one in known else provided[one] for one in choice if one in known or one in provided][:1]
    return taken


def make(root, *more):
    """Fills the folder. `more` packages besides the essential ones."""
    root = pathlib.Path(root)
    packages = essential_and('passwd', *more)
    for folder in ('usr/bin', 'usr/sbin', 'usr/lib', 'usr/lib64', 'var/lib/dpkg/info', 'var/lib/dpkg/updates',
                   'proc', 'dev', 'tmp', 'run', 'etc', 'var/log', 'var/lib/logrotate'):
        (root / folder).mkdir(parents=True, exist_ok=True)
    root.chmod(0o755)
    for name in ('bin', 'sbin', 'lib', 'lib64'):
        (root / name).symlink_to(f'usr/{name}')
    records = [path for path in INFO.iterdir()
               if re.sub(r'(:\w+)?\.\w+$', '', path.name) in packages or path.name == 'format']
    paths = {str(path) for path in records}
    for record in records:
        if record.suffix == '.list':
            paths.update(path for path in record.read_text().split('\n')
                         if path not in ('', '/.') and not LEFT_OUT.match(path))
    copy = subprocess.Popen(['tar', '-C', '/', '-c', '--no-recursion', '--ignore-failed-read', '--null', '-T', '-'],
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    unpack = subprocess.Popen(['tar', '-C', str(root), '-x', '--keep-directory-symlink'], stdin=copy.stdout)
    copy.stdin.write('\0'.join(sorted(path.lstrip('/') for path in paths if os.path.lexists(path))).encode())
    copy.stdin.close()
    copy.stdout.close()
    if copy.wait() or unpack.wait():
        raise AssertionError('the files cannot be copied')
    (root / 'var/lib/dpkg/status').write_text('\n\n'.join(one.text for one in packages.values()) + '\n')
    for name in ('passwd', 'group'):
        (root / 'etc' / name).write_text(pathlib.Path(f'/usr/share/base-passwd/{name}.master').read_text())
    for name, minor in (('null', 3), ('zero', 5), ('urandom', 9)):
        os.mknod(root / 'dev' / name, 0o666 | 0o020000, os.makedev(1, minor))
        os.chmod(root / 'dev' / name, 0o666)
    subprocess.run(['mount', '-t', 'proc', 'proc', str(root / 'proc')], check=True)
    for command in (['ldconfig'], ['pwconv'], ['grpconv'], ['dpkg', '--triggers-only', '--pending']):
        subprocess.run(['chroot', str(root), *command], check=True)
