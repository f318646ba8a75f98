"""Exports as jobs: asked for by a page, a command or the API; done by a worker."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from accounts.models import Bureau, Perm, User
from audit.services import record
from campaigns.models import Campaign
from core.errors import Invalid, NotFound, PermissionRefused
from core.jobs import Progress, start_job
from core.models import Job
from core.tasks import send
from documents.papers import Paper, docx_of, pdf_of
from reporting.exports.annual_xlsx import annual_workbook
from reporting.exports.comparison_xlsx import comparison_workbook
from reporting.figures import FigureScope
from reporting.models import AnnualEdition, EditionStatus
from reporting.services.annual import annual_content, calendar_year
from reporting.services.bulletin import Week, bulletin, week_ending
from reporting.services.list_exports import LIST
from reporting.services.overview import indicators
from reporting.services.report_files import REPORT_FILES

ANNUAL = "reporting.annual_xlsx"
BULLETIN = "reporting.bulletin"
COMPARISON = "reporting.comparison"
FEED = "reporting.disclosure_feed"
PIVOT = "reporting.pivot"
REPORT_COMPARISON = "reporting.report_comparison"
# Every kind of job whose result leaves the product as a file.
EXPORTS = (ANNUAL, BULLETIN, COMPARISON, LIST, REPORT_FILES, REPORT_COMPARISON, FEED, PIVOT)
PAPERS: Mapping[str, Callable[[Paper], bytes]] = {"pdf": pdf_of, "docx": docx_of}


def start_annual_export(*, bureau: Bureau, year: int, by: User, on: date) -> Job:
    """Ask for a year's tables as a workbook.

    Raises:
        NotFound: a bureau outside one's jurisdiction.
        PermissionRefused: exports are not this person's business.
    """
    require_export(bureau, by)
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


def start_bulletin(*, week: Week, form: str, by: User, on: date) -> Job:
    """Ask for a week's bulletin as a file.

    Args:
        form: ``pdf`` or ``docx``.

    Raises:
        Invalid: no such form.
        NotFound, PermissionRefused: as ``start_annual_export``.
    """
    scope = week.scope
    require_export(scope.bureau, by)
    if form not in PAPERS:
        told = _("Choose one of: %(forms)s.") % {"forms": ", ".join(PAPERS)}
        raise Invalid(fields={"form": told})
    campaign = scope.campaign
    if campaign is None:
        raise Invalid(fields={"campaign": _("A bulletin tells of one campaign. Choose it.")})
    params = {**scope_params(scope), "form": form, "on": on.isoformat()}
    named = {"campaign": campaign.name, "number": week.number}
    title = _("Bulletin No. %(number)s, %(campaign)s") % named
    after = {"week": week.number, "form": form}
    record("bulletin.exported", subject=campaign, by=by, on=on, after=after)
    return start_job(kind=BULLETIN, title=title, params=params, by=by, send=send)


def write_bulletin(progress: Progress, params: Mapping[str, object]) -> dict[str, Any]:
    """The work behind the job; safe to run twice."""
    progress.tell(0, 2, _("Counting"))
    scope = scope_asked(params)
    week = week_ending(scope, scope.end)
    paper = bulletin(week, on=date.fromisoformat(str(params["on"])))
    progress.tell(1, 2, _("Writing the file"))
    form = str(params["form"])
    name = f"{scope.bureau.code}-{week.number:03d}.{form}"
    progress.keep_file(name, ContentFile(PAPERS[form](paper)))
    progress.tell(2, 2)
    return {"week": week.number}


def start_comparison(
    *, scope: FigureScope, indicator: str, sort: str, by: User, on: date
) -> Job:
    """Ask for the bureaus compared by one figure as a workbook.

    Args:
        sort: as ``standings``.

    Raises:
        Invalid: no such figure.
        NotFound, PermissionRefused: as ``start_annual_export``.
    """
    require_export(scope.bureau, by)
    found = indicators((indicator,))
    if not found:
        raise Invalid(fields={"indicator": _("There is no such figure.")})
    params = {**scope_params(scope), "indicator": indicator, "sort": sort}
    told = {"name": found[0].title, "bureau": scope.bureau.name}
    title = _("%(name)s by bureau, %(bureau)s") % told
    record("comparison.exported", subject=scope.bureau, by=by, on=on, after=params)
    return start_job(kind=COMPARISON, title=title, params=params, by=by, send=send)


def write_comparison(progress: Progress, params: Mapping[str, object]) -> dict[str, Any]:
    """The work behind the job; safe to run twice."""
    progress.tell(0, 1, _("Counting"))
    scope, code = scope_asked(params), str(params["indicator"])
    content = comparison_workbook(indicators((code,))[0], scope, sort=str(params["sort"]))
    progress.keep_file(f"{scope.bureau.code}-{code}.xlsx", ContentFile(content))
    progress.tell(1, 1)
    return {"indicator": code}


def require_export(bureau: Bureau, by: User) -> None:
    if not by.bureau.is_above(bureau):
        raise NotFound
    if not by.can(Perm.EXPORT_RECORDS):
        raise PermissionRefused


def scope_params(scope: FigureScope) -> dict[str, object]:
    """A scope as a job keeps it."""
    return {
        "bureau": scope.bureau.code,
        "campaign": str(scope.campaign.uuid) if scope.campaign else "",
        "from": scope.start.isoformat(),
        "to": scope.end.isoformat(),
    }


def scope_asked(params: Mapping[str, object]) -> FigureScope:
    campaign = params["campaign"]
    return FigureScope(
        Bureau.objects.get(code=params["bureau"]),
        date.fromisoformat(str(params["from"])),
        date.fromisoformat(str(params["to"])),
        Campaign.objects.get(uuid=str(campaign)) if campaign else None,
    )
