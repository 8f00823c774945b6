"""Importing by name."""
import sys


def import_module(name, package=None):
    if name.startswith('.'):
        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
        level = len(name) - len(name.lstrip('.'))
        base = package.rsplit('.', level - 1)[0] if level > 1 else package
        name = f'{base}.{name.lstrip(".")}' if name.lstrip('.') else base
    __import__(name)
    return sys.modules[name]


def reload(module):
    name = module.__name__
    if sys.modules.get(name) is not module:
        raise ImportError(f'module {name} not in sys.modules', name=name)
    path = module.__file__
    with open(path, encoding='utf-8') as file:
        exec(compile(file.read(), path, 'exec'), module.__dict__)
    return module


def invalidate_caches():
    pass
