"""What is known of modules before they are imported."""
import os
import sys


class _Spec:
    def __init__(self, name, origin, locations):
        self.name, self.origin, self.submodule_search_locations, self.loader = name, origin, locations, _Loader(name, origin)
        self.parent = name if locations else name.rpartition('.')[0]
        self.has_location = True

    def __repr__(self):
        return f'ModuleSpec(name={self.name!r}, origin={self.origin!r})'


class _Loader:
    def __init__(self, name, path):
        self.name, self.path = name, path

    def exec_module(self, module):
        with open(self.path, encoding='utf-8') as file:
            exec(compile(file.read(), self.path, 'exec'), module.__dict__)


def find_spec(name, package=None):
    if name in sys.modules:
        module = sys.modules[name]
        return _Spec(name, getattr(module, '__file__', 'built-in'), list(getattr(module, '__path__', [])) or None)
    parent, _, last = name.rpartition('.')
    paths = sys.path
    if parent:
        __import__(parent)
        paths = sys.modules[parent].__path__
    for folder in paths:
        base = os.path.join(folder or os.getcwd(), last)
        for path, locations in ((os.path.join(base, '__init__.py'), [base]), (base + '.py', None)):
            if os.path.isfile(path):
                return _Spec(name, path, locations)
    try:
        __import__(name)
    except ImportError:
        return None
    return find_spec(name)


def spec_from_file_location(name, location=None, **options):
    return _Spec(name, os.fspath(location), None)


def module_from_spec(spec):
    from types import ModuleType
    made = ModuleType(spec.name)
    made.__file__, made.__spec__ = spec.origin, spec
    return made
