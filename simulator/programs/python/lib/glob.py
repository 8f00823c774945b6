"""Paths that match patterns of the shell."""
import fnmatch
import os
import re

_MAGIC = re.compile('[*?[]')


def has_magic(s):
    return _MAGIC.search(s) is not None


def escape(pathname):
    return re.sub(r'([*?[])', r'[\1]', pathname)


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    pathname = os.fspath(pathname)
    parts = pathname.split('/')
    start = '/' if pathname.startswith('/') else ''
    yield from _below(start, [part for part in parts if part] + ([''] if pathname.endswith('/') else []), root_dir, recursive, include_hidden)


def _names(folder, root, hidden):
    where = os.path.join(root or '', folder) or '.'
    try:
        return [name for name in os.listdir(where) if hidden or not name.startswith('.')]
    except OSError:
        return []


def _below(found, parts, root, recursive, hidden):
    if not parts:
        if found:
            yield found
        return
    part, rest = parts[0], parts[1:]
    real = lambda path: os.path.join(root or '', path)
    if part == '':
        if os.path.isdir(real(found)):
            yield found + '/'
    elif part == '**' and recursive:
        if rest:
            yield from _below(found, rest, root, recursive, hidden)
        elif found:
            yield os.path.join(found, '')
        for name in _names(found, root, hidden):
            path = os.path.join(found, name)
            if os.path.isdir(real(path)) and not os.path.islink(real(path)):
                if not rest:
                    yield path
                yield from _below_all(path, parts, root, hidden, bool(rest))
            elif not rest:
                yield path
    elif has_magic(part):
        for name in _names(found, root, hidden or part.startswith('.')):
            if fnmatch.fnmatchcase(name, part):
                path = os.path.join(found, name)
                if not rest or os.path.isdir(real(path)):
                    yield from _below(path, rest, root, recursive, hidden)
    else:
        path = os.path.join(found, part)
        if os.path.lexists(real(path)):
            yield from _below(path, rest, root, recursive, hidden)


def _below_all(path, parts, root, hidden, more):
    if more:
        yield from _below(path, parts, root, True, hidden)
        return
    for each in _below(path, parts, root, True, hidden):
        if each != os.path.join(path, ''):
            yield each
