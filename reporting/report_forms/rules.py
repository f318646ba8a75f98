"""Balance rules: small equations between cells, read and checked without running code."""

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from reporting.report_forms.definition import Address, Form, Rule, Severity

COMPARISONS: Final[Mapping[str, Callable[[Decimal, Decimal], bool]]] = {
    "==": operator.eq,
    "<=": operator.le,
    ">=": operator.ge,
}
_NAME = re.compile(r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+){0,3}$")
Value = Callable[[Address], Decimal | None]


class RuleError(ValueError):
    """A rule that cannot be read."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that does not hold, with the two sides as they are."""

    rule: str
    severity: Severity
    address: Address
    text: str
    left: Decimal
    right: Decimal

    @property
    def difference(self) -> Decimal:
        return self.left - self.right


@dataclass(frozen=True, slots=True)
class _Sides:
    left: tuple[tuple[int, str], ...]
    right: tuple[tuple[int, str], ...]
    sign: str


def _read(text: str) -> _Sides:
    found = [sign for sign in COMPARISONS if sign in text]
    if len(found) != 1:
        raise RuleError("exactly one of == <= >= is needed.")
    left, _sign, right = text.partition(found[0])
    return _Sides(_terms(left), _terms(right), found[0])


def _terms(text: str) -> tuple[tuple[int, str], ...]:
    terms: list[tuple[int, str]] = []
    factor, wants_name = 1, True
    for word in re.split(r"\s+", text.strip()):
        if wants_name and _NAME.match(word):
            terms.append((factor, word))
        elif not wants_name and word in "+-":
            factor = 1 if word == "+" else -1
        else:
            raise RuleError(f"{word!r} cannot stand there.")
        wants_name = not wants_name
    if wants_name:
        raise RuleError("it ends in the middle.")
    return tuple(terms)


def names_of(text: str) -> list[str]:
    """The cells a rule speaks of. Raises RuleError where it cannot be read."""
    sides = _read(text)
    return [name for _factor, name in (*sides.left, *sides.right)]


def breaches(form: Form, rows: Mapping[str, tuple[str, ...]], value: Value) -> Iterator[Breach]:
    """Every rule of a form that its values break.

    Args:
        rows: per section the codes of its rows, as they were filled.
        value: a cell's value: the reported one where there is one, else the computed.
    """
    for rule in form.rules:
        sections = rule.sections or ("total",)
        for section in sections:
            for row in rows.get(section, ()):
                yield from _check(form, rule, section, row, value)
    yield from _sections(form, rows, value)


def _check(form: Form, rule: Rule, section: str, row: str, value: Value) -> Iterator[Breach]:
    sides = _read(rule.text)

    def add(terms: tuple[tuple[int, str], ...]) -> Decimal | None:
        total = Decimal(0)
        for factor, name in terms:
            here = Address(form.code, section, row, name)
            found = value(Address.parse(name) if "." in name else here)
            if found is None:
                return None
            total += factor * found
        return total

    left, right = add(sides.left), add(sides.right)
    if left is None or right is None or COMPARISONS[sides.sign](left, right):
        return
    at = Address(form.code, section, row, sides.left[0][1].rpartition(".")[2])
    yield Breach(rule.code, rule.severity, at, str(rule.title), left, right)


def _sections(
    form: Form, rows: Mapping[str, tuple[str, ...]], value: Value
) -> Iterator[Breach]:
    """The rows of every section that divides the total add up to it, column by column."""
    for section in form.sections:
        if section.code == "total" or not section.parts or not rows.get(section.code):
            continue
        for column in form.columns:
            if column.ratio or not _adds_up(form, column.code):
                continue
            total = value(Address(form.code, "total", "total", column.code))
            tops = _tops(form, section.code, rows[section.code])
            parts = [value(Address(form.code, section.code, row, column.code)) for row in tops]
            if total is None or any(part is None for part in parts):
                continue
            added = sum((part for part in parts if part is not None), Decimal(0))
            if added != total:
                at = Address(form.code, "total", "total", column.code)
                code = f"{section.code}.sum"
                title = str(section.title)
                yield Breach(code, Severity.ERROR, at, title, total, added)


def _adds_up(form: Form, column: str) -> bool:
    return form.column(column).figure != "inspected_entities"


def _tops(form: Form, section: str, rows: tuple[str, ...]) -> list[str]:
    """Rows of the first level; those under them are parts of these."""
    levels = {row.code: row.level for row in form.section(section).rows}
    return [row for row in rows if levels.get(row, 1) == 1]
