"""The disclosure feed as a file: what is public of a bureau's decisions, as a job."""

import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Bureau, User
from audit.services import record
from core.errors import Invalid
from core.jobs import Progress, start_job
from core.models import Job
from core.tasks import send
from reporting.exports.disclosure_feed import FEED_WRITERS
from reporting.models import Disclosure, DisclosureQuerySet
from reporting.services.exports import FEED, require_export


@transaction.atomic
def start_feed(
    *,
    bureau: Bureau,
    form: str,
    start: date | None = None,
    end: date | None = None,
    by: User,
    on: date,
) -> Job:
    """Ask for the feed of a bureau with those under it.

    Args:
        form: ``xlsx``, ``csv``, ``xml``, or ``txt`` for the summaries.
        start: first day of publication, included; None: from the beginning.
        end: last day of publication, included.

    Raises:
        Invalid: no such form, or the days are in the wrong order.
        NotFound: a bureau outside one's jurisdiction.
        PermissionRefused: exports are not this person's business.

    Legal source: 市场监督管理行政处罚信息公示规定第九条; 国办发〔2018〕118号.
    """
    require_export(bureau, by)
    if form not in FEED_WRITERS:
        told = {"forms": ", ".join(FEED_WRITERS)}
        raise Invalid(fields={"form": _("Choose one of: %(forms)s.") % told})
    if start and end and end < start:
        raise Invalid(fields={"end": _("The last day lies before the first.")})
    params = {
        "bureau": bureau.code,
        "form": form,
        "from": start.isoformat() if start else "",
        "to": end.isoformat() if end else "",
        "by": str(by.uuid),
    }
    count = _rows(params, by).count()
    after = {**params, "rows": count}
    record("disclosure.exported", subject=bureau, by=by, on=on, after=after)
    title = _("Disclosure feed, %(bureau)s") % {"bureau": bureau.name}
    return start_job(kind=FEED, title=title, params=params, by=by, send=send)


def write_feed(progress: Progress, params: Mapping[str, object]) -> dict[str, Any]:
    """The work behind the job; safe to run twice."""
    told = {name: str(value) for name, value in params.items()}
    by = User.objects.select_related("bureau", "unit").get(uuid=told["by"])
    rows = list(_rows(told, by).values_list("values", flat=True))
    progress.tell(0, max(1, len(rows)), _("Writing the file"))
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "feed"
        FEED_WRITERS[told["form"]](target, rows)
        with target.open("rb") as file:
            progress.keep_file(f"{told['bureau']}-disclosure.{told['form']}", File(file))
    progress.tell(max(1, len(rows)))
    return {"rows": len(rows)}


def _rows(told: Mapping[str, str], by: User) -> DisclosureQuerySet:
    """What is public today, as far as the person may see it."""
    bureau = Bureau.objects.get(code=told["bureau"])
    inside = Bureau.objects.within(bureau.path).order_by().values("pk")
    rows = Disclosure.objects.visible_to(by).shown().filter(bureau_id__in=inside)
    if told["from"]:
        rows = rows.filter(released_on__gte=told["from"])
    if told["to"]:
        rows = rows.filter(released_on__lte=told["to"])
    return rows.order_by("released_on", "pk")
