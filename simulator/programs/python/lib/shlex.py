"""Words as the shell splits them."""
import re


def quote(s):
    if not s:
        return "''"
    if re.search(r'[^\w@%+=:,./-]', s, re.ASCII) is None:
        return s
    return "'" + s.replace("'", "'\"'\"'") + "'"


def join(split_command):
    return ' '.join(map(quote, split_command))


def split(s, comments=False, posix=True):
    words, word, at = [], None, 0
    while at < len(s):
        letter = s[at]
        at += 1
        if letter.isspace():
            if word is not None:
                words.append(word)
            word = None
        elif letter == '#' and comments and word is None:
            at = (s + '\n').index('\n', at)
        elif letter == "'":
            end = s.find("'", at)
            if end < 0:
                raise ValueError('No closing quotation')
            word = (word or '') + s[at:end]
            at = end + 1
        elif letter == '"':
            word = word or ''
            while True:
                if at >= len(s):
                    raise ValueError('No closing quotation')
                if s[at] == '"':
                    at += 1
                    break
                if s[at] == '\\' and s[at + 1:at + 2] in ('"', '\\'):
                    at += 1
                word += s[at]
                at += 1
        elif letter == '\\':
            if at >= len(s):
                raise ValueError('No escaped character')
            word = (word or '') + s[at]
            at += 1
        else:
            word = (word or '') + letter
    return words if word is None else words + [word]
