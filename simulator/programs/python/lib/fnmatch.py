"""Names that match patterns of the shell."""
import os
import re


def translate(pat):
    made, at = '', 0
    while at < len(pat):
        letter = pat[at]
        at += 1
        if letter == '*':
            made += '.*'
        elif letter == '?':
            made += '.'
        elif letter == '[':
            end = at + (pat[at:at + 1] == '!')
            end = pat.find(']', end + 1 if pat[end:end + 1] == ']' else end)
            if end < 0:
                made += '\\['
            else:
                inside = pat[at:end].replace('\\', '\\\\')
                made += '[' + ('^' + inside[1:] if inside.startswith('!') else '\\' + inside if inside.startswith('^') else inside) + ']'
                at = end + 1
        else:
            made += re.escape(letter)
    return f'(?s:{made})\\Z'


def fnmatchcase(name, pat):
    return re.match(translate(pat), name) is not None


def fnmatch(name, pat):
    return fnmatchcase(os.fspath(name), os.fspath(pat))


def filter(names, pat):
    compiled = re.compile(translate(pat))
    return [name for name in names if compiled.match(name)]
