"""The forms of review and suit, of the course of a case, and of the archive."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from accounts.models import Perm
from core.pages.base import Crumb
from deadlines.services.procedure import require_open
from enforcement.addresses import case_address
from enforcement.forms.performance import (
    AnswerForm,
    ArchiveForm,
    OutcomeForm,
    RemedyForm,
    StepForm,
)
from enforcement.models import Case, Remedy, StepKind
from enforcement.services.archiving import archive
from enforcement.services.remedies import answer_remedy, conclude_remedy, record_remedy
from enforcement.services.standing import PROPOSED_BY, propose_step
from enforcement.transitions.case_needs import CaseAct
from enforcement.views.acts import ActPage
from enforcement.views.case_acts import CaseActPage


class RecordRemedy(CaseActPage):
    title = gettext_lazy("Record a review or suit")
    submit = gettext_lazy("Record")
    success = gettext_lazy("It was recorded; the time to answer runs.")
    act_name = CaseAct.RECORD_REVIEW
    form_class = RemedyForm

    def initial(self) -> dict[str, Any]:
        return {"filed_on": self.on, "received_on": self.on}

    def do(self, case: Case, told: dict[str, Any]) -> None:
        record_remedy(case, **told, by=self.user, on=self.on)


class RemedyActPage(ActPage):
    """An act on one review or suit, read on the page of its case."""

    perms = (Perm.READ_RECORDS,)

    def get_queryset(self) -> QuerySet[Remedy]:
        rows = Remedy.objects.visible_to(self.user)
        return rows.select_related("decision__case__bureau")

    def require(self, record: Any) -> None:
        require_open(record.decision.case, self.act_name, by=self.user, on=self.on)

    def detail_address(self) -> str:
        return f"{case_address(self.found.decision.case)}#performance"

    def crumbs(self) -> list[Crumb]:
        case = self.found.decision.case
        return [
            Crumb(gettext_lazy("Cases"), reverse("enforcement:case-list")),
            Crumb(case.number or case.title, self.detail_address()),
        ]


class AnswerRemedy(RemedyActPage):
    title = gettext_lazy("Record the answer to review or suit")
    submit = gettext_lazy("Record")
    success = gettext_lazy("The answer was recorded.")
    act_name = CaseAct.ANSWER_REMEDY
    form_class = AnswerForm

    def initial(self) -> dict[str, Any]:
        return {"answered_on": self.on}

    def act(self, form: Any) -> str:
        answer_remedy(self.found, **form.cleaned_data, by=self.user, on=self.on)
        return self.detail_address()


class ConcludeRemedy(RemedyActPage):
    title = gettext_lazy("Record the outcome of review or suit")
    submit = gettext_lazy("Record")
    success = gettext_lazy("The outcome was recorded, and what it orders was done.")
    confirm = gettext_lazy("What the outcome orders happens at once and cannot be taken back.")
    act_name = CaseAct.CONCLUDE_REMEDY
    form_class = OutcomeForm

    def initial(self) -> dict[str, Any]:
        return {"ended_on": self.on}

    def act(self, form: Any) -> str:
        conclude_remedy(self.found, **form.cleaned_data, by=self.user, on=self.on)
        return self.detail_address()


class ProposeStep(CaseActPage):
    """A proposal on the course of the case, sent for approval."""

    kind: ClassVar[StepKind]
    submit = gettext_lazy("Submit")
    success = gettext_lazy("The proposal waits for approval.")
    form_class = StepForm

    def require(self, record: Any) -> None:
        require_open(record, PROPOSED_BY[self.kind], by=self.user, on=self.on)

    def form_kwargs(self) -> dict[str, Any]:
        return {"kind": self.kind}

    def do(self, case: Case, told: dict[str, Any]) -> None:
        propose_step(case, kind=self.kind, **told, by=self.user, on=self.on)


class ProposeSuspension(ProposeStep):
    title = gettext_lazy("Propose to suspend the investigation")
    intro = gettext_lazy("Once approved, the time to decide stands still.")
    kind = StepKind.SUSPENSION


class ProposeResumption(ProposeStep):
    title = gettext_lazy("Propose to resume the investigation")
    intro = gettext_lazy("Once approved, the time to decide runs again.")
    kind = StepKind.RESUMPTION


class ProposeExtension(ProposeStep):
    title = gettext_lazy("Ask for more time to decide")
    intro = gettext_lazy("The approval extends the limit as the law lets it.")
    kind = StepKind.EXTENSION


class ProposeTermination(ProposeStep):
    title = gettext_lazy("Propose to terminate the investigation")
    kind = StepKind.TERMINATION


class ProposeReopening(ProposeStep):
    title = gettext_lazy("Propose to reopen the case")
    intro = gettext_lazy("Once approved, the case is investigated again with a new period.")
    kind = StepKind.REOPENING


class ArchiveCase(CaseActPage):
    title = gettext_lazy("Put the file into the archive")
    submit = gettext_lazy("Archive")
    success = gettext_lazy("The file has its archive number.")
    act_name = CaseAct.ARCHIVE
    form_class = ArchiveForm

    def do(self, case: Case, told: dict[str, Any]) -> None:
        archive(case, **told, by=self.user, on=self.on)
