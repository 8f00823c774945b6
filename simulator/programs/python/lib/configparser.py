"""Settings in sections."""
import re
from collections.abc import MutableMapping

DEFAULTSECT = 'DEFAULT'


class Error(Exception):
    def __init__(self, msg=''):
        self.message = msg
        super().__init__(msg)


class NoSectionError(Error):
    def __init__(self, section):
        super().__init__(f'No section: {section!r}')


class NoOptionError(Error):
    def __init__(self, option, section):
        super().__init__(f'No option {option!r} in section: {section!r}')


class DuplicateSectionError(Error):
    def __init__(self, section, source=None, lineno=None):
        super().__init__(f'Section {section!r} already exists')


class MissingSectionHeaderError(Error):
    def __init__(self, filename, lineno, line):
        super().__init__(f'File contains no section headers.\nfile: {filename!r}, line: {lineno}\n{line!r}')


_MISSING = object()


class SectionProxy(MutableMapping):
    def __init__(self, parser, name):
        self._parser, self.name = parser, name

    def __getitem__(self, key):
        if not self._parser.has_option(self.name, key):
            raise KeyError(key)
        return self._parser.get(self.name, key)

    def __setitem__(self, key, value):
        self._parser.set(self.name, key, value)

    def __delitem__(self, key):
        if not self._parser.remove_option(self.name, key):
            raise KeyError(key)

    def __contains__(self, key):
        return self._parser.has_option(self.name, key)

    def __iter__(self):
        return iter(self._parser.options(self.name) if self.name != DEFAULTSECT else list(self._parser.defaults()))

    def __len__(self):
        return len(list(iter(self)))

    def get(self, option, fallback=None, *, raw=False, vars=None):
        return self._parser.get(self.name, option, fallback=fallback)

    def getint(self, option, fallback=None):
        return self._parser.getint(self.name, option, fallback=fallback)

    def getfloat(self, option, fallback=None):
        return self._parser.getfloat(self.name, option, fallback=fallback)

    def getboolean(self, option, fallback=None):
        return self._parser.getboolean(self.name, option, fallback=fallback)

    def __repr__(self):
        return f'<Section: {self.name}>'


class RawConfigParser(MutableMapping):
    _interpolates = False
    BOOLEAN_STATES = {'1': True, 'yes': True, 'true': True, 'on': True, '0': False, 'no': False, 'false': False, 'off': False}

    def __init__(self, defaults=None, dict_type=dict, allow_no_value=False, *, delimiters=('=', ':'), interpolation=_MISSING, **rest):
        self._sections, self._defaults, self._allow, self._delimiters = {}, {}, allow_no_value, delimiters
        if interpolation is None:
            self._interpolates = False
        for key, value in (defaults or {}).items():
            self._defaults[self.optionxform(key)] = str(value)

    def optionxform(self, optionstr):
        return optionstr.lower()

    def defaults(self):
        return self._defaults

    def sections(self):
        return list(self._sections)

    def add_section(self, section):
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._sections[section] = {}

    def has_section(self, section):
        return section in self._sections

    def options(self, section):
        if section not in self._sections:
            raise NoSectionError(section)
        return list({**self._sections[section], **self._defaults})

    def has_option(self, section, option):
        return self.optionxform(option) in {**self._defaults, **self._sections.get(section, {})}

    def read(self, filenames, encoding=None):
        done = []
        for name in [filenames] if isinstance(filenames, str) or hasattr(filenames, '__fspath__') else filenames:
            try:
                with open(name, encoding=encoding) as file:
                    self.read_file(file, str(name))
            except OSError:
                continue
            done.append(name)
        return done

    def read_string(self, string, source='<string>'):
        self.read_file(string.splitlines(), source)

    def read_dict(self, dictionary, source='<dict>'):
        for section, values in dictionary.items():
            target = self._defaults if section == DEFAULTSECT else self._sections.setdefault(str(section), {})
            for key, value in values.items():
                target[self.optionxform(str(key))] = None if value is None else str(value)

    def read_file(self, f, source='<???>'):
        target, option = None, None
        mark = '|'.join(map(re.escape, self._delimiters))
        for number, line in enumerate(f, 1):
            line = line.rstrip('\n')
            text = line.strip()
            if not text or text[0] in '#;':
                continue
            if line[0].isspace() and option and target is not None and target.get(option) is not None:
                target[option] += '\n' + text
                continue
            found = re.match(r'\[(.+)\]', text)
            if found:
                name, option = found.group(1), None
                target = self._defaults if name == DEFAULTSECT else self._sections.setdefault(name, {})
                continue
            if target is None:
                raise MissingSectionHeaderError(source, number, line + '\n')
            found = re.match(rf'(.*?)\s*(?:{mark})\s*(.*)$', text)
            if found:
                option = self.optionxform(found.group(1))
                target[option] = found.group(2)
            elif self._allow:
                option = self.optionxform(text)
                target[option] = None
            else:
                raise Error(f'Source contains parsing errors: {source!r}\n\t[line {number:2d}]: {line!r}')

    def get(self, section, option, *, raw=False, vars=None, fallback=_MISSING):
        if section not in self._sections and section != DEFAULTSECT:
            if fallback is not _MISSING:
                return fallback
            raise NoSectionError(section)
        values = {**self._defaults, **self._sections.get(section, {}), **(vars or {})}
        key = self.optionxform(option)
        if key not in values:
            if fallback is not _MISSING:
                return fallback
            raise NoOptionError(option, section)
        value = values[key]
        if self._interpolates and not raw and isinstance(value, str) and '%' in value:
            value = re.sub(r'%(?:%|\((\w+)\)s)', lambda found: '%' if found.group(1) is None else self.get(section, found.group(1)), value)
        return value

    def _typed(self, make, section, option, fallback):
        value = self.get(section, option, fallback=fallback)
        return value if value is fallback else make(value)

    def getint(self, section, option, *, fallback=_MISSING, **rest):
        return self._typed(int, section, option, fallback)

    def getfloat(self, section, option, *, fallback=_MISSING, **rest):
        return self._typed(float, section, option, fallback)

    def getboolean(self, section, option, *, fallback=_MISSING, **rest):
        def make(value):
            if value.lower() not in self.BOOLEAN_STATES:
                raise ValueError(f'Not a boolean: {value}')
            return self.BOOLEAN_STATES[value.lower()]
        return self._typed(make, section, option, fallback)

    def items(self, section=_MISSING, raw=False, vars=None):
        if section is _MISSING:
            return [(name, self[name]) for name in self]
        return [(key, self.get(section, key)) for key in self.options(section)]

    def set(self, section, option, value=None):
        if section != DEFAULTSECT and section not in self._sections:
            raise NoSectionError(section)
        if value is not None and not isinstance(value, str):
            raise TypeError('option values must be strings')
        (self._defaults if section == DEFAULTSECT else self._sections[section])[self.optionxform(option)] = value

    def remove_option(self, section, option):
        return self._sections[section].pop(self.optionxform(option), None) is not None

    def remove_section(self, section):
        return self._sections.pop(section, None) is not None

    def write(self, fp, space_around_delimiters=True):
        equals = ' = ' if space_around_delimiters else '='
        for name, values in [*([(DEFAULTSECT, self._defaults)] if self._defaults else []), *self._sections.items()]:
            fp.write(f'[{name}]\n')
            for key, value in values.items():
                fp.write(f'{key}\n' if value is None else f'{key}{equals}{value}\n'.replace('\n', '\n\t', value.count('\n')))
            fp.write('\n')

    def __getitem__(self, key):
        if key != DEFAULTSECT and key not in self._sections:
            raise KeyError(key)
        return SectionProxy(self, key)

    def __setitem__(self, key, value):
        self._sections[key] = {}
        self.read_dict({key: value})

    def __delitem__(self, key):
        del self._sections[key]

    def __contains__(self, key):
        return key == DEFAULTSECT or key in self._sections

    def __iter__(self):
        return iter([DEFAULTSECT, *self._sections])

    def __len__(self):
        return len(self._sections) + 1


class ConfigParser(RawConfigParser):
    _interpolates = True
