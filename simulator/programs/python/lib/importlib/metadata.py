"""What is known of installed packages."""
import os
import re
import sys
from collections import namedtuple


class PackageNotFoundError(ModuleNotFoundError):
    def __str__(self):
        return f'No package metadata was found for {self.args[0]}'

    @property
    def name(self):
        return self.args[0]


def _canonical(name):
    return re.sub(r'[-_.]+', '-', name).lower()


class Distribution:
    def __init__(self, path):
        self._path = path

    def read_text(self, filename):
        try:
            with open(os.path.join(self._path, filename), encoding='utf-8') as file:
                return file.read()
        except OSError:
            return None

    @property
    def metadata(self):
        from http._headers import Headers
        head = (self.read_text('METADATA') or '').split('\n\n')[0]
        return Headers([tuple(line.split(': ', 1)) for line in head.split('\n') if ': ' in line])

    name = property(lambda self: self.metadata['Name'])
    version = property(lambda self: self.metadata['Version'])
    requires = property(lambda self: self.metadata.get_all('Requires-Dist'))

    @property
    def entry_points(self):
        found, group = [], None
        for line in (self.read_text('entry_points.txt') or '').split('\n'):
            line = line.strip()
            if line.startswith('['):
                group = line.strip('[]')
            elif '=' in line:
                name, _, value = line.partition('=')
                found.append(EntryPoint(name.strip(), value.strip(), group))
        return found

    @classmethod
    def from_name(cls, name):
        return distribution(name)


class EntryPoint(namedtuple('EntryPoint', 'name value group')):
    def load(self):
        module, _, attribute = self.value.partition(':')
        found = __import__(module, fromlist=['*'])
        for part in filter(None, attribute.split('.')):
            found = getattr(found, part)
        return found


def distributions(**rest):
    for folder in sys.path:
        try:
            names = os.listdir(folder or '.')
        except OSError:
            continue
        for name in names:
            if name.endswith('.dist-info'):
                yield Distribution(os.path.join(folder, name))


def distribution(name):
    wanted = _canonical(name)
    for folder in sys.path:
        try:
            names = os.listdir(folder or '.')
        except OSError:
            continue
        for each in names:
            if each.endswith('.dist-info') and _canonical(each.removesuffix('.dist-info').rpartition('-')[0]) == wanted:
                return Distribution(os.path.join(folder, each))
    raise PackageNotFoundError(name)


def version(name):
    return distribution(name).version


def metadata(name):
    return distribution(name).metadata


def requires(name):
    return distribution(name).requires


def entry_points(**wanted):
    found = [each for it in distributions() for each in it.entry_points]
    return [each for each in found if all(getattr(each, key) == value for key, value in wanted.items())]
