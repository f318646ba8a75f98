"""The office's working days: entered from the notices of the State Council."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.policies import require_manage_settings
from audit.services import record as write_audit
from core.errors import Invalid, NotFound
from core.protocols import Actor
from deadlines.models import CalendarDay, CalendarYear, DayKind, LawChange, LawChangeKind
from deadlines.services.law_changes import change_law
from deadlines.services.office import office_calendar
from law.notices import read_notice
from law.workdays import shipped_calendar

__all__ = [
    "clear_calendar_day",
    "enter_calendar_year",
    "office_calendar",
    "set_calendar_day",
]


@transaction.atomic
def set_calendar_day(
    *, day: date, kind: DayKind, notice: str, name: str = "", by: Actor, on: date
) -> CalendarDay:
    """Enter what a State Council notice says about a day; clocks it touches are recounted.

    Args:
        name: the holiday the day belongs to.
        notice: number of the notice.

    Raises:
        PermissionRefused: only the province's administrator keeps the calendar.
        Invalid: no notice is named.
    """
    require_manage_settings(by, None)
    source = _require_notice(notice)
    row = CalendarDay.objects.select_for_update().filter(day=day).first()
    before = _values(row) if row else {}
    row = row or CalendarDay(day=day)
    row.version += 1 if row.pk else 0
    row.kind, row.name, row.notice = kind, name.strip(), source
    row.full_clean(validate_unique=False)
    row.save()
    after = _values(row)
    write_audit("calendar_day.set", subject=row, by=by, on=on, before=before, after=after)
    _change(LawChangeKind.CALENDAR_DAY, day, day, source, by=by, on=on)
    return row


@transaction.atomic
def clear_calendar_day(*, day: date, notice: str, by: Actor, on: date) -> None:
    """Take the office's own entry for a day back: the shipped calendar holds again.

    Raises:
        PermissionRefused: only the province's administrator keeps the calendar.
        NotFound: the office entered nothing for that day.
        Invalid: no reason is named.
    """
    require_manage_settings(by, None)
    source = _require_notice(notice)
    row = CalendarDay.objects.select_for_update().filter(day=day).first()
    if row is None:
        raise NotFound(_("The office entered nothing for %(day)s.") % {"day": day})
    write_audit(
        "calendar_day.cleared", subject=row, by=by, on=on, before=_values(row), note=source
    )
    row.delete()
    _change(LawChangeKind.CALENDAR_DAY, day, day, source, by=by, on=on)


@transaction.atomic
def enter_calendar_year(
    *, year: int, days: str, notice: str, by: Actor, on: date
) -> CalendarYear:
    """Enter a whole year when the State Council's notice appears: it becomes known.

    The office's earlier entries for the days of that year give way to the notice.

    Args:
        days: the notice as it is worded, or one line a day or stretch; see ``law.notices``.
        notice: number of the notice.

    Raises:
        PermissionRefused: only the province's administrator keeps the calendar.
        Invalid: no notice, or days that cannot be right.
    """
    require_manage_settings(by, None)
    source = _require_notice(notice)
    named = read_notice(days, year, shipped_calendar())
    row = CalendarYear.objects.select_for_update().filter(year=year).first()
    before = {"notice": row.notice} if row else {}
    row = row or CalendarYear(year=year)
    row.version += 1 if row.pk else 0
    row.notice = source
    row.full_clean(validate_unique=False)
    row.save()
    CalendarDay.objects.filter(day__year=year).delete()
    CalendarDay.objects.filter(day__in=named).delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(day=day, kind=what.kind.value, name=what.name, notice=source)
        for day, what in sorted(named.items())
    )
    after = {
        "year": year,
        "notice": source,
        "days": {day.isoformat(): what.kind.value for day, what in sorted(named.items())},
    }
    write_audit("calendar_year.entered", subject=row, by=by, on=on, before=before, after=after)
    first = min(date(year, 1, 1), *named)
    last = date(year, 12, 31)
    _change(LawChangeKind.CALENDAR_YEAR, first, last, source, by=by, on=on)
    return row


def _change(
    kind: LawChangeKind, first: date, last: date, reason: str, *, by: Actor, on: date
) -> None:
    change = LawChange(kind=kind, first_on=first, last_on=last, reason=reason[:500])
    change_law(change, by=by, on=on)


def _require_notice(notice: str) -> str:
    if not notice.strip():
        raise Invalid(fields={"notice": _("Give the number of the notice.")})
    return notice.strip()


def _values(row: CalendarDay) -> dict[str, object]:
    return {"day": row.day, "kind": row.kind, "name": row.name, "notice": row.notice}
