"""Command lines: options, operands, usage and help."""
import os as _os
import re as _re
import shutil as _shutil
import sys as _sys

SUPPRESS, OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, PARSER, REMAINDER = '==SUPPRESS==', '?', '*', '+', 'A...', '...'
_NONE = object()


class ArgumentError(Exception):
    def __init__(self, argument, message):
        self.argument_name = _name_of(argument)
        self.message = message

    def __str__(self):
        return self.message if self.argument_name is None else f'argument {self.argument_name}: {self.message}'


class ArgumentTypeError(Exception):
    pass


def _name_of(action):
    if action is None:
        return None
    if action.option_strings:
        return '/'.join(action.option_strings)
    if action.metavar not in (None, SUPPRESS):
        return action.metavar if isinstance(action.metavar, str) else ', '.join(action.metavar)
    if action.dest not in (None, SUPPRESS):
        return action.dest
    if action.choices:
        return '{' + ','.join(map(str, action.choices)) + '}'
    return None


class Namespace:
    def __init__(self, **values):
        for name, value in values.items():
            setattr(self, name, value)

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented

    def __contains__(self, key):
        return key in self.__dict__

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__dict__.items())})"


class HelpFormatter:
    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        self._prog = prog
        self._width = (_shutil.get_terminal_size().columns - 2) if width is None else width
        self._max = min(max_help_position, max(self._width - 20, indent_increment * 2))
        self._step = indent_increment

    def metavars(self, action, default):
        shown = action.metavar if action.metavar is not None else '{' + ','.join(map(str, action.choices)) + '}' if action.choices is not None else default
        return (lambda size: shown if isinstance(shown, tuple) else (shown,) * size)

    def args(self, action, default):
        get = self.metavars(action, default)
        nargs = action.nargs
        if nargs is None:
            return get(1)[0]
        if nargs == OPTIONAL:
            return '[%s]' % get(1)
        if nargs == ZERO_OR_MORE:
            shown = get(1)
            return '[%s [%s ...]]' % shown if len(shown) == 2 else '[%s ...]' % shown[0]
        if nargs == ONE_OR_MORE:
            return '%s [%s ...]' % get(2)
        if nargs == REMAINDER:
            return '...'
        if nargs == PARSER:
            return '%s ...' % get(1)
        if nargs == SUPPRESS:
            return ''
        return ' '.join(get(nargs))

    def default_metavar(self, action):
        return action.dest.upper() if action.option_strings else action.dest

    def invocation(self, action):
        if not action.option_strings:
            return ' '.join(self.metavars(action, self.default_metavar(action))(1))
        if action.nargs == 0:
            return ', '.join(action.option_strings)
        return ', '.join(action.option_strings) + ' ' + self.args(action, self.default_metavar(action))

    def usage_part(self, action):
        if not action.option_strings:
            return self.args(action, self.default_metavar(action))
        part = action.format_usage() if action.nargs == 0 else f'{action.option_strings[0]} {self.args(action, self.default_metavar(action))}'
        return part if action.required else f'[{part}]'

    def usage(self, usage, actions, groups, prefix='usage: '):
        if usage is not None:
            return f'{prefix}{usage % {"prog": self._prog}}\n\n'
        actions = [each for each in actions if each.help is not SUPPRESS]
        options = self._usage_parts([each for each in actions if each.option_strings], groups)
        positionals = self._usage_parts([each for each in actions if not each.option_strings], groups)
        line = ' '.join([self._prog, *options, *positionals])
        if len(prefix) + len(line) > self._width:
            width = self._width
            if len(prefix) + len(self._prog) <= 0.75 * width:
                indent = ' ' * (len(prefix) + len(self._prog) + 1)
                lines = self._filled([self._prog, *options], indent, prefix) + (self._filled(positionals, indent, '') if options else []) if options else \
                    self._filled([self._prog, *positionals], indent, prefix)
            else:
                indent = ' ' * len(prefix)
                lines = self._filled(options + positionals, indent, '')
                if len(lines) > 1:
                    lines = self._filled(options, indent, '') + self._filled(positionals, indent, '')
                lines = [self._prog] + lines
            line = '\n'.join(lines)
        return f'{prefix}{line}\n\n'

    def _filled(self, parts, indent, prefix):
        lines, line = [], []
        length = len(prefix) - 1 if prefix else len(indent) - 1
        for part in parts:
            if length + 1 + len(part) > self._width and line:
                lines.append(indent + ' '.join(line))
                line, length = [], len(indent) - 1
            line.append(part)
            length += len(part) + 1
        if line:
            lines.append(indent + ' '.join(line))
        if prefix and lines:
            lines[0] = lines[0][len(indent):]
        return lines

    def _usage_parts(self, actions, groups):
        parts, done = [], set()
        for action in actions:
            if id(action) in done:
                continue
            group = next((each for each in groups if action in each._group_actions), None)
            if group is not None:
                members = [each for each in group._group_actions if each.help is not SUPPRESS and each in actions]
                done |= {id(each) for each in members}
                inner = ' | '.join(self.usage_part(each).removeprefix('[').removesuffix(']') if not each.required and each.option_strings else
                                   self.usage_part(each) for each in members)
                parts.append((f'({inner})' if group.required else f'[{inner}]') if len(members) > 1 or not group.required else inner)
            else:
                part = self.usage_part(action)
                if part:
                    parts.append(part)
        return parts

    def _wrap(self, text, width, indent):
        import textwrap
        return textwrap.fill(' '.join(text.split()), width, initial_indent=indent, subsequent_indent=indent)

    def text(self, text):
        if '%(prog)' in text:
            text = text % {'prog': self._prog}
        return self._wrap(text, max(self._width, 11), '') + '\n\n'

    def help_lines(self, action, width):
        import textwrap
        values = dict(vars(action), prog=self._prog)
        values = {name: value.__name__ if hasattr(value, '__name__') else value for name, value in values.items() if value is not SUPPRESS}
        if values.get('choices') is not None:
            values['choices'] = ', '.join(map(str, values['choices']))
        return self.split_lines(self.help_string(action) % values, width)

    def split_lines(self, text, width):
        import textwrap
        return textwrap.wrap(' '.join(text.split()), width)

    def help_string(self, action):
        return action.help

    def rows(self, action, indent):
        yield action, indent
        for each in action.subactions():
            yield each, indent + self._step

    def section(self, heading, description, actions):
        shown = [row for action in actions if action.help is not SUPPRESS for row in self.rows(action, self._step)]
        if not shown and not description:
            return ''
        made = f'{heading}:\n' if heading else ''
        if description:
            made += self._wrap(description % {'prog': self._prog} if '%(prog)' in description else description, self._width - 2, '  ') + '\n\n'
        return made + ''.join(self.row(action, indent) for action, indent in shown) + '\n'

    longest = 0

    def row(self, action, indent):
        column = min(self.longest + 2, self._max)
        width = max(self._width - column, 11)
        name = self.invocation(action)
        if not action.help or not action.help.strip():
            return f"{' ' * indent}{name}\n"
        lines = self.help_lines(action, width)
        if len(name) <= column - indent - 2:
            made = f"{' ' * indent}{name.ljust(column - indent - 2)}  {lines[0]}\n"
            lines = lines[1:]
        else:
            made = f"{' ' * indent}{name}\n"
        return made + ''.join(f"{' ' * column}{line}\n" for line in lines)


class RawDescriptionHelpFormatter(HelpFormatter):
    def _wrap(self, text, width, indent):
        return ''.join(indent + line for line in text.splitlines(keepends=True))


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    def split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    def help_string(self, action):
        shown = action.help or ''
        if '%(default)' not in shown and action.default is not SUPPRESS and (action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE)) \
                and not isinstance(action, (_HelpAction, _VersionAction)):
            shown += ' (default: %(default)s)'
        return shown


class MetavarTypeHelpFormatter(HelpFormatter):
    def default_metavar(self, action):
        return action.type.__name__


class Action:
    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None, required=False, help=None, metavar=None, deprecated=False):
        self.option_strings, self.dest, self.nargs, self.const, self.default = option_strings, dest, nargs, const, default
        self.type, self.choices, self.required, self.help, self.metavar = type, choices, required, help, metavar

    def subactions(self):
        return []

    def format_usage(self):
        return self.option_strings[0]

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError('.__call__() not defined')


class _StoreAction(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _StoreConstAction(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None, deprecated=False):
        super().__init__(option_strings, dest, nargs=0, const=const, default=default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrueAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=False, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, const=True, default=default, required=required, help=help)


class _StoreFalseAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=True, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, const=False, default=default, required=required, help=help)


class _AppendAction(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, list(getattr(namespace, self.dest, None) or []) + [values])


class _AppendConstAction(_StoreConstAction):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, list(getattr(namespace, self.dest, None) or []) + [self.const])


class _ExtendAction(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, list(getattr(namespace, self.dest, None) or []) + list(values))


class _CountAction(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, nargs=0, default=default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)


class BooleanOptionalAction(Action):
    def __init__(self, option_strings, dest, default=None, type=None, choices=None, required=False, help=None, metavar=None, deprecated=False):
        names = []
        for each in option_strings:
            names.append(each)
            if each.startswith('--'):
                names.append('--no-' + each[2:])
        super().__init__(names, dest, nargs=0, default=default, required=required, help=help)

    def format_usage(self):
        return ' | '.join(self.option_strings)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, not option_string.startswith('--no-'))


class _HelpAction(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None, deprecated=False):
        super().__init__(option_strings, dest, nargs=0, default=default, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _VersionAction(Action):
    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS, help="show program's version number and exit", deprecated=False):
        super().__init__(option_strings, dest, nargs=0, default=default, help=help)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        parser._print_message((self.version or parser.version) % {'prog': parser.prog} + '\n', _sys.stdout)
        parser.exit()


class _SubParsersAction(Action):
    class _Choice(Action):
        def __init__(self, name, aliases, help):
            shown = name + (f" ({', '.join(aliases)})" if aliases else '')
            super().__init__([], name, help=help, metavar=shown)

    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS, required=False, help=None, metavar=None):
        self._prog, self._class, self._parsers, self._choices = prog, parser_class, {}, []
        super().__init__(option_strings, dest, nargs=PARSER, choices=self._parsers, required=required, help=help, metavar=metavar)

    def add_parser(self, name, *, aliases=(), deprecated=False, **options):
        options.setdefault('prog', f'{self._prog} {name}')
        if 'help' in options:
            self._choices.append(self._Choice(name, aliases, options.pop('help')))
        parser = self._class(**options)
        for each in (name, *aliases):
            if each in self._parsers:
                raise ValueError(f'conflicting subparser: {each}')
            self._parsers[each] = parser
        return parser

    def subactions(self):
        return self._choices

    def __call__(self, parser, namespace, values, option_string=None):
        name, *rest = values
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        if name not in self._parsers:
            raise ArgumentError(self, f'unknown parser {name!r} (choices: {", ".join(self._parsers)})')
        inner, extras = self._parsers[name].parse_known_args(rest, None)
        for key, value in vars(inner).items():
            setattr(namespace, key, value)
        if extras:
            namespace.__dict__.setdefault('_unrecognized_args', []).extend(extras)


class FileType:
    def __init__(self, mode='r', bufsize=-1, encoding=None, errors=None):
        self._mode, self._encoding = mode, encoding

    def __call__(self, string):
        if string == '-':
            return _sys.stdin if 'r' in self._mode else _sys.stdout
        try:
            return open(string, self._mode, encoding=self._encoding)
        except OSError as error:
            raise ArgumentTypeError(f"can't open '{string}': {error}")


_ACTIONS = {None: _StoreAction, 'store': _StoreAction, 'store_const': _StoreConstAction, 'store_true': _StoreTrueAction, 'store_false': _StoreFalseAction,
            'append': _AppendAction, 'append_const': _AppendConstAction, 'extend': _ExtendAction, 'count': _CountAction, 'help': _HelpAction, 'version': _VersionAction}


class _Container:
    def __init__(self, description=None, argument_default=None, conflict_handler='error', prefix_chars='-'):
        self.description, self.argument_default, self.conflict_handler, self.prefix_chars = description, argument_default, conflict_handler, prefix_chars
        self._actions, self._groups, self._mutex, self._defaults, self._options = [], [], [], {}, {}

    def set_defaults(self, **values):
        self._defaults.update(values)
        for action in self._actions:
            if action.dest in values:
                action.default = values[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    def register(self, registry, value, object):
        pass

    def add_argument(self, *names, **options):
        if not names or len(names) == 1 and names[0][0] not in self.prefix_chars:
            dest = options.pop('dest', None) or (names[0] if names else None)
            if dest is None:
                raise TypeError("missing 1 required positional argument: 'dest'")
            if 'required' in options:
                raise TypeError("'required' is an invalid argument for positionals")
            if options.get('action') not in ('store_true',) and options.get('nargs') not in (OPTIONAL, ZERO_OR_MORE, REMAINDER, SUPPRESS, 0):
                options['required'] = True
            if options.get('nargs') == ZERO_OR_MORE and 'default' not in options:
                options['required'] = False
            names, dest = [], dest
        else:
            for each in names:
                if each[0] not in self.prefix_chars:
                    raise ValueError(f"invalid option string {each!r}: must start with a character {self.prefix_chars!r}")
            dest = options.pop('dest', None)
            if dest is None:
                long = next((each for each in names if len(each) > 2 and each[1] in self.prefix_chars), names[0])
                dest = long.lstrip(self.prefix_chars).replace('-', '_')
        if 'default' not in options and options.get('action') not in ('store_true', 'store_false', 'help', 'version'):
            if dest in self._defaults:
                options['default'] = self._defaults[dest]
            elif self.argument_default is not None:
                options['default'] = self.argument_default
        kind = options.pop('action', None)
        make = _ACTIONS.get(kind, kind) if not isinstance(kind, type) else kind
        if not callable(make):
            raise ValueError(f'unknown action "{kind}"')
        if not names:
            options.setdefault('required', False)
            required = options.pop('required')
            action = make(option_strings=[], dest=dest, **options)
            action.required = required
        else:
            action = make(option_strings=list(names), dest=dest, **options)
        if action.type is not None and not callable(action.type):
            raise TypeError(f'{action.type!r} is not callable')
        return self._add_action(action)

    def _add_action(self, action):
        for each in action.option_strings:
            if each in self._options:
                if self.conflict_handler == 'resolve':
                    old = self._options.pop(each)
                    old.option_strings = [name for name in old.option_strings if name != each]
                    if not old.option_strings:
                        self._actions.remove(old)
                        for group in getattr(self, '_groups', []):
                            if old in group._group_actions:
                                group._group_actions.remove(old)
                else:
                    raise ArgumentError(action, f'conflicting option string: {each}')
            self._options[each] = action
        self._actions.append(action)
        return action

    def add_argument_group(self, title=None, description=None, **options):
        group = _ArgumentGroup(self, title, description)
        self._groups.append(group)
        return group

    def add_mutually_exclusive_group(self, *, required=False):
        group = _MutuallyExclusiveGroup(self, required)
        self._mutex.append(group)
        return group


class _ArgumentGroup(_Container):
    def __init__(self, container, title=None, description=None):
        self._container, self.title, self.description = container, title, description
        self.prefix_chars, self.argument_default, self.conflict_handler = container.prefix_chars, container.argument_default, container.conflict_handler
        self._group_actions, self._defaults = [], container._defaults

    _actions = property(lambda self: self._container._actions)
    _options = property(lambda self: self._container._options)
    _mutex = property(lambda self: self._container._mutex)
    _groups = property(lambda self: self._container._groups)

    def _add_action(self, action):
        action = self._container._add_action(action)
        self._group_actions.append(action)
        return action


class _MutuallyExclusiveGroup(_ArgumentGroup):
    def __init__(self, container, required=False):
        super().__init__(container)
        self.required = required

    def _add_action(self, action):
        if action.required:
            raise ValueError('mutually exclusive arguments must be optional')
        action = self._container._add_action(action)
        self._group_actions.append(action)
        return action


class ArgumentParser(_Container):
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=HelpFormatter, prefix_chars='-', fromfile_prefix_chars=None,
                 argument_default=None, conflict_handler='error', add_help=True, allow_abbrev=True, exit_on_error=True, **rest):
        super().__init__(description, argument_default, conflict_handler, prefix_chars)
        if prog is None:
            main = _sys.modules.get('__main__')
            spec = getattr(main, '__spec__', None)
            prog = _os.path.basename(_sys.argv[0]) if spec is None else f"{_os.path.basename(_sys.executable)} -m {spec.name.removesuffix('.__main__')}"
        self.prog, self.usage, self.epilog, self.formatter_class = prog, usage, epilog, formatter_class
        self.add_help, self.allow_abbrev, self.exit_on_error, self._subparsers = add_help, allow_abbrev, exit_on_error, None
        self._subparsers_group = None
        self._groups = []
        if add_help:
            self.add_argument('-h', '--help', action='help', default=SUPPRESS, help='show this help message and exit')
        for parent in parents:
            for action in parent._actions:
                if not isinstance(action, _HelpAction) or not add_help:
                    self._add_action(action)
            self._defaults.update(parent._defaults)

    def add_subparsers(self, **options):
        if self._subparsers is not None:
            raise ArgumentError(None, 'cannot have multiple subparser arguments')
        title, description = options.pop('title', None), options.pop('description', None)
        options.setdefault('parser_class', type(self))
        if 'prog' not in options:
            formatter = self.formatter_class(self.prog)
            options['prog'] = formatter.usage(self.usage, [each for each in self._actions if not each.option_strings], [], '').strip()
        kind = options.pop('action', _SubParsersAction)
        action = kind(option_strings=[], **options)
        self._subparsers = action
        if title is not None or description is not None:
            self.add_argument_group(title or 'subcommands', description)._add_action(action)
        else:
            self._add_action(action)
        return action

    def _formatter(self):
        formatter = self.formatter_class(self.prog)
        rows = [(formatter.invocation(each), indent) for action in self._actions if action.help is not SUPPRESS for each, indent in formatter.rows(action, 2)]
        formatter.longest = max((len(name) + indent for name, indent in rows), default=0)
        return formatter

    def format_usage(self):
        return self._formatter().usage(self.usage, self._actions, self._mutex)[:-1]

    def format_help(self):
        formatter = self._formatter()
        made = formatter.usage(self.usage, self._actions, self._mutex)
        if self.description:
            made += formatter.text(self.description)
        grouped = [action for group in self._groups for action in group._group_actions]
        own = [action for action in self._actions if action not in grouped]
        made += formatter.section('positional arguments', None, [action for action in own if not action.option_strings])
        made += formatter.section('options', None, [action for action in own if action.option_strings])
        for group in self._groups:
            made += formatter.section(group.title, group.description, group._group_actions)
        if self.epilog:
            made += formatter.text(self.epilog)
        return made.rstrip('\n') + '\n'

    def print_usage(self, file=None):
        self._print_message(self.format_usage(), file or _sys.stdout)

    def print_help(self, file=None):
        self._print_message(self.format_help(), file or _sys.stdout)

    def _print_message(self, message, file=None):
        (file or _sys.stderr).write(message)

    def exit(self, status=0, message=None):
        if message:
            self._print_message(message, _sys.stderr)
        _sys.exit(status)

    def error(self, message):
        self.print_usage(_sys.stderr)
        self.exit(2, f'{self.prog}: error: {message}\n')

    def parse_args(self, args=None, namespace=None):
        values, extras = self.parse_known_args(args, namespace)
        if extras:
            self.error(f"unrecognized arguments: {' '.join(extras)}")
        return values

    parse_intermixed_args = parse_args

    def parse_known_args(self, args=None, namespace=None):
        args = list(_sys.argv[1:] if args is None else args)
        namespace = Namespace() if namespace is None else namespace
        for action in self._actions:
            if action.dest is not SUPPRESS and action.default is not SUPPRESS and not hasattr(namespace, action.dest):
                setattr(namespace, action.dest, action.default)
        for dest, value in self._defaults.items():
            if not hasattr(namespace, dest):
                setattr(namespace, dest, value)
        try:
            extras = self._parse(args, namespace)
        except ArgumentError as error:
            if not self.exit_on_error:
                raise
            self.error(str(error))
        extras += namespace.__dict__.pop('_unrecognized_args', [])
        return namespace, extras

    def _find(self, word):
        """The action of a word that looks like an option, with the value that is written to it; None for an operand."""
        if not word or word[0] not in self.prefix_chars or len(word) == 1:
            return None
        if word in self._options:
            return self._options[word], word, None
        if '=' in word:
            name, value = word.split('=', 1)
            if name in self._options:
                return self._options[name], name, value
        found = []
        if word[1] in self.prefix_chars:
            if self.allow_abbrev:
                name, equals, value = word.partition('=')
                found = [(self._options[each], each, value if equals else None) for each in self._options if each.startswith(name)]
        elif word[:2] in self._options:
            return self._options[word[:2]], word[:2], word[2:]
        else:
            found = [(self._options[each], each, None) for each in self._options if self.allow_abbrev and each.startswith(word)]
        if len(found) > 1:
            raise ArgumentError(None, f"ambiguous option: {word} could match {', '.join(each[1] for each in found)}")
        if found:
            return found[0]
        if _re.match(r'-\d+$|-\d*\.\d+$', word) and not any(_re.match(r'-\d', each) for each in self._options):
            return None
        return None if ' ' in word else (None, word, None)

    def _parse(self, args, namespace):
        positionals = [action for action in self._actions if not action.option_strings]
        seen, extras, waiting = set(), [], []
        seen_mutex = {}
        at = 0

        def take(action, values, name=None):
            if action.nargs not in (OPTIONAL, ZERO_OR_MORE) or values:
                seen.add(action)
                for group in self._mutex:
                    if action in group._group_actions:
                        other = seen_mutex.setdefault(id(group), action)
                        if other is not action:
                            raise ArgumentError(action, f'not allowed with argument {_name_of(other)}')
            value = self._value(action, values)
            if value is not SUPPRESS:
                action(self, namespace, value, name)

        def flush(final):
            """Hands the operands read so far to as many positionals as they are enough for."""
            while positionals:
                counts = self._share(positionals, len(waiting), final)
                if not counts:
                    break
                for count in counts:
                    action = positionals.pop(0)
                    values = waiting[:count]
                    del waiting[:count]
                    take(action, values)
                break
            extras.extend(waiting)
            waiting.clear()

        while at < len(args):
            word = args[at]
            if word == '--':
                waiting.extend(args[at + 1:])
                at = len(args)
                break
            found = self._find(word)
            if found is None:
                if positionals and positionals[0].nargs in (PARSER, REMAINDER) and not waiting or \
                        positionals and len(positionals) > 1 and len(waiting) >= sum(self._least(each) for each in positionals[:-1]) and positionals[-1].nargs in (PARSER, REMAINDER):
                    if positionals[0].nargs in (PARSER, REMAINDER):
                        waiting.extend(args[at:])
                        at = len(args)
                        break
                    waiting.extend(args[at:])
                    at = len(args)
                    break
                waiting.append(word)
                at += 1
                continue
            action, name, inline = found
            if waiting:
                if positionals:
                    counts = self._share(positionals, len(waiting), False)
                    for count in counts:
                        each = positionals.pop(0)
                        values = waiting[:count]
                        del waiting[:count]
                        take(each, values)
                extras.extend(waiting)
                waiting.clear()
            at += 1
            if action is None:
                extras.append(word)
                continue
            if inline is not None:
                if action.nargs == 0:
                    if len(name) == 2 and not word.startswith('--') and inline:
                        take(action, [], name)
                        args[at:at] = ['-' + inline]
                        continue
                    raise ArgumentError(action, f'ignored explicit argument {inline!r}')
                take(action, [inline], name)
                continue
            values = []
            most = self._most(action)
            while at < len(args) and len(values) < most and args[at] != '--' and (action.nargs == REMAINDER or self._find(args[at]) is None):
                values.append(args[at])
                at += 1
            if len(values) < self._least(action):
                raise ArgumentError(action, {None: 'expected one argument', ONE_OR_MORE: 'expected at least one argument'}.get(
                    action.nargs, f"expected {action.nargs} argument{'' if action.nargs == 1 else 's'}"))
            take(action, values, name)
        flush(True)
        missing = [_name_of(action) for action in self._actions if action.required and action not in seen]
        for action in list(positionals):
            if not action.required and action.nargs in (OPTIONAL, ZERO_OR_MORE, REMAINDER):
                take(action, [])
        if missing:
            raise ArgumentError(None, f"the following arguments are required: {', '.join(map(str, missing))}")
        for group in self._mutex:
            if group.required and id(group) not in seen_mutex:
                names = [_name_of(action) for action in group._group_actions if action.help is not SUPPRESS]
                raise ArgumentError(None, f"one of the arguments {' '.join(names)} is required")
        for action in self._actions:
            if action not in seen and isinstance(action.default, str) and action.dest is not SUPPRESS and getattr(namespace, action.dest, None) is action.default:
                setattr(namespace, action.dest, self._typed(action, action.default))
        return extras

    def _least(self, action):
        return {None: 1, OPTIONAL: 0, ZERO_OR_MORE: 0, ONE_OR_MORE: 1, PARSER: 1, REMAINDER: 0, SUPPRESS: 0}.get(action.nargs, action.nargs)

    def _most(self, action):
        return {None: 1, OPTIONAL: 1, SUPPRESS: 0}.get(action.nargs, action.nargs if isinstance(action.nargs, int) else 1 << 30)

    def _share(self, positionals, count, final):
        """How many operands each of the first positionals takes, as long as there are enough."""
        counts = []
        left = count
        for at, action in enumerate(positionals):
            least = self._least(action)
            if left < least or not final and left == 0 and least == 0:
                break
            later = sum(self._least(each) for each in positionals[at + 1:])
            counts.append(max(least, min(self._most(action), left - later)))
            left -= counts[-1]
        return counts

    def _value(self, action, values):
        nargs = action.nargs
        if nargs not in (PARSER, REMAINDER):
            values = [each for each in values]
        if not values and nargs == OPTIONAL:
            value = action.const if action.option_strings else action.default
            return self._typed(action, value) if isinstance(value, str) else value
        if not values and nargs == ZERO_OR_MORE and not action.option_strings:
            return action.default if action.default is not None else []
        if len(values) == 1 and nargs in (None, OPTIONAL):
            value = self._typed(action, values[0])
            self._check(action, value)
            return value
        if nargs == PARSER:
            self._check(action, values[0])
            return values
        typed = [self._typed(action, each) for each in values]
        if nargs != REMAINDER:
            for each in typed:
                self._check(action, each)
        return typed

    def _typed(self, action, text):
        if action.type is None:
            return text
        try:
            return action.type(text)
        except ArgumentTypeError as error:
            raise ArgumentError(action, str(error))
        except (TypeError, ValueError):
            raise ArgumentError(action, f"invalid {getattr(action.type, '__name__', repr(action.type))} value: {text!r}")

    def _check(self, action, value):
        if action.choices is not None and value not in action.choices:
            raise ArgumentError(action, f"invalid choice: {value!r} (choose from {', '.join(map(str, action.choices))})")
