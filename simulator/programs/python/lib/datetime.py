"""Dates and times."""
import math as _math
import time as _time

MINYEAR, MAXYEAR = 1, 9999
_MONTHS = [None, 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
_DAYS = [None, 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
_EPOCH = 719163


def _leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _month_days(year, month):
    return 29 if month == 2 and _leap(year) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def _before_year(year):
    year -= 1
    return year * 365 + year // 4 - year // 100 + year // 400


def _before_month(year, month):
    return sum(_month_days(year, each) for each in range(1, month))


def _ordinal(year, month, day):
    return _before_year(year) + _before_month(year, month) + day


def _from_ordinal(n):
    year = max(1, n * 400 // 146097 - 1)
    while _before_year(year + 1) < n:
        year += 1
    n -= _before_year(year)
    month = 1
    while n > _month_days(year, month):
        n -= _month_days(year, month)
        month += 1
    return year, month, n


def _integer(value):
    if isinstance(value, float):
        raise TypeError("'float' object cannot be interpreted as an integer")
    return value.__index__()


def _check_date(year, month, day):
    year, month, day = _integer(year), _integer(month), _integer(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f'year {year} is out of range')
    if not 1 <= month <= 12:
        raise ValueError('month must be in 1..12')
    if not 1 <= day <= _month_days(year, month):
        raise ValueError('day is out of range for month')
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    if not 0 <= hour <= 23:
        raise ValueError('hour must be in 0..23')
    if not 0 <= minute <= 59:
        raise ValueError('minute must be in 0..59')
    if not 0 <= second <= 59:
        raise ValueError('second must be in 0..59')
    if not 0 <= microsecond <= 999999:
        raise ValueError('microsecond must be in 0..999999')
    return hour, minute, second, microsecond, fold


class timedelta:
    __slots__ = ('_days', '_seconds', '_microseconds')

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        parts = ((days, 86400), (seconds, 1), (minutes, 60), (hours, 3600), (weeks, 604800))
        total = 0
        for value, unit in parts:
            if isinstance(value, float):
                whole = int(value)
                total += whole * unit * 1000000 + round((value - whole) * unit * 1000000)
            else:
                total += value * unit * 1000000
        total += round(milliseconds * 1000) + (microseconds if isinstance(microseconds, int) else round(microseconds))
        return cls._from(total)

    @classmethod
    def _from(cls, total):
        self = object.__new__(cls)
        seconds, self._microseconds = divmod(total, 1000000)
        self._days, self._seconds = divmod(seconds, 86400)
        if abs(self._days) > 999999999:
            raise OverflowError(f'days={self._days}; must have magnitude <= 999999999')
        return self

    def _total(self):
        return (self._days * 86400 + self._seconds) * 1000000 + self._microseconds

    days = property(lambda self: self._days)
    seconds = property(lambda self: self._seconds)
    microseconds = property(lambda self: self._microseconds)

    def total_seconds(self):
        return self._total() / 1000000

    def __repr__(self):
        parts = [f'{name}={value}' for name, value in (('days', self._days), ('seconds', self._seconds), ('microseconds', self._microseconds)) if value]
        return f"datetime.timedelta({', '.join(parts) or '0'})"

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = f'{hours}:{minutes:02d}:{seconds:02d}'
        if self._days:
            text = f"{self._days} day{'' if abs(self._days) == 1 else 's'}, {text}"
        return text + f'.{self._microseconds:06d}' if self._microseconds else text

    def __add__(self, other):
        return timedelta._from(self._total() + other._total()) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return timedelta._from(self._total() - other._total()) if isinstance(other, timedelta) else NotImplemented

    def __rsub__(self, other):
        return timedelta._from(other._total() - self._total()) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return timedelta._from(-self._total())

    def __pos__(self):
        return self

    def __abs__(self):
        return -self if self._days < 0 else self

    def __mul__(self, other):
        if isinstance(other, (int, float)):
            return timedelta._from(round(self._total() * other))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._total() // other._total()
        return timedelta._from(self._total() // other) if isinstance(other, int) else NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total() / other._total()
        return timedelta._from(round(self._total() / other)) if isinstance(other, (int, float)) else NotImplemented

    def __mod__(self, other):
        return timedelta._from(self._total() % other._total()) if isinstance(other, timedelta) else NotImplemented

    def __divmod__(self, other):
        return self // other, self % other

    def __eq__(self, other):
        return self._total() == other._total() if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._total() < other._total() if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._total() <= other._total() if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._total() > other._total() if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._total() >= other._total() if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash(self._total())

    def __bool__(self):
        return self._total() != 0


timedelta.min, timedelta.max, timedelta.resolution = timedelta(-999999999), timedelta(days=999999999, seconds=86399, microseconds=999999), timedelta(microseconds=1)


class tzinfo:
    __slots__ = ()

    def tzname(self, dt):
        raise NotImplementedError('tzinfo subclass must override tzname()')

    def utcoffset(self, dt):
        raise NotImplementedError('tzinfo subclass must override utcoffset()')

    def dst(self, dt):
        raise NotImplementedError('tzinfo subclass must override dst()')

    def fromutc(self, dt):
        return dt + self.utcoffset(dt)


def _offset_text(offset, colon=':'):
    if offset is None:
        return ''
    sign = '+'
    if offset < timedelta(0):
        sign, offset = '-', -offset
    minutes, seconds = divmod(offset._days * 86400 + offset._seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f'{sign}{hours:02d}{colon}{minutes:02d}' + (f'{colon}{seconds:02d}' if seconds else '')


class timezone(tzinfo):
    __slots__ = ('_offset', '_name')

    def __init__(self, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError('offset must be a timedelta')
        if not timedelta(hours=-24) < offset < timedelta(hours=24):
            raise ValueError(f'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not {offset!r}')
        self._offset, self._name = offset, name

    def utcoffset(self, dt):
        return self._offset

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return 'UTC' + _offset_text(self._offset) if self._offset else 'UTC'

    def dst(self, dt):
        return None

    def fromutc(self, dt):
        return dt + self._offset

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return 'datetime.timezone.utc'
        return f"datetime.timezone({self._offset!r}{'' if self._name is None else f', {self._name!r}'})"

    def __str__(self):
        return self.tzname(None)


timezone.utc = UTC = timezone(timedelta(0))


def _format(it, format, clock):
    made, at = [], 0
    while at < len(format):
        letter = format[at]
        at += 1
        if letter != '%' or at >= len(format):
            made.append(letter)
            continue
        code = format[at]
        at += 1
        if code == ':' and format[at:at + 1] == 'z':
            at += 1
            made.append(_offset_text(it.utcoffset()) if hasattr(it, 'utcoffset') else '')
        elif code == 'f':
            made.append(f'{getattr(it, "microsecond", 0):06d}')
        elif code == 'z':
            made.append(_offset_text(it.utcoffset(), '') if hasattr(it, 'utcoffset') else '')
        elif code == 'Z':
            made.append((it.tzname() or '') if hasattr(it, 'tzname') else '')
        elif code == 's' and isinstance(it, datetime):
            made.append(str(int(it.timestamp())))
        elif code == '-' and at < len(format):
            code = format[at]
            at += 1
            made.append(_time.strftime('%' + code, clock).lstrip('0') or '0')
        else:
            made.append(_time.strftime('%' + code, clock))
    return ''.join(made)


class date:
    __slots__ = ('_year', '_month', '_day')

    def __new__(cls, year, month=None, day=None):
        if month is None or day is None:
            missing = 'month' if month is None else 'day'
            raise TypeError(f"function missing required argument '{missing}' (pos {2 if month is None else 3})")
        self = object.__new__(cls)
        self._year, self._month, self._day = _check_date(year, month, day)
        return self

    @classmethod
    def fromtimestamp(cls, t):
        return cls(*_time.localtime(t)[:3])

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromordinal(cls, n):
        return cls(*_from_ordinal(n))

    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError('fromisoformat: argument must be str')
        parts = text.split('-')
        if len(text) == 8 and text.isdigit():
            parts = [text[:4], text[4:6], text[6:]]
        if len(parts) != 3 or not all(part.isdigit() for part in parts) or [len(part) for part in parts] != [4, 2, 2]:
            raise ValueError(f'Invalid isoformat string: {text!r}')
        return cls(*map(int, parts))

    @classmethod
    def fromisocalendar(cls, year, week, day):
        first = _ordinal(year, 1, 4)
        return cls.fromordinal(first - (first + 6) % 7 + (week - 1) * 7 + day - 1)

    year = property(lambda self: self._year)
    month = property(lambda self: self._month)
    day = property(lambda self: self._day)

    def __repr__(self):
        return f'datetime.date({self._year}, {self._month}, {self._day})'

    def isoformat(self):
        return f'{self._year:04d}-{self._month:02d}-{self._day:02d}'

    def __str__(self):
        return self.isoformat()

    def ctime(self):
        return f'{_DAYS[self.isoweekday()]} {_MONTHS[self._month]} {self._day:2d} 00:00:00 {self._year:04d}'

    def timetuple(self):
        return _time.struct_time((self._year, self._month, self._day, 0, 0, 0, self.weekday(), self._yday(), -1))

    def _yday(self):
        return _before_month(self._year, self._month) + self._day

    def strftime(self, format):
        return _format(self, format, self.timetuple())

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def toordinal(self):
        return _ordinal(self._year, self._month, self._day)

    def replace(self, year=None, month=None, day=None):
        return type(self)(self._year if year is None else year, self._month if month is None else month, self._day if day is None else day)

    __replace__ = replace

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        year = self._year
        for candidate in (year + 1, year, year - 1):
            first = _ordinal(candidate, 1, 4)
            monday = first - (first + 6) % 7
            if self.toordinal() >= monday:
                from collections import namedtuple
                return namedtuple('IsoCalendarDate', 'year week weekday')(candidate, (self.toordinal() - monday) // 7 + 1, self.isoweekday())

    def _key(self):
        return self._year, self._month, self._day

    def _compared(self, other, compare):
        if isinstance(other, date) and not isinstance(other, datetime):
            return compare(self._key(), other._key())
        return NotImplemented

    def __eq__(self, other):
        return self._compared(other, lambda a, b: a == b)

    def __lt__(self, other):
        return self._compared(other, lambda a, b: a < b)

    def __le__(self, other):
        return self._compared(other, lambda a, b: a <= b)

    def __gt__(self, other):
        return self._compared(other, lambda a, b: a > b)

    def __ge__(self, other):
        return self._compared(other, lambda a, b: a >= b)

    def __hash__(self):
        return hash(self._key())

    def __add__(self, other):
        if isinstance(other, timedelta):
            n = self.toordinal() + other._days
            if not 0 < n <= 3652059:
                raise OverflowError('date value out of range')
            return type(self).fromordinal(n)
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other._days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented


class time:
    __slots__ = ('_hour', '_minute', '_second', '_microsecond', '_tzinfo', '_fold')

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        self = object.__new__(cls)
        self._hour, self._minute, self._second, self._microsecond, self._fold = _check_time(hour, minute, second, microsecond, fold)
        self._tzinfo = tzinfo
        return self

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    @classmethod
    def fromisoformat(cls, text):
        found = _time_of(text.removeprefix('T'))
        if found is None:
            raise ValueError(f'Invalid isoformat string: {text!r}')
        return cls(*found)

    def isoformat(self, timespec='auto'):
        return _clock_text(self, timespec) + _offset_text(self.utcoffset())

    __str__ = isoformat

    def __repr__(self):
        parts = [self._hour, self._minute] + ([self._second] if self._second or self._microsecond else []) + ([self._microsecond] if self._microsecond else [])
        return f"datetime.time({', '.join(map(str, parts))}{'' if self._tzinfo is None else f', tzinfo={self._tzinfo!r}'})"

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(None)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(None)

    def strftime(self, format):
        return _format(self, format, _time.struct_time((1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1)))

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        given = (hour, minute, second, microsecond)
        mine = (self._hour, self._minute, self._second, self._microsecond)
        return type(self)(*[b if a is None else a for a, b in zip(given, mine)], self._tzinfo if tzinfo is True else tzinfo)

    def _key(self):
        offset = self.utcoffset()
        return (self._hour * 3600 + self._minute * 60 + self._second) * 1000000 + self._microsecond - (0 if offset is None else offset._total())

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, time) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if isinstance(other, time) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if isinstance(other, time) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if isinstance(other, time) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if isinstance(other, time) else NotImplemented

    def __hash__(self):
        return hash(self._key())


def _clock_text(it, timespec):
    text = f'{it.hour:02d}:{it.minute:02d}:{it.second:02d}'
    if timespec == 'auto':
        timespec = 'microseconds' if it.microsecond else 'seconds'
    if timespec == 'hours':
        return text[:2]
    if timespec == 'minutes':
        return text[:5]
    if timespec == 'seconds':
        return text
    if timespec == 'milliseconds':
        return text + f'.{it.microsecond // 1000:03d}'
    if timespec == 'microseconds':
        return text + f'.{it.microsecond:06d}'
    raise ValueError('Unknown timespec value')


def _time_of(text):
    import re
    found = re.fullmatch(r'(\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?)?(Z|[+-]\d\d(?::?\d\d(?::?\d\d)?)?)?', text)
    if not found:
        return None
    hour, minute, second, fraction, zone = found.groups()
    tz = None
    if zone == 'Z':
        tz = timezone.utc
    elif zone:
        digits = zone[1:].replace(':', '').ljust(6, '0')
        offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4]), seconds=int(digits[4:]))
        tz = timezone(-offset if zone[0] == '-' else offset) if offset else timezone.utc
    return int(hour), int(minute or 0), int(second or 0), int((fraction or '0').ljust(6, '0')[:6]), tz


class datetime(date):
    __slots__ = ('_hour', '_minute', '_second', '_microsecond', '_tzinfo', '_fold')

    def __new__(cls, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        self = date.__new__(cls, year, month, day)
        self._hour, self._minute, self._second, self._microsecond, self._fold = _check_time(hour, minute, second, microsecond, fold)
        self._tzinfo = tzinfo
        return self

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        total = round(timestamp * 1000000)
        seconds, micro = divmod(total, 1000000)
        if tz is None:
            return cls(*_time.localtime(seconds)[:6], micro)
        made = cls(*_time.gmtime(seconds)[:6], micro, tz)
        return tz.fromutc(made)

    @classmethod
    def utcfromtimestamp(cls, timestamp):
        return cls.fromtimestamp(timestamp, timezone.utc).replace(tzinfo=None)

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def utcnow(cls):
        import warnings
        warnings.warn('datetime.datetime.utcnow() is deprecated and scheduled for removal in a future version. Use timezone-aware objects to represent '
                      'datetimes in UTC: datetime.datetime.now(datetime.UTC).', DeprecationWarning, stacklevel=2)
        return cls.now(timezone.utc).replace(tzinfo=None)

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond, time.tzinfo if tzinfo is True else tzinfo)

    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError('fromisoformat: argument must be str')
        length = 8 if text[:8].isdigit() and len(text) in (8,) or text[:8].isdigit() and text[8:9] in ('T', ' ') else 10
        try:
            day = date.fromisoformat(text[:length])
        except ValueError:
            raise ValueError(f'Invalid isoformat string: {text!r}') from None
        if len(text) == length:
            return cls(day.year, day.month, day.day)
        found = _time_of(text[length + 1:])
        if found is None:
            raise ValueError(f'Invalid isoformat string: {text!r}')
        return cls(day.year, day.month, day.day, *found)

    @classmethod
    def strptime(cls, text, format):
        return _parse(cls, text, format)

    def date(self):
        return date(self._year, self._month, self._day)

    def time(self):
        return time(self._hour, self._minute, self._second, self._microsecond)

    def timetz(self):
        return time(self._hour, self._minute, self._second, self._microsecond, self._tzinfo)

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(self)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(self)

    def timetuple(self):
        dst = self.dst()
        return _time.struct_time((self._year, self._month, self._day, self._hour, self._minute, self._second, self.weekday(), self._yday(),
                                  -1 if dst is None else int(bool(dst))))

    def utctimetuple(self):
        offset = self.utcoffset()
        return (self - offset if offset else self).timetuple()

    def _total(self):
        return (((self.toordinal() * 24 + self._hour) * 60 + self._minute) * 60 + self._second) * 1000000 + self._microsecond

    def timestamp(self):
        if self._tzinfo is None:
            return _time.mktime(self.timetuple()) + self._microsecond / 1000000
        return (self._total() - _EPOCH * 86400000000 - self.utcoffset()._total()) / 1000000

    def astimezone(self, tz=None):
        if tz is None:
            local = _time.localtime(self.timestamp())
            tz = timezone(timedelta(seconds=getattr(local, 'tm_gmtoff', 0) or 0), getattr(local, 'tm_zone', None))
        offset = self.utcoffset()
        utc = (datetime.fromtimestamp(self.timestamp(), timezone.utc) if offset is None else self - offset).replace(tzinfo=tz)
        return tz.fromutc(utc)

    def isoformat(self, sep='T', timespec='auto'):
        return f'{date.isoformat(self)}{sep}{_clock_text(self, timespec)}{_offset_text(self.utcoffset())}'

    def __str__(self):
        return self.isoformat(' ')

    def __repr__(self):
        parts = [self._year, self._month, self._day, self._hour, self._minute]
        if self._second or self._microsecond:
            parts.append(self._second)
        if self._microsecond:
            parts.append(self._microsecond)
        return f"datetime.datetime({', '.join(map(str, parts))}{'' if self._tzinfo is None else f', tzinfo={self._tzinfo!r}'})"

    def ctime(self):
        return f'{_DAYS[self.isoweekday()]} {_MONTHS[self._month]} {self._day:2d} {self._hour:02d}:{self._minute:02d}:{self._second:02d} {self._year:04d}'

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        given = (year, month, day, hour, minute, second, microsecond)
        mine = (self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond)
        return type(self)(*[b if a is None else a for a, b in zip(given, mine)], self._tzinfo if tzinfo is True else tzinfo)

    __replace__ = replace

    def _key(self):
        offset = self.utcoffset()
        return self._total() - (0 if offset is None else offset._total())

    def _compared(self, other, compare, equality=False):
        if not isinstance(other, datetime):
            return NotImplemented
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            if equality:
                return False
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return compare(self._key(), other._key())

    def __eq__(self, other):
        return self._compared(other, lambda a, b: a == b, True)

    def __hash__(self):
        return hash(self._key())

    def __lt__(self, other):
        return self._compared(other, lambda a, b: a < b)

    def __le__(self, other):
        return self._compared(other, lambda a, b: a <= b)

    def __gt__(self, other):
        return self._compared(other, lambda a, b: a > b)

    def __ge__(self, other):
        return self._compared(other, lambda a, b: a >= b)

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        seconds, micro = divmod(self._total() + other._total(), 1000000)
        days, seconds = divmod(seconds, 86400)
        if not 0 < days <= 3652059:
            raise OverflowError('date value out of range')
        return type(self)(*_from_ordinal(days), seconds // 3600, seconds // 60 % 60, seconds % 60, micro, self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return timedelta._from(self._key() - other._key())


date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(days=1)
time.min, time.max, time.resolution = time(), time(23, 59, 59, 999999), timedelta(microseconds=1)
datetime.min, datetime.max, datetime.resolution = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999), timedelta(microseconds=1)
_FIELDS = {'Y': r'(?P<Y>\d{4})', 'm': r'(?P<m>1[0-2]|0?[1-9])', 'd': r'(?P<d>3[01]|[12]\d|0?[1-9]| [1-9])', 'H': r'(?P<H>2[0-3]|[01]\d|\d)',
           'I': r'(?P<I>1[0-2]|0?[1-9])', 'M': r'(?P<M>[0-5]\d|\d)', 'S': r'(?P<S>6[01]|[0-5]\d|\d)', 'f': r'(?P<f>\d{1,6})', 'y': r'(?P<y>\d\d)',
           'j': r'(?P<j>\d{1,3})', 'p': r'(?P<p>[AaPp][Mm])', 'z': r'(?P<z>[+-]\d\d:?\d\d(?::?\d\d)?|[Zz])', 'Z': r'(?P<Z>[A-Za-z]+)?', 'w': r'(?P<w>[0-6])',
           'a': r'(?P<a>[A-Za-z]{3})', 'A': r'(?P<A>[A-Za-z]+)', 'b': r'(?P<b>[A-Za-z]{3})', 'B': r'(?P<B>[A-Za-z]+)', '%': '%'}
_FULL = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']


def _parse(cls, text, format):
    import re
    for short, long in (('%c', '%a %b %d %H:%M:%S %Y'), ('%x', '%m/%d/%y'), ('%X', '%H:%M:%S'), ('%T', '%H:%M:%S'), ('%D', '%m/%d/%y'), ('%F', '%Y-%m-%d'), ('%R', '%H:%M')):
        format = format.replace(short, long)
    pattern, at = '', 0
    while at < len(format):
        if format[at] == '%' and at + 1 < len(format):
            code = format[at + 1]
            if code not in _FIELDS:
                raise ValueError(f"'{code}' is a bad directive in format {format!r}")
            pattern += _FIELDS[code]
            at += 2
        elif format[at].isspace():
            pattern += r'\s+'
            while at < len(format) and format[at].isspace():
                at += 1
        else:
            pattern += re.escape(format[at])
            at += 1
    found = re.match(pattern, text, re.I)
    if not found:
        raise ValueError(f'time data {text!r} does not match format {format!r}')
    if found.end() != len(text):
        raise ValueError(f'unconverted data remains: {text[found.end():]}')
    values = {key: value for key, value in found.groupdict().items() if value is not None}
    year = int(values.get('Y', 1900))
    if 'y' in values:
        year = int(values['y']) + (1900 if int(values['y']) >= 69 else 2000)
    month, day = int(values.get('m', 1)), int(values.get('d', 1))
    if 'b' in values or 'B' in values:
        name = (values.get('b') or values.get('B')).lower()
        months = [each.lower() for each in (_FULL if 'B' in values else [each[:3] for each in _FULL])]
        if name not in months:
            raise ValueError(f'time data {text!r} does not match format {format!r}')
        month = months.index(name) + 1
    hour = int(values.get('H', 0))
    if 'I' in values:
        hour = int(values['I']) % 12 + (12 if values.get('p', 'am').lower() == 'pm' else 0)
    tz = None
    if 'z' in values:
        tz = _time_of('00:00' + values['z'].upper())[4]
    elif values.get('Z', '').upper() in ('UTC', 'GMT') and 'Z' in values:
        tz = None
    if 'j' in values:
        made = cls(year, 1, 1) + timedelta(int(values['j']) - 1)
        month, day = made.month, made.day
    return cls(year, month, day, hour, int(values.get('M', 0)), int(values.get('S', 0)), int(values.get('f', '0').ljust(6, '0')), tz)
