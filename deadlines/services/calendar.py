"""The office's working days: its own rows laid over the shipped calendar."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Max
from django.utils.translation import gettext as _

from accounts.policies import require_manage_settings
from audit.services import record as write_audit
from core.errors import Invalid
from core.protocols import Actor
from deadlines.models import CalendarDay, DayKind
from law import workdays
from law.workdays import WorkCalendar, shipped_calendar

Version = tuple[int, datetime | None]


class _Kept:
    """The last calendar that was laid together, and the state of the rows it was made of."""

    version: Version | None = None
    calendar: WorkCalendar | None = None


def office_calendar() -> WorkCalendar:
    """Which days are worked, as the office knows them. One query while nothing changed."""
    found = CalendarDay.objects.aggregate(rows=Count("pk"), at=Max("updated_at"))
    version: Version = (found["rows"], found["at"])
    if not version[0]:
        return shipped_calendar()
    if _Kept.calendar is None or _Kept.version != version:
        rows = CalendarDay.objects.values_list("day", "kind")
        laid = {day: workdays.DayKind(kind) for day, kind in rows}
        _Kept.calendar, _Kept.version = shipped_calendar().with_days(laid), version
    return _Kept.calendar


@transaction.atomic
def set_calendar_day(
    *, day: date, kind: DayKind, notice: str, by: Actor, on: date
) -> CalendarDay:
    """Enter what a State Council notice says about a day. Clocks that run keep their dates.

    Raises:
        PermissionRefused: only the province's administrator keeps the calendar.
        Invalid: no notice is named.
    """
    require_manage_settings(by, None)
    if not notice.strip():
        raise Invalid(fields={"notice": _("Give the number of the notice.")})
    row = CalendarDay.objects.select_for_update().filter(day=day).first()
    before = {"kind": row.kind, "notice": row.notice} if row else {}
    row = row or CalendarDay(day=day)
    row.version += 1 if row.pk else 0
    row.kind, row.notice = kind, notice.strip()
    row.full_clean(validate_unique=False)
    row.save()
    after = {"day": day, "kind": kind, "notice": row.notice}
    write_audit("calendar_day.set", subject=row, by=by, on=on, before=before, after=after)
    return row
