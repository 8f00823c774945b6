"""Files and directories for a while."""
import os
import random as _random
import shutil as _shutil

tempdir = None
template = 'tmp'
_letters = 'abcdefghijklmnopqrstuvwxyz0123456789_'
_chance = None


def gettempdir():
    global tempdir
    if tempdir is None:
        for folder in (os.environ.get('TMPDIR'), os.environ.get('TEMP'), os.environ.get('TMP'), '/tmp', '/var/tmp', '/usr/tmp', os.getcwd()):
            if folder and os.path.isdir(folder) and os.access(folder, os.W_OK):
                tempdir = os.path.abspath(folder)
                break
        else:
            raise FileNotFoundError(2, f"No usable temporary directory found in ['/tmp', '/var/tmp', '/usr/tmp', '{os.getcwd()}']")
    return tempdir


def gettempprefix():
    return template


def _name(suffix, prefix, dir):
    global _chance
    _chance = _chance or _random.Random()
    word = ''.join(_chance.choices(_letters, k=8))
    return os.path.join(gettempdir() if dir is None else dir, (template if prefix is None else prefix) + word + (suffix or ''))


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    while True:
        path = os.path.abspath(_name(suffix, prefix, dir))
        try:
            return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), path
        except FileExistsError:
            continue


def mkdtemp(suffix=None, prefix=None, dir=None):
    while True:
        path = os.path.abspath(_name(suffix, prefix, dir))
        try:
            os.mkdir(path, 0o700)
            return path
        except FileExistsError:
            continue


def mktemp(suffix='', prefix=template, dir=None):
    return _name(suffix, prefix, dir)


class _TemporaryFile:
    def __init__(self, file, name, delete):
        self.file, self.name, self.delete = file, name, delete

    def __getattr__(self, name):
        return getattr(self.file, name)

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()

    def __iter__(self):
        return iter(self.file)

    def close(self):
        if not self.file.closed:
            self.file.close()
            if self.delete and os.path.exists(self.name):
                os.unlink(self.name)


def NamedTemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True, *, errors=None, delete_on_close=True):
    fd, name = mkstemp(suffix, prefix, dir)
    return _TemporaryFile(open(fd, mode, buffering, encoding, errors, newline), name, delete)


def TemporaryFile(mode='w+b', *args, **options):
    return NamedTemporaryFile(mode, *args, **options)


SpooledTemporaryFile = lambda max_size=0, mode='w+b', **options: TemporaryFile(mode, **options)


class TemporaryDirectory:
    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True):
        self.name, self._delete = mkdtemp(suffix, prefix, dir), delete

    def __enter__(self):
        return self.name

    def __exit__(self, *details):
        if self._delete:
            self.cleanup()

    def cleanup(self):
        _shutil.rmtree(self.name, ignore_errors=True)

    def __repr__(self):
        return f'<TemporaryDirectory {self.name!r}>'
