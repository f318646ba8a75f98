"""Exports as jobs: asked for by a page, a command or the API; done by a worker."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from accounts.models import Bureau, Perm, User
from audit.services import record
from core.errors import NotFound, PermissionRefused
from core.jobs import Progress, start_job
from core.models import Job
from core.tasks import send
from reporting.exports.annual_xlsx import annual_workbook
from reporting.models import AnnualEdition, EditionStatus
from reporting.services.annual import annual_content, calendar_year

ANNUAL = "reporting.annual_xlsx"
# Every kind of job whose result leaves the product as a file.
EXPORTS = (ANNUAL,)


def start_annual_export(*, bureau: Bureau, year: int, by: User, on: date) -> Job:
    """Ask for a year's tables as a workbook.

    Raises:
        NotFound: a bureau outside one's jurisdiction.
        PermissionRefused: exports are not this person's business.
    """
    if not by.bureau.is_above(bureau):
        raise NotFound
    if not by.can(Perm.EXPORT_RECORDS):
        raise PermissionRefused
    title = _("Annual summary %(year)s, %(bureau)s") % {"year": year, "bureau": bureau.name}
    record("annual_summary.exported", subject=bureau, by=by, on=on, after={"year": year})
    params = {"bureau": bureau.code, "year": year}
    return start_job(kind=ANNUAL, title=title, params=params, by=by, send=send)


def write_annual(progress: Progress, params: Mapping[str, object]) -> dict[str, Any]:
    """The work behind the job; safe to run twice."""
    bureau = Bureau.objects.get(code=params["bureau"])
    year = int(str(params["year"]))
    progress.tell(0, 2, _("Counting"))
    content = annual_figures(bureau, year)
    progress.tell(1, 2, _("Writing the workbook"))
    name = f"{bureau.code}-{year}.xlsx"
    progress.keep_file(name, ContentFile(annual_workbook(content)))
    progress.tell(2, 2)
    return {"bureau": bureau.code, "year": year}


def annual_figures(bureau: Bureau, year: int) -> dict[str, Any]:
    """A frozen edition as it stands; otherwise the figures of this moment."""
    frozen = AnnualEdition.objects.filter(
        bureau=bureau, year=year, status=EditionStatus.FROZEN
    ).first()
    return frozen.content if frozen else annual_content(calendar_year(bureau, year))
