"""Paths as objects."""
import fnmatch
import glob as _glob
import io
import os
import posixpath
import stat

__all__ = ['PurePath', 'PurePosixPath', 'PureWindowsPath', 'Path', 'PosixPath', 'WindowsPath']


class _Parents:
    def __init__(self, path):
        self._all = []
        while path.parent != path:
            path = path.parent
            self._all.append(path)

    def __len__(self):
        return len(self._all)

    def __getitem__(self, at):
        return tuple(self._all[at]) if isinstance(at, slice) else self._all[at]

    def __iter__(self):
        return iter(self._all)


class PurePath:
    def __new__(cls, *segments):
        if cls is PurePath:
            cls = PurePosixPath
        return object.__new__(cls)

    def __init__(self, *segments):
        joined = ''
        for each in segments:
            each = os.fspath(each) if not isinstance(each, PurePath) else each._text
            if isinstance(each, bytes):
                raise TypeError("argument should be a str or an os.PathLike object where __fspath__ returns a str, not 'bytes'")
            joined = posixpath.join(joined, each) if joined else each
        _, root, rest = posixpath.splitroot(joined)
        self._root = root
        self._names = [part for part in rest.split('/') if part and part != '.']
        self._text = root + '/'.join(self._names) or '.'

    def with_segments(self, *segments):
        return type(self)(*segments)

    def _made(self, root, names):
        return self.with_segments(root + '/'.join(names))

    def __str__(self):
        return self._text

    __fspath__ = as_posix = lambda self: self._text

    def __repr__(self):
        return f'{self.__class__.__name__}({self._text!r})'

    def __bytes__(self):
        return os.fsencode(self._text)

    def __hash__(self):
        return hash(self._text)

    def __eq__(self, other):
        return self._text == other._text if isinstance(other, PurePath) else NotImplemented

    def __lt__(self, other):
        return self.parts < other.parts if isinstance(other, PurePath) else NotImplemented

    def __le__(self, other):
        return self.parts <= other.parts if isinstance(other, PurePath) else NotImplemented

    def __gt__(self, other):
        return self.parts > other.parts if isinstance(other, PurePath) else NotImplemented

    def __ge__(self, other):
        return self.parts >= other.parts if isinstance(other, PurePath) else NotImplemented

    def __truediv__(self, key):
        try:
            return self.with_segments(self, key)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return self.with_segments(key, self)
        except TypeError:
            return NotImplemented

    def joinpath(self, *segments):
        return self.with_segments(self, *segments)

    drive = ''
    root = property(lambda self: self._root)
    anchor = property(lambda self: self._root)
    parts = property(lambda self: tuple(([self._root] if self._root else []) + self._names))
    name = property(lambda self: self._names[-1] if self._names else '')

    @property
    def parent(self):
        return self._made(self._root, self._names[:-1]) if self._names else self

    parents = property(_Parents)

    @property
    def suffix(self):
        name = self.name
        at = name.rfind('.')
        return name[at:] if 0 < at < len(name) - 1 and name[:at].strip('.') else ''

    @property
    def suffixes(self):
        name = self.name.lstrip('.')
        return [] if self.name.endswith('.') else ['.' + each for each in name.split('.')[1:]]

    @property
    def stem(self):
        return self.name.removesuffix(self.suffix) if self.suffix else self.name

    def with_name(self, name):
        if not self.name:
            raise ValueError(f'{self!r} has an empty name')
        if not name or '/' in name or name == '.':
            raise ValueError(f'Invalid name {name!r}')
        return self._made(self._root, self._names[:-1] + [name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if suffix and (not suffix.startswith('.') or suffix == '.' or '/' in suffix):
            raise ValueError(f'Invalid suffix {suffix!r}')
        return self.with_name(self.stem + suffix)

    def relative_to(self, other, *, walk_up=False):
        other = self.with_segments(other)
        mine, theirs = self.parts, other.parts
        same = 0
        while same < min(len(mine), len(theirs)) and mine[same] == theirs[same]:
            same += 1
        if same < len(theirs) and not walk_up:
            raise ValueError(f'{str(self)!r} is not in the subpath of {str(other)!r}')
        return self.with_segments('/'.join(['..'] * (len(theirs) - same) + list(mine[same:])))

    def is_relative_to(self, other):
        other = self.with_segments(other)
        return self.parts[:len(other.parts)] == other.parts

    def is_absolute(self):
        return bool(self._root)

    def match(self, pattern, *, case_sensitive=None):
        wanted = self.with_segments(pattern).parts
        mine = self.parts
        if len(wanted) > len(mine) or str(pattern).startswith('/') and len(wanted) != len(mine):
            return False
        return all(fnmatch.fnmatchcase(a, b) for a, b in zip(mine[::-1], wanted[::-1]))

    def full_match(self, pattern, *, case_sensitive=None):
        import re
        return re.fullmatch(''.join('.*' if each == '**' else '/' if each == '/' else fnmatch.translate(each).removesuffix('\\Z').replace('.*', '[^/]*')
                                    for each in re.split('(/)', str(pattern))), str(self)) is not None

    def as_uri(self):
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        from urllib.parse import quote
        return 'file://' + quote(self._text)

    def is_reserved(self):
        return False


class PurePosixPath(PurePath):
    pass


class PureWindowsPath(PurePath):
    pass


os.PathLike.register(PurePath)


class Path(PurePath):
    def __new__(cls, *segments):
        return object.__new__(PosixPath if cls is Path else cls)

    @classmethod
    def cwd(cls):
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        return cls(os.path.expanduser('~'))

    def expanduser(self):
        return self.with_segments(os.path.expanduser(self._text))

    def absolute(self):
        return self if self.is_absolute() else self.with_segments(os.getcwd(), self)

    def resolve(self, strict=False):
        return self.with_segments(os.path.realpath(self._text, strict=strict))

    def stat(self, *, follow_symlinks=True):
        return os.stat(self._text) if follow_symlinks else os.lstat(self._text)

    def lstat(self):
        return os.lstat(self._text)

    def exists(self, *, follow_symlinks=True):
        return os.path.exists(self._text) if follow_symlinks else os.path.lexists(self._text)

    def is_dir(self, *, follow_symlinks=True):
        return os.path.isdir(self._text)

    def is_file(self, *, follow_symlinks=True):
        return os.path.isfile(self._text)

    def is_symlink(self):
        return os.path.islink(self._text)

    def is_mount(self):
        return os.path.ismount(self._text)

    def _kind(self, test):
        try:
            return test(self.stat().st_mode)
        except OSError:
            return False

    def is_socket(self):
        return self._kind(stat.S_ISSOCK)

    def is_fifo(self):
        return self._kind(stat.S_ISFIFO)

    def is_char_device(self):
        return self._kind(stat.S_ISCHR)

    def is_block_device(self):
        return self._kind(stat.S_ISBLK)

    def samefile(self, other):
        return os.path.samefile(self._text, other)

    def iterdir(self):
        return iter([self / name for name in os.listdir(self._text)])

    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        for folder, folders, files in os.walk(self._text, top_down, on_error, follow_symlinks):
            yield self.with_segments(folder), folders, files

    def glob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        pattern = os.fspath(pattern)
        if not pattern:
            raise ValueError(f'Unacceptable pattern: {pattern!r}')
        if pattern.startswith('/'):
            raise NotImplementedError('Non-relative patterns are unsupported')
        seen = set()
        for found in _glob.iglob(pattern, root_dir=self._text, recursive=True, include_hidden=True):
            if found not in seen:
                seen.add(found)
                yield self / found

    def rglob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        return self.glob(f'**/{os.fspath(pattern)}')

    def open(self, mode='r', buffering=-1, encoding=None, errors=None, newline=None):
        return io.open(self._text, mode, buffering, encoding, errors, newline)

    def read_bytes(self):
        with self.open('rb') as file:
            return file.read()

    def read_text(self, encoding=None, errors=None, newline=None):
        with self.open('r', -1, encoding, errors, newline) as file:
            return file.read()

    def write_bytes(self, data):
        with self.open('wb') as file:
            return file.write(data)

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError(f'data must be str, not {data.__class__.__name__}')
        with self.open('w', -1, encoding, errors, newline) as file:
            return file.write(data)

    def touch(self, mode=0o666, exist_ok=True):
        if exist_ok and self.exists():
            os.utime(self._text)
            return
        os.close(os.open(self._text, os.O_CREAT | os.O_WRONLY | (0 if exist_ok else os.O_EXCL), mode))

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            os.mkdir(self._text, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, False, exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def chmod(self, mode, *, follow_symlinks=True):
        os.chmod(self._text, mode)

    def unlink(self, missing_ok=False):
        try:
            os.unlink(self._text)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rmdir(self):
        os.rmdir(self._text)

    def rename(self, target):
        os.rename(self._text, target)
        return self.with_segments(target)

    def replace(self, target):
        os.replace(self._text, target)
        return self.with_segments(target)

    def symlink_to(self, target, target_is_directory=False):
        os.symlink(target, self._text)

    def hardlink_to(self, target):
        os.link(target, self._text)

    def readlink(self):
        return self.with_segments(os.readlink(self._text))

    def owner(self, *, follow_symlinks=True):
        import pwd
        return pwd.getpwuid(self.stat().st_uid).pw_name

    def group(self, *, follow_symlinks=True):
        import grp
        return grp.getgrgid(self.stat().st_gid).gr_name


class PosixPath(Path, PurePosixPath):
    pass


class WindowsPath(Path, PureWindowsPath):
    def __new__(cls, *segments):
        raise NotImplementedError("cannot instantiate 'WindowsPath' on your system")
