#!/usr/bin/env python3
"""Records what `docker diff` lists after random changes, for test/simulator/vfs/diff-recorded.test.ts.

    python3 test/recorders/docker-diff.py [CONTAINERS [SEED]]

Needs a Docker with the busybox image. Every container starts from one image, made here, and runs one shell script.
Written to test/simulator/vfs/data/docker-diff.json: {"image": [layer entry, …], "containers": [{"script", "diff"}, …]};
`diff` holds the lines about /data, sorted. Each line of a script is one operation with its arguments.
"""
import json
import os
import random
import subprocess
import sys
import tarfile
import io

NAMES = 'abcd'
IMAGE = 'drydock-diff'
COMMANDS = {
    'write': 'printf "$2" > "$1"', 'append': 'printf "$2" >> "$1"', 'touch': 'touch "$1"', 'mkdir': 'mkdir "$1"',
    'rmdir': 'rmdir "$1"', 'rm': 'rm -f "$1"', 'remove': 'rm -rf "$1"', 'chmod': 'chmod "$2" "$1"',
    'chown': 'chown "$2" "$1"', 'move': '[ ! -d "$1" ] && mv -T "$1" "$2"', 'link': 'ln -T "$1" "$2"',
    'symlink': 'ln -s "$1" "$2"', 'mkfifo': 'mkfifo "$1"', 'open': '[ -f "$1" ] && : >> "$1"',
}


def image_entries():
    rng = random.Random(7)
    entries = [['d', 'data', 0o755, 0, 0, 1000, False]]
    when = 1000
    for path in [p + q for p in [f'data/{n}' for n in NAMES] for q in ['', '/a', '/b', '/c', '/a/a', '/a/b', '/b/a']]:
        when += 1
        parents = [e for e in entries if e[1] == os.path.dirname(path) and e[0] == 'd']
        if not parents:
            continue
        kind = 'd' if path.count('/') < 2 or rng.random() < 0.4 else rng.choice('fffl')
        if kind == 'd':
            entries.append(['d', path, 0o755, 0, 0, when, False])
        elif kind == 'f':
            entries.append(['f', path, 0o644, 0, 0, when, rng.choice(['one', 'two two', ''])])
        else:
            entries.append(['l', path, rng.choice(['a', '../b'])])
    return entries


def build(entries):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode='w') as tar:
        for entry in entries:
            info = tarfile.TarInfo(entry[1])
            if entry[0] == 'l':
                info.type, info.linkname, info.mtime = tarfile.SYMTYPE, entry[2], 1000
                tar.addfile(info)
                continue
            info.mode, info.mtime = entry[2], entry[5]
            if entry[0] == 'd':
                info.type = tarfile.DIRTYPE
                tar.addfile(info)
            else:
                info.size = len(entry[6])
                tar.addfile(info, io.BytesIO(entry[6].encode()))
    context = io.BytesIO()
    with tarfile.open(fileobj=context, mode='w') as tar:
        for name, text in (('Dockerfile', b'FROM busybox\nADD data.tar /\n'), ('data.tar', data.getvalue())):
            info = tarfile.TarInfo(name)
            info.size = len(text)
            tar.addfile(info, io.BytesIO(text))
    subprocess.run(['docker', 'build', '-q', '-t', IMAGE, '-'], input=context.getvalue(), check=True, stdout=subprocess.DEVNULL)


def operations(rng):
    def path():
        return '/data/' + '/'.join(rng.choice(NAMES) for _ in range(rng.choice([1, 2, 2, 3])))
    for _ in range(rng.randint(3, 14)):
        name = rng.choice(list(COMMANDS) + ['remove', 'mkdir', 'write', 'mkdir'])
        extra = {
            'write': lambda: [rng.choice(['new', 'one', ''])], 'append': lambda: [rng.choice(['more', ''])],
            'chmod': lambda: [rng.choice(['755', '644', '600'])], 'chown': lambda: [rng.choice(['0:0', '1000:1000'])],
            'move': lambda: [path()], 'link': lambda: [path()],
        }.get(name, lambda: [])()
        yield [name, 'a', path()] if name == 'symlink' else [name, path()] + extra


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 120
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    entries = image_entries()
    build(entries)
    functions = ''.join('do_%s() { %s; }\n' % item for item in COMMANDS.items())
    containers = []
    for seed in range(first, first + count):
        script = list(operations(random.Random(seed)))
        lines = ''.join("do_%s %s\n" % (op[0], ' '.join("'%s'" % a for a in op[1:])) for op in script)
        name = 'drydock-diff-%d' % seed
        subprocess.run(['docker', 'run', '--name', name, '--network', 'none', IMAGE, 'sh', '-c', functions + lines],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        diff = subprocess.run(['docker', 'diff', name], capture_output=True, text=True, check=True).stdout.splitlines()
        subprocess.run(['docker', 'rm', name], check=True, stdout=subprocess.DEVNULL)
        containers.append({'script': script, 'diff': sorted(line for line in diff if line[2:].startswith('/data'))})
    subprocess.run(['docker', 'rmi', IMAGE], check=True, stdout=subprocess.DEVNULL)
    out = os.path.join(os.path.dirname(__file__), '../simulator/vfs/data/docker-diff.json')
    with open(out, 'w') as file:
        file.write('{"image":%s,\n"containers":[\n%s\n]}\n' % (
            json.dumps(entries, separators=(',', ':')),
            ',\n'.join(json.dumps(one, separators=(',', ':')) for one in containers)))


main()
