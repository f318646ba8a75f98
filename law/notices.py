"""Reading a year's working days: the State Council's notice as it is worded, or lines.

As worded: ``二、春节：2月15日（周日）至23日（周一）放假调休，共9天。2月14日（周六）上班。``
As lines: ``2027-02-05~2027-02-12 休 春节`` or ``2027-02-14,班,春节``.
"""

import re
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from core.errors import Invalid
from law.workdays import Day, DayKind, WorkCalendar, days_between

LONGEST_SPAN = 20
LONGEST_TEXT = 20_000
LONGEST_NAME = 40

ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
LINE = re.compile(
    rf"({ISO.pattern})(?:\s*(?:~|至|到|—|–|\.\.)\s*({ISO.pattern}))?[\s,，;；:：]+(\S.*)"
)
WORDED = re.compile(
    r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:[（(]([^）)]*)[）)])?(\s*至)?"
)
HEADING = re.compile(r"^[（(]?[一二三四五六七八九十\d]+[）)]?[、.．]\s*([^：:\s\d]+)[：:]")
WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
WEEKDAYS = {word: number for number, word in enumerate("一二三四五六日")} | {"天": 6}
KINDS = {
    **dict.fromkeys(("班", "上班", "工作日", "workday"), DayKind.WORKDAY),
    **dict.fromkeys(("休", "放假", "假", "节假日", "holiday"), DayKind.HOLIDAY),
    **dict.fromkeys(("调休", "休息", "休息日", "rest"), DayKind.REST),
}
# The seed's English names of the holidays, by which pages translate them.
NAMES = {
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "清明节": "Tomb-sweeping Day",
    "劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival",
    "国庆节": "National Day",
    "中秋节": "Mid-autumn Festival",
}

Entry = tuple[date, Day]


def read_year(text: str, year: int) -> dict[date, Day]:
    """The days a notice or a list names, for the calendar of one year.

    Raises:
        Invalid: a line that cannot be read, a day twice and differently, a weekday that
            contradicts its date, a day that lies in neither that year nor the December
            before it, a year no office could have worked like that. Field ``days``.
    """
    if len(text) > LONGEST_TEXT:
        raise _refused(_("This is too long for one year's notice."))
    days: dict[date, Day] = {}
    for day, what in _entries(text.strip(), year):
        if days.setdefault(day, what).kind != what.kind:
            raise _refused(_("%(day)s is named twice and differently.") % {"day": day})
        if day.year != year and (day.year, day.month) != (year - 1, 12):
            raise _refused(
                _("%(day)s is no day of the calendar of %(year)s.") % {"day": day, "year": year}
            )
    if not days:
        raise _refused(
            _("No day was recognised. Paste the notice, or write 2027-02-14 班 春节.")
        )
    return days


def require_plausible(days: dict[date, Day], year: int, known: WorkCalendar) -> int:
    """The working days of the year as entered; far from every known year is a mistake.

    Raises:
        Invalid: more or fewer working days than any year known by a margin. Field ``days``.
    """
    entered = WorkCalendar().with_days(days, known_years=[year])
    found = workdays_of(entered, year)
    usual = [workdays_of(known, one) for one in known.known_years - {year}]
    if usual and not min(usual) - 4 <= found <= max(usual) + 1:
        raise _refused(
            _(
                "With these days %(year)s has %(n)s working days; years so far had %(low)s to "
                "%(high)s. Check that the whole notice was pasted."
            )
            % {"year": year, "n": found, "low": min(usual), "high": max(usual)}
        )
    return found


def read_notice(text: str, year: int, known: WorkCalendar) -> dict[date, Day]:
    """The days of a notice, checked against what a year can be like.

    Args:
        known: the years so far, to compare with.

    Raises:
        Invalid: as ``read_year`` and ``require_plausible``; field ``year`` for the year.
    """
    if not 1949 <= year <= 2199:
        raise Invalid(fields={"year": _("Check the year.")})
    named = read_year(text, year)
    require_plausible(named, year, known)
    return named


def workdays_of(calendar: WorkCalendar, year: int) -> int:
    """How many days offices work in a year."""
    span = days_between(date(year, 1, 1), date(year, 12, 31))
    return sum(calendar.is_workday(day) for day in span)


def _entries(text: str, year: int) -> Iterator[Entry]:
    name = ""
    for line in filter(None, (line.strip() for line in text.splitlines())):
        if ISO.match(line):
            yield from _of_line(line)
            continue
        if heading := HEADING.match(line):
            name = heading[1]
            line = line[heading.end() :]
        yield from _of_sentences(line, year, name)


def _of_line(line: str) -> Iterator[Entry]:
    found = LINE.fullmatch(line)
    words = re.split(r"[\s,，;；]+", found[9].strip(), maxsplit=1) if found else []
    kind = KINDS.get(words[0].lower()) if words else None
    if found is None or kind is None:
        raise _refused(
            _("“%s” cannot be read. Write 2027-02-05~2027-02-12 休 春节.") % line[:60]
        )
    first = _day(int(found[2]), int(found[3]), int(found[4]))
    last = _day(int(found[6]), int(found[7]), int(found[8])) if found[5] else first
    yield from _span(first, last, kind, words[1] if len(words) > 1 else "")


def _of_sentences(line: str, year: int, name: str) -> Iterator[Entry]:
    """Each sentence names days, and says at its end whether they are free or worked."""
    for sentence in re.split(r"[。；;]", line):
        days = list(WORDED.finditer(sentence))
        worked = "上班" in sentence
        if not days or not (worked or "放假" in sentence or "补休" in sentence):
            continue
        kind = DayKind.WORKDAY if worked else DayKind.HOLIDAY
        month, from_year, first = 0, year, None
        for one in days:
            from_year = int(one[1] or from_year)
            month = int(one[2] or month)
            day = _day(from_year, month, int(one[3]))
            _check_weekday(day, one[4] or "")
            if one[5]:
                first = day
                continue
            yield from _span(first or day, day, kind, name)
            first = None


def _check_weekday(day: date, said: str) -> None:
    weekday = WEEKDAY.search(said)
    if weekday and WEEKDAYS[weekday[1]] != day.weekday():
        raise _refused(
            _("%(day)s is not the day of the week it is called (%(said)s).")
            % {"day": day, "said": weekday[0]}
        )


def _span(first: date, last: date, kind: DayKind, name: str) -> Iterator[Entry]:
    if not 0 <= (last - first).days < LONGEST_SPAN:
        raise _refused(
            _("%(first)s to %(last)s is no stretch of a holiday.")
            % {"first": first, "last": last}
        )
    # Two festivals in one holiday go by the first: 国庆节、中秋节.
    known = NAMES.get(name.partition("、")[0], name)[:LONGEST_NAME]
    yield from ((day, Day(kind, known)) for day in days_between(first, last))


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise _refused(
            _("%(year)s-%(month)s-%(day)s is not a day.")
            % {"year": year, "month": month, "day": day}
        ) from None


def _refused(text: str) -> Invalid:
    return Invalid(text, fields={"days": text})
