"""An edition as flat data: every cell a line, amounts in yuan."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from reporting.imports.texts import guarded
from reporting.models import ReportEdition
from reporting.services.report_content import Book, content_hash, text_of
from reporting.services.report_restate import record_changes

HEADS = (
    "address",
    "form",
    "form_name",
    "section",
    "row",
    "row_name",
    "indicator",
    "indicator_name",
    "unit",
    "basis",
    "proposed",
    "computed",
    "unknown",
    "reported",
    "approx",
    "difference",
    "note",
)
# These are digits: a minus before them is no formula.
NUMBERS = frozenset({"computed", "unknown", "reported", "difference"})


def flat_lines(book: Book) -> Iterator[tuple[Any, ...]]:
    """One line per cell, in the order of ``HEADS``; amounts in yuan, as digits."""
    for form, section, row, column, cell in book.cells():
        yield (
            str(cell.address),
            form.number,
            str(form.title),
            section.code,
            row.code,
            str(row.title),
            column.code,
            str(column.title),
            "元" if column.is_money else column.unit,
            column.basis.value,
            "M" if column.proposed or section.proposed else "",
            text_of(cell.computed),
            cell.unknown,
            text_of(cell.reported),
            cell.approx if cell.reported is not None else "",
            text_of(cell.difference),
            cell.note,
        )


def report_csv(edition: ReportEdition) -> bytes:
    """UTF-8 with its mark, so that older spreadsheet programs read Chinese at once."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(HEADS)
    for line in flat_lines(Book.of(edition)):
        told = zip(HEADS, line, strict=True)
        writer.writerow([one if head in NUMBERS else guarded(one) for head, one in told])
    return target.getvalue().encode("utf-8-sig")


def report_json(edition: ReportEdition) -> bytes:
    """The content as it is hashed, with its hash, the audit head and the sentences."""
    content = Book.of(edition).content
    data = {
        "content": content,
        "content_hash": edition.content_hash or content_hash(dict(content)),
        "audit_head": edition.audit_head,
        "edition": edition.number,
        "status": edition.status,
        "restated_because": edition.restated_because,
        "narrative": edition.narrative,
        "changes": [
            {
                "form": one.form.code,
                "indicator": one.column.code,
                "record": one.label,
                "before": text_of(one.before),
                "after": text_of(one.after),
            }
            for one in record_changes(edition)
        ],
    }
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1)
    return (text + "\n").encode()
