"""The pivot as a workbook: the table as it is shown, with its totals."""

import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.services import record
from core.errors import Invalid
from core.jobs import Progress, start_job
from core.models import Job
from core.pages.columns import Column
from core.tasks import send
from reporting.exports.writers import write_xlsx
from reporting.figures import FigureScope, figure
from reporting.services.exports import PIVOT, require_export, scope_asked, scope_params
from reporting.services.overview import indicators
from reporting.services.parts import AXIS_TITLES
from reporting.services.pivot import Pivot, pivot_of
from reporting.services.sentences import printed, unit_of


@transaction.atomic
def start_pivot(
    *, scope: FigureScope, indicator: str, rows: str, columns: str, by: User, on: date
) -> Job:
    """Ask for a figure by two axes as a workbook.

    Raises:
        Invalid: no such figure or axis.
        NotFound: a bureau outside one's jurisdiction.
        PermissionRefused: exports are not this person's business.
    """
    require_export(scope.bureau, by)
    found = indicators((indicator,))
    if not found:
        raise Invalid(fields={"indicator": _("There is no such figure.")})
    pivot_of(figure(indicator), scope, rows=rows, columns=columns)
    params = {
        **scope_params(scope),
        "indicator": indicator,
        "rows": rows,
        "columns": columns,
        "where": dict(scope.where),
        "own": scope.own_only,
    }
    title = _("%(name)s, pivot table") % {"name": found[0].title}
    record("pivot.exported", subject=scope.bureau, by=by, on=on, after=params)
    return start_job(kind=PIVOT, title=title, params=params, by=by, send=send)


def write_pivot(progress: Progress, params: Mapping[str, Any]) -> dict[str, Any]:
    """The work behind the job; safe to run twice."""
    progress.tell(0, 1, _("Counting"))
    code = str(params["indicator"])
    where = tuple((str(axis), str(key)) for axis, key in dict(params["where"]).items())
    scope = scope_asked(params).narrowed(where=where, own_only=bool(params["own"]))
    found = pivot_of(
        figure(code), scope, rows=str(params["rows"]), columns=str(params["columns"])
    )
    heads, lines = table_of(found)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "pivot.xlsx"
        write_xlsx(target, heads, lines, _("Pivot table"))
        with target.open("rb") as file:
            progress.keep_file(f"{scope.bureau.code}-{code}-pivot.xlsx", File(file))
    progress.tell(1, 1)
    return {"rows": len(lines)}


def table_of(found: Pivot) -> tuple[list[Column], list[list[str]]]:
    """Headings and lines as printed, the totals last."""
    one = indicators((found.figure.code,))[0]
    total = _("Total")
    axis = AXIS_TITLES[found.row_axis]
    titles = [f"{axis}（{one.title}，{unit_of(one)}）"]
    titles += [part.label for part in found.columns] + [total]
    heads = [Column(f"c{number}", title) for number, title in enumerate(titles)]
    lines = [
        [
            row.label,
            *(printed(one, found.cell(row, column)) for column in found.columns),
            printed(one, row.value),
        ]
        for row in found.rows
    ]
    sums = [printed(one, column.value) for column in found.columns]
    lines.append([total, *sums, printed(one, found.whole)])
    return heads, lines
