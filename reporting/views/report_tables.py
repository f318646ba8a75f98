"""A form as a page shows it: heads, blocks of rows, and what each cell opens."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Protocol

from django.utils.translation import gettext as _

from reporting.report_forms.definition import Address, Column, Form, Row, Section
from reporting.services.report_content import Book, Figured
from reporting.services.report_labels import basis_title
from reporting.services.report_words import shown

Opens = Callable[[Figured], str]


class Beside(Protocol):
    """Whoever sets another period beside a form."""

    def beside(self, cell: Figured) -> dict[str, Any]:
        """What is shown below a cell."""
        ...

    def column_address(self, column: Column) -> str:
        """Where the head of a column leads to."""
        ...


def form_table(
    form: Form, book: Book, opens: Opens, other: Beside | None = None
) -> dict[str, Any]:
    """What ``reporting/_form_table.html`` shows.

    Args:
        opens: the address a cell leads to; empty for none.
        other: the period the form is compared with.
    """

    def at(section: Section, row: Row, column: Column) -> Address:
        return Address(form.code, section.code, row.code, column.code)

    return {
        "title": form.title,
        "number": form.number,
        "source": form.source,
        "heads": [_head(column, other) for column in form.columns],
        "width": len(form.columns) + 1,
        "sections": [
            {
                "title": "" if section.code == "total" else section.title,
                "proposed": section.proposed,
                "rows": [
                    {
                        "label": row.title,
                        "level": row.level,
                        "cells": [
                            _cell(column, book.cell(at(section, row, column)), opens, other)
                            for column in form.columns
                        ],
                    }
                    for row in rows
                ],
            }
            for section in form.sections
            if (rows := book.rows(form, section))
        ],
    }


def _head(column: Column, other: Beside | None) -> tuple[Any, ...]:
    address = other.column_address(column) if other else ""
    return column.title, column.unit, basis_title(column.basis), column.proposed, address


def _cell(one: Column, cell: Figured, opens: Opens, other: Beside | None) -> dict[str, Any]:
    beside = ""
    if cell.reported is not None and cell.reported != cell.computed:
        beside = _("computed %(value)s") % {"value": shown(one, cell.computed)}
    return {
        "text": shown(one, cell.value),
        "address": opens(cell),
        "nothing": not cell.value and not cell.unknown,
        "beside": beside,
        "unknown": cell.unknown,
        "compared": other.beside(cell) if other else None,
    }


def told_number(value: Decimal | None) -> str:
    """A number in the unit it is kept in; — for none."""
    return "—" if value is None else f"{value:,f}"
