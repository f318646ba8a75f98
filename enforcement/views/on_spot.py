"""Penalising on the spot, and what follows: papers, money, closing."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Perm, User
from core.errors import DomainError
from core.pages.base import Crumb, SignedIn
from core.pages.filters import valid_ids
from core.pages.forms import FormPage
from core.pages.options import MOST
from deadlines.views.acts import NothingForm
from enforcement.forms.common import colleagues_of
from enforcement.forms.on_spot import OnDayForm, OnSpotForm
from enforcement.forms.violation import provision_words
from enforcement.models import Case, CaseOfficer, InspectionOfficer
from enforcement.policies import require_file
from enforcement.services.on_spot import penalise_on_the_spot
from enforcement.services.on_spot_after import (
    close_on_spot,
    deposit_fine,
    file_papers,
    hand_in_fine,
)
from enforcement.services.on_spot_law import simplified_limit, suits_the_spot
from enforcement.services.violations import assess
from enforcement.transitions.case_needs import CaseAct
from enforcement.views.case_acts import CaseActPage
from law.office import current_office
from law.penalty_kinds import PenaltyKind
from law.provisions import Provision, find_provisions
from registry.models import Party

WRITE = (Perm.WRITE_CASES,)


class PenaliseOnTheSpot(FormPage):
    """One form, from the shop's name to the decision in the party's hand."""

    title = gettext_lazy("Penalise on the spot")
    submit = gettext_lazy("Decide and print")
    success = gettext_lazy("The decision was made and served. File its papers in time.")
    confirm = gettext_lazy("The decision takes its number and counts as served.")
    perms = WRITE
    template_name = "enforcement/on_spot_form.html"
    form_class = OnSpotForm
    fieldsets = (
        (gettext_lazy("Party"), ("party",)),
        (gettext_lazy("Violation"), ("provision", "facts")),
        (gettext_lazy("Penalty"), ("penalty", "fine", "collection", "receipt")),
        (gettext_lazy("Told and heard"), ("rights_told", "defence", "with_officer")),
        (gettext_lazy("More details"), ("place", "level", "activity", "refused_signature")),
    )

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Cases"), reverse("enforcement:case-list"))]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require_file(self.user.bureau, by=self.user)
        return super().get(request, *args, **kwargs)

    def form_kwargs(self) -> dict[str, Any]:
        require_file(self.user.bureau, by=self.user)
        source = reverse("enforcement:on-spot-provisions")
        return {"user": self.user, "on": self.on, "source": source}

    def initial(self) -> dict[str, Any]:
        told: dict[str, Any] = {"with_officer": last_colleague(self.user, self.on)}
        ids = valid_ids(self.request.GET.getlist("party")[:1])
        if ids:
            told["party"] = Party.objects.visible_to(self.user).filter(uuid=ids[0]).first()
        return told

    def act(self, form: Any) -> str:
        document = penalise_on_the_spot(
            form.cleaned_data["party"],
            form.told(),
            with_officer=form.cleaned_data["with_officer"],
            by=self.user,
            on=self.on,
        )
        return reverse("documents:document-print", args=[document.uuid])


class OnSpotLook(SignedIn):
    """A look at the law while the form is filled in; writes nothing."""

    perms = WRITE

    def party(self) -> Party | None:
        ids = valid_ids(self.request.GET.getlist("party")[:1])
        rows = Party.objects.visible_to(self.user)
        return rows.filter(uuid=ids[0]).first() if ids else None


class OnSpotProvisions(OnSpotLook):
    """Provisions that can end on the spot, fitting the party's trades."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        party, on, office = self.party(), timezone.localdate(), current_office()
        limit = simplified_limit(party, on).value
        words = request.GET.get("q", "")[:100]
        found = []
        for row in find_provisions(text=words, on=on, with_unconfirmed=True):
            fits = party is None or bool(set(row.domains) & set(party.domains))
            if fits and office.uses(row) and suits_the_spot(row, limit):
                found.append(row)
        return JsonResponse({"results": [_option(row) for row in found[:MOST]]})


class OnSpotRange(OnSpotLook):
    """What the chosen provision allows on the spot."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        typed, on = request.GET, timezone.localdate()
        context: dict[str, Any] = {"limit": simplified_limit(self.party(), on)}
        if typed.get("provision"):
            context |= _allowed(typed, on, context["limit"].value)
        return render(request, "enforcement/_on_spot_range.html", context)


def _allowed(typed: Any, on: date, limit: Decimal) -> dict[str, Any]:
    try:
        found = assess(
            provision=typed["provision"],
            act_on=on,
            level=typed.get("level") or "normal",
            activity=typed.get("activity", ""),
        )
    except DomainError as error:
        return {"refusals": [str(text) for text in error.fields.values()] or [str(error)]}
    low, high = found.range.min, found.range.max
    fits = low is not None and high is not None and low <= limit
    return {
        "found": found,
        "warning": PenaltyKind.WARNING.value in found.range.kinds,
        "low": low if fits else None,
        "high": min(high, limit) if fits and high is not None else None,
    }


def _option(provision: Provision) -> dict[str, str]:
    return {"id": provision.id, "text": provision_words(provision), "note": ""}


def last_colleague(user: User, on: date) -> User | None:
    """Whom the officer worked with last: on a case, else an inspection; or the only one."""
    colleagues = colleagues_of(user, on)
    mine = Case.objects.filter(team__officer=user)
    rows = CaseOfficer.objects.filter(case__in=mine, officer__in=colleagues)
    last = rows.select_related("officer").order_by("-case_id").first()
    if last is not None:
        return last.officer
    shared = InspectionOfficer.objects.filter(officer=user).values("inspection")
    beside = InspectionOfficer.objects.filter(inspection__in=shared, officer__in=colleagues)
    other = beside.select_related("officer").order_by("-inspection_id").first()
    if other is not None:
        return other.officer
    some = list(colleagues[:2])
    return some[0] if len(some) == 1 else None


class OnSpotDayPage(CaseActPage):
    """An act that only needs its day."""

    form_class = OnDayForm

    def initial(self) -> dict[str, Any]:
        return {"day": self.on}


class FilePapers(OnSpotDayPage):
    title = gettext_lazy("File the papers with the bureau")
    submit = gettext_lazy("Record")
    success = gettext_lazy("The papers are filed.")
    act_name = CaseAct.FILE_PAPERS

    def do(self, case: Case, told: dict[str, Any]) -> None:
        file_papers(case, filed_on=told["day"], by=self.user, on=self.on)


class HandInFine(OnSpotDayPage):
    title = gettext_lazy("Hand the fine in to the bureau")
    submit = gettext_lazy("Record")
    success = gettext_lazy("That the money was handed in is recorded.")
    act_name = CaseAct.HAND_IN_FINE

    def do(self, case: Case, told: dict[str, Any]) -> None:
        hand_in_fine(case, handed_in_on=told["day"], by=self.user, on=self.on)


class DepositFine(OnSpotDayPage):
    title = gettext_lazy("Pay the fine into the bank")
    submit = gettext_lazy("Record")
    success = gettext_lazy("That the money is at the bank is recorded.")
    act_name = CaseAct.DEPOSIT_FINE

    def do(self, case: Case, told: dict[str, Any]) -> None:
        deposit_fine(case, deposited_on=told["day"], by=self.user, on=self.on)


class CloseOnSpot(CaseActPage):
    title = gettext_lazy("Close the on-the-spot case")
    submit = gettext_lazy("Close")
    success = gettext_lazy("The case is closed.")
    confirm = gettext_lazy("A closed case is not opened again.")
    act_name = CaseAct.CLOSE_ON_SPOT
    form_class = NothingForm

    def do(self, case: Case, told: dict[str, Any]) -> None:
        close_on_spot(case, by=self.user, on=self.on)
