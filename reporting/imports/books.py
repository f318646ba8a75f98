"""Files an import gives back: the template, the same file marked, the rest."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from reporting.imports.base import ImportKind
from reporting.imports.columns import PROBLEM
from reporting.models.imports import ImportBatch, ImportRow, RowState

_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def template_book(kind: ImportKind) -> bytes:
    """An empty table with one example row, and a sheet that explains each column."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, _SAFE)
    head = book.add_format({"bold": True, "bg_color": "#E8EEF5", "border": 1})
    text = book.add_format({"num_format": "@"})
    sheet = book.add_worksheet(str(kind.title)[:31])
    for at, field in enumerate(kind.fields):
        sheet.write_string(0, at, f"{field.title}{'*' if field.required else ''}", head)
        sheet.write_string(1, at, field.example, text)
        if 0 < len(field.choices) <= 30:
            words = [str(label) for _code, label in field.choices]
            if sum(len(word) + 1 for word in words) < 255:
                sheet.data_validation(
                    1, at, 5000, at, {"validate": "list", "source": words,
                                      "error_type": "warning"}
                )  # fmt: skip
    sheet.set_column(0, len(kind.fields) - 1, 20, text)
    sheet.freeze_panes(1, 0)
    _explain(book, kind, head)
    book.close()
    return target.getvalue()


def _explain(book: Any, kind: ImportKind, head: Any) -> None:
    sheet = book.add_worksheet(_("About the columns"))
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    titles = (_("Column"), _("Needed"), _("What to write"), _("Example"), _("Choices"))
    for at, title in enumerate(titles):
        sheet.write_string(0, at, title, head)
    for at, field in enumerate(kind.fields, 1):
        choices = "、".join(str(label) for _code, label in field.choices)
        needed = _("yes") if field.required else ""
        cells = (str(field.title), needed, str(field.hint), field.example, choices)
        for column, cell in enumerate(cells):
            sheet.write_string(at, column, cell, wrap)
    note = _(
        "Row 2 of the first sheet is an example: write over it. Columns may stand in any "
        "order. Formulas, macros and links are not followed."
    )
    sheet.write_string(len(kind.fields) + 2, 0, note)
    sheet.set_column(0, 1, 16)
    sheet.set_column(2, 3, 30)
    sheet.set_column(4, 4, 60, wrap)


def marked_book(batch: ImportBatch, kind: ImportKind) -> bytes:
    """The same file, rows and columns where they were, every wrong cell marked."""
    rows = batch.rows.order_by("number")
    return _book(batch, kind, rows.iterator(chunk_size=2000), keep_places=True)


def rest_book(batch: ImportBatch, kind: ImportKind) -> bytes:
    """The rows that were not entered, to be corrected and sent again."""
    rows = batch.rows.kept_out().order_by("number")
    return _book(batch, kind, rows.iterator(chunk_size=2000), keep_places=False)


def _book(
    batch: ImportBatch, kind: ImportKind, rows: Iterable[ImportRow], *, keep_places: bool
) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, _SAFE)
    head = book.add_format({"bold": True, "bg_color": "#E8EEF5", "border": 1})
    wrong = book.add_format({"bg_color": "#F8D7DA", "num_format": "@"})
    asked = book.add_format({"bg_color": "#FFF3CD", "num_format": "@"})
    text = book.add_format({"num_format": "@"})
    sheet = book.add_worksheet(str(kind.title)[:31])
    top = batch.head_row - 1 if keep_places else 0
    for at, cells in enumerate(batch.preamble if keep_places else ()):
        _write(sheet, at, cells, text)
    width = len(batch.headings)
    _write(sheet, top, batch.headings, head)
    sheet.write_string(top, width, PROBLEM, head)
    place = batch.column_of
    at = top
    for row in rows:
        at = row.number - 1 if keep_places else at + 1
        _write(sheet, at, row.texts, text)
        sentences = _sentences(row, kind)
        if not sentences:
            continue
        sheet.write_string(at, width, "\n".join(sentences), wrong if row.issues else asked)
        for field, sentence in row.issues:
            if field in place:
                sheet.write_string(at, place[field], row.text(place[field]), wrong)
                sheet.write_comment(at, place[field], sentence)
    sheet.set_column(0, max(width - 1, 0), 18, text)
    sheet.set_column(width, width, 60)
    sheet.freeze_panes(top + 1, 0)
    book.close()
    return target.getvalue()


def _sentences(row: ImportRow, kind: ImportKind) -> list[str]:
    told = []
    for field, sentence in row.issues:
        title = str(kind.by_name[field].title) if field in kind.by_name else ""
        told.append(f"{title}：{sentence}" if title else sentence)
    if row.state == RowState.DUPLICATE:
        told += [f"{one['title']} {one['why']}" for one in row.existing]
    return told


def _write(sheet: Any, at: int, cells: Sequence[str], style: Any) -> None:
    for column, cell in enumerate(cells):
        if cell:
            sheet.write_string(at, column, str(cell)[:32_000], style)
