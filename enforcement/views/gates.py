"""Would it stand in court: the gates of a case, its like cases, its related ones."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enforcement.models import Case, CaseStatus, Decision
from enforcement.services.gates.gate import Gate, GateState
from enforcement.services.gates.panel import gates_of
from enforcement.services.recusals import may_decide_recusal, may_request_recusal
from enforcement.services.related import related_cases
from enforcement.services.same_cases import compare
from enforcement.views.same_cases import picture_of_cases
from enforcement.views.violations import CaseLook, yuan_of

TONES = {GateState.PASSED: "met", GateState.WARNING: "soon", GateState.BLOCKS: "late"}


class CasePanel(CaseLook):
    """A part of the case's page, loaded into it; without script a page of its own."""

    fragment = ""
    heading: Any = ""

    def told(self, case: Case) -> dict[str, Any]:
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        case: Case = self.get_record()
        context = {
            "case": case,
            "title": self.heading,
            "back": reverse("enforcement:case-detail", args=[case.uuid]),
            "fragment": self.fragment,
            **self.told(case),
        }
        whole = not request.headers.get("HX-Request")
        name = "enforcement/case_panel.html" if whole else self.fragment
        return render(request, name, context)


class GatesPanel(CasePanel):
    fragment = "enforcement/_gates.html"

    heading = _("Would it stand in court?")

    def told(self, case: Case) -> dict[str, Any]:
        gates = gates_of(case, on=timezone.localdate())
        open_case = case.status != CaseStatus.CLOSED and not case.is_past
        rows = case.recusals.select_related("person", "decided_by")
        return {
            "gates": [(gate, TONES[gate.state]) for gate in gates],
            "summary": summary_of(gates),
            "recusals": rows,
            "may_request": open_case and may_request_recusal(case, by=self.user),
            "may_decide": open_case and may_decide_recusal(case, by=self.user),
        }


def summary_of(gates: list[Gate]) -> list[tuple[str, int, str]]:
    """How many gates pass, warn and block: label, number, tone."""
    counts = [(state, sum(gate.state == state for gate in gates)) for state in GateState]
    return [(str(state.label), count, TONES[state]) for state, count in counts if count]


class SameCasesPanel(CasePanel):
    """Decided cases of the same provision, and where the fine lies among them."""

    fragment = "enforcement/_same_cases.html"

    heading = _("Like cases")

    def told(self, case: Case) -> dict[str, Any]:
        asked = self.request.GET
        proposal = Decision.objects.filter(case=case).first()
        typed = yuan_of(asked.get("fine"))
        fine = typed if typed is not None else proposal.fine if proposal else None
        chosen = {name: bool(asked.get(name)) for name in ("same_band", "same_kind")}
        found = compare(case, self.user, fine=fine, **chosen)
        return {
            "comparison": found,
            "dots": picture_of_cases(found),
            "address": reverse("enforcement:case-same", args=[case.uuid]),
            **chosen,
        }


class RelatedPanel(CasePanel):
    fragment = "enforcement/_related_cases.html"

    heading = _("Related cases")

    def told(self, case: Case) -> dict[str, Any]:
        return {"related": related_cases(case, self.user)}
