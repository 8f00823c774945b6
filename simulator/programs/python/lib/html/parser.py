"""Reading HTML piece by piece."""
import re
from html import unescape

__all__ = ['HTMLParser']
_TAG = re.compile(r'<(/?)([a-zA-Z][^\s/>]*)((?:\s+[^\s/>=]+(?:\s*=\s*(?:"[^"]*"|\'[^\']*\'|[^\s>]*))?|\s*/?)*)\s*(/?)>')
_ATTRIBUTE = re.compile(r'([^\s/>=]+)(?:\s*=\s*("[^"]*"|\'[^\']*\'|[^\s>]*))?')


class HTMLParser:
    CDATA_CONTENT_ELEMENTS = ('script', 'style')

    def __init__(self, *, convert_charrefs=True):
        self.convert_charrefs = convert_charrefs
        self.reset()

    def reset(self):
        self.rawdata, self._raw_until = '', None

    def feed(self, data):
        self.rawdata += data
        self._go(False)

    def close(self):
        self._go(True)

    def _go(self, end):
        text, at = self.rawdata, 0
        while at < len(text):
            if self._raw_until:
                stop = text.lower().find('</' + self._raw_until, at)
                if stop < 0:
                    break
                if stop > at:
                    self.handle_data(text[at:stop])
                at, self._raw_until = stop, None
            stop = text.find('<', at)
            if stop < 0:
                stop = len(text) if end or '&' not in text[at:] else at
                if stop > at:
                    self._data(text[at:stop])
                at = stop
                break
            if stop > at:
                self._data(text[at:stop])
                at = stop
            if text.startswith('<!--', at):
                stop = text.find('-->', at)
                if stop < 0:
                    break
                self.handle_comment(text[at + 4:stop])
                at = stop + 3
            elif text.startswith('<!', at):
                stop = text.find('>', at)
                if stop < 0:
                    break
                self.handle_decl(text[at + 2:stop])
                at = stop + 1
            else:
                found = _TAG.match(text, at)
                if found is None:
                    if '>' not in text[at:] and not end:
                        break
                    self._data('<')
                    at += 1
                    continue
                self._tag(found)
                at = found.end()
        self.rawdata = text[at:]

    def _tag(self, found):
        closing, name, rest, _ = found.groups()
        name = name.lower()
        self._start_text = found.group()
        if closing:
            self.handle_endtag(name)
            return
        empty = found.group().endswith('/>')
        attributes = []
        for key, value in _ATTRIBUTE.findall(rest):
            if key == '/':
                continue
            attributes.append((key.lower(), unescape(value.strip('"\'')) if value or key + '=' in rest else None))
        if empty:
            self.handle_startendtag(name, attributes)
        else:
            self.handle_starttag(name, attributes)
            if name in self.CDATA_CONTENT_ELEMENTS:
                self._raw_until = name

    def _data(self, text):
        self.handle_data(unescape(text) if self.convert_charrefs else text)

    def get_starttag_text(self):
        return self._start_text

    def getpos(self):
        return 1, 0

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_starttag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        pass

    def handle_data(self, data):
        pass

    def handle_comment(self, data):
        pass

    def handle_decl(self, decl):
        pass
