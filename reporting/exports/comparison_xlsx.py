"""Bureaus compared by one figure, as a workbook."""

import io
from decimal import Decimal

import xlsxwriter
from django.utils.translation import gettext as _

from campaigns.models import Indicator
from core.money import in_wan
from reporting.figures import FigureScope, FigureValue, figure
from reporting.services.sentences import unit_of
from reporting.services.standings import Standing, standings, whole

# Columns that tell a percentage: the rate and both changes.
PERCENTS = (3, 6, 8)
WIDTHS = (26, 14, 14, 12, 16, 16, 14, 18, 14)


def comparison_workbook(one: Indicator, scope: FigureScope, *, sort: str) -> bytes:
    """One sheet: a line a bureau in the order asked for, the whole at the end."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    font = {"font_name": "宋体", "font_size": 11, "border": 1}
    head = book.add_format({**font, "bold": True, "bg_color": "#E8EEF5", "align": "center"})
    text = book.add_format(font)
    unknown = book.add_format({**font, "align": "right"})
    places = 2 if figure(one.code).is_money else one.decimals
    shape = "#,##0" + ("." + "0" * places if places else "")
    number = book.add_format({**font, "num_format": shape})
    percent = book.add_format({**font, "num_format": '0.00"%"'})
    sheet = book.add_worksheet(_("Bureaus compared"))
    sheet.write_string(0, 0, f"{one.title}（{unit_of(one)}）")
    sheet.write_string(1, 0, f"{scope.start.isoformat()} — {scope.end.isoformat()}")
    for column, title in enumerate(_heads()):
        sheet.write_string(2, column, title, head)
        sheet.set_column(column, column, WIDTHS[column])
    lines = [*standings(one, scope, sort=sort), whole(one, scope)]
    for row, line in enumerate(lines, 3):
        for column, cell in enumerate(_cells(one, line)):
            match cell:
                case str():
                    sheet.write_string(row, column, cell, text)
                case None:
                    sheet.write_string(row, column, "—", unknown)
                case _:
                    shaped = percent if column in PERCENTS else number
                    sheet.write_number(row, column, float(cell), shaped)
    sheet.freeze_panes(3, 1)
    book.close()
    return target.getvalue()


def _heads() -> tuple[str, ...]:
    return (
        _("Bureau"),
        _("Actual"),
        _("Target"),
        _("Rate"),
        _("Pace"),
        _("Period before"),
        _("Change"),
        _("Same days last year"),
        _("Change"),
    )


def _cells(one: Indicator, line: Standing) -> tuple[str | Decimal | None, ...]:
    def amount(told: FigureValue | None) -> Decimal | None:
        if told is None or told.value is None:
            return None
        return in_wan(told.value) if figure(one.code).is_money else told.value

    return (
        line.bureau.name,
        amount(line.value),
        amount(None if line.target is None else FigureValue(line.target)),
        line.rate,
        str(line.outlook.title),
        amount(line.previous),
        line.since_previous,
        amount(line.last_year),
        line.since_last_year,
    )
