"""Files and trees of them: copied, moved, removed."""
import collections
import os
import stat
import sys


class Error(OSError):
    pass


class SameFileError(Error):
    pass


class SpecialFileError(OSError):
    pass


def copyfileobj(fsrc, fdst, length=65536):
    while data := fsrc.read(length):
        fdst.write(data)


def copyfile(src, dst, *, follow_symlinks=True):
    if os.path.exists(dst) and os.path.samefile(src, dst):
        raise SameFileError(f'{src!r} and {dst!r} are the same file')
    if not follow_symlinks and os.path.islink(src):
        os.symlink(os.readlink(src), dst)
        return dst
    with open(src, 'rb') as source, open(dst, 'wb') as target:
        copyfileobj(source, target)
    return dst


def copymode(src, dst, *, follow_symlinks=True):
    os.chmod(dst, stat.S_IMODE(os.stat(src).st_mode))


def copystat(src, dst, *, follow_symlinks=True):
    status = os.stat(src)
    os.utime(dst, (status.st_atime, status.st_mtime))
    os.chmod(dst, stat.S_IMODE(status.st_mode))


def _target(src, dst):
    return os.path.join(dst, os.path.basename(src)) if os.path.isdir(dst) else dst


def copy(src, dst, *, follow_symlinks=True):
    dst = _target(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copymode(src, dst)
    return dst


def copy2(src, dst, *, follow_symlinks=True):
    dst = _target(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copystat(src, dst)
    return dst


def ignore_patterns(*patterns):
    import fnmatch

    def ignored(path, names):
        return {name for pattern in patterns for name in fnmatch.filter(names, pattern)}
    return ignored


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False, dirs_exist_ok=False):
    names = os.listdir(src)
    left_out = ignore(os.fspath(src), names) if ignore else set()
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    for name in names:
        if name in left_out:
            continue
        source, target = os.path.join(src, name), os.path.join(dst, name)
        if os.path.islink(source) and symlinks:
            os.symlink(os.readlink(source), target)
        elif os.path.isdir(source):
            copytree(source, target, symlinks, ignore, copy_function, ignore_dangling_symlinks, dirs_exist_ok)
        else:
            copy_function(source, target)
    copystat(src, dst)
    return dst


def rmtree(path, ignore_errors=False, onerror=None, *, onexc=None, dir_fd=None):
    def failed(function, path, error):
        if ignore_errors:
            return
        if onexc:
            onexc(function, path, error)
        elif onerror:
            onerror(function, path, sys.exc_info())
        else:
            raise error
    try:
        if os.path.islink(path):
            raise OSError('Cannot call rmtree on a symbolic link')
        entries = list(os.scandir(path))
    except OSError as error:
        failed(os.scandir, path, error)
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            rmtree(entry.path, ignore_errors, onerror, onexc=onexc)
        else:
            try:
                os.unlink(entry.path)
            except OSError as error:
                failed(os.unlink, entry.path, error)
    try:
        os.rmdir(path)
    except OSError as error:
        failed(os.rmdir, path, error)


def move(src, dst, copy_function=copy2):
    real = dst
    if os.path.isdir(dst):
        real = os.path.join(dst, os.path.basename(os.fspath(src).rstrip('/')))
        if os.path.exists(real):
            raise Error(f"Destination path '{real}' already exists")
    try:
        os.rename(src, real)
    except OSError:
        if os.path.islink(src):
            os.symlink(os.readlink(src), real)
            os.unlink(src)
        elif os.path.isdir(src):
            copytree(src, real, symlinks=True, copy_function=copy_function)
            rmtree(src)
        else:
            copy_function(src, real)
            os.unlink(src)
    return real


def which(cmd, mode=os.F_OK | os.X_OK, path=None):
    usable = lambda name: os.path.exists(name) and os.access(name, mode) and not os.path.isdir(name)
    if os.path.dirname(cmd):
        return cmd if usable(cmd) else None
    for folder in (os.environ.get('PATH', os.defpath) if path is None else path).split(os.pathsep):
        name = os.path.join(folder, cmd)
        if usable(name):
            return name
    return None


_Usage = collections.namedtuple('usage', 'total used free')


def disk_usage(path):
    status = os.statvfs(path)
    return _Usage(status.f_blocks * status.f_frsize, (status.f_blocks - status.f_bfree) * status.f_frsize, status.f_bavail * status.f_frsize)


def chown(path, user=None, group=None):
    import grp
    import pwd
    uid = -1 if user is None else pwd.getpwnam(user).pw_uid if isinstance(user, str) else user
    gid = -1 if group is None else grp.getgrnam(group).gr_gid if isinstance(group, str) else group
    os.chown(path, uid, gid)


def get_terminal_size(fallback=(80, 24)):
    columns, lines = (int(os.environ.get(name, 0) or 0) for name in ('COLUMNS', 'LINES'))
    if columns <= 0 or lines <= 0:
        try:
            size = os.get_terminal_size(sys.__stdout__.fileno())
        except (AttributeError, ValueError, OSError):
            size = fallback
        columns, lines = columns if columns > 0 else size[0] or fallback[0], lines if lines > 0 else size[1] or fallback[1]
    return _Size(columns, lines)


_Size = getattr(os, 'terminal_size', None)
if _Size is None or not isinstance(_Size, type) or True:
    _Size = collections.namedtuple('terminal_size', 'columns lines')


def make_archive(base_name, format, root_dir=None, base_dir=None, *rest, **options):
    import subprocess
    endings = {'gztar': ('.tar.gz', 'czf'), 'tar': ('.tar', 'cf')}
    if format not in endings:
        raise ValueError(f"unknown archive format '{format}'")
    ending, how = endings[format]
    subprocess.run(['tar', how, base_name + ending, '-C', os.fspath(root_dir or '.'), os.fspath(base_dir or '.')], check=True)
    return base_name + ending
