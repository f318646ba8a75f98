"""Rows into files: XLSX, CSV, JSON lines; and the archive for what names people."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pyzipper
from django.utils.translation import gettext as _
from rustpy_xlsxwriter import Format, write_worksheet

from core.pages.columns import Column, Kind
from reporting.imports.texts import RISKY, guarded

# The most a cell of a workbook may hold.
LONGEST: Final = 32_000
MOST_XLSX: Final = 1_000_000
Rows = Iterable[Sequence[Any]]


def headings(columns: Sequence[Column]) -> list[str]:
    """The columns' headings, each once: a second one of the same name is numbered."""
    found: list[str] = []
    for column in columns:
        title = str(column.heading or column.title)
        times = sum(one == title or one.startswith(f"{title} (") for one in found)
        found.append(f"{title} ({times + 1})" if times else title)
    return found


def write_xlsx(path: Path, columns: Sequence[Column], rows: Rows, title: str) -> None:
    """Text is written as text: what begins with = is no formula.

    Args:
        rows: may be gone through a second time: where a text is longer than a cell holds.
    """
    try:
        _write_xlsx(path, columns, rows, title)
    except RuntimeError as error:
        if "32,767" not in str(error):
            raise
        _write_xlsx(path, columns, ([_cut(one) for one in row] for row in rows), title)


def _write_xlsx(path: Path, columns: Sequence[Column], rows: Rows, title: str) -> None:
    heads = headings(columns)
    name = "".join(sign for sign in title if sign not in r"[]:*?/\'")[:31] or "1"
    write_worksheet(
        _records(heads, rows),
        str(path),
        sheet_name=name,
        freeze_row=1,
        bold_headers=True,
        datetime_format="yyyy-mm-dd hh:mm",
        column_formats={
            head: Format().set_num_format("yyyy-mm-dd")
            for head, column in zip(heads, columns, strict=True)
            if column.kind is Kind.DATE
        },
    )


def _records(heads: list[str], rows: Rows) -> Iterator[dict[str, Any]]:
    empty = True
    for row in rows:
        empty = False
        yield dict(zip(heads, row, strict=True))
    if empty:  # the headings of an empty list are still its headings
        yield dict.fromkeys(heads)


def _cut(value: Any) -> Any:
    if isinstance(value, str) and len(value) > LONGEST:
        return value[:LONGEST] + _("… (a cell holds no more; the CSV has all of it)")
    return value


def write_csv(path: Path, columns: Sequence[Column], rows: Rows, _title: str) -> None:
    """UTF-8 with its mark, so that older spreadsheet programs read Chinese at once."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([guarded(head) for head in headings(columns)])
        writer.writerows(_guarded_rows(rows))


def _guarded_rows(rows: Rows) -> Iterator[Sequence[Any]]:
    risky = frozenset(RISKY)
    for row in rows:
        for value in row:
            if value.__class__ is str and value[:1] in risky:
                row = [guarded(one) if isinstance(one, str) else one for one in row]
                break
        yield row


def write_jsonl(path: Path, columns: Sequence[Column], rows: Rows, _title: str) -> None:
    """One object per line, named by the columns' own names; money as text."""
    names = [column.name for column in columns]
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            line = dict(zip(names, row, strict=True))
            file.write(json.dumps(line, ensure_ascii=False, default=_as_json) + "\n")


def _as_json(value: Any) -> str:
    match value:
        case datetime():
            return value.isoformat(" ", "minutes")
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
    return str(value)


WRITERS: Final[dict[str, Callable[[Path, Sequence[Column], Rows, str], None]]] = {
    "xlsx": write_xlsx,
    "csv": write_csv,
    "jsonl": write_jsonl,
}


def pack(path: Path, target: Path, name: str, password: str) -> None:
    """Put a file into an archive that opens with the password alone (AES-256)."""
    with pyzipper.AESZipFile(
        target, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as archive:
        archive.setpassword(password.encode())
        archive.write(path, name)
