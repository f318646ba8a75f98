"""Bureaus compared by one figure, as a workbook."""

import io

import xlsxwriter
from django.utils.translation import gettext as _

from campaigns.models import Indicator
from reporting.figures import FigureScope, FigureValue
from reporting.services.sentences import percent, printed, unit_of
from reporting.services.standings import Standing, standings, whole

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
    figure = book.add_format({**font, "align": "right"})
    sheet = book.add_worksheet(_("Bureaus compared"))
    sheet.write_string(0, 0, f"{one.title}（{unit_of(one)}）")
    sheet.write_string(1, 0, f"{scope.start.isoformat()} — {scope.end.isoformat()}")
    for column, title in enumerate(_heads()):
        sheet.write_string(2, column, title, head)
        sheet.set_column(column, column, WIDTHS[column])
    lines = [*standings(one, scope, sort=sort), whole(one, scope)]
    for row, line in enumerate(lines, 3):
        for column, cell in enumerate(_cells(one, line)):
            sheet.write_string(row, column, cell, figure if column else text)
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


def _cells(one: Indicator, line: Standing) -> tuple[str, ...]:
    goal = None if line.target is None else FigureValue(line.target)
    return (
        line.bureau.name,
        printed(one, line.value),
        printed(one, goal),
        percent(line.rate),
        str(line.outlook.title),
        printed(one, line.previous),
        percent(line.since_previous),
        printed(one, line.last_year),
        percent(line.since_last_year),
    )
