"""The annual case tables: drugs, devices, cosmetics; computed, as plain data."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Bureau
from campaigns.services.indicators import shipped_indicators
from core.errors import Invalid
from law.vocabularies import (
    ClueSourceGroup,
    Domain,
    PartyGroup,
    party_group,
    source_group,
)
from reporting.figures import FigureScope, FigureValue, break_down, compute, figure

BY_BUREAU = ("city", "county")
FIRST_YEAR = 2019  # since then the reporting year is the calendar year
COLUMNS = (
    "cases_decided",
    "cases_filed",
    "cases_closed",
    "goods_value",
    "fines",
    "income_confiscated",
    "goods_confiscated",
    "penalty_total",
    "referred_police",
    "licences_revoked",
)


@dataclass(frozen=True, slots=True)
class AnnualQuestion:
    """Whose year, and which days it has: never derived from the year alone."""

    bureau: Bureau
    year: int
    starts_on: date
    ends_on: date

    def scope(self, **where: str) -> FigureScope:
        return FigureScope(
            self.bureau, self.starts_on, self.ends_on, where=tuple(where.items())
        )


def calendar_year(bureau: Bureau, year: int) -> AnnualQuestion:
    """The reporting year since 2019: 1 January to 31 December."""
    return AnnualQuestion(bureau, year, date(year, 1, 1), date(year, 12, 31))


def reporting_year(year: int, on: date) -> int:
    """The year itself, where its annual tables can be asked for on a day.

    Raises:
        Invalid: before 2019, when the reporting year was another, or in the future.
    """
    if not FIRST_YEAR <= year <= on.year:
        told = _("Give a year from %(first)s to %(last)s.")
        raise Invalid(fields={"year": told % {"first": FIRST_YEAR, "last": on.year}})
    return year


def annual_content(question: AnnualQuestion) -> dict[str, Any]:
    """The edition as JSON-ready data: definitions, period, scope and every cell.

    Values are strings (yuan with two places, counts without); None where nothing can be
    computed. Rows are sorted by code, so that the same figures give the same text.
    """
    return {
        "bureau": question.bureau.code,
        "year": question.year,
        "period": [question.starts_on.isoformat(), question.ends_on.isoformat()],
        "basis": "decided_on",
        "definitions": [row for row in shipped_indicators() if row["code"] in COLUMNS],
        "tables": [_table(question, domain) for domain in Domain],
    }


def _table(question: AnnualQuestion, domain: Domain) -> dict[str, Any]:
    scope = question.scope(domain=domain.value)
    total = {code: compute(figure(code), scope) for code in COLUMNS}
    return {
        "domain": domain.value,
        "columns": list(COLUMNS),
        "sections": [
            {"axis": "total", "rows": [_row("total", total)]},
            _grouped("source", scope, source_group, ClueSourceGroup.values),
            _grouped("party_kind", scope, party_group, PartyGroup.values),
            _by_bureau(scope),
        ],
    }


def _grouped(
    axis: str, scope: FigureScope, group: Callable[[str], str], order: Iterable[str]
) -> dict[str, Any]:
    """A section by the groups the annual form prints; empty codes stand at the end."""
    cells: dict[str, dict[str, FigureValue]] = {key: {} for key in order}
    for code in COLUMNS:
        for key, value in break_down(figure(code), scope, axis).items():
            name = str(group(key)) if key else ""
            row = cells.setdefault(name, {})
            row[code] = row[code] + value if code in row else value
    return {"axis": axis, "rows": [_row(key, values) for key, values in cells.items()]}


def _by_bureau(scope: FigureScope) -> dict[str, Any]:
    """A province by its cities, a city by its counties; work of its own stands apart."""
    axis = "city" if scope.bureau.is_province else "county"
    cells: dict[int, dict[str, FigureValue]] = {}
    for code in COLUMNS:
        for key, value in break_down(figure(code), scope, axis).items():
            cells.setdefault(key, {})[code] = value
    codes = dict(Bureau.objects.filter(pk__in=cells).values_list("pk", "code"))
    rows = [_row(codes[pk], values) for pk, values in cells.items()]
    return {"axis": axis, "rows": sorted(rows, key=lambda row: str(row["key"]))}


def _row(key: str, values: Mapping[str, FigureValue]) -> dict[str, Any]:
    return {
        "key": key,
        "values": {code: _text(code, values.get(code)) for code in COLUMNS},
        "unknown": {code: value.unknown for code, value in values.items() if value.unknown},
    }


def _text(code: str, value: FigureValue | None) -> str:
    number = value.value if value and value.value is not None else 0
    return f"{number:.2f}" if figure(code).is_money else f"{number:.0f}"
