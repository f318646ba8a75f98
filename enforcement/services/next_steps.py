"""Who must do the next act of a case: a task for a person or a duty, closed by the act."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, User
from deadlines.services.clocks import next_clock
from enforcement.models import Case
from enforcement.transitions.case_needs import CaseAct
from workbench.services.tasks import close_tasks, open_task

Text = str | Promise

TITLES: dict[str, Text] = {
    CaseAct.RESUBMIT_FILING: _("Correct and submit the filing again: %(case)s"),
    CaseAct.SUBMIT_PENALTY: _("Investigate and propose the penalty: %(case)s"),
    CaseAct.SERVE_NOTICE: _("Serve the penalty notice: %(case)s"),
    CaseAct.DECIDE: _("Decide after the defence: %(case)s"),
    CaseAct.SERVE_DECISION: _("Serve the decision: %(case)s"),
    CaseAct.SCHEDULE_HEARING: _("Fix the hearing: %(case)s"),
    CaseAct.RECORD_OPINION: _("Review after the hearing: %(case)s"),
    CaseAct.DECIDE_NO_PENALTY: _("Decide that no penalty is imposed: %(case)s"),
    CaseAct.DISMISS: _("Dismiss the case: %(case)s"),
    CaseAct.SUBMIT_CLOSING: _("Write the closing report: %(case)s"),
    CaseAct.DEMAND: _("Serve a demand: %(case)s"),
    CaseAct.APPLY_TO_COURT: _("Apply to the court for enforcement: %(case)s"),
    CaseAct.ANSWER_REMEDY: _("Answer the review or suit: %(case)s"),
    CaseAct.SUBMIT_RESUMPTION: _("See whether the case can be resumed: %(case)s"),
    CaseAct.FILE_PAPERS: _("File the papers of the on-the-spot penalty: %(case)s"),
    CaseAct.HAND_IN_FINE: _("Hand in the money collected on the spot: %(case)s"),
    CaseAct.DEPOSIT_FINE: _("Pay the money collected on the spot into the bank: %(case)s"),
    CaseAct.CLOSE_ON_SPOT: _("Close the on-the-spot case: %(case)s"),
}
# Acts that belong to a duty of the bureau; the others to the lead officer of the case.
BY_ROLE = {
    CaseAct.DECIDE: Role.BUREAU_HEAD,
    CaseAct.DECIDE_NO_PENALTY: Role.BUREAU_HEAD,
    CaseAct.DISMISS: Role.BUREAU_HEAD,
    CaseAct.SCHEDULE_HEARING: Role.LEGAL_REVIEWER,
    CaseAct.RECORD_OPINION: Role.LEGAL_REVIEWER,
}


def done(case: Case, act: CaseAct, *, by: User, on: date) -> None:
    """The act was done: whoever was asked to do it is relieved."""
    close_tasks(case, act=act, by=by, on=on)


def ask(case: Case, act: CaseAct, *, by: User, on: date) -> None:
    """Ask whoever must do ``act`` next; it is due when the case's next limit is."""
    clock = next_clock(case)
    role = BY_ROLE.get(act)
    open_task(
        record=case,
        title=TITLES[act] % {"case": case.title},
        act=act,
        assignee=None if role else lead_of(case),
        role=role.value if role else "",
        due_on=clock.act_by if clock else None,
        by=by,
        on=on,
    )


def lead_of(case: Case) -> User:
    """The officer who leads the case."""
    return case.responsible_officers()[0]
