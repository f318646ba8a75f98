"""The forms between investigation and decision, beside those of the penalty itself."""

from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext_lazy

from deadlines.views.acts import NothingForm
from enforcement.forms.common import ReasonForm
from enforcement.forms.course import (
    AmendmentForm,
    CorrectionForm,
    DiscussForm,
    DismissalForm,
    ReportForm,
    ReviewForm,
)
from enforcement.forms.service import AnnounceForm
from enforcement.models import Case, Decision
from enforcement.services.decision_changes import (
    amend_decision,
    correct_decision,
    revoke_decision,
)
from enforcement.services.outcomes import (
    decide_no_penalty,
    discuss,
    dismiss,
    propose_dismissal,
    revise_penalty,
)
from enforcement.services.reports import draft_report, record_opinion, write_report
from enforcement.services.serving import announce_decision, announce_notice
from enforcement.transitions.case_needs import CaseAct
from enforcement.views.case_acts import CaseActPage


class WriteReport(CaseActPage):
    title = gettext_lazy("Write the investigation report")
    success = gettext_lazy("The report was kept. It goes to review with the penalty.")
    act_name = CaseAct.WRITE_REPORT
    form_class = ReportForm

    def initial(self) -> dict[str, Any]:
        return asdict(draft_report(self.found))

    def act(self, form: Any) -> str:
        write_report(self.found, report=form.told(), by=self.user, on=self.on)
        return self.detail_address()


class ProposeDismissal(CaseActPage):
    title = gettext_lazy("Propose to dismiss the case")
    submit = gettext_lazy("Propose")
    success = gettext_lazy("The proposal was kept. Submit it for review.")
    intro = gettext_lazy("Where the facts of a violation are not established.")
    act_name = CaseAct.PROPOSE_DISMISSAL
    form_class = DismissalForm

    def do(self, case: Case, told: dict[str, Any]) -> None:
        propose_dismissal(case, **told, by=self.user, on=self.on)


class RecordReview(CaseActPage):
    title = gettext_lazy("Record the review opinion")
    submit = gettext_lazy("Record")
    success = gettext_lazy("The opinion was recorded.")
    act_name = CaseAct.RECORD_OPINION
    form_class = ReviewForm

    def do(self, case: Case, told: dict[str, Any]) -> None:
        record_opinion(case, **told, by=self.user, on=self.on)


class AnnounceNotice(CaseActPage):
    title = gettext_lazy("Announce the penalty notice")
    submit = gettext_lazy("Announce")
    success = gettext_lazy("The announcement was recorded. Record the service once it is over.")
    confirm = gettext_lazy("The notice takes its number and cannot be taken back.")
    act_name = CaseAct.ANNOUNCE_NOTICE
    form_class = AnnounceForm

    def initial(self) -> dict[str, Any]:
        return {"published_on": self.on}

    def do(self, case: Case, told: dict[str, Any]) -> None:
        announce_notice(case, **told, by=self.user, on=self.on)


class AnnounceDecision(AnnounceNotice):
    title = gettext_lazy("Announce the decision")
    confirm = gettext_lazy("The announcement cannot be taken back.")
    act_name = CaseAct.ANNOUNCE_DECISION

    def do(self, case: Case, told: dict[str, Any]) -> None:
        announce_decision(case, **told, by=self.user, on=self.on)


class RevisePenalty(CaseActPage):
    title = gettext_lazy("Take the penalty up again after the defence")
    submit = gettext_lazy("Take it up again")
    success = gettext_lazy("The case is under investigation again. Propose the penalty anew.")
    intro = gettext_lazy(
        "What the party put forward holds, or new facts appeared. A defence alone never makes "
        "the penalty heavier."
    )
    act_name = CaseAct.REVISE_PENALTY
    form_class = ReasonForm

    def do(self, case: Case, told: dict[str, Any]) -> None:
        revise_penalty(case, **told, by=self.user, on=self.on)


class DiscussCase(CaseActPage):
    title = gettext_lazy("Record the collective discussion")
    submit = gettext_lazy("Record")
    success = gettext_lazy("The discussion was recorded.")
    act_name = CaseAct.DISCUSS
    form_class = DiscussForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"case": self.found}

    def initial(self) -> dict[str, Any]:
        return {"held_on": self.on}

    def do(self, case: Case, told: dict[str, Any]) -> None:
        discuss(case, **told, by=self.user, on=self.on)


class DecideNoPenalty(CaseActPage):
    title = gettext_lazy("Decide that no penalty is imposed")
    submit = gettext_lazy("Decide")
    success = gettext_lazy("The case is decided; the decision has its number.")
    confirm = gettext_lazy("A decision cannot be taken back.")
    act_name = CaseAct.DECIDE_NO_PENALTY
    form_class = NothingForm

    def do(self, case: Case, told: dict[str, Any]) -> None:
        decide_no_penalty(case, by=self.user, on=self.on)


class DismissCase(DecideNoPenalty):
    title = gettext_lazy("Dismiss the case")
    submit = gettext_lazy("Dismiss")
    success = gettext_lazy("The case is dismissed; the decision has its number.")
    act_name = CaseAct.DISMISS

    def do(self, case: Case, told: dict[str, Any]) -> None:
        dismiss(case, by=self.user, on=self.on)


class CorrectDecision(CaseActPage):
    title = gettext_lazy("Correct a clerical error")
    submit = gettext_lazy("Correct")
    success = gettext_lazy("The correction was issued; the decision stays as it was.")
    confirm = gettext_lazy("The correction takes its number and cannot be taken back.")
    act_name = CaseAct.CORRECT_DECISION
    form_class = CorrectionForm

    def do(self, case: Case, told: dict[str, Any]) -> None:
        correct_decision(case, **told, by=self.user, on=self.on)


class AmendDecision(CaseActPage):
    title = gettext_lazy("Amend the decision")
    submit = gettext_lazy("Amend")
    success = gettext_lazy("The decision was amended; the original stays to be read.")
    intro = gettext_lazy("Only to the party's advantage: what is heavier is decided anew.")
    confirm = gettext_lazy("The amendment takes its number and cannot be taken back.")
    act_name = CaseAct.AMEND_DECISION
    form_class = AmendmentForm

    def initial(self) -> dict[str, Any]:
        decision = Decision.objects.filter(case=self.found).first()
        if decision is None:
            return {}
        due = decision.due()
        return {"fine": due["fine"], "confiscated_income": due["confiscation"]}

    def do(self, case: Case, told: dict[str, Any]) -> None:
        amend_decision(case, **told, by=self.user, on=self.on)


class RevokeDecision(CaseActPage):
    title = gettext_lazy("Revoke the decision")
    submit = gettext_lazy("Revoke")
    success = gettext_lazy("The decision was revoked. The case can be closed.")
    confirm = gettext_lazy("The revocation takes its number and cannot be taken back.")
    danger = True
    act_name = CaseAct.REVOKE_DECISION
    form_class = ReasonForm

    def do(self, case: Case, told: dict[str, Any]) -> None:
        revoke_decision(case, **told, by=self.user, on=self.on)
