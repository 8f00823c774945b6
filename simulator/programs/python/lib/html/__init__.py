"""Text in HTML."""
import re as _re

__all__ = ['escape', 'unescape']


def escape(s, quote=True):
    s = s.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
    return s.replace('"', '&quot;').replace("'", '&#x27;') if quote else s


_NAMES = {'amp': '&', 'lt': '<', 'gt': '>', 'quot': '"', 'apos': "'", 'nbsp': '\xa0', 'copy': '©', 'reg': '®', 'hellip': '…', 'mdash': '—', 'ndash': '–',
          'lsquo': '‘', 'rsquo': '’', 'ldquo': '“', 'rdquo': '”', 'laquo': '«', 'raquo': '»', 'bull': '•', 'middot': '·', 'euro': '€', 'times': '×', 'larr': '←', 'rarr': '→',
          'eacute': 'é', 'egrave': 'è', 'auml': 'ä', 'ouml': 'ö', 'uuml': 'ü', 'szlig': 'ß', 'trade': '™', 'deg': '°', 'para': '¶', 'sect': '§'}


def unescape(s):
    def one(found):
        word = found.group(1)
        if word[0] == '#':
            code = int(word[2:], 16) if word[1] in 'xX' else int(word[1:])
            return chr(code) if 0 < code < 0x110000 else '\ufffd'
        return _NAMES.get(word, found.group(0))
    return _re.sub(r'&(#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z0-9]+);?', one, s) if '&' in s else s
