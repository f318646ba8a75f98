"""The forms of the acts on clues."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Perm
from core.errors import IllegalTransition
from core.pages.base import Crumb
from core.pages.forms import FormPage
from deadlines.views.acts import NothingForm
from enforcement.forms.clue import (
    AssignForm,
    ChangeClueForm,
    RegisterClueForm,
    RevealForm,
    VerificationForm,
)
from enforcement.forms.common import ReasonForm
from enforcement.models import Clue
from enforcement.policies import require_change, require_reveal, require_take
from enforcement.services.clues import (
    OPEN_TO_CHANGE,
    change_clue,
    register_clue,
    reveal_reporter,
)
from enforcement.services.verification import (
    assign_clue,
    conclude_not_filed,
    propose_not_filing,
    record_verification,
    take_clue,
)
from enforcement.transitions.clue import ClueAct
from enforcement.views.acts import ActPage

AFFAIR = (
    gettext_lazy("Clue"),
    ("source", "received_on", "domain", "content", "bureau", "confidential"),
)
CONCERNS = (
    gettext_lazy("Whom it concerns"),
    ("party", "party_label", "place", "region", "area", "link"),
)
MORE = (gettext_lazy("Product and campaigns"), ("product", "batch", "campaigns"))
REPORTER = (
    gettext_lazy("Who reported (protected)"),
    ("reporter_name", "reporter_phone", "is_anonymous", "wants_answer"),
)


class RegisterClue(FormPage):
    title = gettext_lazy("Register a clue")
    submit = gettext_lazy("Register")
    success = gettext_lazy("The clue was registered; its limit runs.")
    perms = (Perm.WRITE_CLUES,)
    form_class = RegisterClueForm
    fieldsets = (AFFAIR, CONCERNS, REPORTER, MORE)

    def crumbs(self) -> list[Crumb]:
        return [Crumb(_("Clues"), reverse("enforcement:clue-list"))]

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.user, "on": self.on}

    def initial(self) -> dict[str, Any]:
        asked = {name: self.request.GET.get(name) for name in ("party", "source", "domain")}
        told = {name: value for name, value in asked.items() if value}
        return {"received_on": self.on, "bureau": self.user.bureau.code, **told}

    def act(self, form: Any) -> str:
        clue = register_clue(**form.facts(), by=self.user, on=self.on)
        return reverse("enforcement:clue-detail", args=[clue.uuid])


class ClueActPage(ActPage):
    """An act on one clue."""

    list_title = gettext_lazy("Clues")
    list_url_name = "enforcement:clue-list"
    detail_url_name = "enforcement:clue-detail"
    perms = (Perm.READ_RECORDS,)

    def get_queryset(self) -> QuerySet[Clue]:
        return Clue.objects.visible_to(self.user).select_related("bureau", "unit", "handler")

    def act(self, form: Any) -> str:
        self.do(self.found, form.cleaned_data, self.on)
        return self.detail_address()

    def do(self, clue: Clue, typed: dict[str, Any], on: date) -> None:
        """One service call."""
        raise NotImplementedError


class ChangeClue(ClueActPage):
    title = gettext_lazy("Correct the clue")
    form_class = ChangeClueForm
    fieldsets = (
        (gettext_lazy("Clue"), ("title", *AFFAIR[1])),
        CONCERNS,
        MORE,
    )

    def require(self, record: Clue) -> None:
        require_change(record, by=self.user)
        if record.status not in OPEN_TO_CHANGE:
            raise IllegalTransition

    def form_kwargs(self) -> dict[str, Any]:
        kept = list(self.found.campaigns.all())
        return {"user": self.user, "on": self.on, "kept": kept}

    def initial(self) -> dict[str, Any]:
        clue = self.found
        values = {name: getattr(clue, name) for name in ChangeClueForm.base_fields}
        return {**values, "campaigns": list(clue.campaigns.all())}

    def do(self, clue: Clue, typed: dict[str, Any], on: date) -> None:
        change_clue(clue, version=self.version, **typed, by=self.user, on=on)


class AssignClue(ClueActPage):
    title = gettext_lazy("Assign the clue")
    submit = gettext_lazy("Assign")
    success = gettext_lazy("The clue was assigned.")
    form_class = AssignForm

    def require(self, record: Clue) -> None:
        self.act_name = ClueAct.REASSIGN if record.handler_id else ClueAct.ASSIGN
        super().require(record)

    def form_kwargs(self) -> dict[str, Any]:
        return {"bureau": self.found.bureau, "handler": self.found.handler}

    def do(self, clue: Clue, typed: dict[str, Any], on: date) -> None:
        assign_clue(clue, **typed, by=self.user, on=on)


class TakeClue(ClueActPage):
    title = gettext_lazy("Take over the clue")
    submit = gettext_lazy("Take over")
    success = gettext_lazy("The clue is yours; its limit binds you.")
    intro = gettext_lazy("You handle it from now on, and its limit binds you.")
    form_class = NothingForm

    def require(self, record: Clue) -> None:
        require_take(record, by=self.user)

    def do(self, clue: Clue, typed: dict[str, Any], on: date) -> None:
        take_clue(clue, by=self.user, on=on)


class VerifyClue(ClueActPage):
    title = gettext_lazy("Record the verification")
    success = gettext_lazy("The verification was recorded.")
    form_class = VerificationForm
    act_name = ClueAct.RECORD_VERIFICATION

    def initial(self) -> dict[str, Any]:
        return {"verification": self.found.verification}

    def do(self, clue: Clue, typed: dict[str, Any], on: date) -> None:
        result = typed["verification"]
        record_verification(clue, result=result, version=self.version, by=self.user, on=on)


class ProposeNotFiling(ClueActPage):
    title = gettext_lazy("Propose not to file")
    submit = gettext_lazy("Submit for approval")
    success = gettext_lazy("Submitted; the heads were told.")
    form_class = ReasonForm
    act_name = ClueAct.PROPOSE_NOT_FILING

    def do(self, clue: Clue, typed: dict[str, Any], on: date) -> None:
        propose_not_filing(clue, **typed, by=self.user, on=on)


class NotFile(ClueActPage):
    title = gettext_lazy("Decide not to file")
    submit = gettext_lazy("Do not file")
    success = gettext_lazy("It was decided not to file; the limit is met.")
    confirm = gettext_lazy("The clue is concluded without a case. This cannot be undone.")
    danger = True
    form_class = ReasonForm
    act_name = ClueAct.NOT_FILE

    def do(self, clue: Clue, typed: dict[str, Any], on: date) -> None:
        conclude_not_filed(clue, **typed, by=self.user, on=on)


class RevealReporter(ClueActPage):
    """Shows who reported in the answer to the POST, and nowhere else."""

    title = gettext_lazy("Who reported")
    submit = gettext_lazy("Show")
    intro = gettext_lazy("That you look is written down, with the time and your name.")
    form_class = RevealForm

    def require(self, record: Clue) -> None:
        require_reveal(record, by=self.user)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        clue = self.found
        self.require(clue)
        form = RevealForm(request.POST)
        if not form.is_valid():
            return self.refused(form, status=400)
        reporter = reveal_reporter(clue, **form.cleaned_data, by=self.user, on=self.on)
        context = self.get_context_data(form=form, reporter=reporter, record=clue)
        name = "dialog" if self.in_dialog else "page"
        answer = render(request, f"enforcement/clue_reporter_{name}.html", context)
        answer["Cache-Control"] = "no-store"
        return answer
