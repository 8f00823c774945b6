#!/usr/bin/env python3
"""Records what random operations do on a real overlay mount, for test/simulator/vfs/overlay-recorded.test.ts.

    sudo python3 test/recorders/overlay.py [SEQUENCES [SEED]] > /dev/null

Needs root and a kernel with overlayfs; the mount options are those of Docker's overlay2 driver. Each sequence has one
to three lower layers of its own, one to three dozen operations with their results, the merged tree and the upper
directory at the end. Written to test/simulator/vfs/data/overlay.jsonl.gz, one sequence per line:

    {"lower": [[entry, …], …], "ops": [[uid, name, arguments…, result], …], "merged": [line, …], "upper": [line, …]}

An entry is ["d", path, mode, uid, gid, mtime, opaque], ["f", path, mode, uid, gid, mtime, text], ["l", path, target],
["h", path, other path], ["w", path] (whiteout). A line of a tree is type, mode, owner, time (the number it was given, or
`now`), links, number (equal for equal inode numbers), path, and content or target. A result is an errno name, or what
the operation gives.
"""
import errno
import gzip
import json
import os
import random
import shutil
import stat
import subprocess
import sys
import tempfile

NAMES = 'abcde'
OPTIONS = 'index=off,redirect_dir=off,metacopy=off,xino=off'
USER = 1000
TEXTS = ['', 'one', 'two two', 'three three three']
MODES = [0o755, 0o755, 0o755, 0o700, 0o777, 0o1777, 0o2775, 0o500]
FILE_MODES = [0o644, 0o644, 0o600, 0o666, 0o755, 0o4755, 0o2755, 0o444]


class Layers:
    """Random lower layers that make sense over one another, written to directories as overlayfs wants them."""

    def __init__(self, rng, root, count):
        self.rng, self.root, self.clock = rng, root, 1000
        self.merged = {'': 'd'}
        self.entries = [self.layer(os.path.join(root, 'l%d' % n)) for n in range(count)]

    def layer(self, base):
        os.mkdir(base)
        entries, here = [], {'': False}
        for _ in range(self.rng.randint(2, 14)):
            parents = [p for p, kind in self.merged.items() if kind == 'd' and p.count('/') < 3]
            parent = self.rng.choice(parents)
            path = (parent + '/' + self.rng.choice(NAMES)).lstrip('/')
            if path in here or any(('/' + path).startswith('/' + p + '/') and here.get(p) is None for p in here):
                continue
            self.ensure(base, parent, entries, here)
            self.add(base, path, entries, here)
        self.finish(base, entries)
        return entries

    def ensure(self, base, path, entries, here):
        """Directories on the way must stand in this layer too."""
        at = ''
        for part in path.split('/') if path else []:
            at = (at + '/' + part).lstrip('/')
            if at not in here:
                self.directory(base, at, False, entries, here)

    def directory(self, base, path, opaque, entries, here):
        os.mkdir(os.path.join(base, path))
        entries.append(['d', path, self.rng.choice(MODES), self.owner(), self.owner(), 0, opaque])
        here[path] = opaque
        self.merged[path] = 'd'

    def owner(self):
        return self.rng.choice([0, 0, USER])

    def forget(self, path):
        for known in [p for p in self.merged if p == path or p.startswith(path + '/')]:
            del self.merged[known]

    def add(self, base, path, entries, here):
        kind = self.rng.choice('dddfffflhw')
        full, old = os.path.join(base, path), self.merged.get(path)
        parent_opaque = any(here.get(p) for p in prefixes(path))
        if kind == 'w':
            if old is None or parent_opaque:
                return
            os.mknod(full, stat.S_IFCHR, 0)
            entries.append(['w', path])
            here[path] = None
            self.forget(path)
        elif kind == 'd':
            opaque = old == 'd' and not parent_opaque and self.rng.random() < 0.3
            if old != 'd' or opaque:
                self.forget(path)
            self.directory(base, path, opaque, entries, here)
            if opaque:
                os.setxattr(full, 'trusted.overlay.opaque', b'y')
        else:
            self.forget(path)
            self.file(kind, base, path, entries, here)

    def file(self, kind, base, path, entries, here):
        full = os.path.join(base, path)
        others = [e[1] for e in entries if e[0] == 'f' and here.get(e[1]) == 'f']
        if kind == 'h' and others:
            other = self.rng.choice(others)
            os.link(os.path.join(base, other), full)
            entries.append(['h', path, other])
        elif kind == 'l':
            target = random_target(self.rng)
            os.symlink(target, full)
            entries.append(['l', path, target])
        else:
            text = self.rng.choice(TEXTS)
            with open(full, 'w') as file:
                file.write(text)
            entries.append(['f', path, self.rng.choice(FILE_MODES), self.owner(), self.owner(), 0, text])
        here[path] = 'f'
        self.merged[path] = 'f'

    def finish(self, base, entries):
        for entry in reversed(entries):
            full = os.path.join(base, entry[1])
            if entry[0] in 'df':
                self.clock += 1
                entry[5] = self.clock
                os.chown(full, entry[3], entry[4])
                os.chmod(full, entry[2])
                os.utime(full, (entry[5], entry[5]))
            elif entry[0] == 'l':
                os.utime(full, (1000, 1000), follow_symlinks=False)
        os.utime(base, (1000, 1000))


def prefixes(path):
    parts = path.split('/')
    return ['/'.join(parts[:n]) for n in range(1, len(parts))]


def random_target(rng):
    return rng.choice(['a', 'b', '../a', '/c', '/a/b', 'nowhere', './d', '..', 'a/b/c'])


class Operations:
    """Random operations inside the mount (the process has changed its root to it)."""

    def __init__(self, rng):
        self.rng, self.open = rng, []

    def path(self):
        known = [path for path in everything('/')]
        if known and self.rng.random() < 0.6:
            path = self.rng.choice(known)
        else:
            parents = ['', ''] + [p for p in known if os.path.isdir(p) and not os.path.islink(p)]
            path = self.rng.choice(parents) + '/' + self.rng.choice(NAMES)
        chance = self.rng.random()
        if chance < 0.03:
            return path + '/'
        if chance < 0.05:
            return path + '/..'
        if chance < 0.06:
            return path + '/.'
        if chance < 0.09:
            return path + '/' + self.rng.choice(NAMES)
        return path

    def next(self):
        rng = self.rng
        name = rng.choice(
            'create create create append open open fread fwrite fwrite read read list list stat lstat mkdir mkdir mkdir rmdir rmdir rmdir '
            'unlink unlink unlink unlink rename rename rename rename rename link link symlink chmod chmod chown lchown utime truncate '
            'mkfifo mknod exclusive'.split())
        arguments = {
            'create': lambda: [self.path(), rng.choice(FILE_MODES), rng.choice(TEXTS)],
            'exclusive': lambda: [self.path(), rng.choice(FILE_MODES)],
            'append': lambda: [self.path(), rng.choice(TEXTS)],
            'open': lambda: [self.path(), rng.choice(['r', 'r', 'rw', 'rw', 'w+'])],
            'fread': lambda: [rng.randrange(4)],
            'fwrite': lambda: [rng.randrange(4), rng.choice(TEXTS)],
            'mkdir': lambda: [self.path(), rng.choice(MODES)],
            'rename': lambda: [self.path(), self.path()],
            'link': lambda: [self.path(), self.path()],
            'symlink': lambda: [random_target(rng), self.path()],
            'chmod': lambda: [self.path(), rng.choice(MODES + FILE_MODES)],
            'chown': lambda: [self.path(), rng.choice([0, USER, -1]), rng.choice([0, USER, -1])],
            'lchown': lambda: [self.path(), rng.choice([0, USER, -1]), rng.choice([0, USER, -1])],
            'utime': lambda: [self.path(), rng.randint(2000, 3000)],
            'truncate': lambda: [self.path(), rng.choice([0, 2, 9])],
        }.get(name, lambda: [self.path()])()
        uid = rng.choice([0, 0, 0, USER])
        if name == 'fwrite' and arguments[0] < len(self.open):
            uid = self.open[arguments[0]][2]  # whoever opened it writes
        return [uid, name] + arguments

    def run(self, uid, name, *arguments):
        if uid:
            os.setegid(uid)
            os.seteuid(uid)
        try:
            result = getattr(self, 'do_' + name)(*arguments)
            return 'ok' if result is None else result
        except OSError as error:
            return errno.errorcode[error.errno]
        finally:
            os.seteuid(0)
            os.setegid(0)

    def do_create(self, path, mode, text):
        put(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NONBLOCK, mode), text)

    def do_exclusive(self, path, mode):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NONBLOCK, mode))

    def do_append(self, path, text):
        put(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_NONBLOCK), text)

    def do_open(self, path, how):
        flags = {'r': os.O_RDONLY, 'rw': os.O_RDWR, 'w+': os.O_RDWR | os.O_CREAT}[how]
        file = os.open(path, flags | os.O_NONBLOCK, 0o640)
        if stat.S_ISREG(os.fstat(file).st_mode):
            self.open.append((file, how, os.geteuid()))
            return 'file'
        os.close(file)
        return 'other'

    def do_fread(self, number):
        if number >= len(self.open):
            return 'none'
        return os.pread(self.open[number][0], 100, 0).decode()

    def do_fwrite(self, number, text):
        if number >= len(self.open) or self.open[number][1] == 'r':
            return 'none'
        os.pwrite(self.open[number][0], text.encode(), 1)

    def do_read(self, path):
        file = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        try:
            if stat.S_ISDIR(os.fstat(file).st_mode):
                return 'EISDIR'
            return os.read(file, 100).decode() if stat.S_ISREG(os.fstat(file).st_mode) else 'other'
        finally:
            os.close(file)

    def do_list(self, path):
        return sorted(os.listdir(path))

    def do_stat(self, path):
        return shape(os.stat(path))

    def do_lstat(self, path):
        return shape(os.lstat(path))

    def do_mkdir(self, path, mode):
        os.mkdir(path, mode)

    def do_rmdir(self, path):
        os.rmdir(path)

    def do_unlink(self, path):
        os.unlink(path)

    def do_rename(self, old, new):
        os.rename(old, new)

    def do_link(self, old, new):
        os.link(old, new, follow_symlinks=False)

    def do_symlink(self, target, path):
        os.symlink(target, path)

    def do_chmod(self, path, mode):
        os.chmod(path, mode)

    def do_chown(self, path, uid, gid):
        os.chown(path, uid, gid)

    def do_lchown(self, path, uid, gid):
        os.lchown(path, uid, gid)

    def do_utime(self, path, when):
        os.utime(path, (when, when))

    def do_truncate(self, path, size):
        os.truncate(path, size)

    def do_mkfifo(self, path):
        os.mkfifo(path, 0o622)

    def do_mknod(self, path):
        os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 3))


def put(file, text):
    try:
        os.write(file, text.encode())
    finally:
        os.close(file)


def shape(found):
    return '%s %o %d %d %d' % (kind(found), stat.S_IMODE(found.st_mode), found.st_uid, found.st_gid, found.st_nlink)


def kind(found):
    for test, letter in ((stat.S_ISDIR, 'd'), (stat.S_ISREG, 'f'), (stat.S_ISLNK, 'l'), (stat.S_ISCHR, 'c'), (stat.S_ISFIFO, 'p')):
        if test(found.st_mode):
            return letter
    return '?'


def everything(top):
    found = []
    for name in sorted(os.listdir(top)):
        path = os.path.join(top, name)
        found.append(path)
        if os.path.isdir(path) and not os.path.islink(path):
            found += everything(path)
    return found


def tree(top, upper):
    lines, numbers = [], {}
    for path in everything(top):
        found = os.lstat(path)
        shown = path[len(top):].lstrip('/')
        if upper and stat.S_ISCHR(found.st_mode) and found.st_rdev == 0:
            lines.append('w %s' % shown)  # whiteouts share one inode
            continue
        number = numbers.setdefault(found.st_ino, len(numbers))
        when = 'now' if found.st_mtime > 1e9 else str(int(found.st_mtime))
        what = kind(found)
        body = ''
        if what == 'f':
            with open(path) as file:
                body = file.read()
        elif what == 'l':
            body, when = os.readlink(path), '-'
        elif upper and what == 'd' and has_xattr(path, 'trusted.overlay.opaque'):
            body = 'opaque'
        links = '-' if upper and what == 'd' else found.st_nlink
        lines.append('%s %o %d:%d %s %s %d %s %s' % (
            what, stat.S_IMODE(found.st_mode), found.st_uid, found.st_gid, when, links, number, shown, body))
    return lines


def has_xattr(path, name):
    try:
        return os.getxattr(path, name) == b'y'
    except OSError:
        return False


def in_mount(merged, seed):
    """Runs the operations in a child whose root is the mount; gives them with their results and the tree."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            os.chroot(merged)
            os.chdir('/')
            os.umask(0o022)
            os.setgroups([])
            rng = random.Random(seed)
            operations = Operations(rng)
            done = []
            for _ in range(rng.randint(8, 30)):
                op = operations.next()
                done.append(op + [operations.run(*op)])
            result = {'ops': done, 'merged': tree('/', False)}
            with os.fdopen(writer, 'w') as out:
                json.dump(result, out)
            os._exit(0)
        except BaseException as error:
            print('child', seed, repr(error), file=sys.stderr)
            os._exit(1)
    os.close(writer)
    with os.fdopen(reader) as source:
        text = source.read()
    os.waitpid(child, 0)
    return json.loads(text)


def sequence(seed):
    root = tempfile.mkdtemp(prefix='overlay-', dir='/var/tmp')
    try:
        rng = random.Random(seed)
        count = rng.choice([1, 2, 2, 3])
        layers = Layers(rng, root, count)
        for name in ('upper', 'work', 'merged'):
            os.mkdir(os.path.join(root, name))
        lower = ':'.join(os.path.join(root, 'l%d' % n) for n in reversed(range(count)))
        upper, merged = os.path.join(root, 'upper'), os.path.join(root, 'merged')
        options = 'lowerdir=%s,upperdir=%s,workdir=%s,%s' % (lower, upper, os.path.join(root, 'work'), OPTIONS)
        subprocess.run(['mount', '-t', 'overlay', 'overlay', '-o', options, merged], check=True)
        try:
            result = in_mount(merged, seed)
        finally:
            subprocess.run(['umount', merged], check=True)
        return {'lower': layers.entries, **result, 'upper': tree(upper, True)}
    finally:
        shutil.rmtree(root)


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    out = sys.argv[3] if len(sys.argv) > 3 else os.path.join(
        os.path.dirname(__file__), '../simulator/vfs/data/overlay.jsonl.gz')
    os.umask(0o022)
    lines = [json.dumps(sequence(first + n), separators=(',', ':')) for n in range(count)]
    with open(out, 'wb') as file:
        file.write(gzip.compress(('\n'.join(lines) + '\n').encode(), 9, mtime=0))


main()
