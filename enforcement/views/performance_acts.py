"""The forms of what follows a decision: plan, demand, court, money given back."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from accounts.models import Perm
from core.pages.base import Crumb
from deadlines.services.procedure import require_open
from enforcement.addresses import case_address
from enforcement.dues import surcharge_of
from enforcement.forms.performance import (
    PARTS,
    AgreementForm,
    CorrectionForm,
    CourtForm,
    CourtStepForm,
    DemandForm,
    NoteForm,
    PlanForm,
    RefundForm,
    part_names,
)
from enforcement.models import Case, Decision, Payment
from enforcement.services.collection import (
    agree_enforcement,
    apply_to_court,
    record_court_step,
    serve_demand,
)
from enforcement.services.plans import miss_instalment, submit_plan
from enforcement.services.refunds import correct_payment, overpaid, refund
from enforcement.transitions.case_needs import CaseAct
from enforcement.views.acts import ActPage
from enforcement.views.case_acts import CaseActPage


class SubmitPlan(CaseActPage):
    title = gettext_lazy("Propose deferral or instalments")
    submit = gettext_lazy("Submit")
    success = gettext_lazy("The plan waits for approval.")
    intro = gettext_lazy(
        "One part is a deferral, several are instalments. Together they are what is due of "
        "the fine."
    )
    act_name = CaseAct.SUBMIT_PLAN
    form_class = PlanForm
    fieldsets = (
        (gettext_lazy("Application of the party"), ("applied_on", "reason")),
        (
            gettext_lazy("Parts"),
            tuple(name for place in range(1, PARTS + 1) for name in part_names(place)),
        ),
    )

    def initial(self) -> dict[str, Any]:
        decision = Decision.objects.get(case=self.found)
        return {"applied_on": self.on, "part_amount_1": decision.still_due().get("fine")}

    def act(self, form: Any) -> str:
        submit_plan(self.found, **form.told(), by=self.user, on=self.on)
        return self.detail_address()


class MissInstalment(CaseActPage):
    title = gettext_lazy("Record a missed instalment")
    submit = gettext_lazy("Record")
    success = gettext_lazy("The plan has ended; the rest is due.")
    confirm = gettext_lazy("The plan ends, and the surcharge runs again.")
    act_name = CaseAct.MISS_INSTALMENT
    form_class = NoteForm

    def do(self, case: Case, told: dict[str, Any]) -> None:
        miss_instalment(case, **told, by=self.user, on=self.on)


class ServeDemand(CaseActPage):
    title = gettext_lazy("Serve a demand")
    submit = gettext_lazy("Serve")
    success = gettext_lazy("The demand was issued. The party has 10 working days.")
    confirm = gettext_lazy("The demand takes its number and cannot be taken back.")
    act_name = CaseAct.DEMAND
    form_class = DemandForm

    def initial(self) -> dict[str, Any]:
        return {"served_on": self.on}

    def do(self, case: Case, told: dict[str, Any]) -> None:
        serve_demand(case, **told, by=self.user, on=self.on)


class AgreeEnforcement(CaseActPage):
    title = gettext_lazy("Conclude an enforcement agreement")
    submit = gettext_lazy("Conclude")
    success = gettext_lazy("The agreement was recorded.")
    confirm = gettext_lazy("What is waived is not owed any more.")
    act_name = CaseAct.AGREE_ENFORCEMENT
    form_class = AgreementForm

    def initial(self) -> dict[str, Any]:
        return {"agreed_on": self.on}

    def act(self, form: Any) -> str:
        agree_enforcement(self.found, **form.told(), by=self.user, on=self.on)
        return self.detail_address()


class ApplyToCourt(CaseActPage):
    title = gettext_lazy("Apply to the court for enforcement")
    submit = gettext_lazy("Apply")
    success = gettext_lazy("The application was issued.")
    confirm = gettext_lazy("The application takes its number and cannot be taken back.")
    act_name = CaseAct.APPLY_TO_COURT
    form_class = CourtForm

    def initial(self) -> dict[str, Any]:
        return {"applied_on": self.on}

    def do(self, case: Case, told: dict[str, Any]) -> None:
        apply_to_court(case, **told, by=self.user, on=self.on)


class RecordCourtStep(CaseActPage):
    title = gettext_lazy("Record what the court did")
    submit = gettext_lazy("Record")
    success = gettext_lazy("It was recorded.")
    act_name = CaseAct.REQUEST_COURT_RECONSIDERATION
    form_class = CourtStepForm

    def initial(self) -> dict[str, Any]:
        return {"happened_on": self.on}

    def do(self, case: Case, told: dict[str, Any]) -> None:
        record_court_step(case, **told, by=self.user, on=self.on)


class PaymentActPage(ActPage):
    """An act on one payment, read on the page of its case."""

    perms = (Perm.READ_RECORDS,)

    def get_queryset(self) -> QuerySet[Payment]:
        rows = Payment.objects.visible_to(self.user)
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


class RefundPayment(PaymentActPage):
    title = gettext_lazy("Record a refund")
    submit = gettext_lazy("Record")
    success = gettext_lazy("The refund was recorded.")
    confirm = gettext_lazy("The entry stays; a mistake is corrected by another.")
    act_name = CaseAct.REFUND
    form_class = RefundForm

    def initial(self) -> dict[str, Any]:
        over = overpaid(self.found.decision, self.on).get(self.found.kind)
        most = min(over, self.found.remaining()) if over else None
        return {"refunded_on": self.on, "amount": most}

    def act(self, form: Any) -> str:
        refund(self.found, **form.cleaned_data, by=self.user, on=self.on)
        return self.detail_address()


class CorrectPayment(PaymentActPage):
    title = gettext_lazy("Take back an entry")
    submit = gettext_lazy("Take back")
    success = gettext_lazy("The entry was taken back.")
    confirm = gettext_lazy("The entry stays to be read; it counts no longer.")
    act_name = CaseAct.CORRECT_PAYMENT
    form_class = CorrectionForm

    def initial(self) -> dict[str, Any]:
        return {"amount": self.found.remaining()}

    def act(self, form: Any) -> str:
        correct_payment(self.found, **form.cleaned_data, by=self.user, on=self.on)
        return self.detail_address()


def surcharge_due(case: Case, on: Any) -> Any:
    """The surcharge that can be paid today, in yuan; None where none is asked for."""
    decision = Decision.objects.select_related("case").filter(case=case).first()
    state = surcharge_of(decision, on) if decision else None
    return state.left if state and state.left else None
