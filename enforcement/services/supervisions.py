"""Cases watched from above: the order, the reports due on their days, the lifting."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from audit.services import record
from core.errors import IllegalTransition, Invalid
from deadlines.policies import require_may_act
from deadlines.services.procedure import lock
from enforcement.models import Case, Supervision, SupervisionReport
from enforcement.policies import WRITES_CASES, require_supervising
from enforcement.services.checks import require_fits, require_text
from enforcement.services.next_steps import lead_of
from workbench.models import MessageKind
from workbench.services.messages import send
from workbench.services.tasks import close_tasks, open_task

REPORT_ACT = "supervision.report"
MOST_REPORTS = 24


def begin_supervision(
    case: Case, *, reason: str, report_days: Iterable[date], by: User, on: date
) -> Supervision:
    """Part of ``supervise``: the order with the reports it asks for.

    Raises:
        Invalid: a day that has passed, or too many of them.
    """
    row = Supervision.under(
        case, case=case, by_bureau=by.bureau, begun_on=on, reason=reason.strip()
    )
    row.save(force_insert=True)
    _ask_for(row, report_days, by, on)
    return row


@transaction.atomic
def ask_for_reports(
    case: Case, *, report_days: Iterable[date], by: User, on: date
) -> Supervision:
    """Ask the officers of a supervised case for further reports.

    Raises:
        PermissionRefused: not of the bureau that supervises it.
        IllegalTransition: the case is not under supervision.
        Invalid: a day that has passed, or no day.
    """
    row = _live(case, by)
    days = list(report_days)
    if not days:
        raise Invalid(fields={"report_days": _("Name a day.")})
    _ask_for(row, days, by, on)
    record("supervision.reports_asked", subject=row, by=by, on=on, after={"days": days})
    return row


@transaction.atomic
def report_to_supervisor(
    report: SupervisionReport, *, text: str, by: User, on: date
) -> SupervisionReport:
    """Report how a supervised case stands; its task is closed.

    Raises:
        PermissionRefused: neither a handling officer nor the head of their unit.
        IllegalTransition: reported already.
        Invalid: nothing is said.
    """
    lock(report)
    require_may_act(report, by=by, perm=WRITES_CASES)
    if report.reported_on is not None:
        raise IllegalTransition(_("This report was made already."))
    require_text(text=text)
    require_fits(SupervisionReport, text=text)
    report.text, report.reported_on, report.reported_by = text.strip(), on, by
    report.version += 1
    report.save()
    close_tasks(report, act=REPORT_ACT, by=by, on=on)
    after = {"due_on": report.due_on}
    record("supervision.reported", subject=report, by=by, on=on, after=after)
    return report


@transaction.atomic
def lift_supervision(case: Case, *, reason: str, by: User, on: date) -> Case:
    """End the supervision; reports not made yet are not owed any more.

    Raises:
        PermissionRefused: not of the bureau that supervises it.
        IllegalTransition: the case is not under supervision.
        Invalid: no reason is given.
    """
    require_text(reason=reason)
    row = _live(case, by)
    row.lifted_on, row.lift_reason = on, reason.strip()
    row.version += 1
    row.save()
    for report in row.reports.filter(reported_on=None):
        close_tasks(report, by=by, on=on)
    row.reports.filter(reported_on=None).delete()
    case.supervised_by = case.supervised_on = None
    case.version += 1
    case.save()
    record("case.supervision_lifted", subject=case, by=by, on=on, note=reason.strip())
    for officer in case.responsible_officers():
        send(
            recipient=officer,
            kind=MessageKind.NOTICE,
            title=gettext_lazy("The supervision of a case of yours was lifted"),
            body=reason.strip(),
            about=case.ref,
            dedupe_key=f"case.supervision_lifted:{row.uuid}",
            on=on,
        )
    return case


def _live(case: Case, by: User) -> Supervision:
    """The running supervision, held; only its own bureau goes on with it."""
    lock(case)
    row = Supervision.objects.select_for_update(of=("self",)).filter(
        case_id=case.pk, lifted_on=None
    )
    found = row.first()
    if found is None:
        raise IllegalTransition(_("This case is not under supervision."))
    require_supervising(found, by=by)
    return found


def _ask_for(row: Supervision, days: Iterable[date], by: User, on: date) -> None:
    wanted = sorted(set(days) - set(row.reports.values_list("due_on", flat=True)))
    if any(day <= on for day in wanted):
        text = _("A report is due on a day still to come.")
        raise Invalid(fields={"report_days": text})
    if len(wanted) > MOST_REPORTS:
        text = _("Ask for at most %(most)s reports.") % {"most": MOST_REPORTS}
        raise Invalid(fields={"report_days": text})
    for day in wanted:
        report = SupervisionReport.under(row, supervision=row, due_on=day)
        report.save(force_insert=True)
        open_task(
            record=report,
            title=_("Report to %(bureau)s: %(case)s")
            % {"bureau": row.by_bureau.name, "case": row.case.title},
            act=REPORT_ACT,
            assignee=lead_of(row.case),
            due_on=day,
            by=by,
            on=on,
        )
