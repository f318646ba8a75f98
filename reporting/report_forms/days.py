"""Periods as they are asked for: shipped ones by their code, any others by their days."""

from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from core.errors import Invalid
from reporting.report_forms.definition import Period, Title
from reporting.report_forms.loader import period, periods

BETWEEN: Final = ".."
DAYS: Final = "days"


def asked_period(code: str) -> Period:
    """A shipped period, or the days of ``2022-03-01..2022-05-31``; both ends belong to it.

    Raises:
        NotFound: no such period. Invalid: none named, or days that cannot be read or end
            before they begin.
    """
    if not code:
        raise Invalid(_("Choose the period to compare with."))
    if BETWEEN not in code:
        return period(code)
    first, _between, last = code.partition(BETWEEN)
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError as error:
        raise Invalid(_("Choose both days, from and to.")) from error
    if end < start:
        raise Invalid(_("The last day lies before the first."))
    return Period(
        code=f"{start.isoformat()}{BETWEEN}{end.isoformat()}",
        kind=DAYS,
        year=start.year,
        title=Title(f"{start}至{end}", f"{start} to {end}"),
        starts_on=start,
        ends_on=end,
        regime=_regime_on(start),
    )


def _regime_on(day: date) -> str:
    """The reporting calendar of the last period that had begun."""
    ordered = sorted(periods().values(), key=lambda one: one.starts_on)
    begun = [one for one in ordered if one.starts_on <= day]
    return (begun[-1] if begun else ordered[0]).regime
