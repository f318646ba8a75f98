"""Balance rules: figures of a return against each other and against the last period."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from campaigns.models import BalanceRule, BalanceSeverity, Return, ReturnCell

DATA = Path(__file__).parent.parent / "data" / "balance_rules.json"
HUNDRED = Decimal(100)
NOT_ADDED = frozenset({"%", "家"})
Terms = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Check:
    """One rule, shipped or of the campaign, as it is applied."""

    name: str
    left: Terms
    op: str
    right: Terms
    tolerance: Decimal
    severity: str

    @property
    def codes(self) -> set[str]:
        return {term["code"] for term in (*self.left, *self.right)}


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that a return does not keep.

    Args:
        message: what does not fit, in plain words with its numbers.
        expected: what the left side comes to.
        codes: of the figures on the right, which are to be corrected or explained.
    """

    check: Check
    message: str
    expected: Decimal
    codes: tuple[str, ...]

    @property
    def stops(self) -> bool:
        return self.check.severity == BalanceSeverity.REFUSE


@cache
def _shipped() -> tuple[dict[str, Any], ...]:
    rows: list[dict[str, Any]] = json.loads(DATA.read_text(encoding="utf-8"))
    return tuple(rows)


def checks_for(report: Return) -> list[Check]:
    """The campaign's own rules and the shipped ones. One query."""
    english = get_language() == "en"
    shipped = [
        Check(
            row["name_en"] if english else row["name"],
            row["left"],
            row["op"],
            row["right"],
            Decimal(row.get("tolerance", "0")),
            row["severity"],
        )
        for row in _shipped()
    ]
    own = [
        Check(row.name, row.left, row.op, row.right, row.tolerance, row.severity)
        for row in BalanceRule.objects.filter(campaign_id=report.campaign_id)
    ]
    return [*own, *shipped]


def faults_of(report: Return, cells: Iterable[ReturnCell]) -> list[Fault]:
    """What in a return does not balance. Two queries.

    A rule that speaks of a figure the return has not, or has left empty, says nothing.
    """
    rows = list(cells)
    values = {
        (cell.indicator.code, column): getattr(cell, column)
        for cell in rows
        for column in ("value", "cumulative")
    }
    values |= _last(report, rows)
    names = {cell.indicator.code: cell.indicator.title for cell in rows}
    found = []
    for check in checks_for(report):
        fault = _fault(check, values, names)
        if fault is not None:
            found.append(fault)
    for cell in rows:
        fault = None if _as_computed(cell) else _running_fault(cell, values, names)
        if fault is not None:
            found.append(fault)
    return found


def adds_up(cell: ReturnCell) -> bool:
    """Shares, and parties that are counted once, are not the sum of periods or bureaus."""
    return cell.indicator.unit not in NOT_ADDED


def _as_computed(cell: ReturnCell) -> bool:
    """What was entered late moves an earlier period: the records themselves say so."""
    return (
        cell.computed_cumulative is not None
        and (cell.value, cell.cumulative) == (cell.computed, cell.computed_cumulative)
    ) or not adds_up(cell)


def _running_fault(
    cell: ReturnCell, values: Mapping[tuple[str, str], Any], names: Mapping[str, str]
) -> Fault | None:
    """Of every count: what is cumulative is the last one and this period together."""
    code = cell.indicator.code
    rule = Check(
        name=_("Cumulative = last cumulative + this period"),
        left=[{"code": code, "column": "last_cumulative"}, {"code": code, "column": "value"}],
        op="eq",
        right=[{"code": code, "column": "cumulative"}],
        tolerance=Decimal(0),
        severity=BalanceSeverity.EXPLAIN,
    )
    return _fault(rule, values, names)


def _last(report: Return, cells: Iterable[ReturnCell]) -> dict[tuple[str, str], Any]:
    """Cumulative figures of the bureau's period before: none at first, unknown if missing."""
    before = (
        Return.objects.filter(
            schedule_id=report.schedule_id,
            bureau_id=report.bureau_id,
            starts_on__lt=report.starts_on,
        )
        .exclude(status="draft")
        .order_by("-starts_on")
        .first()
    )
    if before is None:
        begins = report.starts_on <= report.campaign.starts_on
        none = Decimal(0) if begins else None
        return {(cell.indicator.code, "last_cumulative"): none for cell in cells}
    rows = before.cells.values_list("indicator__code", "cumulative")
    return {(code, "last_cumulative"): total for code, total in rows}


def _fault(
    check: Check, values: Mapping[tuple[str, str], Any], names: Mapping[str, str]
) -> Fault | None:
    terms = [*check.left, *check.right]
    if any(values.get(_key(term)) is None for term in terms):
        return None
    right = _sum(check.right, values)
    if check.op == "share":
        part, whole = (_sum(side, values) for side in share_sides(check.left))
        if not whole:
            return None
        left = (part * HUNDRED / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)
    else:
        left = _sum(check.left, values)
    difference = right - left
    if _holds(check.op, difference, check.tolerance):
        return None
    message = _message(check, left, right, values, names)
    return Fault(check, message, left, tuple(term["code"] for term in check.right))


def share_sides(left: Terms) -> tuple[Terms, Terms]:
    """The part and the whole of a share: the whole is what is marked ``of``.

    Without a mark the first term is the part and all others are the whole. So a change
    against a year before is what it grew by, of what it was.
    """
    if any(term.get("of") for term in left):
        part = [term for term in left if not term.get("of")]
        return part, [term for term in left if term.get("of")]
    return left[:1], left[1:]


def _holds(op: str, difference: Decimal, tolerance: Decimal) -> bool:
    if op == "le":
        return difference >= -tolerance
    if op == "ge":
        return difference <= tolerance
    return abs(difference) <= tolerance


def _key(term: Mapping[str, Any]) -> tuple[str, str]:
    return term["code"], term.get("column", "value")


def _sum(terms: Terms, values: Mapping[tuple[str, str], Any]) -> Decimal:
    found = Decimal(0)
    for term in terms:
        found += Decimal(values[_key(term)]) * Decimal(str(term.get("times", 1)))
    return found


def _message(
    check: Check,
    left: Decimal,
    right: Decimal,
    values: Mapping[tuple[str, str], Any],
    names: Mapping[str, str],
) -> str:
    """“Retail pharmacies: 5370 + 2478 + 798 + 336 = 8982, reported 9185: 203 too many.”"""
    if check.op == "share":
        sides = " ÷ ".join(_in_brackets(side, values) for side in share_sides(check.left))
    else:
        sides = _added(check.left, values)
    what = "、".join(names.get(term["code"], term["code"]) for term in check.right)
    worked = f"{sides} = {shown(left)}" if len(check.left) > 1 else shown(left)
    return _(
        "%(rule)s: %(worked)s, but %(what)s says %(right)s (difference %(difference)s)."
    ) % {
        "rule": check.name,
        "worked": worked + ("%" if check.op == "share" else ""),
        "what": what,
        "right": shown(right),
        "difference": shown(right - left),
    }


def _added(terms: Terms, values: Mapping[tuple[str, str], Any]) -> str:
    """“5370 + 2478”; what is taken off as “1414 - 13”, what counts twice as “2 × 7”."""
    text = ""
    for term in terms:
        times = Decimal(str(term.get("times", 1)))
        factor = "" if abs(times) == 1 else f"{shown(abs(times))} × "
        sign = " - " if times < 0 else " + "
        text += f"{sign}{factor}{shown(values[_key(term)])}"
    return text.removeprefix(" + ").strip()


def _in_brackets(terms: Terms, values: Mapping[tuple[str, str], Any]) -> str:
    return f"({_added(terms, values)})" if len(terms) > 1 else _added(terms, values)


def shown(value: Any) -> str:
    """A figure without empty places: 9185, 13.64."""
    number = Decimal(value)
    return f"{number.normalize():f}" if number else "0"
