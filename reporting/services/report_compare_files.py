"""A form beside another period as a file: a job of one's own."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Bureau, User
from audit.services import record
from campaigns.models import Campaign
from core.errors import Invalid, NotFound
from core.jobs import Progress, start_job
from core.models import Job
from core.tasks import send
from reporting.exports.report_compare import comparison_csv, comparison_xlsx
from reporting.models import ReportEdition
from reporting.report_forms.days import asked_period
from reporting.report_forms.fill import Question
from reporting.report_forms.loader import form
from reporting.services.exports import REPORT_COMPARISON, require_export
from reporting.services.report_compare import Comparison, Wanted, comparison_of
from reporting.services.report_content import Book
from reporting.services.report_duties import require_figures

WRITERS: Mapping[str, Callable[[Comparison, date], bytes]] = {
    "xlsx": comparison_xlsx,
    "csv": comparison_csv,
}


@transaction.atomic
def start_report_comparison(wanted: Wanted, *, file: str, by: User, on: date) -> Job:
    """Ask for a form beside another period as a file.

    Args:
        file: ``xlsx`` (amounts in 万元) or ``csv`` (amounts in yuan).

    Raises:
        Invalid: no such kind of file.
        NotFound: no such form, or a bureau outside one's jurisdiction.
        PermissionRefused: exports are not this person's business.
        StillComputing: the edition has no figures yet.
    """
    question = wanted.question
    require_export(question.bureau, by)
    if file not in WRITERS:
        told = _("Choose one of: %(forms)s.") % {"forms": ", ".join(WRITERS)}
        raise Invalid(fields={"file": told})
    campaign, edition = question.campaign, wanted.edition
    params = {
        "bureau": question.bureau.code,
        "period": question.period.code,
        "campaign": str(campaign.uuid) if campaign else "",
        "form": wanted.code,
        "against": wanted.against.code,
        "edition": str(edition.uuid) if edition else "",
        "file": file,
        "on": on.isoformat(),
    }
    named = {
        "form": _title(wanted),
        "own": question.period.title,
        "other": wanted.against.title,
    }
    title = _("%(form)s: %(own)s against %(other)s") % named
    subject = edition or question.bureau
    record("report_comparison.exported", subject=subject, by=by, on=on, after=params)
    kind = REPORT_COMPARISON
    return start_job(kind=kind, title=title[:200], params=params, by=by, send=send)


def _title(wanted: Wanted) -> str:
    """Raises NotFound for a form that is not there."""
    if wanted.edition is None:
        return str(form(wanted.code).title)
    require_figures(wanted.edition)
    found = Book(wanted.edition.content).forms.get(wanted.code)
    if found is None:
        raise NotFound
    return str(found.title)


def write_report_comparison(progress: Progress, params: Mapping[str, object]) -> dict[str, Any]:
    """The work behind the job; safe to run twice."""
    progress.tell(0, 2, _("Counting"))
    told = {name: str(value) for name, value in params.items()}
    found = comparison_of(_wanted(told))
    progress.tell(1, 2, _("Writing the file"))
    content = WRITERS[told["file"]](found, date.fromisoformat(told["on"]))
    other = told["against"].replace("..", "_")
    name = f"{told['bureau']}-{told['form']}-{told['period']}-{other}.{told['file']}"
    progress.keep_file(name, ContentFile(content))
    progress.tell(2, 2)
    return {"form": told["form"]}


def _wanted(told: Mapping[str, str]) -> Wanted:
    campaign, edition = told["campaign"], told["edition"]
    question = Question(
        Bureau.objects.get(code=told["bureau"]),
        asked_period(told["period"]),
        Campaign.objects.get(uuid=campaign) if campaign else None,
    )
    kept = ReportEdition.objects.get(uuid=edition) if edition else None
    return Wanted(question, told["form"], asked_period(told["against"]), kept)
