"""Months and weeks."""
import datetime

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
month_name = ['', 'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
month_abbr = [each[:3] for each in month_name]
day_name = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
day_abbr = [each[:3] for each in day_name]


def isleap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def leapdays(y1, y2):
    return sum(isleap(year) for year in range(y1, y2))


def weekday(year, month, day):
    return datetime.date(year, month, day).weekday()


def monthrange(year, month):
    first = datetime.date(year, month, 1)
    after = datetime.date(year + month // 12, month % 12 + 1, 1)
    return first.weekday(), (after - first).days


def monthcalendar(year, month):
    start, days = monthrange(year, month)
    cells = [0] * start + list(range(1, days + 1))
    cells += [0] * (-len(cells) % 7)
    return [cells[at:at + 7] for at in range(0, len(cells), 7)]


def month(theyear, themonth, w=0, l=0):
    rows = [f'{month_name[themonth]} {theyear}'.center(20).rstrip(), ' '.join(each[:2] for each in day_abbr)]
    rows += [' '.join(f'{day:2d}' if day else '  ' for day in week).rstrip() for week in monthcalendar(theyear, themonth)]
    return '\n'.join(rows) + '\n'


def timegm(tuple):
    year, month, day, hour, minute, second = tuple[:6]
    return ((datetime.date(year, month, day).toordinal() - 719163) * 24 + hour) * 3600 + minute * 60 + second
