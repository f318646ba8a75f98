"""The table of other authorities' decisions: its template, and its rows as typed."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any
from zipfile import BadZipFile

import xlsxwriter
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import load_workbook

from core.errors import Invalid
from law.penalty_kinds import Activity, Level
from law.vocabularies import Domain, PartyKind

MOST_ROWS = 500
MOST_BYTES = 2_000_000
LONGEST = 200

# The columns of the template: code, title, whether it is needed.
COLUMNS: tuple[tuple[str, str | Promise, bool], ...] = (
    ("source_id", gettext_lazy("Identifier at the source"), True),
    ("title", gettext_lazy("Case name"), True),
    ("authority", gettext_lazy("Authority"), True),
    ("domain", gettext_lazy("Domain"), True),
    ("party", gettext_lazy("Party as published"), True),
    ("party_kind", gettext_lazy("Kind of party"), False),
    ("decided_on", gettext_lazy("Decided on"), False),
    ("published_on", gettext_lazy("Published on"), False),
    ("number", gettext_lazy("Decision number"), False),
    ("provision", gettext_lazy("Provision (id of the catalogue)"), True),
    ("level", gettext_lazy("Circumstance"), False),
    ("activity", gettext_lazy("Activity"), False),
    ("base", gettext_lazy("Base of the fine"), False),
    ("goods_value", gettext_lazy("Goods value"), False),
    ("illegal_income", gettext_lazy("Illegal income"), False),
    ("fine", gettext_lazy("Fine"), False),
)
CODES: dict[str, Any] = {
    "domain": Domain,
    "party_kind": PartyKind,
    "level": Level,
    "activity": Activity,
}


def template_workbook() -> bytes:
    """An empty table to fill in, with the codes that may stand in it on a second sheet."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet, codes = book.add_worksheet("1"), book.add_worksheet("2")
    bold = book.add_format({"bold": True})
    for at, (_code, title, needed) in enumerate(COLUMNS):
        sheet.write_string(0, at, f"{title} *" if needed else str(title), bold)
        sheet.set_column(at, at, 18)
    for at, (column, choices) in enumerate(CODES.items()):
        codes.write_string(0, at * 2, str(title_of(column)), bold)
        for row, (code, label) in enumerate(choices.choices, 1):
            codes.write_string(row, at * 2, str(code))
            codes.write_string(row, at * 2 + 1, str(label))
    book.close()
    return target.getvalue()


def title_of(code: str) -> str:
    return str(next(title for name, title, _needed in COLUMNS if name == code))


def read_table(content: bytes, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows as typed, by column code; empty rows are left out."""
    if len(content) > MOST_BYTES:
        raise Invalid(fields={"file": _("The file is too large. Divide it.")})
    lines = _workbook(content) if name.lower().endswith(".xlsx") else _csv(content)
    if not lines:
        raise Invalid(fields={"file": _("The table is empty. Fill in the template.")})
    found = [cell.strip().rstrip("*").strip() for cell in lines[0]]
    codes = _columns(found)
    if len(lines) - 1 > MOST_ROWS:
        text = _("At most %(most)s rows at a time. Divide the table.") % {"most": MOST_ROWS}
        raise Invalid(fields={"file": text})
    for number, line in enumerate(lines[1:], 2):
        cells = dict(zip(codes, line, strict=False))
        if any(cell.strip() for cell in cells.values()):
            yield number, {code: cell.strip() for code, cell in cells.items() if code}


def _columns(found: Sequence[str]) -> list[str]:
    """The code of each column, by its title or its code; a needed one that lacks is named."""
    by_title = {str(title): code for code, title, _needed in COLUMNS}
    known = {code for code, _title, _needed in COLUMNS}
    codes = [cell if cell in known else by_title.get(cell, "") for cell in found]
    lacking = [str(title) for code, title, need in COLUMNS if need and code not in codes]
    if lacking:
        text = _("These columns are missing: %(names)s. Use the template.")
        raise Invalid(fields={"file": text % {"names": "、".join(lacking)}})
    return codes


def _workbook(content: bytes) -> list[list[str]]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError, OSError) as error:
        text = _("This is not an XLSX workbook. Use the template, or CSV in UTF-8.")
        raise Invalid(fields={"file": text}) from error
    rows = book.worksheets[0].iter_rows(max_row=MOST_ROWS + 2, values_only=True)
    return [[_cell(value) for value in row] for row in rows]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if hasattr(value, "date"):
        return str(value.date().isoformat())
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _csv(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        text = _("This is not a CSV file in UTF-8. Use the template.")
        raise Invalid(fields={"file": text}) from error
