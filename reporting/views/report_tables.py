"""A form as a page shows it: heads, blocks of rows, and what each cell opens."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from reporting.report_forms.definition import Address, Form
from reporting.services.report_content import Book, Figured
from reporting.services.report_labels import basis_title
from reporting.services.report_words import shown

Opens = Callable[[Figured], str]


def form_table(form: Form, book: Book, opens: Opens) -> dict[str, Any]:
    """What ``reporting/_form_table.html`` shows.

    Args:
        opens: the address a cell leads to; empty for none.
    """
    return {
        "title": form.title,
        "number": form.number,
        "source": form.source,
        "heads": [
            (column.title, column.unit, basis_title(column.basis), column.proposed)
            for column in form.columns
        ],
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
                            _cell(form, book, opens, section.code, row.code, column.code)
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


def _cell(
    form: Form, book: Book, opens: Opens, section: str, row: str, column: str
) -> dict[str, Any]:
    cell = book.cell(Address(form.code, section, row, column))
    one = form.column(column)
    beside = ""
    if cell.reported is not None and cell.reported != cell.computed:
        beside = _("computed %(value)s") % {"value": shown(one, cell.computed)}
    return {
        "text": shown(one, cell.value),
        "address": opens(cell),
        "nothing": not cell.value and not cell.unknown,
        "beside": beside,
        "unknown": cell.unknown,
    }


def told_number(value: Decimal | None) -> str:
    """A number in the unit it is kept in; — for none."""
    return "—" if value is None else f"{value:,f}"
