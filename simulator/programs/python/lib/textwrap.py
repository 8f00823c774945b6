"""Paragraphs of a given width."""
import re


class TextWrapper:
    def __init__(self, width=70, initial_indent='', subsequent_indent='', expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8, *,
                 max_lines=None, placeholder=' [...]'):
        self.width, self.initial_indent, self.subsequent_indent = width, initial_indent, subsequent_indent
        self.expand_tabs, self.replace_whitespace, self.break_long_words = expand_tabs, replace_whitespace, break_long_words
        self.drop_whitespace, self.break_on_hyphens, self.tabsize = drop_whitespace, break_on_hyphens, tabsize
        self.fix_sentence_endings, self.max_lines, self.placeholder = fix_sentence_endings, max_lines, placeholder

    def _pieces(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = re.sub(r'[\t\n\v\f\r ]', ' ', text)
        pieces = []
        for word in re.findall(r'\s+|\S+', text):
            if self.break_on_hyphens and not word.isspace():
                pieces.extend(part for part in re.split(r'(?<=[A-Za-z]-)(?=[A-Za-z]{2})|(?<=[\w!"\'&.,?])(?=-{2,}\w)', word) if part)
            else:
                pieces.append(word)
        return pieces

    def wrap(self, text):
        if self.width <= 0:
            raise ValueError(f'invalid width {self.width!r} (must be > 0)')
        pieces = self._pieces(text)[::-1]
        lines = []
        while pieces:
            indent = self.subsequent_indent if lines else self.initial_indent
            room = self.width - len(indent)
            if self.drop_whitespace and pieces[-1].isspace() and lines:
                pieces.pop()
            line, length = [], 0
            while pieces and length + len(pieces[-1]) <= room:
                length += len(pieces[-1])
                line.append(pieces.pop())
            if pieces and len(pieces[-1]) > room:
                if self.break_long_words:
                    left = max(room - length, 1)
                    word = pieces.pop()
                    line.append(word[:left])
                    pieces.append(word[left:])
                elif not line:
                    line.append(pieces.pop())
            if self.drop_whitespace and line and line[-1].isspace():
                line.pop()
            if not line:
                continue
            rest = any(not piece.isspace() for piece in pieces)
            if self.max_lines is not None and len(lines) + 1 >= self.max_lines and rest:
                while line:
                    if not line[-1].isspace() and sum(map(len, line)) + len(self.placeholder) <= room:
                        lines.append(indent + ''.join(line) + self.placeholder)
                        break
                    line.pop()
                else:
                    lines.append(indent + self.placeholder.lstrip())
                break
            lines.append(indent + ''.join(line))
        return lines

    def fill(self, text):
        return '\n'.join(self.wrap(text))


def wrap(text, width=70, **options):
    return TextWrapper(width=width, **options).wrap(text)


def fill(text, width=70, **options):
    return TextWrapper(width=width, **options).fill(text)


def shorten(text, width, **options):
    return TextWrapper(width=width, max_lines=1, **options).fill(' '.join(text.strip().split()))


def dedent(text):
    lines = [line if line.strip() else '' for line in text.split('\n')]
    margin = None
    for line in lines:
        if line:
            indent = line[:len(line) - len(line.lstrip())]
            if margin is None:
                margin = indent
            else:
                same = 0
                while same < min(len(margin), len(indent)) and margin[same] == indent[same]:
                    same += 1
                margin = margin[:same]
    return '\n'.join(line[len(margin or ''):] for line in lines)


def indent(text, prefix, predicate=None):
    keep = predicate or (lambda line: line.strip())
    return ''.join(prefix + line if keep(line) else line for line in text.splitlines(True))
