"""Tables of comma-separated values."""
QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)


class Error(Exception):
    pass


class Dialect:
    delimiter, quotechar, doublequote, escapechar, lineterminator, quoting, skipinitialspace, strict = ',', '"', True, None, '\r\n', QUOTE_MINIMAL, False, False


class excel(Dialect):
    pass


class excel_tab(excel):
    delimiter = '\t'


class unix_dialect(Dialect):
    quoting, lineterminator = QUOTE_ALL, '\n'


_dialects = {'excel': excel, 'excel-tab': excel_tab, 'unix': unix_dialect}


def register_dialect(name, dialect=excel, **options):
    _dialects[name] = type(name, (dialect,), options)


def get_dialect(name):
    return _dialects[name]


def list_dialects():
    return list(_dialects)


def field_size_limit(limit=None):
    return 131072


def _settings(dialect, options):
    base = _dialects.get(dialect) if isinstance(dialect, str) else dialect
    if base is None:
        raise Error('unknown dialect')
    return type('_', (base if isinstance(base, type) else type(base),), options)


class reader:
    def __init__(self, csvfile, dialect='excel', **options):
        self._lines, self.dialect, self.line_num = iter(csvfile), _settings(dialect, options), 0

    def __iter__(self):
        return self

    def __next__(self):
        d = self.dialect
        fields, field, quoted, was_quoted, any_text = [], [], False, False, False
        line = next(self._lines)
        self.line_num += 1
        while True:
            at = 0
            while at < len(line):
                letter = line[at]
                at += 1
                if quoted:
                    if letter == d.quotechar:
                        if d.doublequote and line[at:at + 1] == d.quotechar:
                            field.append(letter)
                            at += 1
                        else:
                            quoted = False
                    else:
                        field.append(letter)
                elif letter == d.escapechar:
                    field.append(line[at:at + 1])
                    at += 1
                elif letter == d.quotechar and not field and d.quoting != QUOTE_NONE:
                    quoted = was_quoted = True
                elif letter == d.delimiter:
                    fields.append(self._value(field, was_quoted))
                    field, was_quoted, any_text = [], False, True
                elif letter in '\r\n':
                    pass
                elif letter == ' ' and d.skipinitialspace and not field:
                    pass
                else:
                    field.append(letter)
            if not quoted:
                break
            try:
                line = next(self._lines)
            except StopIteration:
                break
            self.line_num += 1
        if field or was_quoted or any_text:
            fields.append(self._value(field, was_quoted))
        return fields

    def _value(self, field, was_quoted):
        text = ''.join(field)
        return float(text) if self.dialect.quoting == QUOTE_NONNUMERIC and not was_quoted else text


class writer:
    def __init__(self, csvfile, dialect='excel', **options):
        self._file, self.dialect = csvfile, _settings(dialect, options)

    def _field(self, value, alone):
        d = self.dialect
        text = '' if value is None else repr(value) if isinstance(value, float) else str(value)
        special = any(each in text for each in (d.delimiter, d.quotechar or '\0', '\n', '\r')) or alone and not text
        if d.quoting == QUOTE_NONE:
            if special and d.escapechar is None:
                raise Error('need to escape, but no escapechar set')
            return ''.join(d.escapechar + each if each in (d.delimiter, d.escapechar, d.quotechar) else each for each in text) if d.escapechar else text
        if special or d.quoting == QUOTE_ALL or d.quoting == QUOTE_NONNUMERIC and not isinstance(value, (int, float)):
            return d.quotechar + text.replace(d.quotechar, d.quotechar * 2) + d.quotechar
        return text

    def writerow(self, row):
        row = list(row)
        return self._file.write(self.dialect.delimiter.join(self._field(each, len(row) == 1) for each in row) + self.dialect.lineterminator)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect='excel', *args, **options):
        self._names, self.restkey, self.restval, self.reader = fieldnames, restkey, restval, reader(f, dialect, **options)

    line_num = property(lambda self: self.reader.line_num)

    @property
    def fieldnames(self):
        if self._names is None:
            self._names = next(self.reader, None)
        return self._names

    def __iter__(self):
        return self

    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        while row == []:
            row = next(self.reader)
        made = dict(zip(names, row))
        if len(row) > len(names):
            made[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            made[name] = self.restval
        return made


class DictWriter:
    def __init__(self, f, fieldnames, restval='', extrasaction='raise', dialect='excel', *args, **options):
        self.fieldnames, self.restval, self.extrasaction, self.writer = fieldnames, restval, extrasaction, writer(f, dialect, **options)

    def writeheader(self):
        return self.writer.writerow(self.fieldnames)

    def writerow(self, rowdict):
        wrong = [key for key in rowdict if key not in self.fieldnames]
        if wrong and self.extrasaction == 'raise':
            raise ValueError('dict contains fields not in fieldnames: ' + ', '.join(map(repr, wrong)))
        return self.writer.writerow([rowdict.get(key, self.restval) for key in self.fieldnames])

    def writerows(self, rowdicts):
        for each in rowdicts:
            self.writerow(each)
