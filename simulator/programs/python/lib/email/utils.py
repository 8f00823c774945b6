"""Dates as mail and HTTP write them."""
import datetime
import time

_DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
_MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']


def formatdate(timeval=None, localtime=False, usegmt=False):
    when = time.gmtime(time.time() if timeval is None else timeval)
    zone = 'GMT' if usegmt else '-0000'
    return f'{_DAYS[when[6]]}, {when[2]:02d} {_MONTHS[when[1] - 1]} {when[0]:04d} {when[3]:02d}:{when[4]:02d}:{when[5]:02d} {zone}'


def format_datetime(dt, usegmt=False):
    zone = 'GMT' if usegmt else dt.strftime('%z') if dt.tzinfo else '-0000'
    return f'{_DAYS[dt.weekday()]}, {dt.day:02d} {_MONTHS[dt.month - 1]} {dt.year:04d} {dt.hour:02d}:{dt.minute:02d}:{dt.second:02d} {zone}'


def parsedate_to_datetime(data):
    words = data.replace(',', ' ').replace('-', ' ', 2 if data.count('-') >= 2 else 0).split()
    if words and not words[0].isdigit():
        words = words[1:]
    try:
        day, month, year, clock = int(words[0]), _MONTHS.index(words[1][:3].title()) + 1, int(words[2]), words[3].split(':')
    except (IndexError, ValueError):
        raise ValueError(f'Invalid date value or format "{data}"') from None
    zone = words[4] if len(words) > 4 else '-0000'
    offset = 0
    if zone[0] in '+-':
        offset = (int(zone[1:3]) * 60 + int(zone[3:5])) * (1 if zone[0] == '+' else -1)
    made = datetime.datetime(year, month, day, *map(int, clock))
    return made if zone == '-0000' else made.replace(tzinfo=datetime.timezone(datetime.timedelta(minutes=offset)))


def parsedate(data):
    return parsedate_to_datetime(data).timetuple()


def formataddr(pair, charset='utf-8'):
    name, address = pair
    return f'{name} <{address}>' if name else address


def parseaddr(addr):
    name, bracket, rest = addr.partition('<')
    return (name.strip().strip('"'), rest.rstrip('> ')) if bracket else ('', addr.strip())
