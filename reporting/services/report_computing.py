"""Computing an edition: a small one at once, a large one by a worker, form by form.

Nothing is computed inside a transaction. The records behind a form are laid aside as soon
as it is filled; one short transaction at the end puts all of it in the place of what was
there before, unless the edition changed meanwhile.
"""

import time
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from audit.services import record
from core.errors import StaleVersion
from core.jobs import Progress, run_job, start_job
from core.models import Job
from core.protocols import Actor
from core.tasks import send
from reporting.figures import rows_behind
from reporting.figures.form_figures import printed_figure
from reporting.models import EditionSource, ReportEdition, ReportStatus
from reporting.report_forms.axes import narrowed
from reporting.report_forms.definition import Form
from reporting.report_forms.fill import Filled, Question, fill
from reporting.report_forms.loader import period
from reporting.services.imports.states import Silent, Teller, actor
from reporting.services.report_content import Book, filled_content, forms_for, kept_rows
from reporting.services.report_duties import locked
from reporting.services.report_words import told_in_words

REPORT_EDITION: Final = "reporting.report_edition"
# Counted by the first column of each form; so many are filled within a second or two.
AT_ONCE_RECORDS: Final = 1_000
SECONDS_BETWEEN: Final = 1.0


def compute_report(
    edition: ReportEdition, *, by: User, on: date, wait: bool = False
) -> ReportEdition:
    """Compute an edition that was begun: at once where it is little, else as a job.

    Args:
        edition: one that is being computed, as it stands.
        wait: do it here whatever its size; for commands.

    Returns:
        The edition as it stands then.
    """
    if wait:
        _compute(edition, by=by, on=on, teller=Silent())
    else:
        little = is_little(question_for(edition))
        job = _start(edition, by=by, on=on, hand_over=not little)
        if little:
            run_job(str(job.uuid))
    edition.refresh_from_db()
    return edition


def question_for(edition: ReportEdition) -> Question:
    return Question(edition.bureau, period(edition.period), edition.campaign)


def is_little(question: Question) -> bool:
    """Whether it is filled while somebody waits. One bounded count per form."""
    left = AT_ONCE_RECORDS
    for form in forms_for(question):
        head = next(column for column in form.columns if column.figure)
        one = printed_figure(head.figure)
        rows = narrowed(one, rows_behind(one, question.scope()), form.where, form.bands)
        left -= rows.order_by().values("pk")[: left + 1].count()
        if left < 0:
            return False
    return True


def work_on_report(progress: Progress, params: Mapping[str, object]) -> dict[str, Any]:
    """The work behind the job; a second delivery finds it done and leaves it alone."""
    rows = ReportEdition.objects.select_related("bureau", "campaign", "job")
    edition = rows.get(uuid=str(params["edition"]))
    if edition.is_computing and edition.version == params["version"]:
        by, on = actor(str(params["by"])), date.fromisoformat(str(params["on"]))
        with override(str(params["language"])):
            _compute(edition, by=by, on=on, teller=progress)
    return {"edition": str(edition.uuid)}


@transaction.atomic
def _start(edition: ReportEdition, *, by: User, on: date, hand_over: bool) -> Job:
    title = _("Computing: %(edition)s") % {"edition": edition}
    job = start_job(
        kind=REPORT_EDITION,
        title=title[:200],
        params={
            "edition": str(edition.uuid),
            "version": edition.version,
            "by": str(by.uuid),
            "on": on.isoformat(),
            "language": by.language,
        },
        by=by,
        send=send if hand_over else _kept_here,
    )
    ReportEdition.objects.filter(pk=edition.pk).update(job=job)
    return job


def _kept_here(_uuid: str) -> None:
    """The work is done in this process; were it to die, the job is found stale."""


def _compute(edition: ReportEdition, *, by: Actor, on: date, teller: Teller) -> None:
    """Fill form by form and take the figures over."""
    question = question_for(edition)
    forms = forms_for(question)
    pace = _Pace(teller, forms)
    edition.sources.filter(staged=True).delete()
    filled = []
    for form in forms:
        pace.begin(form)
        one = fill(form, question, pace.step)
        _lay_aside(edition, one)
        # Kept by now; a province's year in full would not fit into memory.
        one.parts.clear()
        filled.append(one)
    content = filled_content(question, filled)
    pace.tell(_("Writing the sentences"))
    narrative = told_in_words(Book(content), question)
    _take_over(edition, content, narrative, by=by, on=on)


class _Pace:
    """Tells how far it is: at every form, and at most once a second within one."""

    def __init__(self, teller: Teller, forms: list[Form]) -> None:
        self.teller = teller
        self.total = sum(len(form.columns) + len(form.sections) for form in forms)
        self.done = 0
        self.message = ""
        self.told_at = 0.0

    def begin(self, form: Form) -> None:
        self.tell(f"{form.number} {form.title}")

    def step(self) -> None:
        """One column read, or one section added up."""
        self.done += 1
        if time.monotonic() - self.told_at >= SECONDS_BETWEEN:
            self.tell(self.message)

    def tell(self, message: str) -> None:
        self.message, self.told_at = message, time.monotonic()
        self.teller.tell(self.done, self.total, message)


def _held(edition: ReportEdition) -> ReportEdition:
    """The row, locked, while it is the one whose computing began.

    Raises:
        StillComputing, IllegalTransition, StaleVersion: it went on without us.
    """
    found = locked(edition, ReportStatus.COMPUTING)
    if found.version != edition.version:
        raise StaleVersion(_("The edition changed while it was computed. Nothing was saved."))
    return found


@transaction.atomic
def _lay_aside(edition: ReportEdition, filled: Filled) -> None:
    """The records behind one form, beside those of the figures that are still in place."""
    held = _held(edition)
    held.sources.filter(staged=True, form=filled.form.code).delete()
    EditionSource.objects.bulk_create(
        [
            EditionSource(
                edition=held,
                form=filled.form.code,
                column=code,
                rows=kept_rows(parts),
                staged=True,
            )
            for code, parts in filled.parts.items()
        ],
        batch_size=10,
    )


@transaction.atomic
def _take_over(
    edition: ReportEdition,
    content: dict[str, Any],
    narrative: list[str],
    *,
    by: Actor,
    on: date,
) -> None:
    held = _held(edition)
    held.content, held.narrative = content, narrative
    held.status = ReportStatus.DRAFT
    held.version += 1
    held.save()
    held.sources.kept().delete()
    held.sources.update(staged=False)
    record("report_edition.computed", subject=held, by=by, on=on)
