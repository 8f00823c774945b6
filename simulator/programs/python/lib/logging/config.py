"""Logs set up from a dict."""
import logging
import logging.handlers
import sys


def _resolve(name):
    parts = name.split('.')
    for count in range(len(parts), 0, -1):
        try:
            found = __import__('.'.join(parts[:count]), fromlist=['*'] if count > 1 else [])
        except ImportError:
            continue
        for part in parts[count:]:
            found = getattr(found, part)
        return found
    raise ValueError(f'Cannot resolve {name!r}')


def _value(value):
    if isinstance(value, str) and value.startswith('ext://'):
        return _resolve(value[6:])
    return value


def dictConfig(config):
    if config.get('version') != 1:
        raise ValueError(f"Unsupported version: {config.get('version')}")
    formatters, handlers = {}, {}
    for name, spec in config.get('formatters', {}).items():
        spec = dict(spec)
        make = spec.pop('()', None) or spec.pop('class', None)
        make = _resolve(make) if isinstance(make, str) else make or logging.Formatter
        if 'format' in spec:
            spec['fmt'] = spec.pop('format')
        formatters[name] = make(**{key: _value(value) for key, value in spec.items()})
    for name, spec in config.get('handlers', {}).items():
        spec = dict(spec)
        make = spec.pop('()', None) or spec.pop('class')
        make = _resolve(make) if isinstance(make, str) else make
        formatter, level = spec.pop('formatter', None), spec.pop('level', None)
        spec.pop('filters', None)
        handler = make(**{key: _value(value) for key, value in spec.items()})
        if formatter:
            handler.setFormatter(formatters[formatter])
        if level:
            handler.setLevel(level)
        handlers[name] = handler
    for name, spec in [*config.get('loggers', {}).items(), *([('', config['root'])] if 'root' in config else [])]:
        logger = logging.getLogger(name)
        for each in logger.handlers[:]:
            logger.removeHandler(each)
        if 'level' in spec:
            logger.setLevel(spec['level'])
        for each in spec.get('handlers', ()):
            logger.addHandler(handlers[each])
        if 'propagate' in spec:
            logger.propagate = spec['propagate']
        logger.disabled = False
    if config.get('disable_existing_loggers', True):
        for name, logger in logging.root.manager.loggerDict.items():
            if name not in config.get('loggers', {}) and not any(name.startswith(each + '.') for each in config.get('loggers', {})):
                logger.disabled = True


def fileConfig(fname, defaults=None, disable_existing_loggers=True, encoding=None):
    raise NotImplementedError('logging.config.fileConfig is not simulated; use dictConfig')
