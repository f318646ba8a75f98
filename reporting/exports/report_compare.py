"""A form beside another period as a workbook and as flat data: a line per cell."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from core.money import WAN
from reporting.imports.texts import guarded
from reporting.report_forms.definition import Column
from reporting.services.report_compare import Comparison
from reporting.services.report_content import text_of

CSV_HEADS = (
    "address",
    "section",
    "row_name",
    "indicator_name",
    "unit",
    "value",
    "other",
    "difference",
    "percent",
)
WIDTHS = (24, 30, 26, 10, 16, 16, 16, 12)


def told_on_top(found: Comparison, on: date) -> Iterator[str]:
    """Which periods, where the other side is from, what is to be known of both."""
    base = found.base
    scope = found.book.content["scope"]
    yield f"{found.form.number} {found.form.title}"
    yield _("Reporting unit: %(name)s") % {"name": scope["name"]}
    for one, told in ((found.own, ""), (base.period, base.told)):
        days = _("%(start)s to %(end)s") % {"start": one.starts_on, "end": one.ends_on}
        yield f"{one.title}（{days}）{told}"
    yield from found.warnings(on)


def comparison_xlsx(found: Comparison, on: date) -> bytes:
    """One sheet, amounts in 万元 as the form prints them."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    font = {"font_name": "宋体", "font_size": 11}
    plain = book.add_format(font)
    text = book.add_format({**font, "border": 1})
    head = book.add_format({**font, "border": 1, "bold": True, "bg_color": "#E8EEF5"})
    sheet = book.add_worksheet(_("Comparison of periods"))
    at = 0
    for line in told_on_top(found, on):
        sheet.write_string(at, 0, line, plain)
        at += 1
    for place, title in enumerate(_heads(found)):
        sheet.write_string(at, place, title, head)
        sheet.set_column(place, place, WIDTHS[place])
    first = at
    formats: dict[int, Any] = {}
    for section, row, column, cell in found.lines():
        at += 1
        label = "　" * (row.level - 1) + str(row.title)
        for place, word in enumerate((section.title, label, column.title, column.unit)):
            sheet.write_string(at, place, str(word), text)
        places = column.decimals
        if places not in formats:
            shape = "#,##0" + ("." + "0" * places if places else "")
            formats[places] = book.add_format({**font, "border": 1, "num_format": shape})
        amounts = (cell.value, cell.base, cell.difference)
        for place, amount in enumerate(amounts, 4):
            _write(sheet, at, place, _printed(column, amount), formats[places], text)
        _write(sheet, at, 7, cell.percent, text, text)
    sheet.autofilter(first, 0, at, len(WIDTHS) - 1)
    sheet.freeze_panes(first + 1, 0)
    book.close()
    return target.getvalue()


def comparison_csv(found: Comparison, on: date) -> bytes:
    """UTF-8 with its mark, amounts in yuan."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    for line in told_on_top(found, on):
        writer.writerow([guarded(line)])
    writer.writerow(CSV_HEADS)
    for section, row, column, cell in found.lines():
        texts = (
            str(cell.cell.address),
            section.title,
            row.title,
            column.title,
            "元" if column.is_money else column.unit,
        )
        numbers = (cell.value, cell.base, cell.difference, cell.percent)
        writer.writerow([*(guarded(str(one)) for one in texts), *map(text_of, numbers)])
    return target.getvalue().encode("utf-8-sig")


def _heads(found: Comparison) -> tuple[str, ...]:
    return (
        _("Block of rows"),
        _("Item"),
        _("Figure"),
        _("Unit of measure"),
        str(found.own.title),
        str(found.base.period.title),
        _("More or less"),
        _("Change in percent"),
    )


def _printed(column: Column, amount: Decimal | None) -> Decimal | None:
    return amount / WAN if column.is_money and amount is not None else amount


def _write(
    sheet: Any, row: int, place: int, amount: Decimal | None, number: Any, text: Any
) -> None:
    if amount is None:
        sheet.write_string(row, place, "—", text)
    else:
        sheet.write_number(row, place, float(amount), number)
