"""The penalty on its way: proposed, submitted, notified, defended, decided, served."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deadlines.views.acts import NothingForm
from enforcement.forms.decision import (
    PERSONS,
    DefenceForm,
    ProposalForm,
    person_initial,
    person_names,
)
from enforcement.forms.gates import SubmitPenaltyForm
from enforcement.forms.service import FIELDSETS, ServedForm
from enforcement.models import Case, Decision
from enforcement.services.decisions import decide
from enforcement.services.gates.criminal import last_answer
from enforcement.services.proposals import judge, propose_penalty
from enforcement.services.reports import draft_report, review_words
from enforcement.services.same_cases import compare
from enforcement.services.serving import record_defence, serve_decision, serve_notice
from enforcement.services.submissions import submit_penalty
from enforcement.transitions.case_needs import CaseAct
from enforcement.views.case_acts import CaseActPage
from enforcement.views.case_page import VERDICT_TONES
from enforcement.views.fine_range import picture_of
from enforcement.views.same_cases import picture_of_cases
from enforcement.views.violations import CaseLook, yuan_of


class ProposePenalty(CaseActPage):
    title = gettext_lazy("Propose the penalty")
    submit = gettext_lazy("Propose")
    success = gettext_lazy("The proposal was kept. Submit it for review.")
    template_name = "enforcement/penalty_form.html"
    act_name = CaseAct.PROPOSE_PENALTY
    form_class = ProposalForm

    @property
    def fieldsets(self) -> Any:  # type: ignore[override]
        shown = range(1, 1 + PERSONS)
        persons = tuple(name for n in shown for name in person_names(n))
        return (
            (
                gettext_lazy("Kinds and amounts"),
                (
                    "step",
                    "fine",
                    "confiscated_income",
                    "confiscated_goods_value",
                    "penalty_kinds",
                ),
            ),
            (gettext_lazy("Grounds"), ("reasons", "mitigation_basis", "exemption")),
            (gettext_lazy("Responsible persons"), persons),
        )

    def proposal(self) -> Decision | None:
        return Decision.objects.filter(case=self.found).first()

    def persons_known(self) -> int:
        proposal = self.proposal()
        return proposal.persons.count() if proposal else 0

    def record(self) -> Any:
        return self.proposal()

    def form_kwargs(self) -> dict[str, Any]:
        return {"case": self.found, "persons": min(PERSONS, 1 + self.persons_known())}

    def initial(self) -> dict[str, Any]:
        proposal = self.proposal()
        if proposal is None:
            return {"confiscated_income": self.found.illegal_income}
        names = (
            *("step", "fine", "confiscated_income", "confiscated_goods_value"),
            *("penalty_kinds", "reasons", "mitigation_basis", "exemption"),
        )
        told = {name: getattr(proposal, name) for name in names}
        return told | person_initial(proposal.persons.all())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        address = reverse("enforcement:penalty-check", args=[self.found.uuid])
        return super().get_context_data(**kwargs, check_address=address)

    def act(self, form: Any) -> str:
        told = form.told()
        propose_penalty(self.found, **told, version=self.version, by=self.user, on=self.on)
        return self.detail_address()


class PenaltyCheck(CaseLook):
    """Where the proposed fine lies, and what is missing, while the form is filled in."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        case: Case = self.get_record()
        typed = request.GET
        fine = yuan_of(typed.get("fine"))
        check = judge(
            case,
            fine=fine,
            step=typed.get("step", ""),
            ground=typed.get("mitigation_basis", ""),
        )
        first = case.violations.first()
        context = {
            "check": check,
            "tone": VERDICT_TONES[check.verdict],
            "picture": picture_of(case.fine_range(), fine),
            "typed": fine is not None,
            "precedents": _precedents(case, first.provision) if first else "",
            "comparison": (found := compare(case, self.user, fine=fine)),
            "dots": picture_of_cases(found),
            "address": reverse("enforcement:case-same", args=[case.uuid]),
        }
        return render(request, "enforcement/_penalty_check.html", context)


def _precedents(case: Case, provision: str) -> str:
    return f"{reverse('enforcement:precedent-list')}?provision={provision}"


class SubmitPenalty(CaseActPage):
    title = gettext_lazy("Submit for review")
    submit = gettext_lazy("Submit")
    success = gettext_lazy("The penalty waits for its review.")
    act_name = CaseAct.SUBMIT_PENALTY
    form_class = SubmitPenaltyForm

    @property
    def intro(self) -> Any:  # type: ignore[override]
        words = _("Unit head, legal reviewer and bureau head see it in this order.")
        return f"{words} {review_words(self.found)}"

    def form_kwargs(self) -> dict[str, Any]:
        case = self.found
        return {"case": case, "draft": draft_report(case), "last": last_answer(case)}

    def initial(self) -> dict[str, Any]:
        return asdict(draft_report(self.found))

    def act(self, form: Any) -> str:
        submit_penalty(
            self.found,
            criminal=form.answer(),
            report=form.told(),
            by=self.user,
            on=self.on,
        )
        return self.detail_address()


class ServeNotice(CaseActPage):
    title = gettext_lazy("Serve the penalty notice")
    submit = gettext_lazy("Serve")
    success = gettext_lazy("The notice was issued. The party may answer for 5 working days.")
    confirm = gettext_lazy("The notice takes its number and cannot be taken back.")
    act_name = CaseAct.SERVE_NOTICE
    form_class = ServedForm
    fieldsets = FIELDSETS

    def initial(self) -> dict[str, Any]:
        return {"served_on": self.on}

    def act(self, form: Any) -> str:
        serve_notice(self.found, **form.told(), by=self.user, on=self.on)
        return self.detail_address()


class RecordDefence(CaseActPage):
    title = gettext_lazy("Record the defence")
    submit = gettext_lazy("Record the defence")
    success = gettext_lazy("The defence was recorded.")
    act_name = CaseAct.RECORD_DEFENCE
    form_class = DefenceForm

    def initial(self) -> dict[str, Any]:
        case = self.found
        return {
            "defence": case.defence,
            "waived": case.defence_waived,
            "heard_on": case.defence_on or self.on,
        }

    def do(self, case: Case, told: dict[str, Any]) -> None:
        if told["waived"]:
            told["heard_on"] = None
        record_defence(case, **told, by=self.user, on=self.on)


class DecideCase(CaseActPage):
    title = gettext_lazy("Decide")
    submit = gettext_lazy("Decide")
    success = gettext_lazy("The case is decided; the decision has its number.")
    intro = gettext_lazy("The penalty is decided as approved, after the party's defence.")
    confirm = gettext_lazy("A decision cannot be taken back.")
    act_name = CaseAct.DECIDE
    form_class = NothingForm

    def do(self, case: Case, told: dict[str, Any]) -> None:
        decide(case, by=self.user, on=self.on)


class ServeDecision(CaseActPage):
    title = gettext_lazy("Serve the decision")
    submit = gettext_lazy("Serve")
    success = gettext_lazy("The decision was served.")
    confirm = gettext_lazy("The time to pay runs from this day; it cannot be changed.")
    act_name = CaseAct.SERVE_DECISION
    form_class = ServedForm
    fieldsets = FIELDSETS

    def initial(self) -> dict[str, Any]:
        return {"served_on": self.on}

    def act(self, form: Any) -> str:
        serve_decision(self.found, **form.told(), by=self.user, on=self.on)
        return self.detail_address()
