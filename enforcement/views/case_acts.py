"""The forms of the acts on a case that are not about its penalty."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Perm
from core.pages.base import SignedIn
from core.pages.details import RecordAddress
from deadlines.services.procedure import require_open
from enforcement.forms.case import (
    CaseOfficersForm,
    ChangeCaseForm,
    ClosingForm,
    ResubmitForm,
    SuperviseForm,
)
from enforcement.models import Case
from enforcement.policies import require_supervise
from enforcement.services.cases import assign_officers, change_case, resubmit_filing
from enforcement.services.closing import submit_closing
from enforcement.services.gates.exemption import check_prior
from enforcement.services.oversight import supervise
from enforcement.transitions.case_needs import CaseAct
from enforcement.views.acts import ActPage


class CaseActPage(ActPage):
    """An act on one case; a waiting period that is over opens it."""

    list_title = gettext_lazy("Cases")
    list_url_name = "enforcement:case-list"
    detail_url_name = "enforcement:case-detail"
    perms = (Perm.READ_RECORDS,)

    def get_queryset(self) -> QuerySet[Case]:
        rows = Case.objects.visible_to(self.user).own()
        return rows.select_related("bureau", "unit", "party", "clue")

    def require(self, record: Any) -> None:
        if self.act_name:
            require_open(record, self.act_name, by=self.user, on=self.on)

    def act(self, form: Any) -> str:
        self.do(self.found, dict(form.cleaned_data))
        return self.detail_address()

    def do(self, case: Case, told: dict[str, Any]) -> None:
        raise NotImplementedError


class ResubmitFiling(CaseActPage):
    title = gettext_lazy("Submit the filing again")
    submit = gettext_lazy("Submit")
    success = gettext_lazy("The filing waits for approval.")
    act_name = CaseAct.RESUBMIT_FILING
    form_class = ResubmitForm

    def do(self, case: Case, told: dict[str, Any]) -> None:
        resubmit_filing(case, **told, by=self.user, on=self.on)


class ChangeCase(CaseActPage):
    title = gettext_lazy("Change the facts")
    act_name = CaseAct.CHANGE
    form_class = ChangeCaseForm
    fieldsets = (
        (gettext_lazy("Case"), ("title", "facts", "discovered_on", "is_major")),
        (
            gettext_lazy("What statistics ask"),
            ("domain", "link", "area", "key_variety", "product", "batch"),
        ),
    )

    def initial(self) -> dict[str, Any]:
        case = self.found
        told = {name: getattr(case, name) for name in ChangeCaseForm.base_fields}
        told["product"] = case.product.uuid if case.product else None
        told["batch"] = case.batch.uuid if case.batch else None
        return told

    def do(self, case: Case, told: dict[str, Any]) -> None:
        change_case(case, version=self.version, **told, by=self.user, on=self.on)


class AssignOfficers(CaseActPage):
    title = gettext_lazy("Assign officers")
    submit = gettext_lazy("Assign")
    success = gettext_lazy("The officers were assigned.")
    act_name = CaseAct.ASSIGN_OFFICERS
    form_class = CaseOfficersForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"bureau": self.found.bureau, "on": self.on}

    def initial(self) -> dict[str, Any]:
        lead, *others = self.found.responsible_officers()
        return {"lead": lead.uuid, "others": [one.uuid for one in others]}

    def act(self, form: Any) -> str:
        assign_officers(self.found, officers=form.officers(), by=self.user, on=self.on)
        return self.detail_address()


class SubmitClosing(CaseActPage):
    title = gettext_lazy("Submit for closing")
    submit = gettext_lazy("Submit")
    success = gettext_lazy("The closing waits for approval.")
    act_name = CaseAct.SUBMIT_CLOSING
    form_class = ClosingForm

    def initial(self) -> dict[str, Any]:
        return {"report": self.found.closing_note}

    def do(self, case: Case, told: dict[str, Any]) -> None:
        submit_closing(case, **told, by=self.user, on=self.on)


class SuperviseCase(CaseActPage):
    title = gettext_lazy("Supervise this case")
    submit = gettext_lazy("Supervise")
    success = gettext_lazy("The case is under supervision; its officers were told.")
    form_class = SuperviseForm

    def require(self, record: Any) -> None:
        require_supervise(record, by=self.user)

    def do(self, case: Case, told: dict[str, Any]) -> None:
        supervise(case, **told, by=self.user, on=self.on)


class AskPriorPenalties(RecordAddress, SignedIn):
    """Whether the party was penalised before: a POST, because that it was asked is kept."""

    perms = (Perm.WRITE_CASES, Perm.REVIEW_LAW)
    http_method_names = ["post"]

    def get_queryset(self) -> QuerySet[Case]:
        rows = Case.objects.visible_to(self.user).own().exclude(party=None)
        return rows.select_related("party")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        case: Case = self.get_record()
        answer = check_prior(case, by=self.user, on=timezone.localdate())
        context = {
            "answer": answer,
            "case": case,
            "title": _("Earlier penalties"),
            "back": reverse("enforcement:case-detail", args=[case.uuid]),
        }
        fragment = bool(request.headers.get("HX-Request"))
        name = "_prior_penalties.html" if fragment else "prior_penalties.html"
        return render(request, f"enforcement/{name}", context)
