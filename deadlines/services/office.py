"""The office's law: its own working days and the rules it confirmed, over what ships.

What the pages, the API, the commands and the clocks count with is one object,
``office_law``; it is read anew only when one of its rows changed.
"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import Count, Max, Value

from deadlines.models import (
    AmountVersion,
    CalendarDay,
    CalendarYear,
    RuleConfirmation,
    SplitVersion,
)
from law import workdays
from law.office import SHIPPED, Confirmation, OfficeLaw
from law.periods import all_periods
from law.ranges import DEFAULT_SPLIT
from law.workdays import Day, WorkCalendar

Version = tuple[tuple[str, int, Any], ...]


class _Kept:
    """The office's law as last read, and the state of the rows it was made of."""

    version: Version | None = None
    office: OfficeLaw | None = None


def office_law() -> OfficeLaw:
    """What the office entered and confirmed. One query while nothing changed."""
    version = _version()
    if not any(rows for _table, rows, _at in version):
        return SHIPPED
    if _Kept.office is None or _Kept.version != version:
        _Kept.office, _Kept.version = _read(), version
    return _Kept.office


def office_law_if_any() -> OfficeLaw | None:
    """The same for callers below; None where there is no database yet.

    To ask SQLite for a file that is not there would make an empty one.
    """
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and "memory" not in name and not Path(name).exists():
        return None
    return office_law()


def office_calendar() -> WorkCalendar:
    """Which days are worked, as the office knows them. One query while nothing changed."""
    return office_law().calendar


def laid_days() -> dict[date, Day]:
    """The office's own days as the law's calendar takes them. One query."""
    rows = CalendarDay.objects.values_list("day", "kind", "name")
    return {day: Day(workdays.DayKind(kind), name) for day, kind, name in rows}


def _version() -> Version:
    """How many rows there are, and when the last one changed, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(*_question())
        return tuple(sorted(cursor.fetchall()))


@cache
def _question() -> tuple[str, tuple[Any, ...]]:
    """That query, put into words once: it is asked at every turn."""
    tables = [
        model._default_manager.order_by()
        .annotate(table=Value(model._meta.model_name))
        .values("table")
        .annotate(rows=Count("pk"), at=Max("updated_at"))
        .values_list("table", "rows", "at")
        for model in (AmountVersion, CalendarDay, CalendarYear, RuleConfirmation, SplitVersion)
    ]
    sql, params = tables[0].union(*tables[1:]).query.sql_with_params()
    return sql, tuple(params)


def _read() -> OfficeLaw:
    """The rows as the law takes them; a confirmation counts for the version that was read."""
    versions = {rule.id: rule.version for rule in all_periods()}
    rows = RuleConfirmation.objects.filter(withdrawn_on=None).select_related("confirmed_by")
    confirmations = {
        row.rule: Confirmation(row.confirmed_by.name, row.confirmed_on, row.note)
        for row in rows
        if versions.get(row.rule, "")[:120] == row.rule_version
    }
    splits = tuple(row.as_split() for row in SplitVersion.objects.order_by("effective_from"))
    return OfficeLaw(
        days=laid_days(),
        known_years=frozenset(CalendarYear.objects.values_list("year", flat=True)),
        confirmed=frozenset(confirmations),
        confirmations=confirmations,
        split=splits[-1] if splits else DEFAULT_SPLIT,
        splits=splits,
        amounts=tuple(
            row.as_own_amount() for row in AmountVersion.objects.order_by("effective_from")
        ),
    )
