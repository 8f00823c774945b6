"""os.path of Unix."""
import os
import stat
from genericpath import (commonprefix, exists, getatime, getctime, getmtime, getsize, isdir, isfile, islink, lexists, samefile, samestat)

curdir, pardir, extsep, sep, pathsep, defpath, altsep, devnull = '.', '..', '.', '/', ':', '/bin:/usr/bin', None, '/dev/null'
supports_unicode_filenames = False
ALLOW_MISSING = object()


def _sep(path):
    return b'/' if isinstance(path, bytes) else '/'


def normcase(s):
    return os.fspath(s)


def isabs(s):
    s = os.fspath(s)
    return s.startswith(_sep(s))


def join(a, *p):
    path = os.fspath(a)
    slash = _sep(path)
    for each in p:
        each = os.fspath(each)
        if isinstance(each, bytes) != isinstance(path, bytes):
            raise TypeError("Can't mix strings and bytes in path components")
        if each.startswith(slash) or not path:
            path = each
        elif path.endswith(slash):
            path += each
        else:
            path += slash + each
    return path


def split(p):
    p = os.fspath(p)
    slash = _sep(p)
    at = p.rfind(slash) + 1
    head, tail = p[:at], p[at:]
    if head and head != slash * len(head):
        head = head.rstrip(slash)
    return head, tail


def splitext(p):
    p = os.fspath(p)
    dot = b'.' if isinstance(p, bytes) else '.'
    start = p.rfind(_sep(p)) + 1
    at = p.rfind(dot)
    if at > start and p[start:at].strip(dot):
        return p[:at], p[at:]
    return p, p[:0]


def splitdrive(p):
    p = os.fspath(p)
    return p[:0], p


def splitroot(p):
    p = os.fspath(p)
    slash = _sep(p)
    if not p.startswith(slash):
        return p[:0], p[:0], p
    count = 2 if p.startswith(slash * 2) and not p.startswith(slash * 3) else 1
    return p[:0], p[:count], p[count:]


def basename(p):
    p = os.fspath(p)
    return p[p.rfind(_sep(p)) + 1:]


def dirname(p):
    return split(p)[0]


def ismount(path):
    try:
        here = os.lstat(path)
        if stat.S_ISLNK(here.st_mode):
            return False
        above = os.lstat(realpath(join(path, '..')))
    except (OSError, ValueError):
        return False
    return here.st_dev != above.st_dev or here.st_ino == above.st_ino


def expanduser(path):
    path = os.fspath(path)
    if not isinstance(path, str) or not path.startswith('~'):
        return path
    name, slash, rest = path.partition('/')
    if name == '~':
        home = os.environ.get('HOME')
        if home is None:
            import pwd
            try:
                home = pwd.getpwuid(os.getuid()).pw_dir
            except KeyError:
                return path
    else:
        import pwd
        try:
            home = pwd.getpwnam(name[1:]).pw_dir
        except KeyError:
            return path
    return (home.rstrip('/') + slash + rest) or '/'


def expandvars(path):
    path = os.fspath(path)
    import re
    return re.sub(r'\$(\w+|\{[^}]*\})', lambda found: os.environ.get(found.group(1).strip('{}'), found.group(0)), path)


def normpath(path):
    path = os.fspath(path)
    slash, dot, dots = (b'/', b'.', b'..') if isinstance(path, bytes) else ('/', '.', '..')
    _, root, rest = splitroot(path)
    kept = []
    for part in rest.split(slash):
        if not part or part == dot:
            continue
        if part == dots and (kept and kept[-1] != dots or root):
            if kept:
                kept.pop()
        else:
            kept.append(part)
    return root + slash.join(kept) or dot


def abspath(path):
    path = os.fspath(path)
    if not isabs(path):
        path = join(os.getcwdb() if isinstance(path, bytes) else os.getcwd(), path)
    return normpath(path)


def realpath(filename, *, strict=False):
    path = os.fspath(filename)
    rest = [part for part in reversed(abspath_unnormalised(path).split('/')) if part]
    found, links = '/', 0
    while rest:
        part = rest.pop()
        if part == '.':
            continue
        if part == '..':
            found = dirname(found)
            continue
        here = join(found, part)
        try:
            is_link = stat.S_ISLNK(os.lstat(here).st_mode)
        except OSError:
            if strict:
                raise
            is_link = False
        if is_link:
            links += 1
            if links > 40:
                if strict:
                    os.stat(here)
                found = here
                continue
            target = os.readlink(here)
            if target.startswith('/'):
                found = '/'
            rest.extend(each for each in reversed(target.split('/')) if each)
        else:
            found = here
    return found


def abspath_unnormalised(path):
    return path if isabs(path) else join(os.getcwd(), path)


def relpath(path, start=None):
    path = os.fspath(path)
    if not path:
        raise ValueError('no path specified')
    here = [part for part in abspath(start or curdir).split('/') if part]
    there = [part for part in abspath(path).split('/') if part]
    same = 0
    while same < min(len(here), len(there)) and here[same] == there[same]:
        same += 1
    return '/'.join(['..'] * (len(here) - same) + there[same:]) or curdir


def commonpath(paths):
    paths = [os.fspath(path) for path in paths]
    if not paths:
        raise ValueError('commonpath() arg is an empty sequence' if False else 'commonpath() arg is an empty iterable')
    absolute = {isabs(path) for path in paths}
    if len(absolute) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    parts = [[part for part in path.split('/') if part and part != '.'] for path in paths]
    least, most = min(parts), max(parts)
    common = least
    for at, part in enumerate(least):
        if part != most[at]:
            common = least[:at]
            break
    return ('/' if absolute.pop() else '') + '/'.join(common)
