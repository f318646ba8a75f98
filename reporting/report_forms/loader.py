"""Reads the forms and periods that are shipped, and tells what is wrong with them."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from core.errors import NotFound
from reporting.figures.form_figures import is_known, printed_figure
from reporting.report_forms.axes import can_split
from reporting.report_forms.definition import (
    BUREAU_AXES,
    Band,
    Basis,
    Column,
    Form,
    Period,
    Row,
    Rule,
    Section,
    Severity,
    Title,
)
from reporting.report_forms.rules import RuleError, names_of

DATA = Path(__file__).parent.parent / "data"


@cache
def shipped() -> dict[str, dict[str, Any]]:
    """The shipped forms as they are written, by code, in the order they are printed."""
    found = [json.loads(path.read_text("utf-8")) for path in (DATA / "forms").glob("*.json")]
    return {one["code"]: one for one in sorted(found, key=lambda one: str(one["number"]))}


@cache
def forms() -> dict[str, Form]:
    """The shipped forms by code, in the order they are printed."""
    return {code: form_of(data) for code, data in shipped().items()}


def form(code: str) -> Form:
    """Raises NotFound for an unknown code."""
    try:
        return forms()[code]
    except KeyError as error:
        raise NotFound(_("There is no report form “%(code)s”.") % {"code": code}) from error


@cache
def periods() -> dict[str, Period]:
    """The reporting periods by code, each with the days it was given."""
    rows = json.loads((DATA / "periods.json").read_text("utf-8"))
    return {row["code"]: _period(row) for row in rows}


def period(code: str) -> Period:
    """Raises NotFound for an unknown code."""
    try:
        return periods()[code]
    except KeyError as error:
        told = _("There is no reporting period “%(code)s”.")
        raise NotFound(told % {"code": code}) from error


def before(one: Period) -> Period | None:
    """The same period of the year before, or None where it is not defined."""
    return next(
        (
            other
            for other in periods().values()
            if other.kind == one.kind
            and other.year == one.year - 1
            and other.code.partition("-")[2] == one.code.partition("-")[2]
        ),
        None,
    )


def _period(row: Mapping[str, Any]) -> Period:
    return Period(
        row["code"],
        row["kind"],
        row["year"],
        Title(row["name"], row["name_en"]),
        date.fromisoformat(row["start"]),
        date.fromisoformat(row["end"]),
        row["regime"],
    )


def form_of(data: Mapping[str, Any]) -> Form:
    """A form from its data, as it is written in the file. Raises KeyError, ValueError."""
    return Form(
        code=data["code"],
        number=data["number"],
        version=data["version"],
        title=Title(data["name"], data["name_en"]),
        where=_where(data),
        frequencies=tuple(data["frequencies"]),
        levels=tuple(data["levels"]),
        valid_from=date.fromisoformat(data["valid_from"]),
        valid_to=date.fromisoformat(data["valid_to"]) if data.get("valid_to") else None,
        source=Title(data["source"], data["source_en"]),
        columns=tuple(_column(row) for row in data["columns"]),
        sections=tuple(_section(row) for row in data["sections"]),
        rules=tuple(_rule(row) for row in data["rules"]),
        bands=tuple(
            Band(
                row["code"], Decimal(row["low"]), Decimal(row["high"]) if row["high"] else None
            )
            for row in data.get("bands", ())
        ),
        per_campaign=data.get("per_campaign", False),
        not_for=tuple(data.get("not_for", ())),
    )


def _where(data: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {axis: tuple(codes) for axis, codes in data.get("where", {}).items()}


def _column(row: Mapping[str, Any]) -> Column:
    ratio = row.get("ratio")
    return Column(
        code=row["code"],
        title=Title(row["name"], row["name_en"]),
        unit=row["unit"],
        decimals=row["decimals"],
        definition=Title(row["definition"], row["definition_en"]),
        basis=Basis(row["basis"]),
        figure=row.get("figure", ""),
        where=_where(row),
        ratio=(ratio[0], ratio[1]) if ratio else None,
        proposed=row.get("proposed", False),
    )


def _section(row: Mapping[str, Any]) -> Section:
    return Section(
        code=row["code"],
        title=Title(row["name"], row["name_en"]),
        rows=tuple(
            Row(
                one["code"],
                Title(one["name"], one["name_en"]),
                _where(one),
                one.get("level", 1),
            )
            for one in row.get("rows", ())
        ),
        axis=row.get("axis", ""),
        parts=row.get("parts", True),
        proposed=row.get("proposed", False),
    )


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(
        row["code"],
        row["text"],
        Severity(row["severity"]),
        Title(row["name"], row["name_en"]),
        tuple(row.get("sections", ())),
    )


# -- what can be wrong with a form --------------------------------------------------------


def faults(known: Mapping[str, Form]) -> Iterator[str]:
    """Every fault of the forms, in words for whoever writes them."""
    for one in known.values():
        yield from _column_faults(one)
        yield from _row_faults(one)
        for rule in one.rules:
            yield from _rule_faults(one, rule, known)


def _column_faults(one: Form) -> Iterator[str]:
    known = {column.code for column in one.columns}
    if len(known) != len(one.columns):
        yield f"{one.code}: a column stands twice."
    for column in one.columns:
        if column.figure and not is_known(column.figure):
            yield f"{one.code}.{column.code}: unknown indicator {column.figure!r}."
            continue
        if column.ratio and not set(column.ratio) <= known:
            yield f"{one.code}.{column.code}: a part of the share is no column."
        if column.figure:
            figure = printed_figure(column.figure)
            for axis in {*one.where, *column.where}:
                if not can_split(figure, axis):
                    yield f"{one.code}.{column.code}: {column.figure} has no axis {axis!r}."
            if figure.is_money != column.is_money:
                yield f"{one.code}.{column.code}: the unit does not fit the figure."


def _row_faults(one: Form) -> Iterator[str]:
    if "total" not in {section.code for section in one.sections}:
        yield f"{one.code}: there is no section of the total."
    for section in one.sections:
        codes = [row.code for row in section.rows]
        if len(set(codes)) != len(codes):
            yield f"{one.code}.{section.code}: a row stands twice."
        if section.axis and section.axis not in BUREAU_AXES:
            yield f"{one.code}.{section.code}: {section.axis!r} takes no rows from the tree."


def _rule_faults(one: Form, rule: Rule, others: Mapping[str, Form]) -> Iterator[str]:
    try:
        names = names_of(rule.text)
    except RuleError as error:
        yield f"{one.code}, rule {rule.code}: {error}"
        return
    for name in names:
        if not _is_cell(one, name, others):
            yield f"{one.code}, rule {rule.code}: there is no cell {name!r}."
    sections = {section.code for section in one.sections}
    for section in rule.sections:
        if section not in sections:
            yield f"{one.code}, rule {rule.code}: there is no section {section!r}."


def _is_cell(one: Form, name: str, others: Mapping[str, Form]) -> bool:
    parts = name.split(".")
    if len(parts) == 1:
        return name in {column.code for column in one.columns}
    if len(parts) != 4 or parts[0] not in others:
        return False
    other = others[parts[0]]
    section = next((part for part in other.sections if part.code == parts[1]), None)
    return (
        section is not None
        and parts[2] in {row.code for row in section.rows}
        and parts[3] in {column.code for column in other.columns}
    )
